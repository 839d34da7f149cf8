package programme

import (
	"errors"
	"strings"
	"testing"

	"jema/internal/work"
)

// TestPanicBesideAnEntry: entries are set in goroutines of their own; what one
// of them throws arrives where they are laid out, with its own stack.
func TestPanicBesideAnEntry(t *testing.T) {
	c := composerOf(t, collect(sample("26281", 8), french, nil), setting{})
	c.words = nil // no entry can be written without
	lay := c.entriesAhead(nil)
	err := work.Do(func() error { lay(nil); return nil })
	thrown, ok := errors.AsType[*work.Panic](err)
	if !ok || !strings.Contains(string(thrown.Stack), "entryBlock") {
		t.Errorf("%v", err)
	}
}
