package postgres_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// rotation books a class in two halves, in the slots, and returns it.
func (c *classroom) rotation(one, two jema.SlotID) postgres.Class {
	c.t.Helper()
	const key = "moities"
	asked := c.ask(class(key, one, two))
	for i, v := range asked.Visits {
		if booked, err := c.answer(v.ID, true); err != nil || booked != (i == 1) {
			c.t.Fatal(booked, err)
		}
	}
	return c.read(key)
}

// queued are the messages that wait, by kind and channel, as "kind channel".
func (c *classroom) queued() map[string]int {
	c.t.Helper()
	var rows []string
	if err := c.DB.Select(&rows, `SELECT kind || ' ' || channel FROM message WHERE state = 'queued'`); err != nil {
		c.t.Fatal(err)
	}
	counts := map[string]int{}
	for _, r := range rows {
		counts[r]++
	}
	return counts
}

// forget takes what was queued so far as sent.
func (c *classroom) forget() {
	c.t.Helper()
	if _, err := c.DB.Exec(`UPDATE message SET state = 'sent', done_at = now() WHERE state = 'queued'`); err != nil {
		c.t.Fatal(err)
	}
}

func (c *classroom) letter(kind string) postgres.Letter {
	c.t.Helper()
	var m jema.Message
	err := c.DB.Get(&m, `SELECT id, territory_id AS territoryid, school_visit_id AS schoolvisitid, kind, seq, channel
		FROM message
		WHERE kind = $1 AND state = 'queued'`, kind)
	if err != nil {
		c.t.Fatal(err)
	}
	return letterOf(c.t, c.World, m)
}

func sameCounts(t *testing.T, what string, got map[string]int, want map[string]int) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
		return
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}

// A workshop that cancels its slot ends the visit in both, and the places of
// the other half are free: one letter to the teacher, one to the other artisan,
// the reason in both, and where the whole class could go instead.
func TestACancelledSlotEndsBothHalves(t *testing.T) {
	c := newClassroom(t)
	one, two, spare := c.slot(c.a, 600, 30), c.slot(c.b, 600, 14), c.slot(c.a, 800, 30)
	c.rotation(one, two)
	c.forget()
	change := postgres.SlotChange{Words: slotList, By: jema.EndedByWorkshop, Reason: "Le four est en panne."}
	for range 2 {
		mustDo(t, c.Store.CancelSlot(t.Context(), c.Territory.ID, one, change, storetest.Now))
	}
	got := c.read("moities")
	if got.Request.State != jema.SchoolCancelled || got.Request.End.By != jema.EndedByWorkshop || c.taken(one) != 0 ||
		c.taken(two) != 0 {
		t.Errorf("%+v, taken %d and %d", got.Request, c.taken(one), c.taken(two))
	}
	for _, v := range got.Visits {
		if v.State != jema.VisitWithdrawn || v.Booking.Status != jema.BookingCancelled {
			t.Errorf("a half remains: %s, %s", v.State, v.Booking.Status)
		}
	}
	sameCounts(t, "queued", c.queued(), map[string]int{"school_cancelled email": 1, "school_withdrawn email": 1})
	teacher, artisan := c.letter(jema.MessageSchoolCancelled), c.letter(jema.MessageSchoolWithdrawn)
	if teacher.To != "moities@example.org" || teacher.School.End.Reason != change.Reason ||
		len(teacher.Class.Visits) != 2 {
		t.Errorf("the teacher's letter: %+v", teacher)
	}
	if len(teacher.Choices) == 0 || teacher.Choices[0].Slots[0].Slot.ID != spare {
		t.Errorf("the class could go to %+v, want slot %d", teacher.Choices, spare)
	}
	if artisan.Opening.Title != "Émaillage" || artisan.School.End.Reason != change.Reason || len(artisan.Choices) != 0 {
		t.Errorf("the other artisan's letter: %+v", artisan)
	}
	c.Holds()
}

// When organisers cancel an event, every workshop of the class gets a message.
func TestACancelledEventEndsBothHalves(t *testing.T) {
	c := newClassroom(t)
	one, two := c.slot(c.a, 600, 30), c.slot(c.b, 600, 30)
	c.rotation(one, two)
	c.forget()
	mustDo(t, c.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: c.Territory.ID, ID: c.b.ID,
		From: jema.Approved, To: jema.Cancelled, Note: "Travaux dans la rue."}, storetest.Now))
	got := c.read("moities")
	if got.Request.State != jema.SchoolCancelled || got.Request.End.By != jema.EndedByOrganiser ||
		got.Request.End.Reason != "Travaux dans la rue." ||
		c.taken(one) != 0 || c.taken(two) != 0 {
		t.Errorf("%+v, taken %d and %d", got.Request, c.taken(one), c.taken(two))
	}
	sameCounts(t, "queued", c.queued(), map[string]int{"school_cancelled email": 1, "school_withdrawn email": 2})
	c.Holds()
}

