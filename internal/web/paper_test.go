package web

import (
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// saidIn reads a PDF as a person would.
func saidIn(t *testing.T, pdf string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-", "-")
	cmd.Stdin = strings.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(string(out))), " ")
}

// The sheet for the door has names: its artisan, the organiser and the desk get
// it, and no cache may store it.
func TestAttendanceSheet(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Approved)
	first, second := o.Slot("2027-04-10", 600, 660, 8), o.Slot("2027-04-11", 600, 660, 8)
	for i, slot := range []jema.SlotID{first, second} {
		_, err := s.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: fmt.Sprint(i), PartySize: 3,
			Name: []string{"Visiteuse Inventée", "Visiteur Imaginaire"}[i], Phone: "06 39 98 00 01", Language: "fr",
			Origin: jema.OriginWeb})
		if err != nil {
			t.Fatal(err)
		}
	}
	path := fmt.Sprintf("/mon-evenement/%d/presence.pdf", o.ID)
	got := s.as(owner).get(path).wants(t, http.StatusOK)
	if keep := got.Header.Get("Cache-Control"); keep != "private, no-store" {
		t.Errorf("kept: %q", keep)
	}
	if said := saidIn(t, got.body); !strings.Contains(said, "Visiteuse Inventée") ||
		!strings.Contains(said, "Visiteur Imaginaire") {
		t.Error(said)
	}
	day := saidIn(t, s.as(owner).get(path+"?jour=2027-04-10").wants(t, http.StatusOK).body)
	if !strings.Contains(day, "Visiteuse") || strings.Contains(day, "Visiteur Imaginaire") {
		t.Error("of one day:", day)
	}
	slot := saidIn(t, s.as(owner).get(fmt.Sprint(path, "?creneau=", second)).wants(t, http.StatusOK).body)
	if strings.Contains(slot, "Visiteuse") || !strings.Contains(slot, "Visiteur Imaginaire") {
		t.Error("of one slot:", slot)
	}
	for _, none := range []string{"?creneau=12345", "?creneau=x", "?jour=hier"} {
		s.as(owner).get(path+none).wants(t, http.StatusNotFound)
	}
	s.visitor().get(path).wants(t, http.StatusSeeOther)
}

func TestTicketIsDownloaded(t *testing.T) {
	s := newTestSite(t)
	slot := s.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	booked := func(key string, size int) string {
		made, err := s.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: key, PartySize: size,
			Name:  "Visiteuse Inventée",
			Email: key + "@example.org", Language: "fr", Origin: jema.OriginWeb, Wait: true})
		if err != nil {
			t.Fatal(err)
		}
		return made.Token
	}
	confirmed, waiting := booked("un", 4), booked("deux", 2)
	got := s.visitor().get("/r/"+confirmed+"/billet.pdf").wants(t, http.StatusOK)
	if said := saidIn(t, got.body); !strings.Contains(said, "Visiteuse Inventée") ||
		!strings.Contains(said, "De 10 h à 11 h") {
		t.Error(said)
	}
	if keep := got.Header.Get("Cache-Control"); keep != "private, no-store" {
		t.Errorf("kept: %q", keep)
	}
	s.visitor().get("/r/"+waiting+"/billet.pdf").wants(t, http.StatusNotFound)
	page := s.visitor().get("/r/"+confirmed+"/billet").wants(t, http.StatusOK)
	if page.page.Find(`a[href$="/billet.pdf"]`).Length() != 1 {
		t.Error("the ticket's page does not lead to the file")
	}
}

func TestDoorPapers(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier du Gravier", owner.ID)
	o, draft := s.OpeningIn(shop, "Tournage", jema.Approved), s.OpeningIn(shop, "Brouillon", jema.Draft)
	v := s.as(owner)
	for _, paper := range []string{"affiche.pdf", "affiche.pdf?format=A3&langues=en,it", "fleches.pdf", "epreuve.pdf"} {
		got := v.get(fmt.Sprintf("/mon-evenement/%d/%s", o.ID, paper)).wants(t, http.StatusOK)
		if !strings.Contains(saidIn(t, got.body), "Atelier du Gravier") {
			t.Errorf("%s does not name the workshop", paper)
		}
	}
	v.get(fmt.Sprintf("/mon-evenement/%d/affiche.pdf?langues=en", o.ID)).wants(t, http.StatusUnprocessableEntity).says(t,
		"deux autres langues")
	v.get(fmt.Sprintf("/mon-evenement/%d/affiche.pdf", draft.ID)).wants(t, http.StatusNotFound)
	if said := saidIn(t, v.get(fmt.Sprintf("/mon-evenement/%d/epreuve.pdf", draft.ID)).wants(t,
		http.StatusOK).body); !strings.Contains(said, "Brouillon") {
		t.Error(said)
	}
	organiser := s.as(s.organiser())
	day := s.Edition.StartsOn.String()
	if got := organiser.get("/organisation/jours/"+day+"/programme.pdf").wants(t, http.StatusOK); len(got.body) < 1000 {
		t.Errorf("the day has %d bytes", len(got.body))
	}
	organiser.get("/organisation/jours/demain/programme.pdf").wants(t, http.StatusNotFound)
	for _, paper := range []string{"affiche.pdf", "affiche.pdf?pour=presse", "liste.pdf", "marque-page.pdf", "fleches.pdf",
		"mairie.zip", "graphiste.zip"} {
		if got := organiser.get("/organisation/communes/26281/"+paper).wants(t, http.StatusOK); len(got.body) < 1000 {
			t.Errorf("%s has %d bytes", paper, len(got.body))
		}
	}
	organiser.get("/organisation/communes/99999/affiche.pdf").wants(t, http.StatusNotFound)
}

