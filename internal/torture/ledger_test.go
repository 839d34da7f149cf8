package torture

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"jema/internal/jema"
)

// Requests are not counted, and what nobody answered is none of a ledger's answers.
func TestLedgerCountsAnswers(t *testing.T) {
	ledger := &Ledger{}
	journal, request := NewJournal(ledger), jema.BookingRequest{SlotID: 7, Key: "clé", PartySize: 2}
	for _, err := range []error{
		journal.Requested(request),
		journal.Answered(request, jema.BookingAnswer{Status: jema.Confirmed, ID: 3}, nil),
		journal.Answered(request, jema.BookingAnswer{}, jema.Conflict("booking.full")),
		journal.Answered(request, jema.BookingAnswer{}, errors.New("cut off")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "journal")
	if err := os.WriteFile(path, ledger.Text().Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if ledger.Count() != 2 || AnswersIn(path) != 3 || AnswersIn(path+"-missing") != 0 {
		t.Errorf("%d, %d and %d answers", ledger.Count(), AnswersIn(path), AnswersIn(path+"-missing"))
	}
}
