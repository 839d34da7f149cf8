package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/programme/pdftest"
)

// decideProposal presses a button of the proposal on the opening's page.
func (v *browser) decideProposal(id jema.OpeningID, decision, note string, pairs ...string) answer {
	v.t.Helper()
	where := at("/organisation/evenements/", id, "")
	form := with(v.form(where), append([]string{"proposal_decision", decision, "note", note}, pairs...)...)
	return v.post(where+"/proposition", form)
}

// messageKinds are the kinds of message to the artisan of an opening.
func (s *testSite) messageKinds(opening jema.OpeningID) string {
	s.t.Helper()
	var kinds []string
	if err := s.DB.Select(&kinds, `SELECT kind FROM message WHERE opening_id = $1 ORDER BY id`, opening); err != nil {
		s.t.Fatal(err)
	}
	return strings.Join(kinds, " ")
}

// The story that was seen: two people have booked, the artisan changes text and
// price and sends them. The address and the printed code go on answering with
// what was approved; once the organiser accepts, with what is new.
func TestAnEditLeavesTheEventOnTheSite(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 8)
	s.book(slot, 2, "Alix")
	artisan, organiser, visitor := s.as(account), s.as(s.organiser()), s.visitor()
	mine, public := at("/mon-evenement/", o.ID, ""), at("/evenements/", o.ID, "")
	form := with(artisan.form(mine), "description", "Un texte tout neuf.", "price_kind", "amount", "price_from",
		"18", "do", "save")
	artisan.follow(artisan.post(mine, form)).says(t, "C’est proposé à l’organisation")
	if page := visitor.get(public).wants(t, http.StatusOK); strings.Contains(page.body, "Un texte tout neuf.") ||
		!strings.Contains(page.body, "Un texte.") {
		t.Error("what nobody has accepted is on the site")
	}
	if to := visitor.get(at("/o/", o.ID, "")); to.StatusCode >= 400 {
		t.Errorf("the printed code answers %d", to.StatusCode)
	}
	s.book(slot, 1, "Camille")
	artisan.get(mine).says(t, "attendent l’organisation")
	artisan.get("/atelier").says(t, "Des changements attendent l’organisation")
	// goes on with it
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "description", "Un texte tout neuf, relu.")))
	list := organiser.get("/organisation").wants(t, http.StatusOK)
	list.says(t, "Changements proposés")
	page := organiser.get(at("/organisation/evenements/", o.ID, "")).wants(t, http.StatusOK)
	if compared := page.page.Find(".compare").Text(); !strings.Contains(compared, "Un texte.") ||
		!strings.Contains(compared, "Un texte tout neuf, relu.") {
		t.Errorf("the organiser compares %q", compared)
	}
	organiser.decideProposal(o.ID, "refuse", "").wants(t, http.StatusUnprocessableEntity).says(t, "Dites à l’artisan")
	organiser.follow(organiser.decideProposal(o.ID, "accept", "Merci !")).says(t, "Les changements sont en ligne")
	if page := visitor.get(public).wants(t, http.StatusOK); !strings.Contains(page.body, "Un texte tout neuf, relu.") {
		t.Error("what was accepted is not on the site")
	}
	if plan := s.plan(o.ID); plan.Opening.Facts.Price.From != 1800 || plan.Opening.State != jema.Approved ||
		len(plan.Slots) != 1 {
		t.Errorf("now %+v", plan)
	}
	if told := s.messageKinds(o.ID); !strings.Contains(told, "proposal_accepted") {
		t.Errorf("the artisan is told %q", told)
	}
	s.Holds()
}

