package typeset

import (
	"maps"
	"math"
	"math/bits"
	"slices"
)

// subset returns a TrueType file with some glyphs of a face under their own
// numbers, and the copies among them; ids are sorted. What a reader of a
// document looks for is in it, and no more.
func (s *shaper) subset(ids []uint16) []byte {
	own, copies := []uint16{0}, []uint16{}
	for _, id := range ids {
		if glyph, _ := s.drawnBy(id); glyph == id {
			own = append(own, id)
		} else {
			copies = append(copies, id)
			own = append(own, components(s.file.glyph(glyph))...)
		}
	}
	return s.assembled(append(s.file.closed(own), copies...))
}

// assembled writes the file with just these glyphs, sorted by number.
func (s *shaper) assembled(ids []uint16) []byte {
	count := int(ids[len(ids)-1]) + 1
	var glyf []byte
	starts, hmtx := make([]int, 0, count+1), make([]byte, 4*count)
	next := 0
	for id := range count {
		starts = append(starts, len(glyf))
		if next == len(ids) || int(ids[next]) != id {
			continue
		}
		next++
		own, _ := s.drawnBy(uint16(id))
		advance, bearing := s.file.metric(own)
		order.PutUint16(hmtx[4*id:], uint16(advance))   //nolint:gosec // the same 16 bits, without their sign
		order.PutUint16(hmtx[4*id+2:], uint16(bearing)) //nolint:gosec // the same 16 bits, without their sign
		glyf = append(glyf, s.file.glyph(own)...)
		glyf = append(glyf, make([]byte, len(glyf)%2)...)
	}
	return s.written(glyf, append(starts, len(glyf)), hmtx, count)
}

// locaOf writes where glyphs start: halved in two bytes, or in four where that
// is not enough, which a document with nearly every character needs.
func locaOf(starts []int) (loca []byte, wide uint16) {
	if starts[len(starts)-1] <= 2*math.MaxUint16 {
		for _, at := range starts {
			loca = order.AppendUint16(loca, uint16(at/2)) //nolint:gosec // none is beyond the last, see above
		}
		return loca, 0
	}
	for _, at := range starts {
		loca = order.AppendUint32(loca, uint32(at)) //nolint:gosec // within a face of some 300 kB
	}
	return loca, 1
}

func (s *shaper) written(glyf []byte, starts []int, hmtx []byte, count int) []byte {
	loca, wide := locaOf(starts)
	tables := map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": hmtx,
		"head": slices.Clone(s.file.tables["head"]), "hhea": slices.Clone(s.file.tables["hhea"]),
		"maxp": slices.Clone(s.file.tables["maxp"]),
	}
	for _, name := range []string{"cvt ", "fpgm", "prep"} {
		if t, ok := s.file.tables[name]; ok {
			tables[name] = t
		}
	}
	order.PutUint32(tables["head"][8:], 0) // the sum of the whole, below
	order.PutUint16(tables["head"][50:], wide)
	order.PutUint16(tables["hhea"][34:], uint16(count)) //nolint:gosec // numbers of glyphs have 16 bits
	order.PutUint16(tables["maxp"][4:], uint16(count))  //nolint:gosec // numbers of glyphs have 16 bits
	return joined(tables)
}

// joined puts tables together with their directory and their sums.
func joined(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	n := len(names)
	log := bits.Len(uint(n)) - 1
	out := order.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = order.AppendUint16(out, uint16(v)) //nolint:gosec // of a dozen tables
	}
	at, head := len(out)+16*n, 0
	for _, name := range names {
		t := tables[name]
		out = append(out, name...)
		//nolint:gosec // a face of ours has some 100 kB
		for _, v := range []uint32{sum(t), uint32(at), uint32(len(t))} {
			out = order.AppendUint32(out, v)
		}
		if name == "head" {
			head = at
		}
		at += (len(t) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	order.PutUint32(out[head+8:], 0xB1B0AFBA-sum(out))
	return out
}

// sum adds a table's words, the last filled up with zeros.
func sum(table []byte) uint32 {
	var total uint32
	for len(table) >= 4 {
		total += order.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return total + order.Uint32(rest[:])
}
