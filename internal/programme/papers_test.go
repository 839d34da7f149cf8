package programme

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/papers"
)

// papers are all that is printed beside a programme, of one programme and one
// attendance list.
func allPapers(p jema.Programme, a jema.Attendance) map[string]func(io.Writer) error {
	id := p.Entries[0].Opening.ID
	was := p
	was.Entries = nil
	t := jema.Ticket{Territory: p.Territory, Edition: p.Edition, Entry: a.Entry, Slot: a.Slots[0].Slot,
		Booking: a.Slots[0].Coming[0],
		PassURL: "https://jema.example.org/p/x"}
	out := map[string]func(io.Writer) error{
		"poster": func(w io.Writer) error {
			return write(w, Poster{Programme: p, Opening: id, PosterSpec: PosterSpec{Others: []string{"en", "es"}}})
		},
		"commune poster": func(w io.Writer) error {
			return write(w, Poster{Programme: p, PosterSpec: PosterSpec{Size: papers.A3}})
		},
		"arrows":         func(w io.Writer) error { return write(w, Arrows{Programme: p, Opening: id}) },
		"commune arrows": func(w io.Writer) error { return write(w, Arrows{Programme: p}) },
	}
	for _, language := range []string{"fr", "en"} {
		out["attendance "+language] = func(w io.Writer) error { return write(w, Attendance{List: a, Language: language}) }
		out["ticket "+language] = func(w io.Writer) error { return write(w, Ticket{Ticket: t, Language: language}) }
		out["proof "+language] = func(w io.Writer) error {
			return write(w, Proof{Programme: p, Opening: id,
				Language: language})
		}
		out["errata "+language] = func(w io.Writer) error {
			return write(w, ErrataSheet{Frozen: was, Now: p,
				Language: language})
		}
	}
	return out
}

// sound fails when a file is not as readers of PDF want it.
func sound(t *testing.T, name string, write func(io.Writer) error) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tool := range [][]string{{"qpdf", "--check", file}, {"pdfinfo", "-struct-text", file}} {
		out, err := exec.CommandContext(t.Context(), tool[0], tool[1:]...).CombinedOutput()
		if err != nil || strings.Contains(string(out), "WARNING") || strings.Contains(string(out), "Syntax Error") {
			t.Errorf("%s, %s: %v\n%.400s", name, tool[0], err, out)
		}
	}
}

func TestPapersAreSound(t *testing.T) {
	for name, write := range allPapers(sample("26281", 6), awaited()) {
		sound(t, name, write)
	}
}

// Whatever people type, a paper comes of it.
func TestPapersOfStrangeWords(t *testing.T) {
	for what, words := range map[string]string{
		"pictures": "😀🎩👩‍🎨 atelier", "Arabic": "ورشة النحاس", "a long word": strings.Repeat("Donaudampfschiff", 20),
		"marks":   "e\u0301\u0302\u0303 \u202eabc\u200b",
		"nothing": "", "lines": "un\n\ndeux\n" + strings.Repeat("trois ", 90), "markup": `<b>&amp;"'\(%s%d)</b>`,
	} {
		p, a := sample("26281", 2), awaited()
		e := &p.Entries[0]
		e.Opening.Title, e.Opening.PrintedText, e.Opening.Access, e.Opening.Price = words, words, words, words
		e.Workshop.Name, e.Workshop.Artisan, e.Workshop.Address = words, words, words
		a.Entry, a.Slots = *e, a.Slots[:1]
		a.Slots[0].Coming[0].Name, a.Slots[0].Coming[0].Phone, a.Slots[0].Coming[0].Code = words, words, ""
		for name, write := range allPapers(p, a) {
			if err := write(io.Discard); err != nil {
				t.Errorf("%s of %s: %v", name, what, err)
			}
		}
		for name, compose := range map[string]func() error{
			"designer": func() error { return Designer{Programme: p}.Write(io.Discard) },
			"kit":      func() error { return Kit{p, Spec{}}.Write(io.Discard) },
		} {
			if err := compose(); err != nil {
				t.Errorf("%s of %s: %v", name, what, err)
			}
		}
	}
}
