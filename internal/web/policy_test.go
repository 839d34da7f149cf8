package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/api"
)

// policy says again, independently of routes.go, who may come: the test fails
// when the two differ, and when a route is in one of them only.
var policy = map[string]string{
	"GET /":                                                         "everyone",
	"GET /evenements":                                               "everyone",
	"GET /evenements/:opening":                                      "everyone",
	"GET /o/:opening":                                               "everyone",
	"POST /evenements/:opening/reservations":                        "everyone",
	"POST /evenements/:opening/groupe":                              "everyone",
	"GET /communes/:insee":                                          "everyone",
	"GET /communes/:insee/programme.pdf":                            "everyone",
	"GET /r/:token":                                                 "everyone",
	"POST /r/:token/annulation":                                     "everyone",
	"GET /r/:token/visite.ics":                                      "everyone",
	"GET /r/:token/billet":                                          "everyone",
	"GET /p/:code":                                                  "everyone",
	"POST /r/:token/acceptation":                                    "everyone",
	"POST /r/:token/refus":                                          "everyone",
	"POST /r/:token/personnes":                                      "everyone",
	"GET /r/:token/deplacer/:slot":                                  "everyone",
	"POST /r/:token/deplacer/:slot":                                 "everyone",
	"POST /r/:token/lien":                                           "everyone",
	"GET /retrouver":                                                "everyone",
	"POST /retrouver":                                               "everyone",
	"GET /scolaires":                                                "everyone",
	"GET /scolaires/demande":                                        "everyone",
	"POST /scolaires/demande":                                       "everyone",
	"GET /classe/:token":                                            "everyone",
	"POST /classe/:token/annulation":                                "everyone",
	"GET /mon-evenement/:opening/classes":                           "owner",
	"POST /mon-evenement/:opening/classes":                          "owner",
	"GET /organisation/classes":                                     "organiser",
	"POST /organisation/classes":                                    "organiser",
	"GET /photos/:photo":                                            "everyone",
	"GET /accessibilite":                                            "everyone",
	"GET /donnees-personnelles":                                     "everyone",
	"GET /mentions-legales":                                         "everyone",
	"GET /.well-known/security.txt":                                 "everyone",
	"GET /connexion":                                                "everyone",
	"POST /connexion":                                               "everyone",
	"GET /connexion/:token":                                         "everyone",
	"POST /connexion/:token":                                        "everyone",
	"POST /deconnexion":                                             "signed in",
	"GET /compte":                                                   "signed in",
	"POST /compte/deconnexion":                                      "signed in",
	"GET /atelier":                                                  "artisan",
	"GET /atelier/nouveau":                                          "artisan",
	"POST /atelier/nouveau":                                         "artisan",
	"GET /atelier/:workshop":                                        "owner",
	"POST /atelier/:workshop":                                       "owner",
	"POST /atelier/:workshop/photo":                                 "owner",
	"GET /atelier/:workshop/evenement":                              "owner",
	"POST /atelier/:workshop/evenement":                             "owner",
	"GET /mon-evenement/:opening":                                   "owner",
	"POST /mon-evenement/:opening":                                  "owner",
	"POST /mon-evenement/:opening/envoi":                            "owner",
	"GET /mon-evenement/:opening/visiteurs":                         "owner",
	"POST /horaires":                                                "signed in",
	"GET /organisation":                                             "organiser",
	"POST /organisation/edition":                                    "desk",
	"GET /organisation/evenements/:opening":                         "organiser",
	"POST /organisation/evenements/:opening":                        "organiser",
	"POST /organisation/evenements/:opening/decision":               "organiser",
	"GET /organisation/programmes":                                  "organiser",
	"GET /organisation/programmes.zip":                              "organiser",
	"POST /organisation/programmes":                                 "organiser",
	"POST /organisation/programmes/pieces":                          "organiser",
	"GET /organisation/programmes/communes/:insee":                  "organiser",
	"GET /organisation/programmes/communes/:insee/pages/:page":      "organiser",
	"GET /organisation/programmes/communes/:insee/fichiers/:file":   "organiser",
	"POST /organisation/programmes/communes/:insee/bouclage":        "organiser",
	"POST /organisation/programmes/bouclage":                        "organiser",
	"GET /organisation/programmes/bouclage/:freeze":                 "organiser",
	"GET /organisation/programmes/versions/:version":                "organiser",
	"GET /organisation/programmes/versions/:version/erratum.pdf":    "organiser",
	"GET /organisation/programmes/versions/:version/fichiers/:file": "organiser",
	"GET /mon-evenement/:opening/creneaux":                          "owner",
	"GET /mon-evenement/:opening/creneaux/:slot":                    "owner",
	"POST /mon-evenement/:opening/creneaux/:slot":                   "owner",
	"GET /organisation/evenements/:opening/creneaux":                "organiser",
	"GET /organisation/evenements/:opening/creneaux/:slot":          "organiser",
	"POST /organisation/evenements/:opening/creneaux/:slot":         "organiser",
	"GET /accueil":                                                  "desk",
	"GET /accueil/evenements/:opening":                              "desk",
	"POST /accueil/evenements/:opening":                             "desk",
	"POST /accueil/evenements/:opening/creneaux/:slot":              "desk",
	"POST /accueil/evenements/:opening/reservation":                 "desk",
	"GET /accueil/reservations":                                     "desk",
	"POST /accueil/reservations/:booking/renvoi":                    "desk",
	"GET /accueil/appels":                                           "desk",
	"POST /accueil/appels/:message":                                 "desk",
	"GET /organisation/messages":                                    "desk",
	"GET /organisation/messages/:message":                           "desk",
	"POST /organisation/messages/:message":                          "desk",
	"GET /r/:token/billet.pdf":                                      "everyone",
	"GET /mon-evenement/:opening/presence.pdf":                      "owner",
	"GET /organisation/evenements/:opening/presence.pdf":            "organiser",
	"GET /accueil/evenements/:opening/presence.pdf":                 "desk",
	"GET /mon-evenement/:opening/affiche.pdf":                       "owner",
	"GET /organisation/evenements/:opening/affiche.pdf":             "organiser",
	"GET /mon-evenement/:opening/fleches.pdf":                       "owner",
	"GET /organisation/evenements/:opening/fleches.pdf":             "organiser",
	"GET /mon-evenement/:opening/epreuve":                           "owner",
	"POST /mon-evenement/:opening/epreuve":                          "owner",
	"GET /mon-evenement/:opening/epreuve.svg":                       "owner",
	"GET /mon-evenement/:opening/epreuve.pdf":                       "owner",
	"GET /organisation/evenements/:opening/epreuve.pdf":             "organiser",
	"GET /organisation/communes/:insee/affiche.pdf":                 "organiser",
	"GET /organisation/communes/:insee/fleches.pdf":                 "organiser",
	"GET /organisation/communes/:insee/mairie.zip":                  "organiser",
	"GET /organisation/communes/:insee/graphiste.zip":               "organiser",
	"GET /demo/courriels":                                           "loopback",
	"GET /demo/courriels/:mail":                                     "loopback",
}

