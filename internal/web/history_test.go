package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

// lastEdit is the newest edit of an event, with back more before it.
func (s *testSite) lastEdit(id jema.OpeningID, back int) jema.EditID {
	s.t.Helper()
	list, err := s.Store.OpeningEdits(s.t.Context(), s.Territory.ID, id)
	if err != nil || len(list) <= back {
		s.t.Fatal(len(list), err)
	}
	return list[len(list)-1-back].ID
}

// What an adviser and an organiser changed of an event is on its page field by field, with
// who, when, and by whose word; an earlier version goes the way of every proposal.
func TestTheHistoryOfAnEvent(t *testing.T) {
	s := newTestSite(t)
	account, adviser := s.Account("artisane@example.org", jema.RoleArtisan), s.Account("conseil@example.org",
		jema.RoleAdviser)
	shop := s.Workshop("Terre", account.ID)
	o := s.OpeningIn(shop, "Tournage", jema.Draft)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	mine := at("/mon-evenement/", o.ID, "")
	history := mine + "/historique"
	s.as(adviser).post(mine+"/etapes/textes", url.Values{"title": {"Tournage au tour à pied"}, "said_by": {"Mme Terre"},
		"said_how": {"phone"}, "said_on": {"2027-03-01"}}).wants(t, 303)
	v := s.as(account)
	v.post(mine, with(v.form(mine), "do", "save", "description", "Un texte tout neuf.")).wants(t, 303)
	list := v.get(history)
	list.says(t, "Compte d’essai, la conseillère ou le conseiller de l’atelier")
	list.says(t, "Dit par téléphone le")
	list.says(t, "par Mme Terre")
	compared := list.page.Find(".compare").Text()
	for _, words := range []string{"Tournage", "Tournage au tour à pied", "Un texte.", "Un texte tout neuf."} {
		if !strings.Contains(compared, words) {
			t.Errorf("the history does not compare %q: %s", words, compared)
		}
	}
	if who := list.page.Find(".history > li").First().Text(); !strings.Contains(who, "Vous") {
		t.Errorf("the artisan's own change is by %q", who)
	}
	s.as(adviser).get(history).says(t, "Compte d’essai, l’artisan")
	v.get(at("/mon-evenement/", o.ID, "")).says(t, "Ce qui a changé, par qui et quand")

	// a draft goes back at once
	old := fmt.Sprint(history, "/", s.lastEdit(o.ID, 1))
	ask := v.get(old)
	ask.says(t, "Ce que la reprendre changerait")
	ask.says(t, "prend la place de ce qui est enregistré")
	v.post(old, url.Values{"version": {"0"}}).wants(t, 409)
	v.follow(v.post(old, filled(ask.page.Find("main form")))).says(t, "Cette version est reprise.")
	if plan := s.plan(o.ID); plan.Opening.Description != "Un texte." || plan.Opening.Title != "Tournage au tour à pied" {
		t.Errorf("after going back: %+v", plan.Opening)
	}
	v.get("/en"+history).says(t, "taken up again")
	s.Holds()
}

// Of an event on the site an earlier version is a proposal, also an organiser's, who may
// go on only once what waits is decided; slots that somebody booked stay.
func TestAnEarlierVersionIsProposed(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Terre", account.ID), "Tournage", jema.Approved)
	boss, v := s.as(s.organiser()), s.as(account)
	mine, office := at("/mon-evenement/", o.ID, ""), at("/organisation/evenements/", o.ID, "")
	boss.post(office, with(boss.form(office), "description", "Relu par le bureau.", "slots_text",
		"samedi 10 avril à 10 h", "duration", "60", "capacity", "8", "audience", "public")).wants(t, 303)
	plan := s.plan(o.ID)
	if len(plan.Slots) != 1 {
		t.Fatalf("the slots are %+v", plan.Slots)
	}
	var slot jema.SlotID
	if err := s.DB.Get(&slot, `SELECT id FROM slot WHERE opening_id = $1`, o.ID); err != nil {
		t.Fatal(err)
	}
	s.book(slot, 2, "Alix")
	boss.get(office).says(t, "Ce qui a changé, par qui et quand")
	old := fmt.Sprint(mine, "/historique/", s.lastEdit(o.ID, 1))
	form := filled(boss.get(old).page.Find("main form"))
	boss.post(old, form).tells(t, 409, "déjà réservé")
	form.Set("keep_slots", "1")
	boss.follow(boss.post(old, form)).says(t, "Une version d’avant est proposée")
	if now := s.plan(o.ID); now.Opening.Description != "Relu par le bureau." {
		t.Error("the version is on the site before it is accepted")
	}
	v.get(mine).says(t, "L’organisation a proposé")
	boss.follow(boss.decideProposal(o.ID, "accept", "")).wants(t, 200)
	if now := s.plan(o.ID); now.Opening.Description != "Un texte." || len(now.Slots) != 1 {
		t.Errorf("after accepting: %+v", now)
	}
	v.post(mine, with(v.form(mine), "do", "save", "title", "Tournage sur bois")).wants(t, 303)
	boss.get(old).says(t, "Une proposition attend déjà votre décision")
	boss.post(old, url.Values{"version": {fmt.Sprint(s.plan(o.ID).Opening.Version)}}).wants(t, 409)
	boss.follow(boss.decideProposal(o.ID, "accept", "Merci.")).wants(t, 200)
	v.get(mine+"/historique").says(t, "accepte une proposition (Vous)")
	s.Holds()
	other := s.as(s.Account("autre@example.org", jema.RoleArtisan))
	other.get(old).wants(t, 404)
	v.get(mine+"/historique/999999").tells(t, 404, "n’est pas dans l’historique")
}
