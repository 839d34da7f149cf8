package pdf

import (
	"bytes"
	"errors"
	"strconv"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

var errObjects = errors.New("the object writer's file is not as expected")

// frame makes of gofpdf's file all of the file to be written that
// does not depend on what is drawn.
func (b *book) frame(in *object.Reader) (*finishing, error) {
	root, info := object.DictOf(in.Trailer.Get("Root")), object.DictOf(in.Trailer.Get("Info"))
	kids, _ := object.DictOf(root.Get("Pages")).Get("Kids").(object.Array)
	if len(kids) != len(b.doc.Pages) {
		return nil, errObjects
	}
	f := &finishing{book: b, root: root, info: info, pages: make([]*object.Object, len(kids)),
		annotations: make([][]*object.Object, len(kids)),
		panels:      map[object.Name]*object.Object{}}
	for n := range kids {
		f.pages[n], _ = kids[n].(*object.Object)
		if f.pages[n] == nil || f.page(n) != nil {
			return nil, errObjects
		}
	}
	if f.tree != nil {
		f.structured = f.structure()
		f.leadToElements()
	}
	return f, nil
}

// drawings puts what was drawn into the pages.
func (f *finishing) drawings() {
	f.shared()
	for n, page := range f.pages {
		d := page.Value.(dict)
		d.Set("Resources", f.resources(n))
		d.Get("Contents").(*object.Object).Value = &object.Stream{Dict: dict{{Key: "Filter", Value: name("FlateDecode")}},
			Data: f.streams[n].data}
	}
}

// finishing is a file being rewritten.
type finishing struct {
	*book
	root, info  object.Dict // the object writer's
	structured  *object.Object
	namespaces  namespaces // of PDF/UA-2
	pages       []*object.Object
	annotations [][]*object.Object
	fonts       *object.Object // the dictionary that all pages share
	states      *object.Object
	photoObject []*object.Object
	panels      map[object.Name]*object.Object
	note        *object.Object // how to print a booklet
	rgb         *object.Object // the colour space of photos on the press
}

// page adds to a page what gofpdf could not write.
func (f *finishing) page(n int) error {
	d, ok := f.pages[n].Value.(object.Dict)
	contents, isObject := d.Get("Contents").(*object.Object)
	if !ok || !isObject {
		return errObjects
	}
	if s, ok := contents.Value.(*object.Stream); !ok || !bytes.HasSuffix(s.Data, []byte(placeholder(n)+"\n")) {
		return errObjects
	}
	out := object.Dict{{Key: "Type", Value: object.Name("Page")}, {Key: "Parent", Value: d.Get("Parent")},
		{Key: "MediaBox", Value: f.box(n, -f.options.margin())}}
	if f.options.Variant == Press {
		out.Set("BleedBox", f.box(n, -f.options.bleed()))
		out.Set("TrimBox", f.box(n, 0))
	}
	out.Set("Resources", nil) // when it is drawn
	out.Set("Contents", contents)
	if annotations, ok := d.Get("Annots").(object.Array); ok {
		out.Set("Annots", f.links(n, annotations))
	}
	if f.tree != nil {
		out.Set("StructParents", n)
		out.Set("Tabs", object.Name("S"))
	}
	f.pages[n].Value = out
	return nil
}

// placeholder takes the place of a page's content in gofpdf's file.
func placeholder(n int) string { return "page " + strconv.Itoa(n) }

func photoName(n int) object.Name { return object.Name("P" + strconv.Itoa(n)) }

// box is the trimmed page, larger by what is outside it, in the sheet's
// coordinates.
func (f *finishing) box(n int, by paper.Length) object.Array {
	p := &f.doc.Pages[n]
	m := f.options.margin()
	return rectangle(m+by, m+by, m+p.Width-by, m+p.Height-by)
}

func rectangle(left, low, right, high paper.Length) object.Array {
	return object.Array{number(left), number(low), number(right), number(high)}
}

// number is a length as a value, in hundredths of a point as gofpdf
// has them.
func number(v paper.Length) any {
	v = (v + 5) / 10 * 10
	if v%1000 == 0 {
		return int(v / 1000)
	}
	return object.Real(thousandths(nil, v))
}

func (f *finishing) resources(n int) object.Dict {
	d := object.Dict{{Key: "Font", Value: f.fonts}}
	use := f.streams[n].use
	if use.over {
		d.Set("ExtGState", f.states)
	}
	if x := f.drawn(use); len(x) > 0 {
		d.Set("XObject", x)
	}
	return d
}

// drawn are the photos, supplied pages and pieces of veneer that a page shows.
func (f *finishing) drawn(use use) object.Dict {
	x := object.Dict{}
	for _, i := range use.inserts {
		x.Set(insertName(i), f.insertObject(i))
	}
	for _, i := range use.photos {
		x.Set(photoName(i), f.photoObject[i])
	}
	for _, p := range use.panels {
		if f.panels[p.name] == nil {
			f.panels[p.name] = object.New(p.form)
		}
		x.Set(p.name, f.panels[p.name])
	}
	return x
}

// links makes objects of a page's links, which the structure refers to.
func (f *finishing) links(n int, annotations object.Array) object.Array {
	out := make(object.Array, 0, len(annotations))
	for _, a := range annotations {
		d, _ := a.(object.Dict)
		d.Set("F", 4) // printed
		o := object.New(d)
		f.annotations[n] = append(f.annotations[n], o)
		out = append(out, o)
	}
	i := 0
	for _, item := range f.doc.Pages[n].Items {
		if l, ok := item.(paper.Link); ok && (l.URL != "" || l.Anchor != "") && i < len(out) {
			f.describe(out[i].(*object.Object), n, i, l)
			i++
		}
	}
	return out
}
