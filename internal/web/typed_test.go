package web

import (
	"database/sql/driver"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// form returns what a browser would send of the form at a path.
func (v *browser) form(path string) url.Values {
	v.t.Helper()
	if strings.HasPrefix(path, "/mon-evenement/") {
		return v.entry(path)
	}
	return filled(v.get(path).wants(v.t, http.StatusOK).page.Find("form[data-opening]"))
}

// entry returns the fields of all steps of an event as one form.
func (v *browser) entry(path string) url.Values {
	v.t.Helper()
	all, was := url.Values{}, url.Values{}
	for _, step := range []string{"activite", "horaires", "lieu", "textes"} {
		form := filled(v.get(path+"/etapes/"+step).wants(v.t, http.StatusOK).page.Find("form[data-entry]"))
		prints, err := url.ParseQuery(form.Get("was"))
		if err != nil {
			v.t.Fatal(err)
		}
		maps.Copy(was, prints)
		maps.Copy(all, form)
	}
	all.Set("was", was.Encode())
	return all
}

// holds fails unless a form of the page holds these values; names and values in
// pairs.
func (a answer) holds(t testing.TB, pairs ...string) {
	t.Helper()
	kept := url.Values{}
	a.page.Find("main form").Each(func(i int, _ *goquery.Selection) {
		for name, values := range filled(a.page.Find("main form").Eq(i)) {
			kept[name] = append(kept[name], values...)
		}
	})
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.Contains(strings.Join(kept[pairs[i]], "\n"), pairs[i+1]) {
			t.Errorf("%s %d: %s was typed %q, the page holds %q", a.Request.URL.Path, a.StatusCode, pairs[i],
				pairs[i+1], kept[pairs[i]])
		}
	}
}

// expire ends every session of the site.
func (s *testSite) expire() { s.DB.MustExec(`DELETE FROM session`) }

// « Envoyer » sends what is on the page, not what was stored before.
func TestSendingSavesThePage(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v, shop := s.as(account), s.Workshop("Atelier", account.ID)
	v.post(at("/atelier/", shop.ID, "/evenement"), anOpening).wants(t, http.StatusSeeOther)
	id := s.lastOpening()
	where := at("/mon-evenement/", id, "")
	wrong := v.post(where, with(v.form(where), "description", "Texte neuf", "party_max", "mille milliards", "do",
		"submit")).wants(t, http.StatusUnprocessableEntity)
	wrong.says(t, "ne sont pas encore comprises")
	v.get(where+"/etapes/horaires").holds(t, "party_max", "mille milliards")
	if s.state(id) != jema.Draft || s.plan(id).Opening.Description != "Texte neuf" {
		t.Error("sent although an answer is not understood, or the rest of it lost")
	}
	v.follow(v.post(where, with(v.form(where), "description", "Texte neuf", "price", "18 €", "party_max", "4", "do",
		"submit"))).says(t,
		"C’est envoyé")
	if o := s.plan(id).Opening; o.Description != "Texte neuf" || o.Price != "18 €" || o.State != jema.Submitted {
		t.Errorf("stored as %q, %q, %s", o.Description, o.Price, o.State)
	}
}

