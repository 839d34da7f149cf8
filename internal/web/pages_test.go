package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// key is what a sentence looks like that the catalogue does not have: one of its
// groups, a dot, words.
var key = func() *regexp.Regexp {
	groups := map[string]bool{}
	files, err := filepath.Glob("../catalogue/fr/*.toml")
	for _, file := range files {
		var text []byte
		if text, err = os.ReadFile(file); err != nil {
			break
		}
		for _, heading := range regexp.MustCompile(`(?m)^\[([a-z_]+)`).FindAllSubmatch(text, -1) {
			groups[string(heading[1])] = true
		}
	}
	if err != nil || len(groups) == 0 {
		panic(fmt.Sprintf("%d groups of sentences, %v", len(groups), err))
	}
	return regexp.MustCompile(`\b(` + strings.Join(slices.Sorted(maps.Keys(groups)), "|") + `)\.[a-z_]+(\.[a-z_]+)*\b`)
}()

// Every page, in a world where there is nothing and in one where there is
// everything: whole, in French, with one heading, and without a hole.
func TestEveryPageFullAndEmpty(t *testing.T) {
	for name, fill := range map[string]func(*testSite) map[string]string{"empty": emptyWorld, "full": fullWorld} {
		t.Run(name, func(t *testing.T) {
			s := newTestSite(t)
			owner := s.Account("artisan@example.org", jema.RoleArtisan)
			personas := s.personas(owner)
			if err := s.Store.SetSecurityContact(t.Context(), s.Territory.ID, "mailto:securite@example.org"); err != nil {
				t.Fatal(err)
			}
			objects := fill(s)
			for line, who := range policy {
				method, path, _ := strings.Cut(line, " ")
				for placeholder, value := range objects {
					path = strings.ReplaceAll(path, placeholder, value)
				}
				if method == http.MethodGet && !strings.Contains(path, ":") {
					whole(t, path, personas[who].get(path))
				}
			}
		})
	}
}

// personas are browsers for the audiences of policy: artisans are the owner.
func (s *testSite) personas(owner jema.Account) map[string]*browser {
	all := map[string]*browser{"everyone": s.visitor(), "loopback": s.visitor(),
		"acting":    s.as(s.Account("conseil@example.org", jema.RoleAdviser)),
		"organiser": s.as(s.Account("organisation@example.org", jema.RoleOrganiser)),
		"desk":      s.as(s.Account("accueil@example.org", jema.RoleDesk))}
	for _, who := range []string{"signed in", "artisan", "owner", "entrant", "entrusted", "typist"} {
		all[who] = s.as(owner)
	}
	return all
}