func TestEveryRouteHasItsPolicy(t *testing.T) {
	s := newTestSite(t)
	g := gin.New()
	s.site.mount(g)
	open := []string{"GET /healthz", "GET /readyz", "GET /static/*file"}
	for _, r := range g.Routes() {
		line := r.Method + " " + r.Path
		if r.Method == http.MethodHead {
			line = "GET " + r.Path
		}
		if _, listed := policy[line]; !listed && !slices.Contains(open, line) && !strings.HasPrefix(r.Path, api.Root+"/") {
			t.Errorf("%s has no policy", line)
		}
	}
	for line := range policy {
		if !slices.ContainsFunc(s.site.routes(), func(r route) bool { return r.method+" "+r.path == line }) {
			t.Errorf("%s has a policy and no route", line)
		}
	}
}

// Every route, asked by everybody, for what is theirs, somebody else's, and
// nobody's.
func TestWhoMayCome(t *testing.T) {
	s := newTestSite(t)
	owner, other := s.Account("proprietaire@example.org", jema.RoleArtisan), s.Account("autre@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", owner.ID)
	opening := s.OpeningIn(shop, "Visite", jema.Approved)
	slot := opening.Slot("2027-04-10", 600, 660, 4)
	personas := map[string]*visitor{
		"nobody": s.visitor(), "owner": s.as(owner), "other artisan": s.as(other),
		"organiser":     s.as(s.Account("organisation@example.org", jema.RoleOrganiser)),
		"administrator": s.as(s.Account("administration@example.org", jema.RoleAdministrator)),
		"desk":          s.as(s.Account("accueil@example.org", jema.RoleDesk)),
		"adviser":       s.as(s.Account("conseil@example.org", jema.RoleAdviser)),
	}
	for _, line := range slices.Sorted(maps.Keys(policy)) { // what is asked before what is changed
		who := policy[line]
		method, path, _ := strings.Cut(line, " ")
		if line == "POST /deconnexion" || line == "POST /compte/deconnexion" {
			continue // it ends the session the others need; tested on its own
		}
		for objects, ids := range map[string][3]int64{"theirs": {shop.ID, opening.ID, slot}, "missing": {987654, 987654, 987654}} {
			address := strings.NewReplacer(":workshop", fmt.Sprint(ids[0]), ":opening", fmt.Sprint(ids[1]), ":insee", "26281",
				":token", "inconnu", ":code", "inconnu", ":slot", fmt.Sprint(ids[2]), ":message", "987654", ":photo", "987654", ":mail", "987654").Replace(path)
			for persona, v := range personas {
				got := v.do(method, address, formType(method), strings.NewReader(""))
				if want := expected(who, persona, objects); !want(got.StatusCode, got.Header.Get("Location")) {
					t.Errorf("%s asked by %s (%s objects): %d %s", line, persona, objects, got.StatusCode, got.Header.Get("Location"))
				}
			}
		}
	}
}

