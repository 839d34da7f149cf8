package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
)

// An adviser writes for a workshop of her portfolio that has no e-mail, on the telephone;
// the statement is stored with speaker, medium and day; artisan and organiser read it.
func TestAnAdviserEntersACallersEvent(t *testing.T) {
	s := newTestSite(t)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	shop := s.Workshop("Terre", 0)
	s.DB.MustExec(`UPDATE workshop SET email = '' WHERE id = $1`, shop.ID)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	v := s.as(adviser)
	v.get("/suivi").says(t, "1 atelier sans événement en 2027")
	begin := v.get(at("/atelier/", shop.ID, "/evenement"))
	form := with(filled(begin.page.Find("form[data-entry]")), "title", "Tournage", "kind", "demonstration", "do", "next",
		"said_by", "Odile Inventée", "said_how", "phone", "said_on", "2027-02-27")
	v.post(at("/atelier/", shop.ID, "/evenement"), form).wants(t, 303)
	id := s.lastOpening()
	root := at("/mon-evenement/", id, "")
	hours := v.get(root + "/etapes/horaires")
	hours.says(t, "Quand l’artisan est-il ouvert ?")
	for _, step := range []string{"activite", "horaires", "lieu", "textes"} {
		if text := v.get(root + "/etapes/" + step).page.Find("main").Text(); strings.Contains(text, "Votre nom") ||
			strings.Contains(text, "vous joindre") || strings.Contains(text, "Vous montrez") {
			t.Errorf("at %s the adviser is addressed as the artisan", step)
		}
	}
	hours.says(t, "Dit par téléphone le samedi 27 février par Odile Inventée") // as on the step before
	form = with(filled(hours.page.Find("form[data-entry]")), "hours_text", "samedi 10 avril de 10 h à midi")
	late := v.post(root+"/etapes/horaires", with(form, "said_on", "2027-03-02"))
	late.wants(t, 422)
	late.says(t, "Donnez un jour, au plus tard aujourd’hui")
	v.post(root+"/etapes/horaires", form).wants(t, 303)
	seen := v.get(root)
	seen.says(t, "Titre de ce que l’artisan propose")
	if seen.page.Find(`a[href$="/visiteurs"]`).Length() > 0 {
		t.Error("an adviser is led to who comes")
	}
	v.post(root, url.Values{"do": {"submit"}}).wants(t, 303)
	if state := s.state(id); state != jema.Submitted {
		t.Errorf("sent, it is %s", state)
	}
	list, err := s.Store.Statements(t.Context(), s.Territory.ID, shop.ID, id)
	if err != nil || len(list) != 1 || list[0].SaidBy != "Odile Inventée" || list[0].On.String() != "2027-02-27" ||
		strings.Join(list[0].Fields, " ") != "hours_text kind sent title" {
		t.Errorf("what is kept: %+v, %v", list, err)
	}
	v.get("/suivi").says(t, "Déjà en route")
	v.get("/en/suivi").says(t, "Workshops I follow")
	boss := s.as(s.organiser())
	boss.get(root).says(t, "Noté par Compte d’essai")
	boss.get(at("/organisation/evenements/", id, "")).says(t, "Dit par téléphone le samedi 27 février par Odile Inventée")
}

// The artisan's form has no such fields, and no statement is stored.
func TestAnArtisanSaysItHerself(t *testing.T) {
	s := newTestSite(t)
	artisan := s.Account("terre@example.org", jema.RoleArtisan)
	shop := s.Workshop("Terre", artisan.ID)
	event := s.OpeningIn(shop, "Tournage", jema.Draft)
	v := s.as(artisan)
	v.get(at("/mon-evenement/", event.ID, "/etapes/activite")).says(t, "Ce que vous faites")
	page := v.get(at("/mon-evenement/", event.ID, "/etapes/textes"))
	if page.page.Find(`[name="said_by"]`).Length() > 0 {
		t.Error("the artisan is asked who said it")
	}
	v.post(at("/mon-evenement/", event.ID, "/etapes/textes"), url.Values{"description": {"Un tour."},
		"said_by": {"Quelqu’un"}}).wants(t, 303)
	if list, err := s.Store.Statements(t.Context(), s.Territory.ID, shop.ID, 0); err != nil || len(list) != 0 {
		t.Errorf("kept: %+v, %v", list, err)
	}
}

