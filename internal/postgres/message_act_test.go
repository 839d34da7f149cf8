package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// clerk is somebody at the desk who looks after messages.
type clerk struct {
	*storetest.World
	t  *testing.T
	id jema.AccountID
}

func newClerk(t *testing.T, letters int) clerk {
	t.Helper()
	w := storetest.New(t)
	confirmations(t, w, letters)
	return clerk{w, t, w.Account("accueil@example.org", jema.RoleDesk).ID}
}

func (c clerk) list(f postgres.MessageFilter) []postgres.MessageLine {
	c.t.Helper()
	if f.Limit == 0 {
		f.Limit = 100
	}
	list, err := c.Store.Messages(c.t.Context(), c.Territory.ID, f)
	if err != nil {
		c.t.Fatal(err)
	}
	return list
}

func (c clerk) file(id jema.MessageID) postgres.MessageFile {
	c.t.Helper()
	f, err := c.Store.MessageFile(c.t.Context(), c.Territory.ID, id, storetest.Now)
	if err != nil {
		c.t.Fatal(err)
	}
	return f
}

func (c clerk) claim() []jema.Message {
	c.t.Helper()
	return claim(c.t, c.World, storetest.Now, 100)
}

// sendAll marks what is due as sent.
func (c clerk) sendAll() {
	c.t.Helper()
	for _, m := range c.claim() {
		if err := c.Store.SettleMessages(c.t.Context(), c.Territory.ID, postgres.Sent(m, storetest.Now)); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c clerk) park(id jema.MessageID) error {
	return c.Store.ParkMessage(c.t.Context(), c.Territory.ID, id, c.id, storetest.Now)
}

func (c clerk) retry(id jema.MessageID) error {
	return c.Store.RetryMessage(c.t.Context(), c.Territory.ID, id, c.id, storetest.Now)
}

func (c clerk) resend(id jema.MessageID) (jema.MessageID, error) {
	return c.Store.ResendMessage(c.t.Context(), c.Territory.ID, id, c.id, storetest.Now)
}

func TestMessagesAreListedByPages(t *testing.T) {
	c := newClerk(t, 7)
	var seen []jema.MessageID
	for before := jema.MessageID(0); ; {
		page := c.list(postgres.MessageFilter{Before: before, Limit: 3})
		for _, m := range page {
			seen = append(seen, m.ID)
		}
		if len(page) < 3 {
			break
		}
		before = page[2].ID
	}
	if len(seen) != 7 || !slices.IsSortedFunc(seen, func(a, b jema.MessageID) int { return int(b - a) }) ||
		len(slices.Compact(seen)) != 7 {
		t.Errorf("the pages show %v", seen)
	}
	m := c.list(postgres.MessageFilter{})[6]
	if m.Name != "V" || m.To != "aa@example.org" || m.Code != "00001234" || m.Title != "Tournage" || m.StartsAt.IsZero() ||
		m.Kind != jema.MessageConfirmation || m.Channel != jema.ChannelEmail || m.Status != jema.StatusWaiting ||
		!m.DoneAt.IsZero() {
		t.Errorf("a line: %+v", m)
	}
}

func TestMessagesAreFiltered(t *testing.T) {
	c := newClerk(t, 4)
	claimed := c.claim()
	if err := c.Store.SettleMessages(t.Context(), c.Territory.ID, postgres.Sent(claimed[0], storetest.Now),
		postgres.Failed(claimed[1], "plus tard", storetest.Now.Add(time.Hour)), postgres.Refused(claimed[2], "inconnu"),
		postgres.Failed(claimed[3], "trop souvent", time.Time{})); err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]postgres.MessageFilter{
		"aa":           {Status: jema.StatusSent},
		"ba":           {Status: jema.StatusRetrying},
		"ca":           {Status: jema.StatusUndeliverable},
		"da":           {Status: jema.StatusParked},
		"":             {Status: jema.StatusWaiting},
		"da ca ba aa":  {Kind: jema.MessageConfirmation, Channel: jema.ChannelEmail},
		" ":            {Kind: jema.MessageOffer},
		"  ":           {Channel: jema.ChannelCall},
		"aa ":          {Words: " AA@Example.org"},
		"da ca ba aa ": {Words: "v"},
		"   ":          {Words: "personne"},
		"aa  ":         {Words: "00 00 12 34"},
		"    ":         {Words: "00 00 12 35"},
	} {
		var keys []string
		for _, m := range c.list(f) {
			keys = append(keys, strings.TrimSuffix(m.To, "@example.org"))
		}
		if got := strings.Join(keys, " "); got != strings.TrimSpace(want) {
			t.Errorf("%+v finds %q, want %q", f, got, want)
		}
	}
	counts, err := c.Store.MessageCounts(t.Context(), c.Territory.ID)
	if err != nil || len(counts) != 3 || counts[jema.StatusRetrying] != 1 || counts[jema.StatusUndeliverable] != 1 ||
		counts[jema.StatusParked] != 1 {
		t.Errorf("counts %v, %v", counts, err)
	}
}

