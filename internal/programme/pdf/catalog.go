package pdf

import (
	"jema/internal/programme/pdf/object"
)

// file makes the catalog and the information of the file.
func (f *finishing) file() *object.File {
	f.drawings()
	catalog := dict{{Key: "Type", Value: name("Catalog")}, {Key: "Pages", Value: f.pageTree()},
		{Key: "Lang", Value: object.Text(f.doc.Language)}}
	version := "1.7"
	switch f.options.Variant {
	case Screen:
		f.accessible(&catalog)
		if f.options.Standard == UA2 {
			version = "2.0"
		}
	case Press:
		version = "1.6"
		catalog.Set("OutputIntents", array{f.intent()})
	case Booklet:
		catalog.Set("ViewerPreferences", f.duplex())
	}
	catalog.Set("Metadata", object.New(&object.Stream{Dict: dict{{Key: "Type", Value: name("Metadata")},
		{Key: "Subtype", Value: name("XML")}}, Data: f.xmp()}))
	return &object.File{Version: version, Root: object.New(catalog), Info: f.information()}
}

// accessible adds the entries that a screen reader requires.
func (f *finishing) accessible(catalog *dict) {
	catalog.Set("ViewerPreferences", dict{{Key: "DisplayDocTitle", Value: true}})
	catalog.Set("MarkInfo", dict{{Key: "Marked", Value: true}})
	catalog.Set("StructTreeRoot", f.structured)
	if o, ok := f.root.Get("Outlines").(*object.Object); ok {
		catalog.Set("PageMode", name("UseOutlines"))
		catalog.Set("Outlines", outline(o))
	}
}

// pageTree is gofpdf's page tree without the content of the pages.
func (f *finishing) pageTree() *object.Object {
	tree := f.root.Get("Pages").(*object.Object)
	pages := f.pages
	if f.imposed() {
		pages = f.sheets(tree)
	}
	kids := make(array, len(pages))
	for i, p := range pages {
		kids[i] = p
	}
	tree.Value = dict{{Key: "Type", Value: name("Pages")}, {Key: "Count", Value: len(kids)}, {Key: "Kids", Value: kids}}
	return tree
}

// information is the file's information dictionary as gofpdf writes it, with
// the zone of the time.
func (f *finishing) information() *object.Object {
	out := dict{}
	for _, key := range []object.Name{"Title", "Author", "Subject", "Producer"} {
		if v := f.info.Get(key); v != nil {
			out.Set(key, v)
		}
	}
	at := object.Text(f.doc.AsOf.UTC().Format("D:20060102150405+00'00'"))
	out.Set("CreationDate", at)
	out.Set("ModDate", at)
	if f.options.Variant == Press {
		out.Set("Trapped", name("False"))
	}
	return object.New(out)
}

// outline counts the bookmarks, which gofpdf leaves at none: those
// of the first level are seen, the others fold out.
func outline(root *object.Object) *object.Object {
	d := root.Value.(dict)
	first, _ := d.Get("First").(*object.Object)
	d.Set("Count", count(first))
	root.Value = d
	return root
}

// count returns how many bookmarks follow each other, and sets on each how many
// are folded below it.
func count(o *object.Object) int {
	n := 0
	for ; o != nil; n++ {
		d, ok := o.Value.(dict)
		if !ok {
			return n
		}
		d.Drop("Count")
		if below, ok := d.Get("First").(*object.Object); ok {
			d.Set("Count", -count(below))
		}
		o.Value = d
		o, _ = d.Get("Next").(*object.Object)
	}
	return n
}
