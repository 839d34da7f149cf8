package schedule

import (
	"regexp"
	"strings"
	"testing"
)

var (
	gluedClock = regexp.MustCompile(`(\d)h(\d\d)`)
	gluedHour  = regexp.MustCompile(`(\d)h\b`)
)

// rewordings change how a phrase is typed and never what it means.
var rewordings = map[string]func(string) string{
	"capitals":  strings.ToUpper,
	"no-break":  func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	"greeting":  func(s string) string { return "Bonjour, " + s },
	"heading":   func(s string) string { return "Atelier Durand\n" + s },
	"signature": func(s string) string { return s + "\nMerci\nPaul Durand, 12 rue Basse, 38000 Grenoble" },
	"brackets":  func(s string) string { return s + " (entrée libre, parking)" },
	"name":      func(s string) string { return "Forge Durand — " + s },
	"spaces": func(s string) string {
		return gluedHour.ReplaceAllString(gluedClock.ReplaceAllString(s, "$1 h $2"), "$1 h")
	},
}

// TestReadingsDoNotDependOnTyping: a phrase that is read is read alike, or leads to a question,
// whatever capitals, spaces, greetings and signatures come with it.
func TestReadingsDoNotDependOnTyping(t *testing.T) {
	for _, s := range samples(t) {
		want, err := Read(s.phrase, s.frame)
		if err != nil {
			continue
		}
		for name, reword := range rewordings {
			got, err := Read(reword(s.phrase), s.frame)
			if err == nil && compact(got.Spans) != compact(want.Spans) {
				t.Errorf("%s: %q\n got %s\nwant %s", name, reword(s.phrase), compact(got.Spans), compact(want.Spans))
			}
		}
	}
}
