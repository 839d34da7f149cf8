package mail

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
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

// noWords is the wording of an opening's changed hours; letters do not repeat it.
func noWords(int, []jema.Interval) string { return "" }

// Letters about what a workshop does to visits leave at once, however many
// there are for one address, even where its hour is full.
func TestWorkshopsLettersAreNotDelayed(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("a@example.org", "a@example.org", "a@example.org")
	o.sendAll(r)
	later := o.At("2027-04-10", 16*60, 17*60)
	must(t, o.Store.MoveSlot(t.Context(), o.Territory.ID, o.slot, postgres.SlotMove{To: later,
		SlotChange: postgres.SlotChange{Words: noWords}}, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'change' AND state = 'sent'") != 3 {
		t.Errorf("%d of 3 moves were told at once", o.count("kind = 'change' AND state = 'sent'"))
	}
	must(t, o.Store.CancelSlot(t.Context(), o.Territory.ID, o.slot, postgres.SlotChange{Words: noWords}, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'cancellation' AND state = 'sent'") != 3 || len(r.Mails()) != 9 ||
		o.count("state = 'queued'") != 0 {
		t.Errorf("%d of 3 cancellations were told at once, %d mails", o.count("kind = 'cancellation' AND state = 'sent'"),
			len(r.Mails()))
	}
	o.Holds()
}

// typed books a slot of its own for each time somebody types an address into
// the page: whose address it is, nobody has shown.
func (o *office) typed(emails ...string) {
	o.t.Helper()
	for _, email := range emails {
		slot := o.Opening("Visite").Slot("2027-04-11", 14*60, 15*60, 20)
		key := fmt.Sprintf("typed-%d", slot)
		r := jema.BookingRequest{SlotID: slot, Key: key, PartySize: 1, Name: "Visiteur", Email: email, Language: "fr",
			Origin: jema.OriginWeb}
		outcomes, err := o.Store.BookBatch(o.t.Context(), o.clock(), []postgres.PreparedRequest{
			{BookingRequest: r, Code: fmt.Sprintf("%08d", slot), TokenHash: links.Hash(o.links.ManageToken(key, 1))}})
		must(o.t, err)
		if outcomes[0].Outcome != "created" {
			o.t.Fatalf("booking: %s", outcomes[0].Outcome)
		}
	}
}

// Anybody may type anybody's address: a burst of bookings is slowed, and none
// of its letters is lost. Another address is not concerned.
func TestNoFloodOfOneAddress(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	for range 4 {
		o.typed("a@example.org", "A@example.org")
	}
	o.typed("b@example.org")
	o.sendAll(r)
	if len(r.Mails()) != 7 || o.count("state = 'queued' AND attempts = 0") != 2 {
		t.Fatalf("%d mails in the first hour, %d wait", len(r.Mails()), o.count("state = 'queued'"))
	}
	o.pass(time.Hour)
	o.sendAll(r)
	if len(r.Mails()) != 9 || o.count("state = 'sent'") != 9 {
		t.Errorf("%d mails in the end", len(r.Mails()))
	}
}

// Letters about what a person does by the link, or what a timer does, leave at
// once even where the hour of the address is full of letters that others
// caused.
func TestOwnActsAreToldAtOnce(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	for range 8 {
		o.typed("a@example.org")
	}
	o.sendAll(r)
	sent := len(r.Mails())
	told := func(what string) {
		t.Helper()
		o.sendAll(r)
		if sent++; len(r.Mails()) != sent {
			t.Fatalf("%s is not told at once: %d mails, want %d", what, len(r.Mails()), sent)
		}
	}
	token := o.token("a@example.org")
	for party := 2; party < 6; party++ {
		must(t, o.resize(token, party))
		told("a change")
	}
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, token, o.clock()))
	told("a cancellation")
	if o.count("state = 'queued'") != 2 {
		t.Errorf("%d wait, want the two confirmations that are too many", o.count("state = 'queued'"))
	}
	o.Holds()
}

// The holder of a link may be the stranger who booked: what they do is slowed
// too, but late, and a cancellation never.
func TestABurstOfActsIsSlowed(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.typed("a@example.org")
	o.sendAll(r)
	token := o.token("a@example.org")
	for n := range 20 {
		must(t, o.resize(token, 1+(n+1)%2))
		o.sendAll(r)
	}
	if len(r.Mails()) != 1+12 || o.count("state = 'queued'") != 8 {
		t.Errorf("%d mails, %d wait", len(r.Mails()), o.count("state = 'queued'"))
	}
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, token, o.clock()))
	o.sendAll(r)
	if o.count("kind = 'cancellation' AND state = 'sent'") != 1 {
		t.Error("the cancellation waits")
	}
	o.Holds()
}

// Whoever gives the right code gets the link now: a letter that was put off
// leaves, one that is there already is not doubled, and a new one goes even
// where the address's hour is full.
func TestFindAgainLeavesAtOnce(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	for range 7 {
		o.typed("a@example.org")
	}
	o.sendAll(r)
	ask := func(condition string) {
		t.Helper()
		var id jema.BookingID
		must(t, o.DB.Get(&id, `SELECT b.id FROM booking b JOIN message m ON m.booking_id = b.id WHERE `+condition+
			` ORDER BY b.id LIMIT 1`))
		must(t, o.Store.ResendLink(t.Context(), o.Territory.ID, id, o.clock()))
		must(t, o.Store.ResendLink(t.Context(), o.Territory.ID, id, o.clock()))
		o.sendAll(r)
	}
	ask("m.state = 'queued'")
	if len(r.Mails()) != 7 || o.count("state = 'queued'") != 0 || o.count("true") != 7 {
		t.Fatalf("%d mails of %d, %d wait: the one that was put off is to leave", len(r.Mails()), o.count("true"),
			o.count("state = 'queued'"))
	}
	ask("m.state = 'sent'")
	if len(r.Mails()) != 8 || o.count("state = 'sent'") != 8 {
		t.Errorf("%d mails: a new one is to leave", len(r.Mails()))
	}
}

// What somebody sends again by hand goes at once.
func TestResentLettersAreNotDelayed(t *testing.T) {
	o, r := newOffice(t), receiver(t)
	o.book("a@example.org", "a@example.org", "a@example.org")
	o.sendAll(r)
	desk := o.Account("accueil@example.org", jema.RoleDesk)
	var id jema.MessageID
	must(t, o.DB.Get(&id, `SELECT min(id) FROM message`))
	again, err := o.Store.ResendMessage(t.Context(), o.Territory.ID, id, desk.ID, o.clock())
	must(t, err)
	o.sendAll(r)
	if mails := r.Mails(); len(mails) != 4 || mails[3].MessageID == mails[0].MessageID {
		t.Fatalf("%d mails", len(mails))
	}
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, o.token("a@example.org"), o.clock()))
	if _, err := o.DB.Exec(`UPDATE message SET state = 'parked', parked_why = 'tries', done_at = NULL, last_error =
		'essai' WHERE kind = 'cancellation'`); err != nil {
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
			for _, token := range []string{ln.ManageToken("cle", 1), ln.LetterProof(ln.ManageToken("cle", 1)),
				ln.SchoolToken("classe", 1), ln.SignInToken(9)} {
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
