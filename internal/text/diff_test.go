package text

import (
	"strings"
	"testing"
)

func marked(list []Piece) string {
	var b strings.Builder
	for _, p := range list {
		if p.Changed {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestDiffMarksTheWordsThatChanged(t *testing.T) {
	for _, c := range [][4]string{
		{"samedi de 10 h à 12 h", "samedi de 10 h à 13 h", "samedi de 10 h à [12 ]h", "samedi de 10 h à [13 ]h"},
		{"Un bol.", "Un bol.", "Un bol.", "Un bol."},
		{"", "Tout neuf", "", "[Tout neuf]"},
		{"une\ndeux", "une deux trois", "une\ndeux", "une deux [trois]"},
	} {
		if old, now := Diff(c[0], c[1]); marked(old) != c[2] || marked(now) != c[3] {
			t.Errorf("%q → %q: %q, %q", c[0], c[1], marked(old), marked(now))
		}
	}
	long := strings.Repeat("mot ", diffMost+1)
	if old, _ := Diff(long, long+"fin"); len(old) != 1 || !old[0].Changed {
		t.Error("a very long text is compared word by word")
	}
}