func formType(method string) string {
	if method == http.MethodPost {
		return "application/x-www-form-urlencoded"
	}
	return ""
}

type verdict func(status int, location string) bool

// expected says what a persona must get: let in (anything but a refusal of
// access), sent to sign in, forbidden, or told that there is nothing.
func expected(who, persona, objects string) verdict {
	is := func(wanted ...int) verdict {
		return func(status int, _ string) bool { return slices.Contains(wanted, status) }
	}
	toSignIn := func(status int, location string) bool {
		return status == http.StatusUnauthorized || status == http.StatusSeeOther && strings.HasPrefix(location, "/connexion")
	}
	letIn := func(status int, location string) bool {
		return status < 500 && status != http.StatusForbidden && status != http.StatusUnauthorized && !strings.HasPrefix(location, "/connexion?")
	}
	switch who {
	case "everyone", "loopback":
		return letIn
	}
	if persona == "nobody" {
		return toSignIn
	}
	artisan := persona == "owner" || persona == "other artisan"
	switch {
	case who == "signed in", who == "artisan" && artisan, who == "organiser" && (persona == "organiser" || persona == "administrator"):
		return letIn
	case who == "desk" && slices.Contains([]string{"desk", "organiser", "administrator"}, persona):
		return letIn
	case who == "owner" && persona == "owner" && objects == "theirs":
		return func(status int, location string) bool {
			return letIn(status, location) && status != http.StatusNotFound
		}
	case who == "owner" && artisan:
		return is(http.StatusNotFound)
	}
	return is(http.StatusForbidden)
}

func TestSignOutEndsTheSession(t *testing.T) {
	s := newTestSite(t)
	v := s.as(s.Account("artisan@example.org", jema.RoleArtisan))
	if got := v.get("/atelier"); got.StatusCode != 200 {
		t.Fatalf("signed in: %d", got.StatusCode)
	}
	v.post("/deconnexion", nil)
	if got := v.get("/atelier"); got.StatusCode != http.StatusSeeOther {
		t.Errorf("signed out: %d", got.StatusCode)
	}
}

// A form sent by another site, a Host we are not, and a page nobody made.
func TestGuards(t *testing.T) {
	s := newTestSite(t)
	ask := func(path string, change func(*http.Request)) answer {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path, strings.NewReader("email=a%40example.org"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		change(r)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = res.Body.Close() }()
		return answer{Response: res}
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"another site": {func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Origin", "https://autre.example")
		}, 403},
		"another origin": {func(r *http.Request) { r.Header.Set("Origin", "https://autre.example") }, 403},
		"another host":   {func(r *http.Request) { r.Host = "autre.example" }, 421},
		"our own page":   {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin"); r.Header.Set("Origin", s.url) }, 200},
	} {
		got := ask("/connexion", c.change)
		if got.StatusCode != c.status && (c.status != 200 || got.StatusCode >= 400) {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	v := s.visitor()
	if got := v.get("/nulle-part"); got.StatusCode != 404 || got.page.Find("h1").Length() != 1 {
		t.Errorf("a page that is not there: %d", got.StatusCode)
	}
	if got := v.do(http.MethodDelete, "/evenements", "", nil); got.StatusCode != 405 && got.StatusCode != 404 {
		t.Errorf("DELETE: %d", got.StatusCode)
	}
	got := v.get("/")
	for header, part := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
		if !strings.Contains(got.Header.Get(header), part) {
			t.Errorf("%s is %q", header, got.Header.Get(header))
		}
	}
	if len(got.Cookies()) != 0 {
		t.Error("a visitor got a cookie")
	}
	if got := v.get("/healthz"); got.StatusCode != 200 {
		t.Errorf("healthz: %d", got.StatusCode)
	}
	if got := v.get("/readyz"); got.StatusCode != 200 {
		t.Errorf("readyz: %d %s", got.StatusCode, got.body)
	}
}