// A field that has changed on both sides is a conflict: the organiser decides.
func TestAProposalOverwritesNothing(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	o.Slot("2027-04-10", 600, 660, 8)
	artisan, organiser := s.as(account), s.as(s.organiser())
	mine, where := at("/mon-evenement/", o.ID, ""), at("/organisation/evenements/", o.ID, "")
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Titre de l’artisane", "description",
		"Texte de l’artisane.")))
	a := organiser.decideProposal(o.ID, "accept", "", "title", "Titre de l’organisation").wants(t, http.StatusConflict)
	a.says(t, "changé des deux côtés")
	if got := s.plan(o.ID).Opening; got.Title != "Titre de l’organisation" || got.Description != "Un texte." {
		t.Errorf("undecided, it is %q, %q", got.Title, got.Description)
	}
	organiser.follow(organiser.decideProposal(o.ID, "accept", "", "take_title", "live"))
	if got := s.plan(o.ID).Opening; got.Title != "Titre de l’organisation" || got.Description != "Texte de l’artisane." {
		t.Errorf("decided, it is %q, %q", got.Title, got.Description)
	}
	organiser.get(where).wants(t, http.StatusOK)
	s.Holds()
}

// Nobody decides on what they have not read, and nobody's second tab undoes the
// first.
func TestAProposalIsDecidedAsItWasRead(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	artisan, organiser := s.as(account), s.as(s.organiser())
	mine, where := at("/mon-evenement/", o.ID, ""), at("/organisation/evenements/", o.ID, "")
	other := artisan.form(mine) // another tab, opened before
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Premier")))
	read := with(organiser.form(where), "proposal_decision", "accept")
	artisan.post(mine+"/etapes/activite", with(other, "title", "Deuxième onglet")).wants(t, http.StatusConflict).holds(t,
		"title", "Deuxième onglet")
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Second")))
	organiser.post(where+"/proposition", read).wants(t, http.StatusConflict).says(t, "La proposition a changé")
	if got := s.plan(o.ID).Opening.Title; got != "Tournage" {
		t.Errorf("accepted unread: %q", got)
	}
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "do", "withdraw"))).says(t, "est retirée")
	organiser.post(where+"/proposition", read).wants(t, http.StatusConflict)
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Troisième")))
	// wanting what is live is wanting nothing
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Tournage")))
	var open int
	if err := s.DB.Get(&open, `SELECT count(*) FROM proposal WHERE state = 'open'`); err != nil || open != 0 {
		t.Errorf("%d wait, %v", open, err)
	}
	s.Holds()
}

// An organiser who wants something changed leaves the event on the site, and
// one that does not take place ends what is proposed of it.
func TestAskingForAChangeLeavesTheEventOnTheSite(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	o.Slot("2027-04-10", 600, 660, 8)
	artisan, organiser := s.as(account), s.as(s.organiser())
	mine := at("/mon-evenement/", o.ID, "")
	organiser.decide(o.ID, "want", "").wants(t, http.StatusUnprocessableEntity)
	organiser.follow(organiser.decide(o.ID, "want", "Quel est le tarif ?"))
	s.visitor().get(at("/evenements/", o.ID, "")).wants(t, http.StatusOK)
	artisan.get(mine).says(t, "Quel est le tarif ?")
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Autre")))
	if err := s.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: s.Territory.ID, ID: o.ID,
		From: jema.Approved, To: jema.Cancelled, Note: ""}, s.site.Now()); err != nil {
		t.Fatal(err)
	}
	if told := s.messageKinds(o.ID); !strings.Contains(told, "change_wanted") {
		t.Errorf("the artisan is told %q", told)
	}
	s.Holds()
}