func whole(t *testing.T, path string, got answer) {
	t.Helper()
	switch kind := got.Header.Get("Content-Type"); {
	case strings.HasPrefix(path, "/o/"):
		if got.StatusCode/100 != 3 {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
		return
	case got.StatusCode != http.StatusOK:
		t.Errorf("%s: %d", path, got.StatusCode)
		return
	case !strings.HasPrefix(kind, "text/html"):
		if len(got.body) == 0 {
			t.Errorf("%s: an empty %s", path, kind)
		}
		return
	}
	if n := got.page.Find("h1").Length(); n != 1 {
		t.Errorf("%s: %d headings of the first level", path, n)
	}
	if lang, _ := got.page.Find("html").Attr("lang"); lang != "fr" {
		t.Errorf("%s: lang %q", path, lang)
	}
	if strings.TrimSpace(got.page.Find("title").Text()) == "" || got.page.Find("main").Length() != 1 {
		t.Errorf("%s: no title or no main", path)
	}
	if hole := regexp.MustCompile(`<no value>|%!|ZgotmplZ|\{\{`).FindString(got.body); hole != "" {
		t.Errorf("%s: %q in the page", path, hole)
	}
	got.page.Find("script, style").Remove()
	if missing := key.FindString(got.page.Text()); missing != "" {
		t.Errorf("%s: the catalogue lacks %q", path, missing)
	}
	for _, attribute := range []string{"style", "onclick"} {
		if n := got.page.Find("[" + attribute + "]").Length(); n > 0 {
			t.Errorf("%s: %d %s attributes, which the policy forbids", path, n, attribute)
		}
	}
}

func emptyWorld(*testSite) map[string]string { return map[string]string{":insee": "26281"} }

func fullWorld(s *testSite) map[string]string {
	s.t.Helper()
	owner, err := s.Store.AccountByEmail(s.t.Context(), s.Territory.ID, "artisan@example.org")
	if err != nil {
		s.t.Fatal(err)
	}
	shop := s.Workshop("Atelier « plein »", owner.ID)
	for _, state := range []jema.OpeningState{jema.Draft, jema.Incomplete, jema.Submitted, jema.ChangesRequested,
		jema.Refused, jema.Cancelled} {
		s.OpeningIn(shop, "Visite "+string(state), state)
	}
	o := s.OpeningIn(shop, "Visite", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 4)
	other := o.Slot("2027-04-10", 700, 760, 6)
	s.propose(shop, owner.ID)
	made, err := s.site.Engine.Book(s.t.Context(), jema.BookingRequest{SlotID: slot, Key: "k", PartySize: 2,
		Name:  "Visiteuse Inventée",
		Email: "v@example.org", Language: "fr", Origin: jema.OriginWeb})
	if err != nil {
		s.t.Fatal(err)
	}
	class := classWorld(s, o)
	s.DB.MustExec(`UPDATE message SET channel = 'call', due_at = $1`, s.site.Now()) // somebody is to be called
	return map[string]string{":insee": "26281", ":opening": fmt.Sprint(o.ID), ":workshop": fmt.Sprint(shop.ID),
		"/classe/:token": "/classe/" + class, "/r/:token": "/r/" + made.Token,
		":code": passOf(s, made.Token), ":slot": fmt.Sprint(other), ":message": firstMessage(s)}
}

// passOf is the code of a booking's door pass.
func passOf(s *testSite, token string) string { return s.links.PassCode(bookingIDOf(s, token)) }

// firstMessage is the number of the first message.
func firstMessage(s *testSite) string {
	s.t.Helper()
	var id int64
	if err := s.DB.Get(&id, `SELECT min(id) FROM message`); err != nil {
		s.t.Fatal(err)
	}
	return fmt.Sprint(id)
}

// classWorld adds a class's request for a slot and returns the token of its
// link.
func classWorld(s *testSite, o *storetest.Opening) string {
	s.t.Helper()
	slot := o.Slot("2027-04-08", 600, 660, 30)
	if _, err := s.DB.Exec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, slot); err != nil {
		s.t.Fatal(err)
	}
	edition, err := s.Store.Edition(s.t.Context(), s.Territory.ID, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	token := s.links.SchoolToken("classe", 1)
	err = s.Store.RequestSchool(s.t.Context(), edition, jema.SchoolRequest{Slots: []jema.SlotID{slot}, Key: "classe",
		School: "École inventée",
		Town:   "Romans-sur-Isère", PostalCode: "26100", Teacher: "Personne Inventée", Email: "ecole@example.org",
		Phone:  "04 65 71 00 12",
		Pupils: 20, Adults: 3, Level: "cycle2"}, links.Hash(token), storetest.Now)
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

// hostile is what nobody should be able to break a page with.
var hostile = []string{
	"\x00", "a\x00b", "\xff\xfe", "\xed\xa0\x80", strings.Repeat("é", 10000), "😀🎩👩‍🎨", "\u202eeuqirb",
	"'; DROP TABLE booking; --",
	"<script>alert(1)</script>", "{{.}}", "%s%n%", "../../etc/passwd", "-1", "99999999999999999999", "NaN",
	"\r\nSet-Cookie: a=b", "",
}

// Every form, every field, everything that is hostile: a sentence, never a 500.
func TestHostileInput(t *testing.T) {
	fields := []string{"slot", "key", "party_size", "name", "email", "phone", "wait", "password", "suite", "kind",
		"title", "description",
		"printed_text", "hours_text", "slots_text", "duration", "capacity", "audience", "party_max", "price", "minimum_age",
		"languages", "access", "price_kind", "price_from", "price_to", "age_from", "language", "access_mi",
		"remarks", "stops", "position", "version", "do", "settled", "artisan", "craft", "commune", "address", "postal_code",
		"website", "decision", "state", "note",
		"moyen", "text", "code", "reach", "held", "sure", "outcome", "hold", "warned", "places", "part", "from", "to", "day",
		"alt", "credit",
		"second", "way", "school", "town", "teacher", "pupils", "adults", "level", "coach", "visit", "answer", "proposal",
		"proposal_decision", "take_title", "seen", "revision", "parked", "remove_photo", "title_english",
		"description_english", "point.x", "point.y", "people", "until", "focus", "turn", "site", "print", "assigned",
		"sentence", "date", "field"}
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	objects := fullWorld(s)
	personas := s.personas(owner)
	for line, who := range policy {
		method, path, _ := strings.Cut(line, " ")
		for placeholder, value := range objects {
			path = strings.ReplaceAll(path, placeholder, value)
		}
		if line == "POST /deconnexion" || who == "loopback" {
			continue
		}
		for _, bad := range hostile {
			form := url.Values{}
			for _, f := range fields {
				form.Set(f, bad)
			}
			var got answer
			if method == http.MethodPost {
				got = personas[who].post(strings.ReplaceAll(path, ":token", "x"), form)
			} else {
				query := url.Values{"q": {bad}, "commune": {bad}, "metier": {bad}, "jour": {bad}, "domaine": {bad}, "apres": {bad},
					"page": {bad}, "fait": {bad}, "etat": {bad}, "suite": {bad}, "format": {bad}, "langues": {bad}, "creneau": {bad},
					"genre": {bad}, "moyen": {bad}, "avant": {bad}}
				got = personas[who].get(strings.ReplaceAll(path, ":token", "x") + "?" + query.Encode())
			}
			if got.StatusCode >= 500 {
				t.Errorf("%s with %.20q: %d", line, bad, got.StatusCode)
			}
			if strings.Contains(got.body, "<script>alert") {
				t.Errorf("%s with a script: it is in the page", line)
			}
			if len(got.Header.Values("Set-Cookie")) > 0 && strings.Contains(got.Header.Get("Set-Cookie"), "a=b") {
				t.Errorf("%s: a header was split", line)
			}
		}
		for _, path := range []string{"/evenements/%00", "/communes/%ff", "/r/%00", "/connexion/%2e%2e", "/photos/-1",
			"/o/9e9", "/%", "/evenements/1%00"} {
			if method == http.MethodGet && line == "GET /" {
				if got := personas["everyone"].raw(path); got >= 500 {
					t.Errorf("%s: %d", path, got)
				}
			}
		}
	}
	s.Holds()
}

// raw requests a path that may not even be well-formed.
func (v *browser) raw(path string) int {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, v.site.url, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	r.URL.Opaque = path
	res, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// A mail scanner follows links, a browser fetches ahead: a hundred GETs and
// HEADs of every address change nothing.
func TestReadingChangesNothing(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	objects := fullWorld(s)
	link := signInLink(t, s)
	v := s.as(owner)
	before := fingerprint(t, s)
	for line := range policy {
		method, path, _ := strings.Cut(line, " ")
		for placeholder, value := range objects {
			path = strings.ReplaceAll(path, placeholder, value)
		}
		path = strings.ReplaceAll(path, ":token", link)
		if method != http.MethodGet || strings.Contains(path, ":") {
			continue
		}
		for range 10 {
			v.get(path)
			v.do(http.MethodHead, path, "", nil)
		}
	}
	for range 100 {
		v.get(objects["/r/:token"])
		v.do(http.MethodHead, objects["/r/:token"]+"/annulation", "", nil)
		v.get("/connexion/" + link)
	}
	if after := fingerprint(t, s); after != before {
		t.Errorf("reading changed the database:\n%s\n%s", before, after)
	}
}

// link mails a link to somebody and returns its token.
func signInLink(t *testing.T, s *testSite) string {
	t.Helper()
	err := s.Store.CreateSignIn(t.Context(), postgres.SignInRequest{TerritoryID: s.Territory.ID,
		Email: "quelquun@example.org"}, storetest.Now,
		func(id jema.SignInLinkID) []byte { return links.Hash(s.links.SignInToken(id)) })
	if err != nil {
		t.Fatal(err)
	}
	var id jema.SignInLinkID
	if err := s.DB.Get(&id, `SELECT max(id) FROM sign_in_link`); err != nil {
		t.Fatal(err)
	}
	return s.links.SignInToken(id)
}

// fingerprint is everything that matters in the database, in one text.
func fingerprint(t *testing.T, s *testSite) string {
	t.Helper()
	var all strings.Builder
	for _, table := range []string{"booking", "slot", "message", "sign_in_link", "account", "opening", "workshop", "hours",
		"photo", "session", "attempt"} {
		var sum string
		if err := s.DB.Get(&sum, `SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '' ORDER BY r::text)), '')
			FROM `+table+` r`); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s %s\n", table, sum)
	}
	return all.String()
}
