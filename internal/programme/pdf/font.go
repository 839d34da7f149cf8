package pdf

import (
	"strconv"
	"sync"
	"unicode/utf16"

	"jema/internal/programme/pdf/object"
	"jema/internal/programme/typeset"
	"jema/internal/work"
)

// Short names for what dictionaries are made of.
type (
	dict  = object.Dict
	array = object.Array
	name  = object.Name
	entry = object.Entry
)

// shared makes the objects that pages share: fonts, photos, graphics states.
func (f *finishing) shared() {
	var used [typeset.Faces]set
	if f.imposed() {
		s := f.noteStream()
		f.note = object.New(&object.Stream{Dict: dict{{Key: "Filter", Value: name("FlateDecode")}}, Data: s.data})
		used = s.use.glyphs
	}
	for i := range f.streams {
		for face := range typeset.Faces {
			used[face].join(f.streams[i].use.glyphs[face])
		}
	}
	fonts := dict{}
	for face := range typeset.Faces {
		if ids := used[face].numbers(); len(ids) > 0 {
			fonts.Set(name(faceNames[face][1:]), fontOf(face, typeset.Program(face, ids)))
		}
	}
	f.fonts = object.New(fonts)
	f.states = object.New(dict{
		{Key: "Over", Value: dict{{Key: "OP", Value: true}, {Key: "op", Value: true}, {Key: "OPM", Value: 1}}},
		{Key: "Out", Value: dict{{Key: "OP", Value: false}, {Key: "op", Value: false}, {Key: "OPM", Value: 0}}}})
	for _, p := range f.photos.all {
		f.photoObject = append(f.photoObject, p.object(f.space(p.inks)))
	}
}

// space is the colour space of photos of so many inks.
func (f *finishing) space(inks int) any {
	switch {
	case inks == 1:
		return name("DeviceGray")
	case inks == 4:
		return name("DeviceCMYK")
	case f.options.Variant != Press:
		return name("DeviceRGB")
	}
	if f.rgb == nil {
		f.rgb = object.New(array{name("ICCBased"), object.New(object.Deflated(dict{{Key: "N", Value: 3},
			{Key: "Alternate", Value: name("DeviceRGB")}}, sRGB()))})
	}
	return f.rgb
}

// fontOf is a font whose codes are the numbers of its glyphs.
func fontOf(face typeset.Face, p *typeset.FontProgram) *object.Object {
	tables := tablesOf(face, p)
	file := object.New(&object.Stream{Dict: dict{{Key: "Length1", Value: p.Length},
		{Key: "Filter", Value: name("FlateDecode")}}, Data: p.Deflated})
	descriptor := object.New(dict{{Key: "Type", Value: name("FontDescriptor")}, {Key: "FontName", Value: name(p.Name)},
		{Key: "Flags", Value: p.Flags},
		{Key: "FontBBox", Value: array{p.Box[0], p.Box[1], p.Box[2], p.Box[3]}}, {Key: "ItalicAngle", Value: p.ItalicAngle},
		{Key: "Ascent", Value: p.Ascent}, {Key: "Descent", Value: p.Descent}, {Key: "CapHeight", Value: p.CapHeight},
		{Key: "StemV", Value: p.StemV}, {Key: "FontFile2", Value: file}})
	descendant := object.New(dict{{Key: "Type", Value: name("Font")}, {Key: "Subtype", Value: name("CIDFontType2")},
		{Key: "BaseFont", Value: name(p.Name)},
		{Key: "CIDSystemInfo", Value: dict{{Key: "Registry", Value: object.Text("Adobe")},
			{Key: "Ordering", Value: object.Text("Identity")}, {Key: "Supplement", Value: 0}}},
		{Key: "FontDescriptor", Value: descriptor}, {Key: "DW", Value: 500}, {Key: "W", Value: tables.widths},
		{Key: "CIDToGIDMap", Value: name("Identity")}})
	return object.New(dict{{Key: "Type", Value: name("Font")}, {Key: "Subtype", Value: name("Type0")},
		{Key: "BaseFont", Value: name(p.Name)},
		{Key: "Encoding", Value: name("Identity-H")}, {Key: "DescendantFonts", Value: array{descendant}},
		{Key: "ToUnicode", Value: object.New(tables.unicode)}})
}

// fontTables are a font's tables about its glyphs; they must not be changed.
type fontTables struct {
	widths  array
	unicode *object.Stream
}

// usual are the tables of the programs that serve nearly every document, made
// once.
var usual [typeset.Faces]func() fontTables

func init() {
	for f := range typeset.Faces {
		usual[f] = sync.OnceValue(func() fontTables { return makeTables(typeset.Program(f, nil)) })
	}
}

// Ready starts making the tables of the faces that every file contains, while
// the caller goes on.
func Ready() {
	typeset.Ready()
	for f := range typeset.Faces {
		work.Go(func() error { usual[f](); return nil })
	}
}

func tablesOf(f typeset.Face, p *typeset.FontProgram) fontTables {
	if p == typeset.Program(f, nil) {
		return usual[f]()
	}
	return makeTables(p)
}

func makeTables(p *typeset.FontProgram) fontTables {
	return fontTables{widths(p.Glyphs), object.Deflated(nil, toUnicode(p.Glyphs))}
}

// widths lists the glyphs' widths, glyphs that follow each other in one row.
func widths(glyphs []typeset.ProgramGlyph) array {
	out := array{}
	var row array
	for i, g := range glyphs {
		if i == 0 || g.ID != glyphs[i-1].ID+1 {
			if row != nil {
				out = append(out, row)
			}
			out, row = append(out, int(g.ID)), array{}
		}
		row = append(row, g.Width)
	}
	return append(out, row)
}

const (
	mapHead = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS " +
		"def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
	mapTail  = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
	mapBlock = 100 // as many lines as a block may have
)

// toUnicode maps each glyph to the text it represents.
func toUnicode(glyphs []typeset.ProgramGlyph) []byte {
	var known []typeset.ProgramGlyph
	for _, g := range glyphs {
		if g.Text != "" {
			known = append(known, g)
		}
	}
	b := []byte(mapHead)
	for len(known) > 0 {
		n := min(len(known), mapBlock)
		b = append(strconv.AppendInt(b, int64(n), 10), " beginbfchar\n"...)
		for _, g := range known[:n] {
			b = append(hex16(append(b, '<'), g.ID), "> <"...)
			for _, u := range utf16.Encode([]rune(g.Text)) {
				b = hex16(b, u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
		known = known[n:]
	}
	return append(b, mapTail...)
}

func hex16(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
