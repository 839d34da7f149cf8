package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
)

// read is a file as qpdf reads it: objects by their names.
type read map[string]struct {
	Value  any
	Stream *struct{ Dict map[string]any }
}

func readBack(t *testing.T, pdf []byte) read {
	t.Helper()
	var file struct{ QPDF []json.RawMessage }
	if err := json.Unmarshal([]byte(pdftest.Tool(t, pdf, "qpdf", "--json=2", "--json-key=qpdf", "FILE")),
		&file); err != nil || len(file.QPDF) != 2 {
		t.Fatalf("%d parts, %v", len(file.QPDF), err)
	}
	var objects read
	if err := json.Unmarshal(file.QPDF[1], &objects); err != nil {
		t.Fatal(err)
	}
	return objects
}

// of follows references.
func (r read) of(v any) any {
	for {
		s, ok := v.(string)
		o, known := r["obj:"+s]
		if !ok || !known {
			return v
		}
		if v = o.Value; o.Stream != nil {
			v = o.Stream.Dict
		}
	}
}

func (r read) dict(v any) map[string]any {
	d, _ := r.of(v).(map[string]any)
	return d
}

// breaches are the rules of ISO 15930-7 that a file breaks, as far as what is
// written here can touch them: version, identification, intent, boxes, faces,
// colours, and what a page must not hold.
func breaches(t *testing.T, pdf []byte) (out []string) {
	t.Helper()
	r := readBack(t, pdf)
	ask := func(holds bool, rule string, args ...any) {
		if !holds {
			out = append(out, fmt.Sprintf(rule, args...))
		}
	}
	ask(bytes.HasPrefix(pdf, []byte("%PDF-1.6\n")), "6.1: version")
	trailer := r.dict(r["trailer"].Value)
	id, _ := trailer["/ID"].([]any)
	ask(len(id) == 2 && trailer["/Encrypt"] == nil, "6.1: file identifier, no encryption")
	root, info := r.dict(trailer["/Root"]), r.dict(trailer["/Info"])
	for _, key := range []string{"/CreationDate", "/ModDate", "/Title", "/Trapped"} {
		ask(info[key] != nil, "6.5: information lacks %s", key)
	}
	xmp := packetOf(t, pdf, root)
	for _, want := range []string{"<pdfxid:GTS_PDFXVersion>PDF/X-4</", "<pdf:Trapped>False</", "<xmpMM:DocumentID>uuid:",
		"<xmpMM:VersionID>1</",
		"<xmpMM:RenditionClass>default</", "<xmp:CreateDate>", "<xmp:ModifyDate>", "<xmp:MetadataDate>", "<dc:title>"} {
		ask(strings.Contains(xmp, want), "6.5: metadata lack %s", want)
	}
	intents, _ := r.of(root["/OutputIntents"]).([]any)
	ask(len(intents) == 1, "6.7: output intents")
	for _, v := range intents {
		d := r.dict(v)
		ask(d["/S"] == "/GTS_PDFX" && d["/OutputConditionIdentifier"] != nil && d["/Info"] != nil, "6.7: intent %v", d)
		ask(r.dict(d["/DestOutputProfile"])["/N"] == float64(4), "6.7: profile of four inks")
	}
	for _, key := range []string{"/AA", "/OpenAction", "/AcroForm", "/Names", "/Outlines"} {
		ask(root[key] == nil, "6.13: catalog holds %s", key)
	}
	for key, o := range r {
		d := r.dict(o.Value)
		if o.Stream != nil {
			d = o.Stream.Dict
			ask(d["/F"] == nil && d["/Filter"] != "/LZWDecode", "6.1: stream %s", key)
			ask(d["/Subtype"] != "/PS" && d["/OPI"] == nil && d["/Ref"] == nil && d["/Alternates"] == nil, "6.3: stream %s", key)
		}
		switch {
		case d["/Type"] == "/Page":
			ask(d["/Annots"] == nil && d["/AA"] == nil && d["/ArtBox"] == nil, "6.11, 6.12: page %s", key)
			media, bleed, trim := corners(r, d["/MediaBox"]), corners(r, d["/BleedBox"]), corners(r, d["/TrimBox"])
			ask(within(trim, bleed) && within(bleed, media), "6.11: boxes of %s: %v, %v, %v", key, trim, bleed, media)
		case d["/Type"] == "/FontDescriptor":
			ask(r.dict(d["/FontFile2"])["/Length1"] != nil, "6.6: a face is not in the file: %v", d["/FontName"])
		case d["/Type"] == "/ExtGState":
			ask(d["/TR"] == nil && d["/HTP"] == nil, "6.10: graphics state %s", key)
		}
		ask(d["/ColorSpace"] != "/DeviceRGB" && d["/Alternates"] == nil && d["/Interpolate"] != true, "6.8: image %s", key)
	}
	faults, err := Inspect(pdf)
	ask(err == nil && len(faults) == 0, "6.8: %v, %v", faults, err)
	slices.Sort(out)
	return out
}

func packetOf(t *testing.T, pdf []byte, root map[string]any) string {
	t.Helper()
	object, _, _ := strings.Cut(fmt.Sprint(root["/Metadata"]), " ")
	return pdftest.Tool(t, pdf, "qpdf", "--show-object="+object, "--filtered-stream-data", "FILE")
}

// corners are left, low, right, high.
func corners(r read, v any) [4]float64 {
	var out [4]float64
	values, _ := r.of(v).([]any)
	for i := range min(len(values), 4) {
		out[i], _ = values[i].(float64)
	}
	return out
}

func within(a, b [4]float64) bool {
	return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3] && a[2] > a[0] && a[3] > a[1]
}

func TestPressKeepsX4(t *testing.T) {
	for name, o := range map[string]Options{"plain": {Variant: Press}, "marked": {Variant: Press, Marks: true,
		Bleed: 5 * paper.MM}, "uncoated": {Variant: Press, Printing: &Uncoated},
		"slug": {Variant: Press, Marks: true, Slug: true}} {
		if found := breaches(t, made(t, rich(t), o)); len(found) > 0 {
			t.Errorf("%s:\n%s", name, strings.Join(found, "\n"))
		}
	}
	for name, o := range map[string]Options{"screen": {}, "booklet": {Variant: Booklet},
		"without a profile": {Variant: Press, Printing: &nameAlone}} {
		if found := breaches(t, made(t, rich(t), o)); len(found) == 0 {
			t.Errorf("%s: no rule is broken", name)
		}
	}
}

// TestOurProfiles: both are what a press's profile is, and another than the
// other's.
func TestOurProfiles(t *testing.T) {
	for _, c := range []Condition{Coated, Uncoated} {
		if err := CheckProfile(c.Profile); err != nil || !bytes.Contains(c.Profile, []byte(c.Identifier)) ||
			!bytes.Contains(c.Profile, []byte("zlib")) {
			t.Errorf("%s: %v", c.Identifier, err)
		}
		if n := len(c.stream().Data); n > 90_000 {
			t.Errorf("%s takes %d bytes of each file", c.Identifier, n)
		}
	}
}