// The correspondent of a commune signs in by a mailed link and writes for its workshops,
// in that commune and no other.
func TestACorrespondentWritesForHerCommunes(t *testing.T) {
	s := newTestSite(t)
	mairie, err := s.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: s.Territory.ID, CommuneINSEE: "26034",
		Email: "mairie@example.org", Role: jema.RoleCorrespondent})
	if err != nil {
		t.Fatal(err)
	}
	if mairie.Role.SignsInByPassword() {
		t.Error("a correspondent needs a password")
	}
	shop := s.Workshop("Terre", 0) // in 26281
	event := s.OpeningIn(shop, "Tournage", jema.Draft)
	v := s.as(mairie)
	v.get("/suivi").says(t, "Les ateliers de vos communes, La Baume-d’Hostun")
	v.get(at("/mon-evenement/", event.ID, "")).wants(t, 404)
	if err := s.Store.AddCommunes(t.Context(), s.Territory.ID, mairie.ID, []string{"26281"}); err != nil {
		t.Fatal(err)
	}
	v.get("/suivi").says(t, "Tournage")
	place := v.get(at("/mon-evenement/", event.ID, "/etapes/lieu"))
	place.wants(t, 200)
	if place.page.Find(`select[name="commune"] option[value="26124"]`).Length() > 0 {
		t.Error("she may choose a commune that is not hers")
	}
	form := with(filled(place.page.Find("form[data-entry]")), "commune", "26124")
	v.post(at("/mon-evenement/", event.ID, "/etapes/lieu"), form).wants(t, 422)
	form = filled(v.get(at("/mon-evenement/", event.ID, "/etapes/lieu")).page.Find("form[data-entry]"))
	v.post(at("/mon-evenement/", event.ID, "/etapes/lieu"), with(form, "commune", "")).
		tells(t, 422, "Gardez une de vos communes")
	if kept := s.shop(shop.ID).CommuneINSEE; kept != "26281" {
		t.Errorf("the workshop is now in %q", kept)
	}
	v.get(at("/mon-evenement/", event.ID, "/etapes/lieu")).wants(t, 200)
}

// What an adviser changes of an event on the site is a proposal.
func TestAnAdviserProposesWhatIsLive(t *testing.T) {
	s := newTestSite(t)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	shop := s.Workshop("Terre", 0)
	event := s.OpeningIn(shop, "Tournage", jema.Approved)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	s.as(adviser).post(at("/mon-evenement/", event.ID, "/etapes/activite"), url.Values{"title": {"Tournage au pied"}}).
		wants(t, 303)
	if title := s.plan(event.ID).Opening.Title; title != "Tournage" {
		t.Errorf("the site says %q", title)
	}
	if p, err := s.Store.Proposal(t.Context(), s.Territory.ID, event.ID); err != nil || p == nil {
		t.Errorf("nothing is proposed: %v", err)
	}
}

// No page that an adviser or a correspondent may open has the name of a visitor.
func TestThoseWhoActSeeNoVisitor(t *testing.T) {
	s := newTestSite(t)
	w := furnish(s)
	for _, persona := range []string{"adviser", "correspondent"} {
		v, pages := s.as(w.accounts[persona]), 0
		for line, who := range policy {
			method, path, _ := strings.Cut(line, " ")
			if method != http.MethodGet || strings.HasSuffix(path, ".pdf") || strings.HasPrefix(path, "/demo") ||
				strings.HasSuffix(path, "/places") || // a stream without end
				who == "everyone" && strings.Contains(path, ":token") { // whoever holds a visitor's own link
				continue
			}
			answer := v.get(w.owner.address(path))
			if answer.StatusCode == http.StatusOK {
				pages++
			}
			if strings.Contains(answer.body, "Camille") || strings.Contains(answer.body, "camille@example.org") {
				t.Errorf("%s: %s has a visitor’s name", persona, path)
			}
		}
		if pages < 10 {
			t.Errorf("%s opened only %d pages", persona, pages)
		}
	}
}

// Portfolios and communes are given on the page of a workshop and in the list.
func TestOrganisersGiveWorkshops(t *testing.T) {
	s := newTestSite(t)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	mairie, err := s.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: s.Territory.ID, CommuneINSEE: "26034",
		Email: "mairie@example.org", Name: "Mairie", Role: jema.RoleCorrespondent})
	if err != nil {
		t.Fatal(err)
	}
	shop, other := s.Workshop("Terre", 0), s.Workshop("Osier", 0)
	event := s.OpeningIn(shop, "Tournage", jema.Draft)
	boss := s.as(s.organiser())
	address := at("/organisation/ateliers/", shop.ID, "")
	acts := func(a jema.Account, shop jema.WorkshopID, want bool) {
		t.Helper()
		if err := s.Store.EntrustedWorkshop(t.Context(), a, shop); (err == nil) != want {
			t.Errorf("%s and workshop %d: %v", a.Email, shop, err)
		}
	}
	page := boss.get(address)
	page.says(t, "Personne d’autre que l’atelier et l’organisation")
	if page.page.Find(at(`a[href="/mon-evenement/`, event.ID, `"]`)).Length() != 1 {
		t.Error("the page of the workshop does not lead to the steps of its event")
	}
	boss.post(address, url.Values{"account": textOf(adviser.ID), "do": {"adviser"}}).wants(t, 303)
	boss.post(address, url.Values{"account": textOf(mairie.ID), "do": {"commune"}}).wants(t, 303)
	acts(adviser, shop.ID, true)
	acts(mairie, shop.ID, true)
	boss.get(address).says(t, "correspondance de commune")
	boss.get("/en"+address).says(t, "Who acts for the workshop")
	for _, a := range []jema.Account{adviser, mairie} {
		boss.post(address, url.Values{"account": textOf(a.ID), "do": {"back"}}).wants(t, 303)
		acts(a, shop.ID, false)
	}
	boss.get("/organisation/ateliers").says(t, "À qui confier les ateliers cochés ?")
	boss.post("/organisation/ateliers/conseil", url.Values{"workshop": {textOf(shop.ID)[0], textOf(other.ID)[0]},
		"account": textOf(adviser.ID)}).wants(t, 303)
	acts(adviser, shop.ID, true)
	acts(adviser, other.ID, true)
	boss.follow(boss.post("/organisation/ateliers/conseil", url.Values{"workshop": textOf(shop.ID)})).says(t,
		"Choisissez à qui confier")
	boss.get(at("/organisation/evenements/", event.ID, "")).says(t, "Saisir pour l’atelier, étape par étape")
	s.Holds()
}

