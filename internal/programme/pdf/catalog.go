package pdf

import (
	"encoding/xml"
	"strings"
	"time"

	"jema/internal/programme/pdf/object"
)

// file makes the catalog and the information of the file.
func (f *finishing) file(root, info object.Dict) *object.File {
	catalog := dict{{Key: "Type", Value: name("Catalog")}, {Key: "Pages", Value: f.pageTree(root)}}
	if f.options.Edition != Press {
		catalog = append(catalog, entry{Key: "ViewerPreferences", Value: dict{{Key: "DisplayDocTitle", Value: true}}})
	}
	catalog.Set("Lang", object.Text(f.doc.Language))
	if f.tree != nil {
		catalog.Set("MarkInfo", dict{{Key: "Marked", Value: true}})
		catalog.Set("StructTreeRoot", f.structure())
	}
	if o := object.DictOf(root.Get("Outlines")); o != nil && f.options.Edition == Screen {
		catalog.Set("PageMode", name("UseOutlines"))
		catalog.Set("Outlines", outline(root.Get("Outlines").(*object.Object)))
	}
	catalog.Set("Metadata", object.New(&object.Stream{Dict: dict{{Key: "Type", Value: name("Metadata")}, {Key: "Subtype", Value: name("XML")}}, Data: f.xmp()}))
	return &object.File{Version: "1.7", Root: object.New(catalog), Info: f.information(info)}
}

// pageTree is the object writer's without what stands in the pages.
func (f *finishing) pageTree(root object.Dict) *object.Object {
	kids := make(array, len(f.pages))
	for i, p := range f.pages {
		kids[i] = p
	}
	tree := root.Get("Pages").(*object.Object)
	tree.Value = dict{{Key: "Type", Value: name("Pages")}, {Key: "Count", Value: len(kids)}, {Key: "Kids", Value: kids}}
	return tree
}

// information says in the object writer's words what the file is, with the
// time's zone.
func (f *finishing) information(info object.Dict) *object.Object {
	out := dict{}
	for _, key := range []object.Name{"Title", "Author", "Subject", "Producer"} {
		if v := info.Get(key); v != nil {
			out.Set(key, v)
		}
	}
	at := object.Text(f.doc.AsOf.UTC().Format("D:20060102150405+00'00'"))
	out.Set("CreationDate", at)
	out.Set("ModDate", at)
	return object.New(out)
}

// outline counts the bookmarks, which the object writer leaves at none: those
// of the first level are seen, the others fold out.
func outline(root *object.Object) *object.Object {
	d := root.Value.(dict)
	first, _ := d.Get("First").(*object.Object)
	d.Set("Count", count(first))
	root.Value = d
	return root
}

// count returns how many bookmarks follow each other, and says of each how many
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

// xmp says the same as the information, and of the edition for the screen that
// it is accessible.
func (f *finishing) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"" +
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n")
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	b.WriteString("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape(f.doc.Title) + "</rdf:li></rdf:Alt></dc:title>\n")
	if f.doc.Author != "" {
		b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + escape(f.doc.Author) + "</rdf:li></rdf:Seq></dc:creator>\n")
	}
	if f.doc.Subject != "" {
		b.WriteString("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape(f.doc.Subject) + "</rdf:li></rdf:Alt></dc:description>\n")
	}
	b.WriteString("<dc:language><rdf:Bag><rdf:li>" + escape(f.doc.Language) + "</rdf:li></rdf:Bag></dc:language>\n")
	at := f.doc.AsOf.UTC().Format(time.RFC3339)
	b.WriteString("<xmp:CreateDate>" + at + "</xmp:CreateDate>\n<xmp:ModifyDate>" + at + "</xmp:ModifyDate>\n<pdf:Producer>jema</pdf:Producer>\n")
	b.WriteString(f.claim())
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// claim names the standard that the file keeps.
func (f *finishing) claim() string {
	if f.tree != nil {
		return "<pdfuaid:part>1</pdfuaid:part>\n"
	}
	return ""
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // memory takes every byte
	return b.String()
}
