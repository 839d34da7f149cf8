package programme

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/xml"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"slices"
	"strings"
	"testing"
	codes "unicode/utf16"

	"jema/internal/jema"
	"jema/internal/programme/content"
)

func unzipped(t *testing.T, write func(io.Writer) error) map[string][]byte {
	t.Helper()
	var b, again bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	if err := write(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same programme, other bytes", err)
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = data
	}
	return out
}

func TestDesignerGetsTheWordsAndThePhotos(t *testing.T) {
	p := sample("26281", 12)
	p.Entries[3].Opening.Title = `=HYPERLINK("https://autre.example";"ici")`
	p.Entries[4].Opening.PrintedText = "- un\n- deux ; \"trois\", quatre"
	p.Entries[2].Photo.Focus, p.Entries[2].Opening.PhotoWeight = jema.Focus{X: -20, Y: 30}, jema.WeightHalf
	p.Entries[2].Opening.PrintedTextProposed = true
	files := unzipped(t, func(w io.Writer) error { return Designer{Programme: p}.Write(w) })
	c := content.Collect(p, content.French, nil)
	lines := merged(t, files["donnees.csv"])
	photo, size := slices.Index(lines[0], "@photo"), slices.Index(lines[0], "photo_taille")
	if len(lines) != 13 || photo < 0 || size < 0 {
		t.Fatalf("%d lines, %v", len(lines), lines[0])
	}
	for i, e := range c.Entries {
		line := lines[i+1]
		if strings.TrimSpace(line[1]) != e.Title || strings.TrimSpace(line[6]) != strings.ReplaceAll(e.Text, "\n", " ") ||
			line[12] != e.Street {
			t.Errorf("line %d says %q, %q; the programme %q, %q", i+1, line[1], line[6], e.Title, e.Text)
		}
		for _, cell := range line {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t") || strings.Contains(cell, "\n") {
				t.Errorf("a cell is a formula or two lines: %q", cell)
			}
		}
		if e.Photo != nil && !bytes.Equal(files[line[photo]], e.Photo.Data) {
			t.Errorf("%q is not the photo of %s", line[photo], e.Workshop)
		}
		chosen := "auto 50 50 non"
		if e.Opening == p.Entries[2].Opening.ID {
			chosen = "half 30 80 oui"
		}
		if got := strings.Join(line[size:size+4], " "); e.Photo != nil && got != chosen || line[len(line)-1] != "fr-FR" {
			t.Errorf("%s: %q in %q, want %q", e.Workshop, got, line[len(line)-1], chosen)
		}
		if e.Photo == nil && line[photo] != "" {
			t.Errorf("%s has no photo, yet %q", e.Workshop, line[photo])
		}
	}
	var tree struct {
		Entries []struct {
			Title   string `xml:"title"`
			Text    string `xml:"text"`
			Free    string `xml:"free"`
			Address string `xml:"address"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(files["donnees.xml"], &tree); err != nil || len(tree.Entries) != 12 {
		t.Fatalf("%d entries, %v", len(tree.Entries), err)
	}
	for i, e := range c.Entries {
		if got := tree.Entries[i]; got.Title != e.Title || got.Text != e.Text || got.Free != c.Words.Said(e.Free) ||
			got.Address != e.Street {
			t.Errorf("XML: %+v", got)
		}
	}
}

// merged reads the data as InDesign does.
func merged(t *testing.T, data []byte) [][]string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte{0xff, 0xfe}) {
		t.Fatal("no mark of UTF-16")
	}
	units := make([]uint16, len(data)/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2+2*i:])
	}
	lines, err := csv.NewReader(strings.NewReader(string(codes.Decode(units)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// pictures are those of a kit, in pixels: each as PNG and as JPEG.
var pictures = map[string]image.Point{"image": {1600, 800}, "carre": {1080, 1080}, "story": {1080, 1920}}

func TestKitIsWhatATownHallNeeds(t *testing.T) {
	for name, p := range map[string]jema.Programme{"many": sample("26281", 12), "one": one("26281", 0),
		"none": sample("26004", 0)} {
		files := unzipped(t, func(w io.Writer) error { return Kit{p, Spec{}}.Write(w) })
		pdfs, photos, drawn := 0, 0, 0
		for file, data := range files {
			switch {
			case strings.HasSuffix(file, ".pdf") && bytes.HasPrefix(data, []byte("%PDF-")):
				pdfs++
			case strings.HasPrefix(file, "photo-") && strings.HasSuffix(file, ".jpg"):
				photos++
			case strings.HasSuffix(file, ".png"), strings.HasSuffix(file, ".jpg"):
				config, _, err := image.DecodeConfig(bytes.NewReader(data))
				kind, _, _ := strings.Cut(file, "-")
				if want := pictures[kind]; err != nil || want != image.Pt(config.Width, config.Height) {
					t.Errorf("%s: %s is %v, %v", name, file, config, err)
				}
				drawn++
			case strings.HasSuffix(file, ".svg") && !bytes.Contains(data, []byte("<svg")):
				t.Errorf("%s: %s is no picture", name, file)
			}
		}
		if drawn != 2*len(pictures) {
			t.Errorf("%s: %d pictures", name, drawn)
		}
		if pdfs != 2 || photos != min(len(p.Entries), 1) {
			t.Errorf("%s: %d PDF and %d photos", name, pdfs, photos)
		}
		bulletin := string(files["bulletin-municipal.txt"])
		for _, e := range content.Collect(p, content.French, nil).Entries {
			if !strings.Contains(bulletin, e.Title) || !strings.Contains(bulletin, e.Text) {
				t.Errorf("%s: the bulletin lacks %q", name, e.Title)
			}
		}
		if !strings.HasPrefix(bulletin, "\ufeff") || strings.Contains(bulletin, "%s") ||
			strings.Count(bulletin, "\n") != strings.Count(bulletin, "\r\n") {
			t.Errorf("%s: %q", name, bulletin)
		}
	}
}
