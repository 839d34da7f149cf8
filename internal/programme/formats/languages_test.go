package formats

import (
	"strings"
	"testing"

	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// TestPracticalPagesInOtherLanguages: each is whole, on one page, in its own language; a
// language that is the programme's is not there twice.
func TestPracticalPagesInOtherLanguages(t *testing.T) {
	c := content.Collect(invented.Programme(pdftest.Communes(), "26281", 9), content.Languages["en"], nil)
	d, err := Brochure(c, Setting{Others: content.ForeignLanguages})
	if err != nil || len(d.Pages)%4 != 0 {
		t.Fatalf("%d pages, %v", len(d.Pages), err)
	}
	on := map[string]map[int]string{}
	for n, page := range d.Pages {
		for _, item := range page.Items {
			text, ok := item.(paper.Text)
			for e := text.In; ok && e != nil; e = e.Parent {
				if e.Role == paper.Section && e.Language != "" {
					if on[e.Language] == nil {
						on[e.Language] = map[int]string{}
					}
					on[e.Language][n] += text.String
				}
			}
		}
	}
	if len(on) != 4 {
		t.Errorf("%d languages beside English", len(on))
	}
	for _, code := range content.ForeignLanguages[1:] {
		f := content.ForeignOf(code)
		if len(on[f.Tag]) != 1 {
			t.Errorf("%s is on %d pages", code, len(on[f.Tag]))
		}
		for _, said := range on[f.Tag] {
			for _, want := range []string{f.Practical, f.HowSafe, f.HowCancel, c.ContactPhone()} {
				if !strings.Contains(letters(said), letters(want)) {
					t.Errorf("%s lacks %q", code, want)
				}
			}
		}
	}
}

// letters are the words of a text without white, which lines divide.
func letters(s string) string { return strings.Join(strings.Fields(content.Plain(s)), "") }
