package web

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/pdftest"
)

const printingPath = "/organisation/programmes"

// The organiser sets how programmes are printed; errors are beside their
// fields, and the typed values stay.
func TestPrintingSettings(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.organiser())
	const settings = printingPath + "/reglages"
	page := v.get(settings).wants(t, http.StatusOK)
	form := filled(page.page.Find(`form[action="` + settings + `"]`))
	form.Set("format", "brochure")
	form.Set("printer", "Imprimé par nos soins, 1 place Inventée")
	form.Set("pages", "beaucoup")
	wrong := v.post(settings, form).wants(t, http.StatusUnprocessableEntity)
	wrong.says(t, "nombre entier")
	if got := wrong.page.Find("#f-printer").AttrOr("value", ""); !strings.HasPrefix(got, "Imprimé par") {
		t.Errorf("what was typed is lost: %q", got)
	}
	form.Set("pages", "32")
	form.Set("paper", "uncoated")
	form.Set("bleed", "5")
	v.post(settings, form).wants(t, http.StatusSeeOther)
	page = v.get(settings)
	if page.page.Find("#f-paper option[selected]").AttrOr("value", "") != "uncoated" ||
		page.page.Find("#f-bleed option[selected]").AttrOr("value", "") != "5" {
		t.Error("paper and bleed are not kept")
	}
	if page.page.Find("#f-pages").AttrOr("value", "") != "32" ||
		page.page.Find("#f-format option[selected]").AttrOr("value", "") != "brochure" {
		t.Error("the settings are not kept")
	}
	for field, value := range map[string]string{"format": "leporello", "paper": "satin", "bleed": "4"} {
		was := form.Get(field)
		form.Set(field, value)
		if v.post(settings, form).wants(t, http.StatusUnprocessableEntity).page.Find(`#f-`+field+
			`[aria-invalid=true]`).Length() == 0 {
			t.Errorf("%s = %s is not named beside its field", field, value)
		}
		form.Set(field, was)
	}
}

// A programme is looked at page by page, with what to mend first.
func TestPress(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	for _, key := range []string{"26281", "territoire"} {
		root := printingPath + "/communes/" + key
		page := v.get(root+"?langue=en").wants(t, http.StatusOK)
		pictures := page.page.Find(".leaves img")
		if pictures.Length() == 0 || page.page.Find(`a[href^="`+printingPath+`/reglages#f-printer"]`).Length() == 0 {
			t.Errorf("%s: %d pages shown, and the missing printer is told: %t", key, pictures.Length(),
				page.page.Find(`a[href^="`+printingPath+`/reglages#f-printer"]`).Length() > 0)
		}
		svg := v.get(pictures.First().AttrOr("src", "")).wants(t, http.StatusOK)
		if svg.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(svg.body, "<svg") {
			t.Errorf("%s: the page's picture is %s", key, svg.Header.Get("Content-Type"))
		}
		v.get(root+"/pages/999.svg").wants(t, http.StatusNotFound)
		for _, file := range []string{"ecran", "presse", "livret"} {
			if a := v.get(root+"/fichiers/"+file+".pdf").wants(t, http.StatusOK); !strings.HasPrefix(a.body, "%PDF-1.") {
				t.Errorf("%s, %s: %.20q", key, file, a.body)
			}
		}
		v.get(root+"/fichiers/poster.pdf").wants(t, http.StatusNotFound)
	}
	pages := func(query string) string {
		a := v.get(printingPath+"/communes/territoire/fichiers/presse.pdf"+query).wants(t, http.StatusOK)
		return pdftest.Tool(t, []byte(a.body), "pdfinfo", "FILE") + a.Header.Get("Content-Disposition")
	}
	whole, cover, inside := pages(""), pages("?partie=couverture"), pages("?partie=interieur")
	if !strings.Contains(cover, "Pages:           4\n") || !strings.Contains(cover, "-presse-couverture.pdf") ||
		whole == inside || !strings.Contains(inside, "-presse-interieur.pdf") {
		t.Errorf("the cover is no file of its own:\n%s\n%s", cover, inside)
	}
	v.get(printingPath+"/communes/99999").wants(t, http.StatusNotFound)
}

