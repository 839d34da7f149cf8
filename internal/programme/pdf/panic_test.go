package pdf

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"jema/internal/programme/paper"
	"jema/internal/work"
)

// TestPanicsAreErrors: a document that makes the writer panic, in whichever of
// its goroutines, makes an error with the stack of where it happened, and the
// next document is written.
func TestPanicsAreErrors(t *testing.T) {
	d := rich(t)
	// no such face
	d.Pages[0].Add(paper.Text{Size: 9000, Face: 99, Ink: ink, String: "x", In: &paper.Element{Role: paper.Paragraph}})
	for variant, o := range variants {
		for name, err := range map[string]error{"drawing": Write(&bytes.Buffer{}, d, o),
			"writing": Write(badWriter{}, rich(t), o)} {
			p, ok := errors.AsType[*work.PanicError](err)
			if !ok || !strings.Contains(string(p.Stack), "programme/pdf") {
				t.Errorf("%s, %s: %v", name, variant, err)
			}
		}
	}
	if err := Write(&bytes.Buffer{}, rich(t), Options{}); err != nil {
		t.Error(err)
	}
}

// badWriter panics when it is written to.
type badWriter struct{}

func (badWriter) Write([]byte) (int, error) { panic("the disk is on fire") }