// An artisan without an address gets a telephone call.
func TestTheOtherArtisanIsToldByTheirChannel(t *testing.T) {
	c := newClassroom(t)
	one, two := c.slot(c.a, 600, 30), c.slot(c.b, 600, 30)
	c.rotation(one, two)
	if _, err := c.DB.Exec(`UPDATE workshop SET email = '' WHERE id = (SELECT workshop_id FROM slot WHERE id = $1)`,
		two); err != nil {
		t.Fatal(err)
	}
	c.forget()
	mustDo(t, c.Store.CancelSchool(t.Context(), c.Territory.ID, links.Hash("moities"), storetest.Now))
	sameCounts(t, "queued", c.queued(), map[string]int{"school_cancelled email": 1, "school_withdrawn email": 1,
		"school_withdrawn call": 1})
	list, err := c.Store.CallList(t.Context(), c.Territory.ID, storetest.Now)
	if err != nil || len(list) != 1 || list[0].Phone != "04 65 71 00 12" || list[0].Opening.Title != "Émaillage" {
		t.Fatalf("to call: %+v, %v", list, err)
	}
	desk := c.Account("accueil@example.org", jema.RoleDesk)
	mustDo(t, c.Store.RecordCall(t.Context(), postgres.CallRecord{TerritoryID: c.Territory.ID,
		MessageID: list[0].Message.ID, AccountID: desk.ID, Outcome: jema.CallReached, Note: ""}, storetest.Now))
	if list, err = c.Store.CallList(t.Context(), c.Territory.ID, storetest.Now); err != nil || len(list) != 0 {
		t.Errorf("still to call: %+v, %v", list, err)
	}
	c.Holds()
}

// A slot that moves takes its class along where the halves can still change
// places; else the visit ends whole, once that is agreed to.
func TestAMovedSlotOfARotation(t *testing.T) {
	c := newClassroom(t)
	one, two := c.slot(c.a, 600, 30), c.slot(c.b, 600, 30)
	c.rotation(one, two)
	c.forget()
	after, far := c.At("2027-04-08", 670, 730), c.At("2027-04-08", 900, 960)
	move := func(to jema.Interval, change postgres.SlotChange) error {
		change.Words = slotList
		return c.Store.MoveSlot(t.Context(), c.Territory.ID, one, postgres.SlotMove{To: to, SlotChange: change},
			storetest.Now)
	}
	foreseen := func(to jema.Interval) postgres.MovedClass {
		t.Helper()
		list, err := c.Store.ClassesMoved(t.Context(), c.Territory.ID, one, to, storetest.Now)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	if m := foreseen(after); m.Breaks || m.Other != "Atelier Émaillage" {
		t.Errorf("foreseen: %+v", m)
	}
	mustDo(t, move(after, postgres.SlotChange{}))
	sameCounts(t, "moved", c.queued(), map[string]int{"school_moved email": 1, "school_other_moved email": 1})
	if l := c.letter(jema.MessageSchoolMoved); l.Changed.WasSlot.Start.IsZero() || l.School.State != jema.SchoolAccepted {
		t.Errorf("the letter of the move: %+v", l)
	}
	c.forget()
	if m := foreseen(c.At("2027-04-08", 602, 662)); !m.Breaks || m.Needed != "5" {
		t.Errorf("foreseen: %+v", m)
	}
	if m := foreseen(far); !m.Breaks {
		t.Errorf("foreseen: %+v", m)
	}
	refusedWith(t, move(far, postgres.SlotChange{}), jema.ErrSchoolBreaks)
	if c.taken(one) != 14 || c.taken(two) != 14 || len(c.queued()) != 0 {
		t.Errorf("a refused move changed something: %v", c.queued())
	}
	mustDo(t, move(far, postgres.SlotChange{EndClasses: true}))
	if got := c.read("moities"); got.Request.State != jema.SchoolCancelled || got.Request.End.By != jema.EndedByMove ||
		c.taken(one)+c.taken(two) != 0 {
		t.Errorf("%+v, taken %d and %d", got.Request, c.taken(one), c.taken(two))
	}
	sameCounts(t, "ended", c.queued(), map[string]int{"school_cancelled email": 1, "school_withdrawn email": 1})
	c.Holds()
}

// Two towns need a journey: a pair without it is refused with its minutes.
func TestARotationNeedsTimeForTheJourney(t *testing.T) {
	c := newClassroom(t)
	if _, err := c.DB.Exec(`UPDATE opening SET commune_insee = '26034' WHERE id = $1`, c.b.ID); err != nil {
		t.Fatal(err)
	}
	one := c.slot(c.a, 600, 30)
	for _, tc := range []struct {
		key      string
		from     jema.Clock
		message  string
		possible bool
	}{
		{"tout de suite", 660, "school.rotation_tight", false}, {"un peu tard", 685, "school.rotation_tight", false},
		{"à temps", 690, "", true}, {"ensemble", 600, "school.rotation_short", false},
	} {
		length := jema.Clock(50)
		two := c.b.Slot("2027-04-08", tc.from, tc.from+length, 30)
		if _, err := c.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, two); err != nil {
			t.Fatal(err)
		}
		err := c.Store.RequestSchool(t.Context(), c.edition, class(tc.key, one, two), links.Hash(tc.key), storetest.Now)
		problem, refused := errors.AsType[*jema.Error](err)
		if refused == tc.possible || refused && (len(problem.Fields) != 1 || problem.Fields[0].Field != "second" ||
			problem.Fields[0].Message != tc.message) {
			t.Errorf("%s: %v", tc.key, err)
		}
		if tc.message == "school.rotation_tight" && jema.MinutesNeeded(err) != "30" {
			t.Errorf("%s: %s minutes", tc.key, jema.MinutesNeeded(err))
		}
	}
}

