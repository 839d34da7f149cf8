package torture

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"jema/internal/jema"
)

// Line is one line of a journal: a request that was sent or, with Answer, what
// came back.
type Line struct {
	Key    string
	Slot   jema.SlotID
	Party  int
	Wait   bool
	Answer string         `json:",omitempty"`
	ID     jema.BookingID `json:",omitempty"`
	Code   string         `json:",omitempty"`
	Refuse string         `json:",omitempty"` // the refusal's message
}

// The answers to a request.
const (
	Confirmed = string(jema.Confirmed)
	Waiting   = string(jema.Waiting)
	Refused   = "refused"
	Unknown   = "unknown" // no answer: asking again must give one
)

// Journal records each request before it is sent and each answer when it
// arrives. Every line is one write, so that a program that is killed leaves a
// complete record of its answers.
type Journal struct {
	mu sync.Mutex
	to io.Writer
}

// NewJournal returns a journal that writes to a file, a pipe or a buffer.
func NewJournal(to io.Writer) *Journal { return &Journal{to: to} }

// Requested records that a request is about to be sent.
func (j *Journal) Requested(r jema.BookingRequest) error { return j.write(lineOf(r)) }

// Answered records the answer to a request.
func (j *Journal) Answered(r jema.BookingRequest, a jema.BookingAnswer, err error) error {
	line := lineOf(r)
	line.Answer, line.ID, line.Code = string(a.Status), a.ID, a.Code
	if err != nil {
		line.Answer = Unknown
		if refusal, ok := errors.AsType[*jema.Error](err); ok && refusal.Kind != jema.KindUnavailable {
			line.Answer, line.Refuse = Refused, refusal.Message
		}
	}
	return j.write(line)
}

func lineOf(r jema.BookingRequest) Line {
	return Line{Key: r.Key, Slot: r.SlotID, Party: r.PartySize, Wait: r.Wait}
}

func (l Line) request() jema.BookingRequest { return Request(l.Slot, l.Key, l.Party, l.Wait) }

func (j *Journal) write(l Line) error {
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err = j.to.Write(append(text, '\n'))
	return err
}

// ReadJournal returns the whole lines of a journal; what was being written
// when the program died is not one.
func ReadJournal(from io.Reader) (lines []Line, err error) {
	in := bufio.NewReader(from)
	for {
		text, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, err
		}
		var l Line
		if err := json.Unmarshal(text, &l); err != nil {
			return nil, fmt.Errorf("journal, line %d: %w", len(lines)+1, err)
		}
		lines = append(lines, l)
	}
}