// A frozen file is returned byte for byte after the data have changed, and the
// change is shown.
func TestFreeze(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	root := printingPath + "/communes/26281"
	for _, where := range []string{root, printingPath + "/communes/territoire"} {
		v.post(where+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	}
	link := v.get(root).page.Find(`#versions ~ ul a[href*="/fichiers/ecran"]`).First().AttrOr("href", "")
	before := v.get(link).wants(t, http.StatusOK)
	version := strings.TrimSuffix(link, "/fichiers/ecran.pdf")
	v.get(version).wants(t, http.StatusOK).says(t, "Rien n’a changé")
	v.get(version+"/erratum.pdf").wants(t, http.StatusNotFound)
	if _, err := s.DB.Exec(`UPDATE opening SET title = 'Tournage et émaillage', version = version + 1 WHERE id = $1`,
		o.ID); err != nil {
		t.Fatal(err)
	}
	if again := v.get(link); again.body != before.body {
		t.Error("the frozen file has changed")
	}
	v.get(version).wants(t, http.StatusOK).says(t, "Tournage et émaillage")
	if a := v.get(version+"/erratum.pdf").wants(t, http.StatusOK); !strings.HasPrefix(a.body, "%PDF-") {
		t.Errorf("the erratum is %.20q", a.body)
	}
	v.get(printingPath+"/versions/2").wants(t, http.StatusOK).says(t, "Tournage et émaillage") // the book's
	s.visitor().get(link).wants(t, http.StatusSeeOther)
}

// All programmes are frozen behind the page, and are had as one file.
func TestFreezeAll(t *testing.T) {
	s := newTestSite(t)
	by := s.organiser()
	v := s.as(by)
	v.post(printingPath+"/bouclage", url.Values{}).wants(t, http.StatusConflict).says(t, "Rien n’est publié")
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	// One that stopped halfway is taken up again.
	if _, err := s.Store.StartFreeze(t.Context(), s.Territory.ID, jema.Freeze{EditionID: s.Edition.ID, AccountID: by.ID,
		Total: 1}, s.site.Now()); err != nil {
		t.Fatal(err)
	}
	v.get(printingPath).says(t, "0 programmes bouclés sur 1")
	v.post(printingPath+"/bouclage", url.Values{}).wants(t, http.StatusSeeOther)
	var page answer
	for range 100 {
		if page = v.get(printingPath); page.page.Find("progress").Length() == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	link := page.page.Find(`a[href*="/bouclage/"][href*="presse"]`).AttrOr("href", "")
	archive := v.get(link).wants(t, http.StatusOK)
	files, err := zip.NewReader(bytes.NewReader([]byte(archive.body)), int64(len(archive.body)))
	if err != nil || len(files.File) != 1 || files.File[0].Name != "programme-romans-sur-isere-2027-v1-presse.pdf" {
		t.Errorf("the archive: %+v, %v", files, err)
	}
}

// Freezing everything first counts what nobody has read, approved or decided.
func TestFreezeAllAsksFirst(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.organiser())
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	s.OpeningIn(s.Workshop("Atelier en attente", 0), "Filage", jema.Submitted)
	if _, err := s.DB.Exec(`UPDATE opening SET printed_text_proposed = true WHERE id = $1`, o.ID); err != nil {
		t.Fatal(err)
	}
	asked := v.post(printingPath+"/bouclage", nil).wants(t, http.StatusOK)
	for _, words := range []string{"1 événement attend encore votre décision", "1 texte imprimé que personne n’a relu",
		"1 épreuve non approuvée", "Tournage"} {
		asked.says(t, words)
	}
	if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err != nil || len(made) != 0 {
		t.Errorf("before anybody agreed: %v, %v", made, err)
	}
	v.post(printingPath+"/bouclage", url.Values{"sure": {"1"}}).wants(t, http.StatusSeeOther)
	for range 1200 { // it ends before its world does
		if made, err := s.Store.Freezes(t.Context(), s.Territory.ID, s.Edition.ID); err == nil && len(made) == 1 &&
			made[0].EndedAt != nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Error("the freeze has not ended after a minute")
}

// Freezing one programme needs a confirmation too, and counts what is of this
// programme alone.
func TestFreezeOneAsksFirst(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.organiser())
	o := s.Opening("Tournage")
	o.Slot("2027-04-10", 600, 660, 8)
	s.OpeningIn(s.Workshop("Atelier en attente", 0), "Filage", jema.Submitted)
	s.DB.MustExec(`UPDATE opening SET printed_text_proposed = true WHERE id = $1`, o.ID)
	const made = `SELECT count(*) FROM version WHERE language = 'en' AND coalesce(commune_insee, 'territoire') = $1`
	for _, key := range []string{"26281", "territoire"} {
		where := printingPath + "/communes/" + key
		asked := v.post(where+"/bouclage?langue=en&ordre=day", nil).wants(t, http.StatusOK)
		for _, words := range []string{"Boucler cette version", "1 événement publié",
			"1 événement attend encore votre décision",
			"1 texte imprimé que personne n’a relu", "1 épreuve non approuvée", "Tournage"} {
			asked.says(t, words)
		}
		if n := s.count(made, key); n != 0 {
			t.Errorf("%s: %d versions before anybody agreed", key, n)
		}
		form := asked.page.Find("main form")
		v.post(form.AttrOr("action", ""), filled(form)).wants(t, http.StatusSeeOther)
		if n := s.count(made, key); n != 1 {
			t.Errorf("%s: %d versions in the language that was chosen, want 1", key, n)
		}
	}
	s.DB.MustExec(`UPDATE opening SET commune_insee = '26124' WHERE state = 'submitted'`)
	asked := v.post(printingPath+"/communes/26281/bouclage", nil).wants(t, http.StatusOK)
	if strings.Contains(asked.notices(), "attend encore votre") {
		t.Error("what waits in another commune is counted")
	}
}

// A supplied part is looked at when it is given, not on the day of printing.
func TestPrintParts(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	where := printingPath + "/pieces"
	logo := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10H0z" ` +
		`fill="#93342c"/></svg>`)
	v.uploadAs("file", where+"/nouvelle", map[string]string{"kind": "logo", "name": "Partenaire inventé"}, logo).wants(t,
		http.StatusSeeOther)
	v.uploadAs("file", where, map[string]string{"kind": "insert"}, []byte("%PDF-1.7 broken")).wants(t,
		http.StatusUnprocessableEntity).says(t, "PDF qui s’imprime")
	v.uploadAs("file", where, map[string]string{"kind": "logo"}, []byte(`<svg><script>alert(1)</script></svg>`)).wants(t,
		http.StatusUnprocessableEntity).says(t, "SVG")
	v.uploadAs("file", where, map[string]string{"kind": "poem"}, nil).wants(t, http.StatusUnprocessableEntity).says(t,
		"Choisissez un fichier")
	editorial := v.get(printingPath+"/communes/26281/fichiers/ecran.pdf").wants(t, http.StatusOK).body
	v.uploadAs("file", where, map[string]string{"kind": "insert", "name": "Le mot du président"},
		[]byte(editorial)).wants(t, http.StatusSeeOther)
	list := v.get(where)
	list.says(t, "Partenaire inventé")
	list.says(t, "Le mot du président")
	if a := v.get(printingPath+"/communes/26281/fichiers/presse.pdf").wants(t, http.StatusOK); !strings.HasPrefix(a.body,
		"%PDF-") {
		t.Errorf("with its pieces: %.20q", a.body)
	}
	remove := list.page.Find(`button[name=remove]`).First().AttrOr("value", "")
	asked := v.post(where, url.Values{"remove": {remove}}).wants(t, http.StatusOK)
	asked.says(t, "Retirer « Le mot du président » ?")
	if n := v.get(where).page.Find(`button[name=remove]`).Length(); n != 2 {
		t.Errorf("%d pieces are left before anybody was sure, want 2", n)
	}
	sure := filled(asked.page.Find("main form"))
	for range 2 { // pressed twice
		v.post(where, sure).wants(t, http.StatusSeeOther)
	}
	parts, err := s.Store.PrintParts(t.Context(), s.Territory.ID, s.Edition.ID, false)
	if err != nil || len(parts) != 1 || parts[0].Kind == jema.PartCover {
		t.Errorf("%+v, %v", parts, err)
	}
}

