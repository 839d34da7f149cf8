package postgres_test

import (
	"errors"
	"fmt"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// nextYear adds the edition of 2028 to a world that has 2027.
func nextYear(t *testing.T, w *storetest.World) jema.Edition {
	t.Helper()
	e := storetest.Edition(w.Territory.ID)
	e.StartsOn, e.EndsOn = jema.Date{Year: 2028, Month: 4, Day: 4}, jema.Date{Year: 2028, Month: 4, Day: 9}
	e.PurgeOn = jema.Date{Year: 2028, Month: 7, Day: 9}
	e, err := w.Store.CreateEdition(t.Context(), e, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// shown returns the years that visitors are shown and artisans register for.
func shown(t *testing.T, w *storetest.World) [2]int {
	t.Helper()
	p, err := w.Store.Place(t.Context(), w.Territory.Slug, postgres.Subject{})
	if err != nil {
		t.Fatal(err)
	}
	return [2]int{p.Shown.Year, p.Next.Year}
}

func TestAnEditionPassesThroughItsStates(t *testing.T) {
	w := storetest.New(t)
	if w.Edition.State != jema.EditionCurrent {
		t.Errorf("the first edition is %s", w.Edition.State)
	}
	if e := nextYear(t, w); e.State != jema.EditionPrepared {
		t.Errorf("the second edition is %s", e.State)
	}
	for _, step := range []struct {
		year int
		to   jema.EditionState
		want [2]int
	}{
		{2027, jema.EditionCurrent, [2]int{2027, 2027}}, // as it was
		{2028, jema.EditionRegistering, [2]int{2027, 2028}},
		{2027, jema.EditionPast, [2]int{2027, 2028}}, // closed, and still on show
		{2028, jema.EditionCurrent, [2]int{2028, 2028}},
		{2027, jema.EditionCurrent, [2]int{2027, 2027}}, // it was too early
		{2028, jema.EditionCurrent, [2]int{2028, 2028}},
		{2028, jema.EditionPast, [2]int{2028, 2028}},
	} {
		e, err := w.Store.SetEditionState(t.Context(), w.Territory.ID, step.year, step.to)
		if err != nil || e.State != step.to {
			t.Fatalf("%d to %s: %s, %v", step.year, step.to, e.State, err)
		}
		if got := shown(t, w); got != step.want {
			t.Errorf("%d is %s: shown and registering are %v, want %v", step.year, step.to, got, step.want)
		}
	}
	list, err := w.Store.Editions(t.Context(), w.Territory.ID)
	if err != nil || len(list) != 2 || list[0].State != jema.EditionPast || list[1].State != jema.EditionPast {
		t.Errorf("in the end: %+v, %v", list, err)
	}
	w.Holds()
}

func TestAnEditionRefusesOtherMoves(t *testing.T) {
	w := storetest.New(t)
	nextYear(t, w)
	for _, c := range []struct {
		year int
		to   jema.EditionState
		want error
	}{
		{2028, jema.EditionPast, postgres.ErrEditionState},
		{2027, jema.EditionRegistering, postgres.ErrEditionState},
		{2027, jema.EditionPrepared, postgres.ErrEditionState},
		{2029, jema.EditionCurrent, postgres.ErrEditionMissing},
	} {
		if _, err := w.Store.SetEditionState(t.Context(), w.Territory.ID, c.year, c.to); !errors.Is(err, c.want) {
			t.Errorf("%d to %s: %v, want %v", c.year, c.to, err, c.want)
		}
	}
	if got := shown(t, w); got != [2]int{2027, 2027} {
		t.Errorf("afterwards shown and registering are %v", got)
	}
}

// A request is about the edition of the object in its address.
func TestThePlaceOfASubject(t *testing.T) {
	w := storetest.New(t)
	old := w.Opening("De 2027")
	slot := old.Slot("2027-04-10", 600, 660, 8)
	nextYear(t, w)
	if _, err := w.Store.SetEditionState(t.Context(), w.Territory.ID, 2028, jema.EditionCurrent); err != nil {
		t.Fatal(err)
	}
	in2027, in2028 := sessionIn(t, w, 2027), sessionIn(t, w, 2028)
	for _, c := range []struct {
		name  string
		about postgres.Subject
		want  int
	}{
		{"nothing", postgres.Subject{}, 2028},
		{"an opening", postgres.Subject{Opening: old.ID}, 2027},
		{"a slot", postgres.Subject{Slot: slot}, 2027},
		{"a session that works in 2027", postgres.Subject{Session: in2027}, 2027},
		{"an opening of 2027 by who works in 2028", postgres.Subject{Opening: old.ID, Session: in2028}, 2027},
		{"what is not there", postgres.Subject{Opening: 1 << 40}, 2028},
	} {
		p, err := w.Store.Place(t.Context(), w.Territory.Slug, c.about)
		if err != nil || p.Edition.Year != c.want || p.Shown.Year != 2028 {
			t.Errorf("%s: %d, shown %d, %v", c.name, p.Edition.Year, p.Shown.Year, err)
		}
	}
}

// sessionIn returns the hash of a session in which an organiser has chosen the
// edition of a year.
func sessionIn(t *testing.T, w *storetest.World, year int) []byte {
	t.Helper()
	a := w.Account(fmt.Sprintf("organisation-%d@example.org", year), jema.RoleOrganiser)
	hash := links.Hash(a.Email)
	mustDo(t, w.Store.CreateSession(t.Context(), jema.Session{TokenHash: hash, TerritoryID: w.Territory.ID,
		AccountID:  a.ID,
		Generation: a.SessionGeneration, CreatedAt: storetest.Now, ExpiresAt: storetest.Now.Add(jema.SessionLasts)}))
	mustDo(t, w.Store.ChooseEdition(t.Context(), w.Territory.ID, hash, year))
	refusedWith(t, w.Store.ChooseEdition(t.Context(), w.Territory.ID, hash, 1999), postgres.ErrEditionMissing)
	return hash
}
