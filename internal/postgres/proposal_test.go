package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// proposed is a world in which an artisan proposes another title of an event
// on the site.
func proposed(t *testing.T) (*storetest.World, postgres.OpeningPlan, jema.Account) {
	t.Helper()
	w := storetest.New(t)
	artisan := w.Account("artisane@example.org", jema.RoleArtisan)
	o := w.OpeningIn(w.Workshop("Atelier", artisan.ID), "Tournage", jema.Approved)
	o.Slot("2027-04-10", 600, 660, 4)
	live := opening(t, w, o.ID)
	value := live
	value.Opening.Title = "Autre titre"
	if err := w.Store.Propose(t.Context(), artisan.ID, value, 0, storetest.Now); err != nil {
		t.Fatal(err)
	}
	return w, live, artisan
}

func waits(t *testing.T, w *storetest.World, id jema.OpeningID) *postgres.OpeningProposal {
	t.Helper()
	p, err := w.Store.Proposal(t.Context(), w.Territory.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAProposalChangesNothingLive(t *testing.T) {
	w, live, artisan := proposed(t)
	if got := opening(t, w, live.Opening.ID); got.Opening != live.Opening {
		t.Errorf("live is %+v, was %+v", got.Opening, live.Opening)
	}
	p := waits(t, w, live.Opening.ID)
	if p == nil || !slices.Equal(p.Changes(live), []string{"title"}) || p.BaseVersion != live.Opening.Version ||
		p.By != "Compte d’essai" {
		t.Fatalf("waits %+v", p)
	}
	value := p.Value.OpeningPlan
	if err := w.Store.Propose(t.Context(), artisan.ID, value, 0, storetest.Now); !errors.Is(err, jema.ErrProposalChanged) {
		t.Errorf("a second one: %v", err)
	}
	away, _ := elsewhere(t, w)
	if p, err := w.Store.Proposal(t.Context(), away.ID, live.Opening.ID); err != nil || p != nil {
		t.Errorf("another territory reads %+v, %v", p, err)
	}
	d := postgres.ProposalDecision{TerritoryID: away.ID, OpeningID: live.Opening.ID, AccountID: artisan.ID,
		Revision: 1, Accept: true}
	if err := w.Store.DecideProposal(t.Context(), d, storetest.Now); !errors.Is(err, jema.Conflict("opening.state")) {
		t.Errorf("another territory decides: %v", err)
	}
	w.Holds()
}

// What is live has changed since: fields that only one side changed are laid
// together, whichever side it was.
func TestAcceptingLaysBothSidesTogether(t *testing.T) {
	w, live, artisan := proposed(t)
	now := live
	now.Opening.Price, now.Opening.Description = "12 €", "Relu par l’organisation."
	if _, err := w.Store.SaveOpening(t.Context(), now, storetest.Now); err != nil {
		t.Fatal(err)
	}
	d := postgres.ProposalDecision{TerritoryID: w.Territory.ID, OpeningID: live.Opening.ID, AccountID: artisan.ID,
		Revision: 1, Accept: true, Note: "Merci."}
	if err := w.Store.DecideProposal(t.Context(), d, storetest.Now); err != nil {
		t.Fatal(err)
	}
	got := opening(t, w, live.Opening.ID).Opening
	if got.Title != "Autre titre" || got.Price != "12 €" || got.Description != "Relu par l’organisation." ||
		got.Facts.Price.From != 1200 {
		t.Errorf("now %+v", got)
	}
	if err := w.Store.DecideProposal(t.Context(), d, storetest.Now); !errors.Is(err, jema.ErrProposalGone) {
		t.Errorf("decided twice: %v", err)
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE kind = 'proposal_accepted' AND note = 'Merci.'`); n != 1 {
		t.Errorf("the artisan is told %d times", n)
	}
	w.Holds()
}

// A slot with bookings is neither moved nor removed by a proposal, nor made
// smaller than what is taken; others come and go, once they are accepted.
func TestAProposalLeavesBookedSlots(t *testing.T) {
	w, live, artisan := proposed(t)
	id := live.Opening.ID
	var slot jema.SlotID
	if err := w.DB.Get(&slot, `SELECT id FROM slot WHERE opening_id = $1`, id); err != nil {
		t.Fatal(err)
	}
	book(t, w, request(slot, "un", 3))
	value := waits(t, w, id).Value.OpeningPlan
	more := postgres.SlotPlan{Interval: w.At("2027-04-10", 700, 760), Audience: jema.AudiencePublic, Capacity: 4}
	propose := func(slots ...postgres.SlotPlan) error {
		value.Slots = slots
		return w.Store.Propose(t.Context(), artisan.ID, value, waits(t, w, id).Revision, storetest.Now)
	}
	smaller := live.Slots[0]
	smaller.Capacity = 2
	if err := propose(more); !errors.Is(err, jema.Conflict("proposal.slot_booked")) {
		t.Errorf("removed: %v", err)
	}
	if err := propose(smaller, more); !errors.Is(err, jema.Conflict("slot.below_taken")) {
		t.Errorf("too small: %v", err)
	}
	if err := propose(live.Slots[0], more); err != nil {
		t.Fatal(err)
	}
	if n := len(opening(t, w, id).Slots); n != 1 {
		t.Errorf("%d slots before it is accepted", n)
	}
	d := postgres.ProposalDecision{TerritoryID: w.Territory.ID, OpeningID: id, AccountID: artisan.ID,
		Revision: waits(t, w, id).Revision, Accept: true}
	if err := w.Store.DecideProposal(t.Context(), d, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if n := len(opening(t, w, id).Slots); n != 2 {
		t.Errorf("%d slots after", n)
	}
	w.Holds()
}
