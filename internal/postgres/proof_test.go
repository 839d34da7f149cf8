package postgres_test

import (
	"errors"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// The programme for the proof of an opening contains that opening once, approved or not,
// and the approved openings of its commune.
func TestProgrammeWithAnOpening(t *testing.T) {
	w := storetest.New(t)
	approved := w.Opening("Dorure")
	shop := w.Workshop("Atelier", 0)
	for _, state := range []jema.OpeningState{jema.Draft, jema.Submitted, jema.Approved} {
		o := w.OpeningIn(shop, "Visite "+string(state), state)
		p, err := w.Store.ProgrammeWith(t.Context(), w.Edition, o.ID, storetest.Now)
		mustDo(t, err)
		seen := map[jema.OpeningID]int{}
		for _, e := range p.Entries {
			seen[e.Opening.ID]++
		}
		if seen[o.ID] != 1 || seen[approved.ID] != 1 || len(seen) != 2 || p.Commune.INSEE == "" {
			t.Errorf("%s: %v", state, seen)
		}
	}
	other := w.Edition
	other.ID++
	for _, e := range []jema.Edition{w.Edition, other} {
		id := approved.ID
		if e.ID == w.Edition.ID {
			id += 1000
		}
		_, err := w.Store.ProgrammeWith(t.Context(), e, id, storetest.Now)
		if refusal, ok := errors.AsType[*jema.Error](err); !ok || refusal.Kind != jema.KindNotFound {
			t.Errorf("edition %d, opening %d: %v", e.ID, id, err)
		}
	}
}
