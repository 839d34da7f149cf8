package typeset

import (
	"strings"
	"testing"
)

// The outline of a stroke is that of the font file, turned upside down.
func TestOutline(t *testing.T) {
	for f := range Faces {
		hyphen, space := Shape("-", f)[0], Shape(" ", f)[0]
		d := Outline(f, hyphen.ID)
		if !strings.HasPrefix(d, "M") || !strings.HasSuffix(d, "z") || strings.Count(d, "M") != 1 {
			t.Errorf("face %d: the hyphen is %q", f, d)
		}
		if Outline(f, LineHyphen(f).ID) != d {
			t.Errorf("face %d: the hyphen of a line looks otherwise", f)
		}
		if Outline(f, space.ID) != "" || Outline(f, 65535) != Outline(f, 0) {
			t.Errorf("face %d: a space is to be seen", f)
		}
		if o := Outline(f, Shape("é", f)[0].ID); strings.Count(o, "M") < 2 || !strings.Contains(o, "q") {
			t.Errorf("face %d: é is %q", f, o)
		}
	}
	if got, want := Outline(Sans, Shape("-", Sans)[0].ID), "M41-219v-63h230v63h-230z"; got != want {
		t.Errorf("the hyphen is %q, want %q", got, want)
	}
}