// « Publier » publishes the title that the organiser sees, corrected.
func TestPublishingSavesThePage(t *testing.T) {
	s := newTestSite(t)
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Tournaje", jema.Submitted)
	v, where := s.as(s.organiser()), at("/organisation/evenements/", o.ID, "")
	short := v.post(where+"/decision", with(v.form(where), "title", "Tournage", "decision", "approve")).wants(t,
		http.StatusUnprocessableEntity)
	short.says(t, "C’est enregistré, mais pas envoyé ni publié")
	if got := s.plan(o.ID).Opening; got.Title != "Tournage" || got.State != jema.Submitted {
		t.Errorf("without a time it is %q, %s", got.Title, got.State)
	}
	o.Slot("2027-04-10", 600, 660, 8)
	wrong := v.post(where+"/decision", with(v.form(where), "title", "Tournage au pied", "phone", "12",
		"decision", "approve"))
	wrong.wants(t, http.StatusUnprocessableEntity).holds(t, "title", "Tournage au pied", "phone", "12")
	wrong.says(t, "Rien n’est encore enregistré ni décidé")
	v.follow(v.post(where+"/decision", with(v.form(where), "title", "Tournage au pied", "phone", "04 65 71 00 34",
		"decision", "approve")))
	if got := s.plan(o.ID).Opening; got.Title != "Tournage au pied" || got.State != jema.Approved {
		t.Errorf("published as %q, %s", got.Title, got.State)
	}
	if w, err := s.Store.Workshop(t.Context(), s.Territory.ID, s.plan(o.ID).Opening.WorkshopID); err != nil ||
		w.Phone != "04 65 71 00 34" {
		t.Errorf("the workshop's telephone is %q, %v", w.Phone, err)
	}
	asked := v.post(where+"/decision", with(v.form(where), "note", "Un mot à garder", "title", "", "decision",
		"want")).wants(t, http.StatusUnprocessableEntity)
	asked.holds(t, "note", "Un mot à garder")
}

// A session that is over costs nothing: the artisan comes back by a mailed
// link, on another device too, the organiser by a password.
func TestAnExpiredSessionComesBackFilled(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	o := s.OpeningIn(s.Workshop("Atelier", account.ID), "Tournage", jema.Draft)
	v, where := s.as(account), at("/mon-evenement/", o.ID, "/etapes/textes")
	form := with(filled(v.get(where).page.Find("form[data-entry]")), "description", "Trois heures\r\nde travail",
		"price", "12 €", "do", "next")
	s.expire()
	refused := v.post(where, form).wants(t, http.StatusUnauthorized)
	refused.says(t, "est gardé")
	if strings.Contains(refused.body, "Trois heures") {
		t.Error("a page for nobody shows what somebody typed")
	}
	v.post(where, form).wants(t, http.StatusUnauthorized) // pressed twice

	elsewhere := s.visitor()
	elsewhere.post("/connexion", url.Values{"email": {"artisane@example.org"}}).wants(t, http.StatusSeeOther)
	back := elsewhere.follow(elsewhere.post("/connexion/"+s.signInToken(), nil))
	back.says(t, "rien n’en est encore enregistré")
	back.holds(t, "description", "Trois heures\nde travail", "price", "12 €")
	elsewhere.follow(elsewhere.post(where, with(filled(back.page.Find("form[data-entry]")), "do", "next")))
	if got := s.plan(o.ID).Opening; got.Price != "12 €" || got.Description != "Trois heures\nde travail" {
		t.Errorf("stored as %q, %q", got.Price, got.Description)
	}
	var left int
	if err := s.DB.Get(&left, `SELECT count(*) FROM parked_form`); err != nil || left != 0 {
		t.Errorf("%d are still kept, %v", left, err)
	}
}

func TestWhatWasTypedIsTheTypistsAlone(t *testing.T) {
	s := newTestSite(t)
	typist := s.organiser()
	o := s.OpeningIn(s.Workshop("Atelier", 0), "Tournage", jema.Submitted)
	v, where := s.as(typist), at("/organisation/evenements/", o.ID, "")
	form := with(v.form(where), "title", "Titre tapé", "note", "Un secret", "decision", "ask")
	s.expire()
	v.post(where+"/decision", form).wants(t, http.StatusUnauthorized)

	var id int64
	if err := s.DB.Get(&id, `SELECT id FROM parked_form`); err != nil {
		t.Fatal(err)
	}
	other := s.as(s.Account("autre@example.org", jema.RoleOrganiser))
	other.get(at("/reprise/", id, "")).wants(t, http.StatusNotFound)
	other.post(at("/reprise/", id, ""), nil).wants(t, http.StatusNotFound)
	if page := other.get("/organisation"); strings.Contains(page.body, "/reprise/") {
		t.Error("another account is shown that something is kept")
	}
	back := v.follow(v.post("/connexion", url.Values{"email": {"organisation@example.org"},
		"password": {"un mot de passe"}, "suite": {"/accueil"}}))
	back.holds(t, "title", "Titre tapé", "note", "Un secret")
	if s.plan(o.ID).Opening.Title != "Tournage" {
		t.Error("coming back saves by itself")
	}
	s.DB.MustExec(`UPDATE parked_form SET parked_at = parked_at - interval '25 hours', expires_at = expires_at -
		interval '25 hours'`)
	v.get(at("/reprise/", id, "")).wants(t, http.StatusNotFound)
	if n, err := s.Store.ExpireParked(t.Context(), s.site.Now()); err != nil || n != 1 {
		t.Errorf("%d removed after a day, %v", n, err)
	}
}

