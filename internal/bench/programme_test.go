package bench

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/sample"
	"jema/internal/reference"
)

func territory(t *testing.T) []jema.Commune {
	t.Helper()
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		t.Fatal(err)
	}
	return communes
}

// readable makes words of two files comparable: no spaces, no hyphens at the
// ends of lines, no ligatures.
func readable(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\u00a0' || r == '\u202f' || r == '\u00ad' || r == '\f' {
			return -1
		}
		return r
	}, strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi").Replace(s))
}

func wordsIn(t *testing.T, file string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return readable(string(out))
}

// All programs get the same words, faces and photos: the words of a programme
// are in every source, and in the files of a cold run.
func TestTheOthersAreGivenTheSameContent(t *testing.T) {
	communes := territory(t)
	p, dir := sample.Programme(communes, "26281", 6), t.TempDir()
	d, _, err := programme.Commune{Programme: p, Spec: programme.Spec{Format: programme.Brochure}}.Compose()
	if err != nil {
		t.Fatal(err)
	}
	if err := writeSources(dir, p, contentOf(d)); err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{}
	for _, name := range []string{"content.html", "content.typ", "content.tex"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sources[name] = readable(strings.NewReplacer("&#39;", "'", "&amp;", "&", `\&`, "&").Replace(string(data)))
	}
	for _, way := range []string{ByEngine, ByPlain} {
		if err := PrintingCold(way, dir); err != nil {
			t.Fatal(way, err)
		}
		sources[way] = wordsIn(t, filepath.Join(dir, way+".pdf"))
	}
	photos, err := filepath.Glob(filepath.Join(dir, "photo-*.jpg"))
	if err != nil || len(photos) == 0 {
		t.Error("no photo is given", err)
	}
	for _, e := range p.Entries {
		for name, source := range sources {
			if title := readable(e.Opening.Title); !strings.Contains(source, title) {
				t.Errorf("%s lacks %q", name, e.Opening.Title)
			}
		}
	}
}

func TestPrintingIsMeasured(t *testing.T) {
	communes := territory(t)
	for _, what := range []string{Commune, Territory, Book} {
		for _, way := range []string{ByEngine, ByPlain} {
			var out bytes.Buffer
			if err := PrintingChild(&out, communes, way, what, 1, 3); err != nil {
				t.Fatal(what, way, err)
			}
			var p printed
			if err := json.Unmarshal(out.Bytes(), &p); err != nil || len(p.MS) != 1 || p.MS[0] <= 0 ||
				p.Bytes < 10_000 || p.PeakMB <= 0 {
				t.Errorf("%s, %s: %+v, %v", what, way, p, err)
			}
		}
	}
	if err := PrintingChild(&bytes.Buffer{}, communes, ByEngine, "affiche", 1, 1); err == nil {
		t.Error("something unknown is measured")
	}
}
