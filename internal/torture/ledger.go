package torture

import (
	"bytes"
	"os"
	"sync"
)

// answerField is what every Line of an answer has once it is written, and no request has.
var answerField = []byte(`"Answer":`)

// AnswersIn counts the answers in a journal's file while somebody writes it; a missing
// file has none.
func AnswersIn(path string) int {
	text, err := os.ReadFile(path) //nolint:gosec // a journal of its own
	if err != nil {
		return 0
	}
	return bytes.Count(text, answerField)
}

// Ledger is a journal in memory that counts its answers, but for those that are Unknown.
// Several goroutines may use it.
type Ledger struct {
	mu      sync.Mutex
	text    bytes.Buffer
	answers int
}

// Write takes one line of a journal.
func (l *Ledger) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if bytes.Contains(line, answerField) && !bytes.Contains(line, []byte(string(answerField)+`"`+Unknown)) {
		l.answers++
	}
	return l.text.Write(line)
}

// Count returns how many answers there are.
func (l *Ledger) Count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.answers
}

// Text is the journal, for whoever reads or writes it once nobody else does.
func (l *Ledger) Text() *bytes.Buffer { return &l.text }
