package mail

import (
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// sendAll runs a sender until there is nothing due.
func (o *office) sendAll(r *Receiver) {
	s := o.sender(r.URL())
	for s.round(o.t.Context()) > 0 {
	}
}

// token is the hash of a booking's link.
func (o *office) token(email string) (hash []byte) {
	o.t.Helper()
	must(o.t, o.DB.Get(&hash, `SELECT token_hash FROM booking WHERE email = $1 ORDER BY id LIMIT 1`, email))
	return hash
}

// said is what an opening whose slots changed says; letters do not repeat it.
func said(int, []jema.Interval) string { return "" }

// What a workshop does to visits is told at once, to however many of one
// address, even where its hour is full.
func TestWorkshopsLettersAreNotDelayed(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("a@example.org", "a@example.org", "a@example.org")
	o.sendAll(r)
	later := o.At("2027-04-10", 16*60, 17*60)
	must(t, o.Store.MoveSlot(t.Context(), o.Territory.ID, o.slot, later, postgres.SlotChange{Words: said}, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'change' AND state = 'sent'") != 3 {
		t.Errorf("%d of 3 moves were told at once", o.count("kind = 'change' AND state = 'sent'"))
	}
	must(t, o.Store.CancelSlot(t.Context(), o.Territory.ID, o.slot, postgres.SlotChange{Words: said}, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'cancellation' AND state = 'sent'") != 3 || len(r.Mails()) != 9 || o.count("state = 'queued'") != 0 {
		t.Errorf("%d of 3 cancellations were told at once, %d mails", o.count("kind = 'cancellation' AND state = 'sent'"), len(r.Mails()))
	}
	o.Holds()
}

// The letters of a workshop take nothing from the visitor's own; the visitor's
// own that are too many wait for the hour's end, and none is lost.
func TestVisitorsOwnLettersWait(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("a@example.org", "a@example.org")
	o.sendAll(r)
	must(t, o.Store.MoveSlot(t.Context(), o.Territory.ID, o.slot, o.At("2027-04-10", 16*60, 17*60), postgres.SlotChange{Words: said}, o.clock()))
	o.sendAll(r)
	change := func(party int) {
		t.Helper()
		must(t, o.Store.ChangeParty(t.Context(), o.Territory.ID, o.token("a@example.org"), party, o.clock()))
		o.sendAll(r)
	}
	change(2)
	if len(r.Mails()) != 5 {
		t.Fatalf("%d mails: the third of the visitor's own is to go at once", len(r.Mails()))
	}
	change(3)
	if len(r.Mails()) != 5 || o.count("state = 'queued' AND attempts = 0 AND last_error = ''") != 1 {
		t.Fatalf("%d mails: the fourth is to wait", len(r.Mails()))
	}
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, o.token("a@example.org"), o.clock()))
	o.sendAll(r)
	if o.count("state = 'queued'") != 2 {
		t.Errorf("%d wait, want the change and the cancellation", o.count("state = 'queued'"))
	}
	o.pass(time.Hour)
	o.sendAll(r)
	// The change is told no more: the cancellation says what is true.
	if o.count("kind = 'cancellation' AND state = 'sent'") != 1 || o.count("state = 'queued'") != 0 || o.count("state = 'dropped' AND kind <> 'change'") != 0 {
		t.Errorf("after the hour: %d wait, %d dropped", o.count("state = 'queued'"), o.count("state = 'dropped'"))
	}
	o.Holds()
}

// What somebody sends again by hand goes at once.
func TestResentLettersAreNotDelayed(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("a@example.org", "a@example.org", "a@example.org")
	o.sendAll(r)
	desk := o.Account("accueil@example.org", jema.RoleDesk)
	var id int64
	must(t, o.DB.Get(&id, `SELECT min(id) FROM message`))
	again, err := o.Store.ResendMessage(t.Context(), o.Territory.ID, id, desk.ID, o.clock())
	must(t, err)
	o.sendAll(r)
	if mails := r.Mails(); len(mails) != 4 || mails[3].MessageID == mails[0].MessageID {
		t.Fatalf("%d mails", len(mails))
	}
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, o.token("a@example.org"), o.clock()))
	if _, err := o.DB.Exec(`UPDATE message SET state = 'parked', parked_why = 'tries', done_at = NULL, last_error = 'essai' WHERE kind = 'cancellation'`); err != nil {
		t.Fatal(err)
	}
	must(t, o.DB.Get(&again, `SELECT id FROM message WHERE kind = 'cancellation'`))
	must(t, o.Store.RetryMessage(t.Context(), o.Territory.ID, again, desk.ID, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'cancellation' AND state = 'sent'") != 1 {
		t.Error("what was taken out of the park by hand is to go at once")
	}
	o.Holds()
}

// Nothing that is shown of a message opens anything.
func TestPreviewOpensNothing(t *testing.T) {
	ln := testLinks(t)
	for _, l := range everyLetter(t, "en", 2) {
		for _, channel := range jema.Channels {
			l.Message.Channel = channel
			if channel == jema.ChannelSMS {
				l.To = "06 12 34 56 78"
			}
			if l.Message.BookingID == 0 && channel != jema.ChannelEmail {
				continue
			}
			words, has := Preview(l, ln, storetest.Now)
			if has != (l.Message.Kind != jema.MessageSignIn) {
				t.Errorf("%s by %s: shown %v", variant(l), channel, has)
			}
			for _, token := range []string{ln.ManageToken("cle", 1), ln.LetterProof(ln.ManageToken("cle", 1)), ln.SchoolToken("classe", 1), ln.SignInToken(9)} {
				if strings.Contains(words.Subject+words.Text, token) {
					t.Errorf("%s by %s shows a link that opens:\n%s", variant(l), channel, words.Text)
				}
			}
			if has && words.Text == "" {
				t.Errorf("%s by %s: no words", variant(l), channel)
			}
		}
	}
}
