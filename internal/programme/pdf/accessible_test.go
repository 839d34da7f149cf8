//go:build long

package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/reference"
)

// TestAccessible has veraPDF look for faults in every output for the screen: against
// PDF/UA-1, and against PDF/UA-2 in those written for it. It needs Java and Maven, so
// it is one of the long checks (-tags long).
func TestAccessible(t *testing.T) {
	tools, err := filepath.Abs("../../../tools/verapdf")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	jars := filepath.Join(cache, "jema", "verapdf")
	command(t, "mvn", "-q", "-B", "-f", filepath.Join(tools, "pom.xml"), "dependency:copy-dependencies",
		"-DoutputDirectory="+jars)
	args := []string{"-cp", jars + "/*", filepath.Join(tools, "Accessible.java")}
	folder := t.TempDir()
	jobs := programme.NewJobs(2, 0)
	for name, made := range outputs() {
		for _, standard := range programme.Standards {
			file := filepath.Join(folder, name+"-"+string(standard)+".pdf")
			var b bytes.Buffer
			if err := jobs.Write(t.Context(), &b, made(programme.Spec{Standard: standard})); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
	}
	said := command(t, "java", args...)
	if n, all := strings.Count(said, " contrôles, 0 défaut\n"), 2*len(outputs()); n != all {
		t.Errorf("%d of %d files are without a fault:\n%s", n, all, said)
	}
	t.Log(said)
}

// below is what maps show below their places.
var below = jema.Basemap{Content: reference.Basemap(), Credit: reference.BasemapCredit}

// outputs are all that is made for the screen, by name.
func outputs() map[string]func(programme.Spec) programme.Work {
	of := func(events int, change func(*programme.Spec)) func(programme.Spec) programme.Work {
		return func(s programme.Spec) programme.Work {
			change(&s)
			p := invented.Programme(pdftest.Communes(), "26281", events)
			p.Basemap = below
			return programme.Commune{Programme: p, Spec: s}
		}
	}
	beside := func(w programme.Work) func(programme.Spec) programme.Work {
		return func(s programme.Spec) programme.Work { return programme.Printed{Work: w, Spec: s} }
	}
	p := invented.Programme(pdftest.Communes(), "26281", 6)
	first := p.Entries[0].Opening.ID
	now := invented.Programme(pdftest.Communes(), "26281", 5)
	book := invented.Book(pdftest.Communes(), 40)
	book.Basemap = below
	return map[string]func(programme.Spec) programme.Work{
		"sheet": of(1, func(*programme.Spec) {}), "folded": of(3, func(*programme.Spec) {}),
		"brochure": of(25, func(*programme.Spec) {}), "empty": of(0, func(*programme.Spec) {}),
		"large":   of(6, func(s *programme.Spec) { s.Format = programme.Large }),
		"english": of(7, func(s *programme.Spec) { s.Language = "en" }),
		"days":    of(9, func(s *programme.Spec) { s.Order = programme.ByDay }),
		"book":    func(s programme.Spec) programme.Work { return programme.Territory{Book: book, Spec: s} },
		"dense": func(s programme.Spec) programme.Work {
			s.Pages = 24
			return programme.Territory{Book: book, Spec: s}
		},
		"day": func(s programme.Spec) programme.Work {
			return programme.DaySheet{Book: book, Day: jema.Date{Year: 2027, Month: 4, Day: 10}, Spec: s}
		},
		"wall":     func(s programme.Spec) programme.Work { return programme.Wall{Programme: p, Spec: s} },
		"bookmark": func(s programme.Spec) programme.Work { return programme.Bookmark{Programme: p, Spec: s} },
		"proof":    beside(programme.Proof{Programme: p, Opening: first, Language: "fr"}),
		"poster": beside(programme.Poster{Programme: p, Opening: first,
			PosterSpec: programme.PosterSpec{Size: "A3", Others: []string{"en", "it"}}}),
		"arrows": beside(programme.Arrows{Programme: p, Opening: first}),
		"errata": beside(programme.ErrataSheet{Frozen: p, Now: now, Language: "fr"}),
	}
}

func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