// The address whose mail opens a workshop's pages, and its lists of visitors, is not
// written by whoever acts for the workshop.
func TestThoseWhoActDoNotWriteTheAddressThatOpens(t *testing.T) {
	s := newTestSite(t)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	shop := s.Workshop("Terre", 0)
	s.DB.MustExec(`UPDATE workshop SET email = '' WHERE id = $1`, shop.ID)
	event := s.OpeningIn(shop, "Tournage", jema.Draft)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	v, place := s.as(adviser), at("/mon-evenement/", event.ID, "/etapes/lieu")
	seen := v.get(place)
	seen.says(t, "l’organisation l’inscrit elle-même")
	if seen.page.Find(`[name="email"]`).Length() > 0 {
		t.Error("an adviser may type the address")
	}
	form := with(filled(seen.page.Find("form[data-entry]")), "email", "moi@example.org", "address", "1 rue Inventée")
	v.post(place, form).wants(t, http.StatusSeeOther)
	stored, err := s.Store.Workshop(t.Context(), s.Territory.ID, shop.ID)
	if err != nil || stored.Email != "" || stored.Address != "1 rue Inventée" {
		t.Errorf("stored: %q, %q, %v", stored.Email, stored.Address, err)
	}
}

// What was begun for a workshop is closed to an adviser once the workshop is taken back,
// by the key of its form, too.
func TestAKeyOpensNothingThatIsTakenBack(t *testing.T) {
	s := newTestSite(t)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	v := s.as(adviser)
	form := with(filled(v.get("/atelier/nouveau").page.Find("form[data-entry]")), "name", "Terre", "title", "Tournage")
	v.post("/atelier/nouveau", form).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	again := with(form, "title", "Autre chose")
	v.post("/atelier/nouveau", again).wants(t, http.StatusSeeOther)
	if err := s.Store.TakeBack(t.Context(), s.Territory.ID, adviser.ID, s.plan(id).Opening.WorkshopID); err != nil {
		t.Fatal(err)
	}
	v.post("/atelier/nouveau", with(form, "title", "À moi")).wants(t, http.StatusNotFound)
	if title := s.plan(id).Opening.Title; title != "Autre chose" {
		t.Errorf("taken back, it is called %q", title)
	}
}

// The artisan learns that an adviser withdrew an event.
func TestAnArtisanLearnsWhatAnAdviserDoes(t *testing.T) {
	s := newTestSite(t)
	artisan := s.Account("terre@example.org", jema.RoleArtisan)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	shop := s.Workshop("Terre", artisan.ID)
	event := s.OpeningIn(shop, "Tournage", jema.Approved)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	s.as(adviser).post(at("/mon-evenement/", event.ID, "/retrait"), formOf("sure", "1", "reason", "Malade.")).wants(t,
		http.StatusSeeOther)
	var told []string
	fatal(t, s.DB.Select(&told, `SELECT kind FROM message WHERE opening_id = $1`, event.ID))
	if strings.Join(told, " ") != jema.MessageEventCancelled {
		t.Errorf("the artisan is told %q", told)
	}
}

// A proposal is its author's: the artisan reads whose it is, and withdraws it as such.
func TestAProposalOfAnAdviserIsNotTheArtisans(t *testing.T) {
	s := newTestSite(t)
	adviser, artisan := s.Account("conseil@example.org", jema.RoleAdviser), s.Account("terre@example.org",
		jema.RoleArtisan)
	shop := s.Workshop("Terre", artisan.ID)
	event := s.OpeningIn(shop, "Tournage", jema.Approved)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	root := at("/mon-evenement/", event.ID, "")
	v, hers := s.as(adviser), s.as(artisan)
	words := v.get(root + "/etapes/textes")
	v.post(root+"/etapes/textes", with(filled(words.page.Find("form[data-entry]")), "description",
		"Une heure au tour.")).wants(t, 303)
	v.get(root).says(t, "Retirer ma proposition")
	seen := hers.get(root)
	seen.says(t, "Des changements notés par")
	seen.says(t, "Retirer cette proposition")
	if strings.Contains(seen.body, "Retirer ma proposition") {
		t.Error("the artisan is told that the adviser's proposal is theirs")
	}
}
