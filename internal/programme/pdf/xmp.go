package pdf

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

const (
	packetHead = "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" " +
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"" +
		" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"" +
		" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
	packetTail = "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
)

// packet is XMP being written.
type packet struct{ strings.Builder }

func (p *packet) set(tag, value string) {
	fmt.Fprintf(p, "<%s>%s</%[1]s>\n", tag, escape(value))
}

// list writes one value as an RDF list of a kind: Alt, marked as the default
// language, Seq or Bag.
func (p *packet) list(tag, kind, value string) {
	language := ""
	if kind == "Alt" {
		language = ` xml:lang="x-default"`
	}
	if value != "" {
		fmt.Fprintf(p, "<%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%[2]s></%[1]s>\n", tag, kind, language, escape(value))
	}
}

// xmp repeats the information dictionary, and names the standard to which the
// file conforms.
func (f *finishing) xmp() []byte {
	var p packet
	_, _ = p.WriteString(packetHead) // a builder never fails
	p.set("dc:format", "application/pdf")
	p.list("dc:title", "Alt", f.doc.Title)
	p.list("dc:creator", "Seq", f.doc.Author)
	p.list("dc:description", "Alt", f.doc.Subject)
	p.list("dc:language", "Bag", f.doc.Language)
	at := f.doc.AsOf.UTC().Format(time.RFC3339)
	p.set("xmp:CreateDate", at)
	p.set("xmp:ModifyDate", at)
	p.set("pdf:Producer", "jema")
	switch f.options.Variant {
	case Screen:
		f.writeUA(&p)
	case Press:
		f.forPress(&p, at)
	}
	_, _ = p.WriteString(packetTail)
	return []byte(p.String())
}

// writeUA names the part of PDF/UA that the file conforms to.
func (f *finishing) writeUA(p *packet) {
	if f.options.Standard == UA2 {
		p.set("pdfuaid:part", "2")
		p.set("pdfuaid:rev", "2024")
		return
	}
	p.set("pdfuaid:part", "1")
}

// forPress adds what PDF/X-4 requires; its name is claimed only where all of it
// is there.
func (f *finishing) forPress(p *packet, at string) {
	p.set("xmp:MetadataDate", at)
	p.set("pdf:Trapped", "False")
	h := sha256.New()
	for i := range f.streams {
		h.Write(f.streams[i].data) // a hash never fails
	}
	id := h.Sum(nil)
	p.set("xmpMM:DocumentID", fmt.Sprintf("uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16]))
	p.set("xmpMM:VersionID", "1")
	p.set("xmpMM:RenditionClass", "default")
	if f.options.claims() && f.inserts.fit() {
		p.set("pdfxid:GTS_PDFXVersion", "PDF/X-4")
	}
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder never fails
	return b.String()
}
