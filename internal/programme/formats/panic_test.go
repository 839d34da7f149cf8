package formats

import (
	"errors"
	"strings"
	"testing"

	"jema/internal/programme/content"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/work"
)

// TestPanicBesideAnEntry: entries are set in goroutines of their own; what one
// of them throws arrives where they are laid out, with its own stack.
func TestPanicBesideAnEntry(t *testing.T) {
	c := composerOf(t, content.Collect(invented.Programme(pdftest.Communes(), "26281", 8), content.French, nil))
	c.Words = nil // no entry can be written without
	lay := entryPages{c}.ahead(nil)
	err := work.Do(func() error { lay(nil, 0); return nil })
	thrown, ok := errors.AsType[*work.PanicError](err)
	if !ok || !strings.Contains(string(thrown.Stack), "EntrySetter") {
		t.Errorf("%v", err)
	}
}