// What is approved is what was shown: not what it became meanwhile, and no
// longer once the event changes.
func TestProofIsApproved(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", owner.ID), "Tournage", jema.Submitted)
	v, path := s.as(owner), fmt.Sprintf("/mon-evenement/%d/epreuve", o.ID)
	shown := v.get(path).wants(t, http.StatusOK)
	version := shown.page.Find(`input[name="version"]`).AttrOr("value", "")
	if shown.page.Find(`form[action$="/epreuve"] button`).Length() != 1 || version == "" {
		t.Fatal("nothing to approve")
	}
	picture := v.get(path+".svg").wants(t, http.StatusOK)
	if kind := picture.Header.Get("Content-Type"); kind != "image/svg+xml" || !strings.Contains(picture.body, "<svg") {
		t.Errorf("%s: %.40q", kind, picture.body)
	}
	v.post(path, url.Values{"version": {"999"}}).wants(t, http.StatusSeeOther)
	if v.get(path).page.Find(`form[action$="/epreuve"] button`).Length() != 1 {
		t.Error("another version was approved")
	}
	v.post(path, url.Values{"version": {version}}).wants(t, http.StatusSeeOther)
	v.get(path).wants(t, http.StatusOK).says(t, "Vous avez validé cette page.")
	if _, err := s.DB.Exec(`UPDATE opening SET title = 'Tournage et émail', version = version + 1, updated_at = now()
		WHERE id = $1`, o.ID); err != nil {
		t.Fatal(err)
	}
	if v.get(path).page.Find(`form[action$="/epreuve"] button`).Length() != 1 {
		t.Error("a change does not ask again")
	}
}

// What the artisan approves by telephone counts as their own approval: by whom, how and
// when is stored with who wrote it down.
func TestProofIsApprovedByTelephone(t *testing.T) {
	s := newTestSite(t)
	shop := s.Workshop("Atelier", 0)
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	adviser := s.Account("conseil@example.org", jema.RoleAdviser)
	path := fmt.Sprintf("/mon-evenement/%d/epreuve", o.ID)
	v := s.as(adviser)
	v.get(path).wants(t, http.StatusNotFound)
	if _, err := s.Store.Entrust(t.Context(), s.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); err != nil {
		t.Fatal(err)
	}
	if v.get(at("/mon-evenement/", o.ID, "")).page.Find(`a[href="`+path+`"]`).Length() != 1 {
		t.Error("the adviser is not led to the proof")
	}
	form := filled(v.get(path).wants(t, http.StatusOK).page.Find(`form[action$="/epreuve"]`))
	if form.Get("said_by") != shop.Artisan || form.Get("said_how") != "phone" {
		t.Errorf("what is usual: %v", form)
	}
	v.post(path, with(form, "said_on", "2027-03-02")).tells(t, http.StatusUnprocessableEntity,
		"Donnez un jour, au plus tard aujourd’hui")
	v.post(path, with(form, "said_by", "Odile Inventée", "said_on", "2027-02-27")).wants(t, http.StatusSeeOther)
	v.get(path).tells(t, http.StatusOK, "Cette page est validée",
		"Dit par téléphone le samedi 27 février par Odile Inventée", "Noté par Compte d’essai le")
	boss := s.as(s.organiser())
	read := boss.get(page.ModerationPath(o.ID))
	read.tells(t, http.StatusOK, "Validation de l’épreuve")
	if strings.Contains(read.body, "n’a pas encore approuvé") || read.page.Find(`a[href="`+path+`"]`).Length() != 1 {
		t.Error("the organiser is told that the proof was not approved, or cannot record an approval")
	}
	fatal(t, s.Store.PlaceWorkshop(t.Context(), shop, s.site.Now().Add(time.Hour)))
	if v.get(path).page.Find(`form[action$="/epreuve"] button`).Length() != 1 {
		t.Error("a change of the workshop does not ask again")
	}
}