// What a person sets aside stays aside, whatever else moves messages, until a
// person takes it out; then it is new again.
func TestParkedByHandUntilTakenOut(t *testing.T) {
	c := newClerk(t, 1)
	if _, err := c.DB.Exec(`UPDATE booking SET phone = '04 65 71 00 12'`); err != nil {
		t.Fatal(err)
	}
	id := c.list(postgres.MessageFilter{})[0].ID
	if err := c.retry(id); !errors.Is(err, jema.ErrMessageNotParked) {
		t.Errorf("taken out of a park it is not in: %v", err)
	}
	if err := c.park(id); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Store.RouteMessages(t.Context(), storetest.Now); n != 0 || err != nil || len(c.claim()) != 0 {
		t.Errorf("routed %d of what was set aside (%v)", n, err)
	}
	if err := c.park(id); !errors.Is(err, jema.ErrMessageNotDue) {
		t.Errorf("parked twice: %v", err)
	}
	c.Holds()
	if err := c.retry(id); err != nil {
		t.Fatal(err)
	}
	if claimed := c.claim(); len(claimed) != 1 || claimed[0].ID != id || claimed[0].Attempts != 1 {
		t.Errorf("claimed after the park: %+v", claimed)
	}
	f := c.file(id)
	if f.Line.Status != jema.StatusWaiting || f.Line.Why != "" || len(f.Actions) != 2 ||
		f.Actions[0].Action != jema.ActionParked ||
		f.Actions[1].Action != jema.ActionRetried || f.Actions[0].By != "Compte d’essai" ||
		!f.Actions[0].DoneAt.Equal(storetest.Now) {
		t.Errorf("the file: %+v", f)
	}
	for _, err := range []error{c.park(0), c.retry(0)} {
		if !errors.Is(err, jema.ErrMessageMissing) {
			t.Errorf("a message that is not there: %v", err)
		}
	}
}

