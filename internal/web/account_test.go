package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// beside is a second process that serves the territory of a world from the same
// database.
func (s *testSite) beside(w *storetest.World) *testSite {
	s.t.Helper()
	server := httptest.NewUnstartedServer(nil)
	base, err := url.Parse("http://" + server.Listener.Addr().String())
	if err != nil {
		s.t.Fatal(err)
	}
	config := s.site.Config
	config.Base, config.Territory, config.Engine = base, w.Territory.Slug, engineOf(s.t, w, s.links)
	site, handler, err := build(config)
	if err != nil {
		s.t.Fatal(err)
	}
	server.Config.Handler = handler
	server.Start()
	s.t.Cleanup(server.Close)
	return &testSite{World: w, t: s.t, handler: handler, site: site, links: s.links, url: base.String(), box: s.box}
}

// Whatever ends the sessions of an account ends them at once, in every process,
// and leaves everybody else's.
func TestSessionsEndAtOnceEverywhere(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, s *testSite, a jema.Account){
		"a changed password": func(t *testing.T, s *testSite, a jema.Account) {
			hash, err := argon2id.CreateHash("un autre mot de passe", cheap)
			must(t, err)
			must(t, s.Store.SetPassword(t.Context(), s.Territory.ID, a.ID, hash))
		},
		"a closed account": func(t *testing.T, s *testSite, a jema.Account) {
			must(t, s.Store.CloseAccount(t.Context(), s.Territory.ID, a.Email, s.site.Now()))
		},
		"an account closed and reopened": func(t *testing.T, s *testSite, a jema.Account) {
			must(t, s.Store.CloseAccount(t.Context(), s.Territory.ID, a.Email, s.site.Now()))
			must(t, s.Store.ReopenAccount(t.Context(), s.Territory.ID, a.Email))
		},
		"the button": func(t *testing.T, s *testSite, a jema.Account) {
			v := s.as(a)
			v.get("/compte").wants(t, http.StatusOK).says(t, "Me déconnecter partout")
			v.follow(v.post("/compte/deconnexion", nil)).says(t, "n’est plus connecté nulle part")
		},
		"a password changed by the program before this one": func(t *testing.T, s *testSite, a jema.Account) {
			s.DB.MustExec(`UPDATE account SET password_hash = 'autre' WHERE id = $1`, a.ID)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newTestSite(t)
			other := s.beside(s.World)
			a, b := s.organiser(), s.Account("collegue@example.org", jema.RoleOrganiser)
			here, there, colleague := s.as(a), other.as(a), other.as(b)
			for _, v := range []*browser{here, there, colleague} {
				v.get("/organisation").wants(t, http.StatusOK)
			}
			end(t, s, a)
			here.get("/organisation").wants(t, http.StatusSeeOther)
			there.get("/organisation").wants(t, http.StatusSeeOther)
			there.post("/deconnexion", nil).wants(t, http.StatusUnauthorized)
			colleague.get("/organisation").wants(t, http.StatusOK)
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Somebody whose password was compared before it changed does not come in after.
func TestASessionThatBeganTooLateIsOver(t *testing.T) {
	s := newTestSite(t)
	before := s.organiser()
	must(t, s.Store.EndSessions(t.Context(), s.Territory.ID, before.ID))
	s.as(before).get("/organisation").wants(t, http.StatusSeeOther)
}

func TestASessionEndsByItself(t *testing.T) {
	s := newTestSite(t)
	now := s.site.Now()
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	s.setNow(now.Add(jema.SessionLasts - time.Second))
	v.get("/atelier").wants(t, http.StatusOK)
	s.setNow(now.Add(jema.SessionLasts))
	v.get("/atelier").wants(t, http.StatusSeeOther)
}

// The page names each browser by its family, and the one that shows it.
func TestTheAccountsPage(t *testing.T) {
	s := newTestSite(t)
	a := s.Account("artisane@example.org", jema.RoleArtisan)
	s.as(a)
	s.DB.MustExec(`UPDATE session SET device = 'Firefox, Android'`)
	page := s.as(a).get("/compte").wants(t, http.StatusOK)
	for _, sentence := range []string{"artisane@example.org", "Firefox, Android", "Appareil inconnu"} {
		page.says(t, sentence)
	}
	if n := page.page.Find("main li").Length(); n != 2 || page.page.Find("main li strong").Length() != 1 {
		t.Errorf("%d sessions shown, want 2, one of them this one", n)
	}
	if page.Header.Get("Cache-Control") != "no-store" {
		t.Error("the page may be stored")
	}
}
