package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// classroom is a world with two workshops that have slots for schools.
type classroom struct {
	*storetest.World
	t       *testing.T
	edition jema.Edition
	a, b    *storetest.Opening
}

func newClassroom(t *testing.T) *classroom {
	t.Helper()
	w := storetest.New(t)
	edition, err := w.Store.Edition(t.Context(), w.Territory.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &classroom{w, t, edition, w.Opening("Tournage"), w.Opening("Émaillage")}
}

func (c *classroom) slot(o *storetest.Opening, from jema.Clock, capacity int) jema.SlotID {
	c.t.Helper()
	id := o.Slot("2027-04-08", from, from+60, capacity)
	if _, err := c.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, id); err != nil {
		c.t.Fatal(err)
	}
	return id
}

func class(key string, slots ...jema.SlotID) jema.SchoolRequest {
	return jema.SchoolRequest{Slots: slots, Rotation: len(slots) == 2, Key: key, School: "École inventée",
		Town: "Romans-sur-Isère", PostalCode: "26100",
		Teacher: "Personne Inventée", Email: key + "@example.org", Phone: "04 65 71 00 12", Pupils: 24, Adults: 3,
		Level: "cycle3", Coach: true}
}

func (c *classroom) ask(r jema.SchoolRequest) postgres.Class {
	c.t.Helper()
	if err := c.Store.RequestSchool(c.t.Context(), c.edition, r, links.Hash(r.Key), storetest.Now); err != nil {
		c.t.Fatal(err)
	}
	return c.read(r.Key)
}

func (c *classroom) read(key string) postgres.Class {
	c.t.Helper()
	found, err := c.Store.SchoolByToken(c.t.Context(), c.Territory.ID, links.Hash(key), storetest.Now)
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}

func (c *classroom) answer(visit jema.SchoolVisitID, yes bool) (bool, error) {
	return c.Store.AnswerSchool(context.Background(), postgres.SchoolAnswer{TerritoryID: c.Territory.ID, OpeningID: 0,
		VisitID: visit, Accept: yes, HashOf: hashOfKey}, storetest.Now)
}

func hashOfKey(key string) []byte { return links.Hash(key) }

func (c *classroom) messages(kind string) (n int) {
	c.t.Helper()
	if err := c.DB.Get(&n, `SELECT count(*) FROM message WHERE kind = $1`, kind); err != nil {
		c.t.Fatal(err)
	}
	return n
}

func (c *classroom) taken(slot jema.SlotID) (n int) {
	c.t.Helper()
	if err := c.DB.Get(&n, `SELECT taken FROM slot WHERE id = $1`, slot); err != nil {
		c.t.Fatal(err)
	}
	return n
}

func TestAClassAsksIsAcceptedAndCancels(t *testing.T) {
	c := newClassroom(t)
	slot := c.slot(c.a, 600, 30)
	first := c.ask(class("un", slot))
	c.ask(class("un", slot)) // sent twice
	changed := class("un", slot)
	changed.Pupils = 12
	if err := c.Store.RequestSchool(t.Context(), c.edition, changed, links.Hash("un"), storetest.Now); !errors.Is(err,
		jema.ErrKeyReused) {
		t.Errorf("the key with other content: %v", err)
	}
	again := class("deux", slot)
	again.Email = "un@example.org"
	if err := c.Store.RequestSchool(t.Context(), c.edition, again, links.Hash("deux"), storetest.Now); !errors.Is(err,
		jema.ErrSchoolTwice) {
		t.Errorf("the same slot again: %v", err)
	}
	if n := c.messages(jema.MessageSchoolRequest); n != 1 || len(first.Visits) != 1 {
		t.Fatalf("%d letters to the artisan, %d visits", n, len(first.Visits))
	}
	for range 2 {
		if booked, err := c.answer(first.Visits[0].ID, true); err != nil || !booked {
			t.Fatalf("accepted: %v, %v", booked, err)
		}
	}
	if got := c.read("un"); got.Request.State != jema.SchoolAccepted || got.Visits[0].Booking.PartySize != 27 ||
		c.taken(slot) != 27 {
		t.Errorf("accepted: %+v, taken %d", got.Request, c.taken(slot))
	}
	c.Holds()
	for range 2 {
		if err := c.Store.CancelSchool(t.Context(), c.Territory.ID, links.Hash("un"), storetest.Now); err != nil {
			t.Fatal(err)
		}
	}
	if n := c.messages(jema.MessageSchoolWithdrawn); n != 1 || c.taken(slot) != 0 {
		t.Errorf("cancelled: %d letters, taken %d", n, c.taken(slot))
	}
	c.Holds()
}