// A letter that was set aside while a sender had it has left, and its state
// shows it.
func TestParkedOnItsWay(t *testing.T) {
	c := newClerk(t, 2)
	claimed := c.claim()
	for _, m := range claimed {
		if err := c.park(m.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Store.SettleMessages(t.Context(), c.Territory.ID, postgres.Sent(claimed[0], storetest.Now)); err != nil {
		t.Fatal(err)
	}
	if err := c.Store.SettleMessages(t.Context(), c.Territory.ID, postgres.Failed(claimed[1], "plus tard",
		storetest.Now)); err != nil {
		t.Fatal(err)
	}
	if sent, kept := c.file(claimed[0].ID).Line, c.file(claimed[1].ID).Line; sent.Status != jema.StatusSent ||
		kept.Status != jema.StatusParked {
		t.Errorf("sent while being parked: %s; failed while being parked: %s", sent.Status, kept.Status)
	}
}

func TestResending(t *testing.T) {
	c := newClerk(t, 1)
	m := c.claim()[0]
	if _, err := c.resend(m.ID); !errors.Is(err, jema.ErrMessageGoing) {
		t.Errorf("sent again while it goes: %v", err)
	}
	if err := c.Store.SettleMessages(t.Context(), c.Territory.ID, postgres.Sent(m, storetest.Now)); err != nil {
		t.Fatal(err)
	}
	id, err := c.resend(m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.resend(m.ID); !errors.Is(err, jema.ErrMessageGoing) {
		t.Errorf("sent again twice: %v", err)
	}
	f := c.file(id)
	if f.Line.Seq != 2 || f.Line.Kind != m.Kind || f.Line.BookingID != m.BookingID || len(f.Same) != 2 ||
		f.Same[0].ID != m.ID ||
		f.Same[0].Status != jema.StatusSent || len(f.Actions) != 1 || f.Actions[0].Action != jema.ActionResent {
		t.Errorf("the new message: %+v", f)
	}
	if again := c.claim(); len(again) != 1 || again[0].ID != id {
		t.Errorf("due: %+v", again)
	}
	if _, err := c.resend(0); !errors.Is(err, jema.ErrMessageMissing) {
		t.Errorf("a message that is not there: %v", err)
	}
	c.Holds()
}

// A parked message leaves the park when it is sent again, by the channel the
// person has by now.
func TestResendingWhatIsParked(t *testing.T) {
	c := newClerk(t, 1)
	m := c.claim()[0]
	if err := c.Store.SettleMessages(t.Context(), c.Territory.ID, postgres.Refused(m, "inconnu")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.DB.Exec(`UPDATE booking SET email = '', phone = '04 65 71 00 12'`); err != nil {
		t.Fatal(err)
	}
	id, err := c.resend(m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if was, is := c.file(m.ID).Line, c.file(id).Line; was.Status != jema.StatusDropped || was.Why == "" ||
		is.Channel != jema.ChannelCall || is.Status != jema.StatusWaiting {
		t.Errorf("it was %+v and is %+v", was, is)
	}
	c.Holds()
}

// Letters to artisans and schools are sent again, too; a link to sign in is not.
func TestResendingOtherLetters(t *testing.T) {
	w := furnished(t)
	c := clerk{w, t, 0}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(w.DB.Get(&c.id, `SELECT id FROM account WHERE email = 'accueil@example.org'`))
	_, err := w.DB.Exec(`UPDATE message SET state = 'sent', done_at = now() WHERE state = 'queued'`)
	must(err)
	for column, wanted := range map[string]error{"opening_id": nil, "school_visit_id": nil,
		"sign_in_link_id": jema.ErrMessageSignIn} {
		var id jema.MessageID
		must(w.DB.Get(&id, `SELECT min(id) FROM message WHERE territory_id = $1 AND `+column+` IS NOT NULL`, w.Territory.ID))
		next, err := c.resend(id)
		if !errors.Is(err, wanted) || err == nil && (c.file(next).Line.Seq != 2 || len(c.file(next).Same) != 2) {
			t.Errorf("%s: %v", column, err)
		}
		if f := c.file(id); f.Line.Name == "" || f.Line.To == "" || f.Letter.Territory.Name != w.Territory.Name {
			t.Errorf("%s: nobody is told: %+v", column, f.Line)
		}
	}
	w.Holds()
}

// Several people press the same button: one more message is queued, the others
// are refused.
func TestRivalsSendAgainOnce(t *testing.T) {
	c := newClerk(t, 1)
	o := c.OpeningIn(c.Workshop("Atelier", 0), "Cuisson", jema.Submitted)
	if err := c.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: c.Territory.ID, ID: o.ID,
		From: jema.Submitted, To: jema.Approved, Note: ""}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	c.sendAll()
	for _, m := range c.list(postgres.MessageFilter{}) {
		var mu sync.Mutex
		var rivals sync.WaitGroup
		again := 0
		for range 8 {
			rivals.Go(func() {
				_, err := c.resend(m.ID)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					again++
				} else if !errors.Is(err, jema.ErrMessageGoing) {
					t.Errorf("%s: %v", m.Kind, err)
				}
			})
		}
		rivals.Wait()
		if again != 1 || len(c.file(m.ID).Same) != 2 {
			t.Errorf("%s was sent again %d times, %d messages in all", m.Kind, again, len(c.file(m.ID).Same))
		}
	}
	c.Holds()
}

// Resending a decision does not prevent the same decision later.
func TestDecisionsAfterResending(t *testing.T) {
	c := newClerk(t, 1)
	o := c.OpeningIn(c.Workshop("Atelier", 0), "Cuisson", jema.Submitted)
	move := func(from, to jema.OpeningState) {
		t.Helper()
		if err := c.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: c.Territory.ID, ID: o.ID, From: from,
			To: to, Note: "Un mot."}, storetest.Now); err != nil {
			t.Fatal(err)
		}
		c.sendAll()
	}
	move(jema.Submitted, jema.Approved)
	for range 5 {
		if _, err := c.resend(c.list(postgres.MessageFilter{})[0].ID); err != nil {
			t.Fatal(err)
		}
		c.sendAll()
	}
	move(jema.Approved, jema.Cancelled)
	move(jema.Cancelled, jema.Submitted)
	move(jema.Submitted, jema.Approved)
	if n := len(c.list(postgres.MessageFilter{Kind: jema.MessageApproved, Status: jema.StatusSent})); n != 7 {
		t.Errorf("%d letters of approval, want 7", n)
	}
	c.Holds()
}