// Programmes, settings and parts each have a page, so that no button drops what
// is typed beside it; each leads to the others.
func TestPrintingPagesAreApart(t *testing.T) {
	s := newTestSite(t)
	s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	v := s.as(s.organiser())
	room := v.get(printingPath).wants(t, http.StatusOK)
	if n := room.page.Find(`form[method="post"]`).Find(typedInto).Length(); n != 0 {
		t.Errorf("%d fields on the page of the programmes", n)
	}
	if room.page.Find(`form[action="`+printingPath+`/bouclage"] button`).Length() != 1 {
		t.Error("no freeze on the page of the programmes")
	}
	for _, where := range []string{"/reglages", "/pieces"} {
		if room.page.Find(`main a[href="`+printingPath+where+`"]`).Length() != 1 {
			t.Errorf("no link to %s", where)
		}
		back := v.get(printingPath+where).wants(t, http.StatusOK)
		if back.page.Find(`main a[href="`+printingPath+`"]`).Length() != 1 {
			t.Errorf("no way back from %s", where)
		}
	}
	form := filled(v.get(printingPath + "/reglages").page.Find(`main form`))
	v.post(printingPath, with(form, "publisher", "Ville inventée")).wants(t, http.StatusSeeOther) // a page loaded before
	v.get(printingPath+"/reglages").holds(t, "publisher", "Ville inventée")
}
