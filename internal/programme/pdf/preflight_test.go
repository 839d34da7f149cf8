package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
	"jema/internal/programme/pdftest"
	"jema/internal/programme/typeset"
)

func whats(faults []Fault) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.What)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func rectanglePath(w, h paper.Length) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Move}, {Step: marquetry.Line, To: marquetry.Point{X: w}},
		{Step: marquetry.Line, To: marquetry.Point{X: w, Y: h}}, {Step: marquetry.Line, To: marquetry.Point{Y: h}},
		{Step: marquetry.Close}}
}

// TestEachFaultIsNamed: each item has one fault, and loses it when mended.
func TestEachFaultIsNamed(t *testing.T) {
	heavy, plain := marquetry.Ink{Press: marquetry.CMYK{C: 90, M: 90, Y: 90, K: 40}}, ink
	line := func(w paper.Length, i marquetry.Ink) paper.Item {
		return paper.Shape{X: 50000, Y: 50000, Segments: rectanglePath(90000, 90000), Stroke: &i, Width: w}
	}
	band := func(beyond paper.Length) paper.Item {
		return paper.Shape{X: -beyond, Y: 50000, Segments: rectanglePath(90000, 90000), Fill: &plain}
	}
	photo := jpegOf(t, 400, 300, false)
	for _, c := range []struct {
		what       string
		bad, plain paper.Item
	}{
		{FaultType, paper.Text{X: 50000, Y: 50000, Size: 6900, Ink: ink, String: "petit"}, paper.Text{X: 50000, Y: 50000,
			Size: 7000, Ink: ink, String: "petit"}},
		{FaultLine, line(200, ink), line(250, ink)},
		{FaultLine, line(300, bare), line(500, bare)},
		{FaultInk, paper.Text{X: 50000, Y: 50000, Size: 9000, Ink: heavy, String: "lourd"}, paper.Text{X: 50000, Y: 50000,
			Size: 9000, Ink: ink, String: "lourd"}},
		{FaultPhoto, paper.Picture{X: 50000, Y: 50000, Width: 150000, Height: 112000, JPEG: photo}, paper.Picture{X: 50000,
			Y: 50000, Width: 140000, Height: 105000, JPEG: photo}},
		{FaultCode, paper.Code{X: 50000, Y: 50000, Size: 17 * paper.MM}, paper.Code{X: 50000, Y: 50000, Size: 18 * paper.MM}},
		{FaultTrim, paper.Text{X: 2 * paper.MM, Y: 50000, Size: 9000, Ink: ink, String: "bord"}, paper.Text{X: 4 * paper.MM,
			Y: 50000, Size: 9000, Ink: ink, String: "bord"}},
		{FaultBleed, band(0), band(3 * paper.MM)},
		{FaultBleed, band(2 * paper.MM), band(-2 * paper.MM)},
	} {
		d := &paper.Document{Pages: []paper.Page{{Width: 419580, Height: 595350}, {Width: 419580, Height: 595350,
			Items: []paper.Item{c.bad}}}}
		faults := Preflight(d, Options{})
		if len(faults) != 1 || faults[0].What != c.what || faults[0].Page != 2 || faults[0].Detail == "" {
			t.Errorf("%s: %+v", c.what, faults)
		}
		d.Pages[1].Items[0] = c.plain
		if faults := Preflight(d, Options{}); len(faults) != 0 {
			t.Errorf("%s is mended, but: %+v", c.what, faults)
		}
	}
}

// nameAlone is a condition whose profile nobody has given.
var nameAlone = Condition{Identifier: "FOGRA51"}

func TestPressFileHasNoFault(t *testing.T) {
	for _, marks := range []bool{false, true} {
		pdf := made(t, rich(t), Options{Variant: Press, Marks: marks})
		if faults, err := Inspect(pdf); err != nil || len(faults) != 0 {
			t.Errorf("%+v, %v", faults, err)
		}
		if !bytes.Contains(pdf, []byte("<pdfxid:GTS_PDFXVersion>PDF/X-4<")) {
			t.Error("the standard is not named")
		}
	}
	pdf := made(t, rich(t), Options{Variant: Press, Printing: &nameAlone})
	if faults, err := Inspect(pdf); err != nil || !slices.Equal(whats(faults), []string{FaultProfile}) {
		t.Errorf("%+v, %v", faults, err)
	}
	if bytes.Contains(pdf, []byte("PDF/X-4")) {
		t.Error("without a profile the standard is claimed")
	}
}

// TestInspectionFindsWhatScreensHave: the variant for the screen is none for
// the press.
func TestInspectionFindsWhatScreensHave(t *testing.T) {
	d := rich(t)
	red := marquetry.Ink{Screen: marquetry.RGB{R: 200}, Press: marquetry.CMYK{M: 90}}
	d.Pages[0].Add(paper.Text{X: 50000, Y: 500000, Size: 9000, Face: typeset.Sans, Ink: red, String: "rouge"})
	faults, err := Inspect(made(t, d, Options{}))
	if err != nil || !slices.Equal(whats(faults), []string{FaultBox, FaultRGB, FaultProfile}) {
		t.Errorf("%v, %v", whats(faults), err)
	}
	said := map[string]bool{}
	for _, f := range faults {
		said[f.What+" "+f.Detail] = true
	}
	for _, want := range []string{"colour_rgb rg", "colour_rgb image", "box_missing TrimBox", "box_missing BleedBox"} {
		if !said[want] {
			t.Errorf("%q is not found in %v", want, faults)
		}
	}
	if _, err := Inspect([]byte("%PDF-1.7 not much")); err == nil {
		t.Error("what is no PDF has no fault")
	}
}

