package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// cheap hashes quickly: what is tried here is not how hard it is to guess.
var cheap = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

func (s *testSite) organiser() jema.Account {
	s.t.Helper()
	account := s.Account("organisation@example.org", jema.RoleOrganiser)
	hash, err := argon2id.CreateHash("un mot de passe", cheap)
	if err == nil {
		err = s.Store.SetPassword(s.t.Context(), s.Territory.ID, account.ID, hash)
	}
	if err == nil { // a changed password has ended the account's sessions
		account, err = s.Store.AccountByEmail(s.t.Context(), s.Territory.ID, account.Email)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return account
}

func (s *testSite) signInToken() string {
	s.t.Helper()
	var id jema.SignInLinkID
	if err := s.DB.GetContext(s.t.Context(), &id, `SELECT max(id) FROM sign_in_link`); err != nil {
		s.t.Fatal(err)
	}
	return s.links.SignInToken(id)
}

func TestMailedLinkOpensAnAccount(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	v.follow(v.post("/connexion", url.Values{"email": {" Nouvelle@Example.org "}})).says(t, "Regardez votre courrier")
	page := "/connexion/" + s.signInToken()
	for range 5 { // programs that look through mail
		v.get(page).wants(t, http.StatusOK).says(t, "nouvelle@example.org")
		v.do(http.MethodHead, page, "", nil).wants(t, http.StatusOK)
	}
	v.get("/atelier").wants(t, http.StatusSeeOther)
	v.follow(v.post(page, nil)).says(t, "Mes ateliers")
	account, err := s.Store.AccountByEmail(t.Context(), s.Territory.ID, "nouvelle@example.org")
	if err != nil || account.Role != jema.RoleArtisan {
		t.Fatalf("account %+v, %v", account, err)
	}
	other := s.visitor()
	other.post(page, nil).wants(t, http.StatusConflict).says(t, "Ce lien a déjà servi")
	other.get("/connexion/rien").wants(t, http.StatusNotFound).says(t, "n’existe pas")
	v.post("/deconnexion", nil).wants(t, http.StatusSeeOther)
	v.get("/atelier").wants(t, http.StatusSeeOther)
}

func TestNoNewAccountWhileRegistrationIsClosed(t *testing.T) {
	s := newTestSite(t)
	s.Account("connue@example.org", jema.RoleArtisan)
	s.DB.MustExec(`UPDATE edition SET registration_closes_at = '2027-02-01'`)
	v := s.visitor()
	v.post("/connexion", url.Values{"email": {"inconnue@example.org"}}).wants(t, http.StatusSeeOther)
	v.post("/connexion/"+s.signInToken(), nil).wants(t, http.StatusForbidden).says(t,
		"Les inscriptions ne sont pas ouvertes")
	v.post("/connexion", url.Values{"email": {"connue@example.org"}}).wants(t, http.StatusSeeOther)
	v.follow(v.post("/connexion/"+s.signInToken(), nil)).says(t, "Les inscriptions sont closes")
}

func TestLinkOfAnotherTerritoryOpensNothing(t *testing.T) {
	s := newTestSite(t)
	other, err := s.Store.CreateTerritory(t.Context(), jema.Territory{Slug: "ailleurs", Name: "Ailleurs"})
	if err != nil {
		t.Fatal(err)
	}
	hash := func(id jema.SignInLinkID) []byte { return links.Hash(s.links.SignInToken(id)) }
	if err := s.Store.CreateSignIn(t.Context(), postgres.SignInRequest{TerritoryID: other.ID, Email: "x@example.org"},
		s.site.Now(), hash); err != nil {
		t.Fatal(err)
	}
	s.visitor().post("/connexion/"+s.signInToken(), nil).wants(t, http.StatusNotFound)
}

func TestPassword(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	s.Account("artisane@example.org", jema.RoleArtisan)
	v := s.visitor()
	refused := func(email, password string) string {
		t.Helper()
		return v.post("/connexion", url.Values{"email": {email}, "password": {password}}).wants(t,
			http.StatusUnprocessableEntity).notices()
	}
	known, unknown := refused("organisation@example.org", "faux"), refused("personne@example.org", "faux")
	if known != unknown || !strings.Contains(known, "ne convient pas") {
		t.Errorf("an account shows: %q and %q", known, unknown)
	}
	refused("artisane@example.org", "un mot de passe")
	refused("organisation@example.org", strings.Repeat("é", 10_000))
	refused("pas une adresse", "un mot de passe")
	good := url.Values{"email": {"Organisation@example.org"}, "password": {"un mot de passe"},
		"suite": {"/organisation/programmes"}}
	if to := v.post("/connexion", good).wants(t,
		http.StatusSeeOther).Header.Get("Location"); to != "/organisation/programmes" {
		t.Errorf("led to %s", to)
	}
	v.get("/organisation").wants(t, http.StatusOK)
}

func TestASessionIsNewWhenSomebodySignsIn(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	v := s.as(s.Account("artisane@example.org", jema.RoleArtisan))
	u, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	before := v.client.Jar.Cookies(u)[0].Value
	v.post("/connexion", url.Values{"email": {"organisation@example.org"}, "password": {"un mot de passe"}}).wants(t,
		http.StatusSeeOther)
	if v.client.Jar.Cookies(u)[0].Value == before {
		t.Error("the cookie from before is still the session's")
	}
}