func TestWhatNoClassMayAsk(t *testing.T) {
	c := newClassroom(t)
	slot, same, far := c.slot(c.a, 600, 30), c.slot(c.a, 660, 30), c.slot(c.b, 800, 30)
	public := c.b.Slot("2027-04-08", 600, 660, 30)
	large := class("grande", slot)
	large.Pupils = 33
	small := c.slot(c.b, 900, 20)
	for name, tc := range map[string]struct {
		r    jema.SchoolRequest
		want error
	}{
		"36 people":              {large, &jema.Error{Kind: jema.KindInvalid, Message: "form.invalid"}},
		"a public slot":          {class("a", public), jema.ErrSchoolSlotGone},
		"a slot too small":       {class("b", small), jema.ErrSchoolNoRoom},
		"halves in one workshop": {class("c", slot, same), jema.ErrSchoolNoRotation},
		"halves hours apart":     {class("d", slot, far), jema.ErrSchoolNoRotation},
		"a slot that is not":     {class("e", 987654), jema.ErrSchoolSlotGone},
	} {
		if err := c.Store.RequestSchool(t.Context(), c.edition, tc.r, links.Hash(tc.r.Key),
			storetest.Now); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	early := c.edition.SchoolOpensAt.AddDate(0, 0, -1)
	if err := c.Store.RequestSchool(t.Context(), c.edition, class("f", slot), links.Hash("f"), early); !errors.Is(err,
		jema.ErrSchoolNotOpen) {
		t.Errorf("before schools may ask: %v", err)
	}
	before := c.edition.BookingOpensAt.AddDate(0, 0, -1)
	if err := c.Store.RequestSchool(t.Context(), c.edition, class("g", slot), links.Hash("g"), before); err != nil {
		t.Errorf("before the public may book: %v", err)
	}
}

func TestASecondChoiceIsAskedWhenTheFirstIsDeclined(t *testing.T) {
	c := newClassroom(t)
	r := class("un", c.slot(c.a, 600, 30))
	r.Choice = c.slot(c.b, 600, 30)
	first := c.ask(r)
	if _, err := c.answer(first.Visits[0].ID, false); err != nil {
		t.Fatal(err)
	}
	got := c.read("un")
	if len(got.Visits) != 2 || got.Request.State != jema.SchoolAsked || got.Visits[1].Slot.ID != r.Choice {
		t.Fatalf("declined once: %+v", got)
	}
	c.Holds()
	if booked, err := c.answer(got.Visits[1].ID, true); err != nil || !booked || c.taken(r.Choice) != 27 {
		t.Errorf("the second choice: %v, %v", booked, err)
	}
	c.Holds()
}

// Two classes for one slot, their artisan's yes to both at the same instant:
// one comes.
func TestTwoClassesForOneSlot(t *testing.T) {
	c := newClassroom(t)
	for i := range 10 {
		slot := c.slot(c.a, jema.Clock(480+60*i), 30)
		visits := [2]jema.SchoolVisitID{}
		for j := range visits {
			visits[j] = c.ask(class(fmt.Sprintf("classe-%d-%d", i, j), slot)).Visits[0].ID
		}
		var errs [2]error
		var wg sync.WaitGroup
		for j, v := range visits {
			wg.Go(func() { _, errs[j] = c.answer(v, true) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs[:]...), jema.ErrSchoolNoRoom) ||
			c.taken(slot) != 27 {
			t.Errorf("round %d: %v, %v, taken %d", i, errs[0], errs[1], c.taken(slot))
		}
	}
	c.Holds()
}

// The last yes to a rotation, and at the same instant another class is given
// one of its slots: both halves come, or neither.
func TestARotationIsWholeOrNothing(t *testing.T) {
	c := newClassroom(t)
	whole := 0
	for i := range 12 {
		from := jema.Clock(480 + 60*i)
		one, two := c.slot(c.a, from, 30), c.slot(c.b, from, 30)
		rotation := c.ask(class(fmt.Sprintf("moities-%d", i), one, two))
		rival := c.ask(class(fmt.Sprintf("rivale-%d", i), two))
		if booked, err := c.answer(rotation.Visits[0].ID, true); err != nil || booked {
			t.Fatalf("one half: %v, %v", booked, err)
		}
		if c.taken(one) != 0 {
			t.Fatal("one half holds places without the other")
		}
		var errRotation, errRival error
		var wg sync.WaitGroup
		wg.Go(func() { _, errRotation = c.answer(rotation.Visits[1].ID, true) })
		wg.Go(func() { _, errRival = c.answer(rival.Visits[0].ID, true) })
		wg.Wait()
		if (errRotation == nil) == (errRival == nil) {
			t.Errorf("round %d: %v, %v", i, errRotation, errRival)
		}
		got := c.read(rotation.Request.Key)
		booked := got.Request.State == jema.SchoolAccepted
		if booked {
			whole++
		}
		if booked != (errRotation == nil) || booked != (c.taken(one) == 14) || booked != (c.taken(two) == 14) {
			t.Errorf("round %d: %s, taken %d and %d", i, got.Request.State, c.taken(one), c.taken(two))
		}
	}
	c.Holds()
	t.Logf("%d of 12 rotations came", whole)
}

// What comes in two halves is cancelled in both, by the link of either, and is
// not changed by it.
func TestAHalfIsNotChangedAlone(t *testing.T) {
	c := newClassroom(t)
	one, two, later := c.slot(c.a, 600, 30), c.slot(c.b, 600, 30), c.slot(c.a, 700, 30)
	r := c.ask(class("moities", one, two))
	for i, v := range r.Visits {
		if booked, err := c.answer(v.ID, true); err != nil || booked != (i == 1) {
			t.Fatal(booked, err)
		}
	}
	half, other := links.Hash("classe:moities:1"), links.Hash("classe:moities:2")
	refusedWith(t, c.Store.MoveBooking(t.Context(), c.Territory.ID, half, later, storetest.Now), jema.ErrSchoolFixed)
	for _, size := range []int{10, 14, 20} {
		refusedWith(t, c.Store.ChangeParty(t.Context(), postgres.PartyChange{TerritoryID: c.Territory.ID, TokenHash: half,
			Size: size}, storetest.Now), jema.ErrSchoolFixed)
	}
	first := c.read("moities").Visits[0].Booking
	if list, err := c.Store.Alternatives(t.Context(), postgres.AlternativeSearch{TerritoryID: c.Territory.ID,
		BookingID: first.ID, Most: 5, Proven: true}, storetest.Now); err != nil || len(list) != 0 {
		t.Errorf("a half is offered %v, %v", list, err)
	}
	if found, err := c.Store.ClassOfBooking(t.Context(), c.Territory.ID, first.ID, storetest.Now); err != nil ||
		found.Request.Key != "moities" || len(found.Visits) != 2 {
		t.Errorf("the class of a half: %+v, %v", found, err)
	}
	begun := time.Date(2027, 4, 8, 8, 30, 0, 0, time.UTC)
	refusedWith(t, c.Store.CancelBooking(t.Context(), c.Territory.ID, other, begun), jema.ErrSchoolBegun)
	if c.taken(one) != 14 || c.taken(two) != 14 {
		t.Errorf("after what was refused: %d and %d taken", c.taken(one), c.taken(two))
	}
	for range 2 {
		mustDo(t, c.Store.CancelBooking(t.Context(), c.Territory.ID, other, storetest.Now))
	}
	if got := c.read("moities"); got.Request.State != jema.SchoolCancelled || c.taken(one) != 0 || c.taken(two) != 0 ||
		c.messages(jema.MessageSchoolWithdrawn) != 2 {
		t.Errorf("after cancelling by one half's link: %+v, taken %d and %d", got.Request, c.taken(one), c.taken(two))
	}
	_, err := c.Store.ClassOfBooking(t.Context(), c.Territory.ID, 987654, storetest.Now)
	refusedWith(t, err, jema.ErrSchoolMissing)
	c.Holds()
}

func TestADeclinedHalfWithdrawsTheOther(t *testing.T) {
	c := newClassroom(t)
	r := c.ask(class("moities", c.slot(c.a, 600, 30), c.slot(c.b, 665, 30)))
	if _, err := c.answer(r.Visits[0].ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := c.answer(r.Visits[1].ID, false); err != nil {
		t.Fatal(err)
	}
	got := c.read("moities")
	// Both artisans get a message: the one whose half is withdrawn, and the one
	// for whom the organiser declined.
	if got.Request.State != jema.SchoolDeclined || got.Visits[0].State != jema.VisitWithdrawn ||
		c.messages(jema.MessageSchoolWithdrawn) != 2 {
		t.Errorf("%+v", got)
	}
	if _, err := c.answer(r.Visits[0].ID, true); !errors.Is(err, jema.ErrSchoolAnswered) {
		t.Errorf("an answer after the end: %v", err)
	}
	c.Holds()
}

// Another opening's artisan answers nothing.
func TestOnlyTheOpeningsOwnVisitsAreAnswered(t *testing.T) {
	c := newClassroom(t)
	r := c.ask(class("un", c.slot(c.a, 600, 30)))
	_, err := c.Store.AnswerSchool(t.Context(), postgres.SchoolAnswer{TerritoryID: c.Territory.ID, OpeningID: c.b.ID,
		VisitID: r.Visits[0].ID, Accept: true, HashOf: hashOfKey}, storetest.Now)
	if !errors.Is(err, jema.ErrSchoolMissing) {
		t.Errorf("another's visit: %v", err)
	}
}