// What an artisan cancels and what the other half's answers, at the same
// instant: the class comes whole or not at all, and nothing deadlocks.
func TestACancelledSlotAndAnAnswerAtOnce(t *testing.T) {
	c := newClassroom(t)
	for i := range 8 {
		from := jema.Clock(480 + 60*i)
		one, two := c.slot(c.a, from, 30), c.slot(c.b, from, 30)
		key := "moities" + string(rune('a'+i))
		asked := c.ask(class(key, one, two))
		if _, err := c.answer(asked.Visits[0].ID, true); err != nil {
			t.Fatal(err)
		}
		var answered, cancelled error
		var wg sync.WaitGroup
		wg.Go(func() { _, answered = c.answer(asked.Visits[1].ID, true) })
		wg.Go(func() {
			cancelled = c.Store.CancelSlot(t.Context(), c.Territory.ID, one, postgres.SlotChange{Words: slotList}, storetest.Now)
		})
		wg.Wait()
		if answered != nil && jema.KindOf(answered) != jema.KindConflict || cancelled != nil {
			t.Errorf("round %d: %v, %v", i, answered, cancelled)
		}
		if got := c.read(key); got.Request.State != jema.SchoolCancelled || c.taken(one)+c.taken(two) != 0 {
			t.Errorf("round %d: %s, taken %d and %d", i, got.Request.State, c.taken(one), c.taken(two))
		}
	}
	c.Holds()
}

// What the program before this one left, half a class, ends whole.
func TestHalfAClassIsEndedByTheUpkeep(t *testing.T) {
	c := newClassroom(t)
	one, two := c.slot(c.a, 600, 30), c.slot(c.b, 600, 30)
	first := c.rotation(one, two).Visits[0].Booking.ID
	for _, statement := range []string{
		`UPDATE booking SET status = 'cancelled', cancelled_at = now(), cancelled_why = 'called_off' WHERE id = $1`,
		`UPDATE slot SET taken = 0, state = 'cancelled' WHERE id = (SELECT slot_id FROM booking WHERE id = $1)`,
		`INSERT INTO message (territory_id, booking_id, kind, channel, due_at) SELECT territory_id, id, 'cancellation',
			'email', now() FROM booking WHERE id = $1`,
	} {
		if _, err := c.DB.Exec(statement, first); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int{1, 0} {
		if n, err := c.Store.EndBrokenClasses(t.Context(), storetest.Now); err != nil || n != want {
			t.Fatalf("%d ended, want %d: %v", n, want, err)
		}
	}
	if got := c.read("moities"); got.Request.State != jema.SchoolCancelled || c.taken(two) != 0 {
		t.Errorf("%+v, taken %d", got.Request, c.taken(two))
	}
	c.Holds()
}

// The teacher is reminded once, of both halves, by a class's letter.
func TestAClassIsRemindedOnce(t *testing.T) {
	c := newClassroom(t)
	c.rotation(c.slot(c.a, 600, 30), c.slot(c.b, 600, 30))
	c.forget()
	eve := time.Date(2027, 4, 7, 9, 0, 0, 0, time.UTC)
	for range 2 {
		if _, err := c.Store.QueueReminders(t.Context(), eve); err != nil {
			t.Fatal(err)
		}
	}
	sameCounts(t, "the eve", c.queued(), map[string]int{"school_soon email": 1})
	c.Holds()
}
