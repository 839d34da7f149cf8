package postgres_test

import (
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// An approval holds for what was approved, through the organiser's moves, and
// until the event or the workshop changes.
func TestProofApproved(t *testing.T) {
	w := storetest.New(t)
	artisan := w.Account("artisane@example.org", jema.RoleArtisan)
	shop := w.Workshop("Atelier Malaval", artisan.ID)
	opening := w.OpeningIn(shop, "Tournage", jema.Submitted)
	approved := func() int {
		t.Helper()
		e, err := w.Store.Entry(t.Context(), w.Edition, opening.ID, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		return e.ProofApproved
	}
	if err := w.Store.ApproveProof(t.Context(), postgres.ProofApproval{TerritoryID: w.Territory.ID, OpeningID: opening.ID,
		Version: 99, AccountID: artisan.ID}, storetest.Now); !errors.Is(err, jema.Conflict("opening.state")) {
		t.Errorf("a version that is not the event's: %v", err)
	}
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID, opening.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Store.ApproveProof(t.Context(), postgres.ProofApproval{TerritoryID: w.Territory.ID, OpeningID: opening.ID,
		Version: plan.Opening.Version, AccountID: artisan.ID}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: opening.ID,
		From: jema.Submitted, To: jema.Approved, Note: ""}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	e, err := w.Store.Entry(t.Context(), w.Edition, opening.ID, storetest.Now)
	if err != nil || e.ProofApproved == 0 || e.ProofApproved != e.Opening.Version {
		t.Errorf("after the organiser's approval: %d of version %d, %v", e.ProofApproved, e.Opening.Version, err)
	}
	if err := w.Store.PlaceWorkshop(t.Context(), placed(shop, 45.04, 5.05), storetest.Now); err != nil {
		t.Fatal(err)
	}
	if got := approved(); got != 0 {
		t.Errorf("after the workshop changed the approval still holds, of version %d", got)
	}
}

func placed(w jema.Workshop, lat, lon float64) jema.Workshop {
	w.Lat, w.Lon = lat, lon
	return w
}

func TestPlaceWorkshop(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier Malaval", 0)
	for _, c := range []struct {
		lat, lon float64
		placed   bool
	}{{45.04, 5.05, true}, {0, 0, false}} {
		if err := w.Store.PlaceWorkshop(t.Context(), placed(shop, c.lat, c.lon), storetest.Now); err != nil {
			t.Fatal(err)
		}
		got, err := w.Store.Workshop(t.Context(), w.Territory.ID, shop.ID)
		if err != nil || got.Placed() != c.placed || got.Lat != c.lat || got.Lon != c.lon {
			t.Errorf("%v, %v is kept as %v, %v (%v)", c.lat, c.lon, got.Lat, got.Lon, err)
		}
	}
	if err := w.Store.PlaceWorkshop(t.Context(), placed(shop, 91, 0),
		storetest.Now); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("beyond the pole: %v", err)
	}
	shop.TerritoryID++
	if err := w.Store.PlaceWorkshop(t.Context(), placed(shop, 45, 5), storetest.Now); !errors.Is(err,
		jema.NotFound("workshop.missing")) {
		t.Errorf("another territory's: %v", err)
	}
}

// What is cancelled after the freeze stays in the programme as cancelled; what
// is cancelled before leaves it.
func TestCancelledAfterTheFreeze(t *testing.T) {
	w := storetest.New(t)
	opening := w.OpeningIn(w.Workshop("Atelier Malaval", 0), "Tournage", jema.Draft)
	for _, to := range []jema.OpeningState{jema.Submitted, jema.Approved, jema.Cancelled} {
		plan, err := w.Store.Opening(t.Context(), w.Territory.ID, opening.ID)
		if err == nil {
			err = w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: opening.ID,
				From: plan.Opening.State, To: to, Note: ""}, storetest.Now)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	e := w.Edition
	for _, c := range []struct {
		freeze time.Time
		listed int
	}{{time.Time{}, 0}, {storetest.Now.Add(-time.Hour), 0}, {storetest.Now, 1}, {storetest.Now.Add(time.Hour), 0}} {
		e.FreezeAt = c.freeze
		b, err := w.Store.Book(t.Context(), e, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range b.Programmes {
			for _, x := range p.Entries {
				if x.Opening.State == jema.Cancelled {
					n++
				}
			}
		}
		if n != c.listed {
			t.Errorf("freeze at %v: %d cancelled events are printed, want %d", c.freeze, n, c.listed)
		}
	}
}
