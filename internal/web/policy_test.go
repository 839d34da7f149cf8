package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/api"
	"jema/internal/web/page"
)

// policy lists, independently of routes.go, who may use each route: the test
// fails when the two differ, and when a route is in one of them only.
var policy = map[string]string{
	"GET /":                                                         "everyone",
	"GET /evenements":                                               "everyone",
	"GET /evenements/:opening":                                      "everyone",
	"GET /evenements/:opening/places":                               "everyone",
	"GET /o/:opening":                                               "everyone",
	"POST /evenements/:opening/reservations":                        "everyone",
	"POST /evenements/:opening/groupe":                              "everyone",
	"GET /communes/:insee":                                          "everyone",
	"GET /communes/:insee/programme.pdf":                            "everyone",
	"GET /r/:token":                                                 "everyone",
	"POST /r/:token/annulation":                                     "everyone",
	"GET /r/:token/visite.ics":                                      "everyone",
	"GET /r/:token/billet":                                          "everyone",
	"GET /r/:token/effacement":                                      "everyone",
	"POST /r/:token/effacement":                                     "everyone",
	"GET /classe/:token/effacement":                                 "everyone",
	"POST /classe/:token/effacement":                                "everyone",
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
	"GET /photos/:photo/:size":                                      "everyone",
	"GET /ateliers/:workshop":                                       "everyone",
	"GET /accessibilite":                                            "everyone",
	"GET /donnees-personnelles":                                     "everyone",
	"GET /mentions-legales":                                         "everyone",
	"GET /.well-known/security.txt":                                 "everyone",
	"GET /robots.txt":                                               "everyone",
	"GET /sitemap.xml":                                              "everyone",
	"GET /manifest.webmanifest":                                     "everyone",
	"GET /favicon.ico":                                              "everyone",
	"GET /apple-touch-icon.png":                                     "everyone",
	"GET /icone-192.png":                                            "everyone",
	"GET /icone-512.png":                                            "everyone",
	"GET /nouveautes.atom":                                          "everyone",
	"GET /evenements.ics":                                           "everyone",
	"GET /evenements/:opening/evenement.ics":                        "everyone",
	"GET /communes/:insee/evenements.ics":                           "everyone",
	"GET /metiers/:craft/evenements.ics":                            "everyone",
	"GET /adresses":                                                 "everyone",
	"GET /partage.png":                                              "everyone",
	"GET /evenements/:opening/partage.png":                          "everyone",
	"GET /communes/:insee/partage.png":                              "everyone",
	"GET /connexion":                                                "everyone",
	"POST /connexion":                                               "everyone",
	"GET /connexion/:token":                                         "everyone",
	"POST /connexion/:token":                                        "everyone",
	"POST /deconnexion":                                             "signed in",
	"GET /compte":                                                   "signed in",
	"POST /compte/deconnexion":                                      "signed in",
	"GET /reprise/:parked":                                          "typist",
	"POST /reprise/:parked":                                         "typist",
	"GET /atelier":                                                  "artisan",
	"GET /atelier/nouveau":                                          "entrant",
	"POST /atelier/nouveau":                                         "entrant",
	"GET /atelier/:workshop":                                        "owner",
	"POST /atelier/:workshop":                                       "owner",
	"GET /atelier/:workshop/photos":                                 "entrusted",
	"POST /atelier/:workshop/photos":                                "entrusted",
	"GET /atelier/:workshop/photos/:photo":                          "entrusted",
	"POST /atelier/:workshop/photos/:photo":                         "entrusted",
	"GET /organisation/ateliers/:workshop/photos":                   "organiser",
	"POST /organisation/ateliers/:workshop/photos":                  "organiser",
	"GET /organisation/ateliers/:workshop/photos/:photo":            "organiser",
	"POST /organisation/ateliers/:workshop/photos/:photo":           "organiser",
	"GET /atelier/:workshop/evenement":                              "entrusted",
	"POST /atelier/:workshop/evenement":                             "entrusted",
	"POST /atelier/:workshop/reprise":                               "entrusted",
	"GET /suivi":                                                    "acting",
	"GET /organisation/ateliers":                                    "organiser",
	"POST /organisation/ateliers/conseil":                           "organiser",
	"GET /organisation/ateliers/:workshop":                          "organiser",
	"POST /organisation/ateliers/:workshop":                         "organiser",
	"POST /organisation/ateliers/reprise":                           "organiser",
	"GET /mon-evenement/:opening":                                   "entrusted",
	"POST /mon-evenement/:opening":                                  "entrusted",
	"GET /mon-evenement/:opening/carte.svg":                         "entrusted",
	"GET /mon-evenement/:opening/historique":                        "entrusted",
	"GET /mon-evenement/:opening/historique/:edit":                  "entrusted",
	"POST /mon-evenement/:opening/historique/:edit":                 "entrusted",
	"GET /mon-evenement/:opening/retrait":                           "entrusted",
	"POST /mon-evenement/:opening/retrait":                          "entrusted",
	"GET /mon-evenement/:opening/etapes/:step":                      "entrusted",
	"POST /mon-evenement/:opening/etapes/:step":                     "entrusted",
	"GET /mon-evenement/:opening/visiteurs":                         "owner",
	"POST /horaires":                                                "signed in",
	"GET /organisation":                                             "organiser",
	"POST /organisation/edition":                                    "desk",
	"GET /organisation/reglages":                                    "organiser",
	"POST /organisation/reglages":                                   "organiser",
	"GET /organisation/phrases":                                     "organiser",
	"POST /organisation/phrases":                                    "organiser",
	"POST /organisation/publication":                                "organiser",
	"POST /organisation/relecture":                                  "organiser",
	"POST /organisation/evenements/:opening/selection":              "organiser",
	"POST /organisation/evenements/:opening/photo-imprimee":         "organiser",
	"POST /organisation/evenements/:opening/lecture":                "organiser",
	"GET /organisation/evenements/:opening/epreuve.svg":             "organiser",
	"POST /organisation/attribution":                                "organiser",
	"GET /organisation/evenements/:opening":                         "organiser",
	"POST /organisation/evenements/:opening":                        "organiser",
	"POST /organisation/evenements/:opening/decision":               "organiser",
	"POST /organisation/evenements/:opening/proposition":            "organiser",
	"GET /organisation/evenements/:opening/proposition/photo":       "organiser",
	"GET /organisation/programmes":                                  "organiser",
	"GET /organisation/programmes.zip":                              "organiser",
	"POST /organisation/programmes":                                 "organiser",
	"GET /organisation/programmes/reglages":                         "organiser",
	"POST /organisation/programmes/reglages":                        "organiser",
	"GET /organisation/programmes/pieces":                           "organiser",
	"POST /organisation/programmes/pieces":                          "organiser",
	"GET /organisation/programmes/pieces/nouvelle":                  "organiser",
	"POST /organisation/programmes/pieces/nouvelle":                 "organiser",
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
	"GET /accueil/appels/:message":                                  "desk",
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
	"GET /mon-evenement/:opening/epreuve":                           "entrusted",
	"POST /mon-evenement/:opening/epreuve":                          "entrusted",
	"GET /mon-evenement/:opening/epreuve.svg":                       "entrusted",
	"GET /mon-evenement/:opening/epreuve.pdf":                       "entrusted",
	"GET /organisation/evenements/:opening/epreuve.pdf":             "organiser",
	"GET /organisation/communes/:insee/affiche.pdf":                 "organiser",
	"GET /organisation/communes/:insee/fleches.pdf":                 "organiser",
	"GET /organisation/communes/:insee/liste.pdf":                   "organiser",
	"GET /organisation/communes/:insee/marque-page.pdf":             "organiser",
	"GET /organisation/jours/:day/programme.pdf":                    "organiser",
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
		if !slices.ContainsFunc(s.site.routes(), func(r page.Route) bool { return r.Method+" "+r.Path == line }) {
			t.Errorf("%s has a policy and no route", line)
		}
	}
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
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+path,
			strings.NewReader("email=a%40example.org"))
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
		"our own page": {func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site",
				"same-origin")
			r.Header.Set("Origin", s.url)
		}, 200},
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
	for header, part := range map[string]string{"Content-Security-Policy": "default-src 'none'",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
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

func formType(method string) string {
	if method == http.MethodPost {
		return "application/x-www-form-urlencoded"
	}
	return ""
}