func TestInspectionFindsFontsOutside(t *testing.T) {
	page := object.New(nil)
	pages := object.New(dict{{Key: "Type", Value: name("Pages")}, {Key: "Count", Value: 1},
		{Key: "Kids", Value: array{page}}})
	font := dict{{Key: "Type", Value: name("Font")}, {Key: "Subtype", Value: name("Type1")},
		{Key: "BaseFont", Value: name("Helvetica")}}
	page.Value = dict{{Key: "Type", Value: name("Page")}, {Key: "Parent", Value: pages},
		{Key: "TrimBox", Value: array{0, 0, 9, 9}}, {Key: "BleedBox", Value: array{0, 0, 9, 9}},
		{Key: "Resources", Value: dict{{Key: "Font", Value: dict{{Key: "F1", Value: font}}}}}}
	var b bytes.Buffer
	f := object.File{Version: "1.7", Root: object.New(dict{{Key: "Type", Value: name("Catalog")},
		{Key: "Pages", Value: pages}}), Info: object.New(dict{})}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	faults, err := Inspect(b.Bytes())
	if err != nil || !slices.Contains(faults, Fault{1, FaultFont, "Helvetica"}) {
		t.Errorf("%+v, %v", faults, err)
	}
}

func TestPressBoxesAndInks(t *testing.T) {
	pdf := made(t, rich(t), Options{Variant: Press, Bleed: 5 * paper.MM, Marks: true})
	info := pdftest.Tool(t, pdf, "pdfinfo", "-box", "FILE")
	for _, want := range []string{"TrimBox:            34.02    34.02   453.60   629.37",
		"BleedBox:           19.85    19.85   467.78   643.55", "MediaBox:            0.00     0.00   487.62   663.39",
		"PDF version:     1.6", "Trapped"} {
		if want != "Trapped" && !strings.Contains(info, want) {
			t.Errorf("%q is not in\n%s", want, info)
		}
	}
	json := pdftest.Tool(t, pdf, "qpdf", "--json", "FILE")
	for _, want := range []string{`"/Trapped": "/False"`, `"/OPM": 1`, `"u:FOGRA39"`, `"/GTS_PDFX"`, "/ICCBased"} {
		if !strings.Contains(json, want) {
			t.Errorf("the file does not hold %s", want)
		}
	}
	for _, never := range []string{"/Annots", "/Outlines", "/StructTreeRoot", `"/DeviceRGB"]`} {
		if strings.Contains(json, never) {
			t.Errorf("the file holds %s", never)
		}
	}
}

func TestProfileOfAPress(t *testing.T) {
	wrong := Condition{Identifier: "X", Profile: make([]byte, 300)}
	err := Write(&bytes.Buffer{}, rich(t), Options{Variant: Press, Printing: &wrong})
	if jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("a profile of nothing is taken: %v", err)
	}
}

// TestSuppliedPagesAreLookedAt: one in the colours of the screen or without its
// faces is named, and the file then claims nothing.
func TestSuppliedPagesAreLookedAt(t *testing.T) {
	o := Options{Variant: Press}
	red := numbered(1)
	red.Pages[0].Add(paper.Text{X: 50000, Y: 50000, Size: 9000, Ink: marquetry.Ink{Screen: marquetry.RGB{R: 200}},
		String: "rouge"})
	for name, c := range map[string]struct {
		file []byte
		want []string
	}{
		"face outside": {foreign(t), []string{FaultFont}}, "of the screen": {made(t, red, Options{}), []string{FaultRGB}},
		"photo of the screen": {made(t, rich(t), Options{}), []string{FaultRGB}}, "for the press": {made(t, rich(t), o), nil},
	} {
		d := numbered(1)
		d.Pages[0].Add(paper.Insert{PDF: c.file, Page: 1, X: 90000, Y: 90000, Width: 200000, Height: 200000})
		if got := whats(Preflight(d, o)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		pdf := made(t, d, o)
		if claimed := bytes.Contains(pdf, []byte("PDF/X-4")); claimed != (c.want == nil) {
			t.Errorf("%s: PDF/X-4 is claimed: %t", name, claimed)
		}
		if faults, err := Inspect(pdf); err != nil || !slices.Equal(whats(faults), c.want) {
			t.Errorf("%s: the file has %+v, %v", name, faults, err)
		}
	}
	broken := numbered(1)
	broken.Pages[0].Add(paper.Insert{PDF: []byte("%PDF"), Page: 1, Width: 9000, Height: 9000})
	if got := whats(Preflight(broken, o)); !slices.Equal(got, []string{FaultInsert}) {
		t.Errorf("a page that cannot be read: %v", got)
	}
	if got := Preflight(numbered(1), Options{Printing: &nameAlone}); len(got) != 1 || got[0].What != FaultProfile {
		t.Errorf("without a profile: %+v", got)
	}
}
