package typeset

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
)

// file is a TrueType file, table by table.
type file struct {
	tables map[string][]byte
	glyphs int // how many it has
	long   int // how many of them have an advance of their own
}

var order = binary.BigEndian

// fileOf reads the directory of a face that is part of the program: what it
// holds was tested.
func fileOf(data []byte) *file {
	f := &file{tables: map[string][]byte{}}
	for i := range int(order.Uint16(data[4:])) {
		entry := data[12+16*i:]
		from, n := order.Uint32(entry[8:]), order.Uint32(entry[12:])
		f.tables[string(entry[:4])] = data[from : from+n]
	}
	f.glyphs = int(order.Uint16(f.tables["maxp"][4:]))
	f.long = int(order.Uint16(f.tables["hhea"][34:]))
	return f
}

// undrawn is a face's file without its outlines and the names of its glyphs: to
// read them takes as long as all the rest, and shaping needs none of them.
func undrawn(data []byte) *io.SectionReader {
	head := bytes.Clone(data[:12+16*int(order.Uint16(data[4:]))])
	for at := 12; at < len(head); at += 16 {
		switch name := head[at : at+4]; string(name) {
		case "glyf", "loca", "post":
			copy(name, "none")
		}
	}
	return io.NewSectionReader(headed{head, data}, 0, int64(len(data)))
}

// headed is data whose first bytes are replaced by head.
type headed struct{ head, data []byte }

func (h headed) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	if at < int64(len(h.head)) {
		n = copy(p, h.head[at:])
	}
	if at+int64(n) < int64(len(h.data)) {
		n += copy(p[n:], h.data[at+int64(n):])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// glyph returns a glyph's description, empty where there is nothing to draw.
func (f *file) glyph(id uint16) []byte {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	if order.Uint16(f.tables["head"][50:]) == 0 {
		return glyf[2*int(order.Uint16(loca[2*int(id):])) : 2*int(order.Uint16(loca[2*int(id)+2:]))]
	}
	return glyf[order.Uint32(loca[4*int(id):]):order.Uint32(loca[4*int(id)+4:])]
}

// metric returns a glyph's advance and its left side bearing.
func (f *file) metric(id uint16) (advance, bearing int16) {
	hmtx, n := f.tables["hmtx"], int(id)
	if n < f.long {
		//nolint:gosec // the same 16 bits, with their sign
		return int16(order.Uint16(hmtx[4*n:])), int16(order.Uint16(hmtx[4*n+2:]))
	}
	last := 4 * (f.long - 1)
	//nolint:gosec // the same 16 bits, with their sign
	return int16(order.Uint16(hmtx[last:])), int16(order.Uint16(hmtx[4*f.long+2*(n-f.long):]))
}

// signed reads a number of a table, which may be negative.
func (f *file) signed(table string, at int) int {
	return int(int16(order.Uint16(f.tables[table][at:]))) //nolint:gosec // the same 16 bits, with their sign
}

// The flags of a component of a composite glyph, which describe what follows
// it.
const (
	wordArguments = 1 << 0
	hasScale      = 1 << 3
	moreFollow    = 1 << 5
	hasTwoScales  = 1 << 6
	hasMatrix     = 1 << 7
)

// components returns the glyphs that a composite glyph is made of.
func components(glyph []byte) []uint16 {
	//nolint:gosec // the same 16 bits, with their sign
	if len(glyph) == 0 || int16(order.Uint16(glyph)) >= 0 {
		return nil
	}
	var out []uint16
	for at, more := 10, true; more; {
		flags := order.Uint16(glyph[at:])
		out = append(out, order.Uint16(glyph[at+2:]))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasTwoScales != 0:
			at += 4
		case flags&hasMatrix != 0:
			at += 8
		}
		more = flags&moreFollow != 0
	}
	return out
}

// closed adds to a set of glyphs those they are made of.
func (f *file) closed(ids []uint16) []uint16 {
	known := map[uint16]bool{}
	var add func(ids []uint16)
	add = func(ids []uint16) {
		for _, id := range ids {
			if !known[id] {
				known[id] = true
				add(components(f.glyph(id)))
			}
		}
	}
	add(ids)
	out := make([]uint16, 0, len(known))
	for id := range known {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