// A forged cookie parks nothing in somebody's name, and the text is still on
// the page.
func TestNobodyTypesInAnothersName(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.visitor()
	u, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	v.client.Jar.SetCookies(u,
		[]*http.Cookie{{Name: "jema_typist", Value: at("", account.ID, ".") + s.links.TypistToken(s.Territory.ID,
			account.ID+1)}})
	a := v.post("/atelier/nouveau", with(aWorkshop, "name", "Atelier inventé")).wants(t, http.StatusUnauthorized)
	var n int
	if err := s.DB.Get(&n, `SELECT count(*) FROM parked_form`); err != nil || n != 0 {
		t.Errorf("%d parked, %v", n, err)
	}
	if !strings.Contains(a.page.Find("main").Text(), "Atelier inventé") {
		t.Error("what was typed is gone")
	}
}

// Where a handler has no form of its own to show, the page the form was on
// comes back.
func TestARefusedFormIsThePageItCameFrom(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	draft := s.OpeningIn(shop, "Brouillon", jema.Draft)
	v, where := s.as(account), at("/mon-evenement/", draft.ID, "/etapes/textes")
	form := with(filled(v.get(where).page.Find("form[data-entry]")), "description", "Écrit trop tard")
	s.DB.MustExec(`UPDATE edition SET registration_closes_at = '2027-02-01'`)
	late := v.post(where, form).wants(t, http.StatusConflict)
	late.holds(t, "description", "Écrit trop tard")
	late.says(t, "Les inscriptions sont closes")
	s.DB.MustExec(`DELETE FROM opening WHERE id = $1`, draft.ID)
	if gone := v.post(where, form).wants(t, http.StatusNotFound); !strings.Contains(gone.page.Find("main").Text(),
		"Écrit trop tard") {
		t.Error("the event is gone, and the text with it")
	}
	large := strings.Repeat("Une page. ", page.FormLimit/10)
	v.post("/atelier/nouveau", with(aWorkshop, "title", large)).wants(t, http.StatusRequestEntityTooLarge).holds(t,
		"title", large[:100], "name", "Terre d’ici")
}

// A database that is away takes nothing with it.
func TestWhatIsTypedOutlivesTheDatabase(t *testing.T) {
	s := newTestSite(t)
	s.visitor().get("/").wants(t, http.StatusOK)
	s.site.Log = slog.New(slog.DiscardHandler) // it is to log this
	g := gin.New()
	g.POST("/ailleurs", s.site.Handler(page.Post("/ailleurs", page.Everyone,
		func(*gin.Context) error { return driver.ErrBadConn })))
	handler, err := s.site.guard(g)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(handler http.Handler, path string) string {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path,
			strings.NewReader("titre=Un+long+travail&password=secret"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(&http.Cookie{Name: "jema", Value: "inconnu"})
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "Un long travail") ||
			strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%d: %s", w.Code, w.Body)
		}
		return w.Body.String()
	}
	if page := ask(handler, "/ailleurs"); !strings.Contains(page, `name="titre" value="Un long travail"`) {
		t.Errorf("it cannot be sent again: %s", page)
	}
	if err := s.Store.Close(); err != nil { // now the session cannot be read
		t.Fatal(err)
	}
	ask(s.handler, "/atelier/nouveau")
}
