package postgres_test

import (
	"errors"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestRevisionHoldsAsAWholeOrNotAtAll(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	o := w.OpeningIn(shop, "Tournage", jema.ChangesRequested)
	slot := o.Slot("2027-04-10", 600, 660, 8)
	w.DB.MustExec(`INSERT INTO defect (opening_id, field, header, value, problem, blocking) VALUES ($1, 'title',
		'Titre', '', 'À revoir.', true)`, o.ID)
	w.DB.MustExec(`UPDATE slot SET taken = 2 WHERE id = $1`, slot)
	w.DB.MustExec(`INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin,
		party_size, name, email,
		idempotency_key, content, token_hash, created_at) SELECT territory_id, edition_id, id, '12345678', 'confirmed',
			'confirmed', 'web', 2, 'Alix',
		'alix@example.org', 'clé', decode(repeat('00', 32), 'hex'), decode(repeat('01', 32), 'hex'), now() FROM slot
			WHERE id = $1`, slot)
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	shop.Name, plan.Opening.Title = "Autre nom", "Autre titre"
	whole := postgres.Revision{Plan: plan, Workshop: &shop, Repaired: []string{"title"}, To: jema.Submitted}

	broken := whole
	broken.Plan.Slots = nil // a booked slot would go
	if err := w.Store.ReviseOpening(t.Context(), broken, storetest.Now); jema.KindOf(err) != jema.KindConflict {
		t.Fatalf("a booked slot went: %v", err)
	}
	if got, _ := w.Store.Workshop(t.Context(), w.Territory.ID, shop.ID); got.Name != "Atelier" {
		t.Errorf("half of it holds: the workshop is %q", got.Name)
	}
	if err := w.Store.ReviseOpening(t.Context(), whole, storetest.Now); err != nil {
		t.Fatal(err)
	}
	after, err := w.Store.Opening(t.Context(), w.Territory.ID, o.ID)
	if err != nil || after.Opening.State != jema.Submitted || after.Opening.Title != "Autre titre" ||
		len(after.Slots) != 1 {
		t.Errorf("became %+v, %v", after, err)
	}
	if left, err := w.Store.Defects(t.Context(), w.Territory.ID, o.ID); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}
	if err := w.Store.ReviseOpening(t.Context(), whole, storetest.Now); !errors.Is(err, jema.Conflict("opening.state")) {
		t.Errorf("what somebody changed meanwhile is overwritten: %v", err)
	}
}

func TestCommuneCounts(t *testing.T) {
	w := storetest.New(t)
	w.Opening("Tournage")
	w.OpeningIn(w.Workshop("Atelier", 0), "Brouillon", jema.Draft)
	list, err := w.Store.CommuneCounts(t.Context(), w.Edition)
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	want := []postgres.CommuneCount{{INSEE: "26034", Name: "La Baume-d’Hostun"},
		{INSEE: "26124", Name: "Étoile-sur-Rhône"}, {INSEE: "26281", Name: "Romans-sur-Isère", Openings: 1}}
	for i, c := range list {
		if c != want[i] {
			t.Errorf("%d: %+v, want %+v", i, c, want[i])
		}
	}
}