// What waits while a programme is frozen is not in it; once it is accepted, it
// is on the errata sheet.
func TestAProposalAcceptedAfterTheFreezeIsAnErratum(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	o.Slot("2027-04-10", 600, 660, 8)
	artisan, organiser := s.as(account), s.as(s.organiser())
	mine, own := at("/mon-evenement/", o.ID, ""), at("/atelier/", shop.ID, "")
	artisan.follow(artisan.post(mine, with(artisan.form(mine), "title", "Émaillage au pinceau")))
	artisan.follow(artisan.send(own, with(filled(artisan.get(own).page.Find("main form[enctype]")), "website",
		"https://argile.example.org"), nil))
	root := printingPath + "/communes/26281"
	organiser.post(root+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	file := organiser.get(root).page.Find(`#versions ~ ul a[href*="/fichiers/ecran"]`).First().AttrOr("href", "")
	version := strings.TrimSuffix(file, "/fichiers/ecran.pdf")
	printed := func() string {
		return pdftest.Tool(t, []byte(organiser.get(file).wants(t, http.StatusOK).body), "pdftotext", "FILE", "-")
	}
	if got := printed(); !strings.Contains(got, "Tournage") || strings.Contains(got, "Émaillage") {
		t.Errorf("frozen as\n%s", got)
	}
	organiser.get(version).wants(t, http.StatusOK).says(t, "Rien n’a changé")
	organiser.follow(organiser.decideProposal(o.ID, "accept", ""))
	organiser.get(version).wants(t, http.StatusOK).says(t, "Émaillage au pinceau")
	sheet := organiser.get(version+"/erratum.pdf").wants(t, http.StatusOK)
	erratum := pdftest.Tool(t, []byte(sheet.body), "pdftotext", "FILE", "-")
	for _, want := range []string{"Émaillage au pinceau", "argile.example.org"} {
		if !strings.Contains(erratum, want) {
			t.Errorf("no %q on the errata sheet:\n%s", want, erratum)
		}
	}
	if got := printed(); strings.Contains(got, "Émaillage") {
		t.Error("the frozen file has changed")
	}
	s.Holds()
}

// A photo is left out of a proposal like a field: what is on the site stays.
func TestAProposalIsAcceptedWithoutItsPhoto(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	artisan, organiser := s.as(account), s.as(s.organiser())
	where := at("/atelier/", shop.ID, "")
	form := filled(artisan.get(where).wants(t, http.StatusOK).page.Find("main form[enctype]"))
	artisan.follow(artisan.send(where, with(form, "name", "Autre nom", "alt", "Deux mains"), aJPEG(t, 90, 60)))
	refused := organiser.decideProposal(o.ID, "accept", "", "take_workshop_photo", postgres.TakeLive)
	refused.wants(t, http.StatusUnprocessableEntity)
	refused.says(t, "dites-lui pourquoi")
	if kept := refused.page.Find(`input[name="take_workshop_photo"][checked]`).Length(); kept != 1 {
		t.Error("the photo that was left out is not ticked any more")
	}
	organiser.decideProposal(o.ID, "accept", "La photo est floue.", "take_workshop_photo", postgres.TakeLive).
		wants(t, http.StatusSeeOther)
	photo, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID)
	if name := s.shop(shop.ID).Name; err != nil || photo != nil || name != "Autre nom" {
		t.Errorf("on the site: %q with %+v, %v", name, photo, err)
	}
}

// A proposal is accepted in part: what is left out stays as it is on the site, and the
// artisan gets the reason.
func TestAProposalIsAcceptedInPart(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Approved)
	artisan, organiser := s.as(account), s.as(s.organiser())
	mine := at("/mon-evenement/", o.ID, "")
	artisan.post(mine, url.Values{"title": {"Tournage au pied"}, "description": {"Un texte tout neuf."},
		"website": {"www.example.org"}, "do": {"save"}}).wants(t, http.StatusSeeOther)
	refused := organiser.decideProposal(o.ID, "accept", "", "take_title", postgres.TakeLive)
	refused.wants(t, http.StatusUnprocessableEntity)
	refused.says(t, "dites-lui pourquoi")
	if kept := refused.page.Find(`input[name="take_title"][checked]`).Length(); kept != 1 {
		t.Error("what was left out is not ticked any more")
	}
	organiser.decideProposal(o.ID, "accept", "Le titre est déjà imprimé.", "take_title", postgres.TakeLive,
		"take_workshop_website", postgres.TakeLive).wants(t, http.StatusSeeOther)
	plan := s.plan(o.ID)
	if plan.Opening.Title != "Tournage" || plan.Opening.Description != "Un texte tout neuf." {
		t.Errorf("on the site: %q, %q", plan.Opening.Title, plan.Opening.Description)
	}
	if shop, err := s.Store.Workshop(t.Context(), s.Territory.ID, plan.Opening.WorkshopID); err != nil ||
		shop.Website != "" {
		t.Errorf("the website that was left out is %q, %v", shop.Website, err)
	}
	if !strings.Contains(s.messageKinds(o.ID), string(jema.MessageProposalAccepted)) {
		t.Errorf("the artisan is told %s", s.messageKinds(o.ID))
	}
}
