package web

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

// typedCase is a form of the site on which somebody types. A new form is
// covered by a line in typedCases.
type typedCase struct {
	name  string
	page  func(*typedWorld) string // where it is shown to role
	role  jema.Role                // "" is a visitor
	form  string                   // how it is found on its page
	typed map[string]string        // field → what is typed, %s is a word nobody typed before
	bad   map[string]string        // field → what its rule refuses, with %s too
	skip  string                   // a selector of buttons that are not pressed
	uses  bool                     // what is typed is used at once and stored nowhere
}

// typedCases are the forms; what they need is made by newTypedWorld.
var typedCases = []typedCase{
	{name: "a new entry", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(*typedWorld) string { return "/atelier/nouveau" },
		typed: map[string]string{"name": "Nom %s", "artisan": "Personne %s", "craft": "Céramiste", "title": "Titre %s"},
		bad:   map[string]string{"name": "", "title": "Titre %s"}},
	{name: "a new event", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/atelier/", w.shop.ID, "/evenement") },
		typed: map[string]string{"kind": "initiation", "title": "Titre %s"},
		bad:   map[string]string{"craft": "Métier %s"}},
	{name: "the workshop's photo", role: jema.RoleArtisan, form: "main form[enctype]",
		page:  func(w *typedWorld) string { return at("/atelier/", w.shop.ID, "") },
		typed: map[string]string{"artisan": "Personne %s", "address": "2 rue %s", "website": "www.%s.fr"},
		bad:   map[string]string{"phone": "12 %s", "alt": "Une photo %s"}},
	{name: "when", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/mon-evenement/", w.draft, "/etapes/horaires") },
		typed: map[string]string{"hours_text": "samedi de 10h à 12h"},
		bad:   map[string]string{"slots_text": "bientôt %s", "party_max": "mille %s"}},
	{name: "where", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/mon-evenement/", w.draft, "/etapes/lieu") },
		typed: map[string]string{"address": "2 rue %s", "website": "www.%s.fr", "access": "Accès %s"},
		bad:   map[string]string{"phone": "12 %s", "email": "%s@"}},
	{name: "words", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/mon-evenement/", w.draft, "/etapes/textes") },
		typed: map[string]string{"description": "Texte\r\n%s", "remarks": "Mot %s", "price": "12 € %s"},
		bad:   map[string]string{"age_from": "grand %s"}},
	{name: "an event on the site", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/mon-evenement/", w.shown, "/etapes/textes") },
		typed: map[string]string{"description": "Texte %s", "price": "9 € %s"},
		bad:   map[string]string{"age_from": "vieux %s"}},
	{name: "an event that is sent", role: jema.RoleArtisan, form: "form[data-entry]",
		page:  func(w *typedWorld) string { return at("/mon-evenement/", w.shown, "/etapes/activite") },
		typed: map[string]string{"title": "Titre %s"},
		bad:   map[string]string{"craft": "Métier %s"}},
	{name: "moderation", role: jema.RoleOrganiser, form: "form[data-opening]", skip: `[value="cancel"]`,
		page:  func(w *typedWorld) string { return at("/organisation/evenements/", w.draft, "") },
		typed: map[string]string{"title": "Titre %s", "price": "8 € %s", "artisan": "Personne %s", "note": "Un mot %s"},
		bad:   map[string]string{"phone": "12 %s", "hours_text": "demain %s"}},
	{name: "printing", role: jema.RoleOrganiser, form: `form[action="/organisation/programmes/reglages"]`,
		page:  func(*typedWorld) string { return "/organisation/programmes/reglages" },
		typed: map[string]string{"opening_text": "Bienvenue %s", "publisher": "Éditeur %s"},
		bad:   map[string]string{"pages": "douze %s"}},
	{name: "a supplied page", role: jema.RoleOrganiser, form: `form[action$="/pieces/nouvelle"]`,
		page: func(*typedWorld) string { return "/organisation/programmes/pieces/nouvelle" },
		bad:  map[string]string{"name": "Couverture %s", "kind": "cover"}},
	{name: "a slot", role: jema.RoleArtisan, form: `form:has([name="day"])`, uses: true,
		page: func(w *typedWorld) string { return at("/mon-evenement/", w.live, at("/creneaux/", w.slot, "")) },
		bad:  map[string]string{"day": "un jour %s", "from": "tôt %s"}},
	{name: "a call", role: jema.RoleDesk, form: `form[action^="/accueil/appels/"]`,
		page:  (*typedWorld).nextCall,
		typed: map[string]string{"note": "Rappeler %s", "outcome": "no_answer"},
		bad:   map[string]string{"note": "Rappeler %s", "outcome": "peut-être"}},
	{name: "the desk's booking", role: jema.RoleDesk, form: `form[action$="/reservation"]`, uses: true,
		page: func(w *typedWorld) string {
			return at("/accueil/evenements/", w.live, at("?attente=1&personnes=2&slot=", w.slot, ""))
		},
		typed: map[string]string{"name": "Camille %s", "email": "%s@example.org"},
		bad:   map[string]string{"name": "Camille %s", "phone": "12 %s"}},
	{name: "booking", form: `form[action$="/reservations"]`,
		page:  func(w *typedWorld) string { return at("/evenements/", w.live, "") },
		typed: map[string]string{"name": "Alix %s", "email": "%s@example.org", "party_size": "1"},
		bad:   map[string]string{"name": "Alix %s", "email": "%s@", "party_size": "0"}},
	{name: "a class", form: `form[action="/scolaires/demande"]`,
		page: func(*typedWorld) string { return "/scolaires/demande" },
		typed: map[string]string{"school": "École %s", "teacher": "Personne %s", "email": "%s@example.org",
			"phone": "04 65 71 00 12", "postal_code": "26100",
			"town": "Romans", "pupils": "2", "adults": "1", "level": "cycle3", "way": "whole"},
		bad: map[string]string{"school": "École %s", "town": "Ville %s", "phone": "12"}},
	{name: "find again", form: `form[action="/retrouver"]`, uses: true,
		page:  func(*typedWorld) string { return "/retrouver" },
		typed: map[string]string{"code": "12 %s", "reach": "%s@example.org"},
		bad:   map[string]string{"code": "", "reach": "%s@example.org"}},
	{name: "signing in", form: `form[action="/connexion"]`, uses: true,
		page: func(*typedWorld) string { return "/connexion" },
		bad:  map[string]string{"email": "%s@"}},
}

// typedWorld is a site with something to type on every form.
type typedWorld struct {
	*testSite
	shop               jema.Workshop
	draft, live, shown jema.OpeningID
	slot               jema.SlotID
	accounts           map[jema.Role]jema.Account
	words              int
	answered           map[string]int // form and status → how often
}

func newTypedWorld(t *testing.T) *typedWorld {
	s := newTestSite(t)
	w := &typedWorld{testSite: s, accounts: map[jema.Role]jema.Account{}, answered: map[string]int{}}
	for _, role := range []jema.Role{jema.RoleArtisan, jema.RoleOrganiser, jema.RoleDesk} {
		w.accounts[role] = s.Account(string(role)+"@example.org", role)
	}
	w.shop = s.Workshop("Atelier", w.accounts[jema.RoleArtisan].ID)
	draft, live := s.OpeningIn(w.shop, "Brouillon", jema.Draft), s.OpeningIn(w.shop, "Tournage", jema.Approved)
	shown := s.OpeningIn(w.shop, "Émaillage", jema.Approved)
	shown.Slot("2027-04-09", 700, 760, 5)
	w.shown = shown.ID
	draft.Slot("2027-04-09", 600, 660, 5)
	w.draft, w.live, w.slot = draft.ID, live.ID, live.Slot("2027-04-10", 600, 660, 500)
	s.DB.MustExec(`UPDATE opening SET party_max = 20`)
	class := live.Slot("2027-04-08", 600, 660, 500)
	s.DB.MustExec(`UPDATE slot SET audience = 'schools' WHERE id = $1`, class)
	for i := range 40 { // calls to make
		s.book(w.slot, 1, fmt.Sprintf("Appel%d", i))
	}
	s.DB.MustExec(`UPDATE message SET channel = 'call', due_at = $1`, s.site.Now())
	return w
}

// nextCall is the page of the first call on the list.
func (w *typedWorld) nextCall() string {
	list := w.as(w.accounts[jema.RoleDesk]).get("/accueil/appels")
	return list.page.Find(".call h2 a").First().AttrOr("href", "/accueil/appels")
}

// word is one that nobody has typed before.
func (w *typedWorld) word() string { w.words++; return fmt.Sprintf("zq%dx", w.words) }

// stored reports whether a word is anywhere in the database.
func (w *typedWorld) stored(word string) (is bool) {
	w.t.Helper()
	var tables []string
	if err := w.DB.Select(&tables, `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind = 'r'
		AND c.relname NOT IN ('sessions', 'photo', 'commune', 'craft')`); err != nil {
		w.t.Fatal(err)
	}
	for i, table := range tables {
		tables[i] = `SELECT 1 FROM ` + table + ` x WHERE x::text ILIKE '%` + word + `%'`
	}
	if err := w.DB.Get(&is, `SELECT EXISTS (`+strings.Join(tables, " UNION ALL ")+`)`); err != nil {
		w.t.Fatal(err)
	}
	return is
}

// openPage is a form as a browser tab holds it.
type openPage struct {
	action, button string // where it would be sent
	name           string
	fields         url.Values
	multipart      bool
	words          []string
}

// open loads a form and types into it; false when it is not on its page now.
func (w *typedWorld) open(v *browser, c typedCase, r *rand.Rand) (openPage, bool) {
	form := v.get(c.page(w)).page.Find(c.form).First()
	if form.Length() == 0 {
		return openPage{}, false
	}
	p := openPage{action: form.AttrOr("action", ""), fields: filled(form), multipart: form.AttrOr("enctype", "") != ""}
	if slot := form.Find(`[name="slot"]:not([disabled])`).First(); p.fields.Get("slot") == "" && slot.Length() > 0 {
		value := slot.AttrOr("value", slot.Find(`option:not([value=""])`).AttrOr("value", ""))
		p.fields.Set("slot", value)
	}
	buttons := form.Find("button:not([tabindex])")
	if c.skip != "" {
		buttons = buttons.Not(c.skip)
	}
	button := buttons.Eq(r.IntN(buttons.Length()))
	if helps := button.Filter(`[value^="add_"], [value="read"], [value="propose"]`); helps.Length() > 0 && r.IntN(4) > 0 {
		button = buttons.Not(`[value^="add_"], [value="read"], [value="propose"]`).Last()
		if r.IntN(2) > 0 {
			button = buttons.Not(`[value^="add_"], [value="read"], [value="propose"]`).First()
		}
	}
	p.name, p.button = button.AttrOr("name", ""), button.AttrOr("value", "")
	p.action, _, _ = strings.Cut(button.AttrOr("formaction", p.action), "#")
	p.write(w, c.typed, r)
	if len(c.typed) == 0 || r.IntN(3) == 0 {
		p.write(w, c.bad, r)
	}
	return p, true
}

func (p *openPage) write(w *typedWorld, texts map[string]string, _ *rand.Rand) {
	for field, words := range texts {
		if strings.Contains(words, "%s") {
			p.words = append(p.words, w.word())
			words = fmt.Sprintf(words, p.words[len(p.words)-1])
		}
		p.fields.Set(field, words)
	}
	p.words = p.words[:0]
	for _, values := range p.fields { // what was typed over is no longer there
		for _, value := range values {
			if i := strings.Index(value, "zq"); i >= 0 {
				p.words = append(p.words, strings.FieldsFunc(value[i:],
					func(r rune) bool { return !strings.ContainsRune("zqx0123456789", r) })[0])
			}
		}
	}
}

// press sends the form as a browser would.
func (v *browser) press(p openPage) answer {
	fields := with(p.fields)
	if p.name != "" {
		fields.Set(p.name, p.button)
	}
	if !p.multipart {
		return v.post(p.action, fields)
	}
	var b bytes.Buffer
	body := multipart.NewWriter(&b)
	for name, values := range fields {
		for _, value := range values {
			if err := body.WriteField(name, value); err != nil {
				v.t.Fatal(err)
			}
		}
	}
	if err := body.Close(); err != nil {
		v.t.Fatal(err)
	}
	return v.do(http.MethodPost, p.action, body.FormDataContentType(), &b)
}

// lost returns the words that are neither stored nor on the page that answered.
func (w *typedWorld) lost(c typedCase, p openPage, a answer) (words []string) {
	if c.uses && a.StatusCode < http.StatusBadRequest {
		return nil
	}
	for _, word := range p.words {
		if !strings.Contains(a.body, word) && !w.stored(word) {
			words = append(words, word)
		}
	}
	return words
}

// SignedIn returns a browser of the case's role, or a visitor's.
func (w *typedWorld) signedIn(c typedCase) *browser {
	if c.role == "" {
		return w.visitor()
	}
	return w.as(w.accounts[c.role])
}

// act is one thing that people, browsers and networks do to a form. It reports
// words that are gone.
type act struct {
	name string
	do   func(*typedWorld, *browser, typedCase, *rand.Rand) string
}

// try presses and returns what is lost.
func (w *typedWorld) try(v *browser, c typedCase, p openPage) (answer, string) {
	a := v.press(p)
	w.answered[c.name+" "+http.StatusText(a.StatusCode)]++
	if a.StatusCode >= http.StatusInternalServerError {
		return a, fmt.Sprintf("%d", a.StatusCode)
	}
	if gone := w.lost(c, p, a); len(gone) > 0 {
		return a, fmt.Sprintf("%v gone after %q=%q of %v: %d %s", gone, p.name, p.button, p.fields, a.StatusCode, a.notices())
	}
	return a, ""
}

var acts = []act{
	{"sent", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		p, ok := w.open(v, c, r)
		if !ok {
			return ""
		}
		_, gone := w.try(v, c, p)
		return gone
	}},
	{"left, and back", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		p, ok := w.open(v, c, r)
		if !ok {
			return ""
		}
		_, gone := w.try(v, c, p)
		v.get("/")
		p.fields = with(p.fields)
		p.write(w, c.typed, r) // the old page, typed on
		_, again := w.try(v, c, p)
		return gone + again
	}},
	{"pressed twice", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		p, ok := w.open(v, c, r)
		if !ok {
			return ""
		}
		_, first := w.try(v, c, p)
		_, second := w.try(v, c, p)
		return first + second
	}},
	{"answer lost", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		p, ok := w.open(v, c, r)
		if !ok {
			return ""
		}
		v.press(p)
		_, gone := w.try(v, c, p)
		return gone
	}},
	{"two tabs", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		one, ok := w.open(v, c, r)
		two, also := w.open(v, c, r)
		if !ok || !also {
			return ""
		}
		one.words = slices.DeleteFunc(one.words, w.stored) // the other tab may type over what it was loaded with
		first, gone := w.try(v, c, one)
		_, again := w.try(v, c, two)
		if first.StatusCode == http.StatusSeeOther && !c.uses { // what was saved before the other tab is still there
			again += strings.Join(w.lost(c, one, first), " ")
		}
		w.answered[c.name+" in two tabs"]++
		return gone + again
	}},
	{"session over", func(w *typedWorld, v *browser, c typedCase, r *rand.Rand) string {
		p, ok := w.open(v, c, r)
		if !ok || c.role == "" {
			return ""
		}
		w.expire()
		if a, gone := w.try(v, c, p); gone != "" || a.StatusCode != http.StatusUnauthorized {
			return gone + fmt.Sprintf(" answered %d", a.StatusCode)
		}
		back := w.signedIn(c)
		list, err := w.Store.ParkedForms(w.t.Context(), w.Territory.ID, w.accounts[c.role].ID, w.site.Now())
		if err != nil || len(list) == 0 {
			return fmt.Sprintf("nothing is kept, %v", err)
		}
		page := back.get(at("/reprise/", list[0].ID, ""))
		for _, word := range p.words {
			if !strings.Contains(page.body, word) {
				return word + " is not on the page after signing in again"
			}
		}
		found := page.page.Find("main form").FilterFunction(func(_ int,
			f *goquery.Selection) bool {
			return f.Find(`[name="parked"]`).Length() > 0
		})
		again := openPage{action: p.action, name: p.name, button: p.button, fields: filled(found.First()),
			multipart: p.multipart, words: p.words}
		_, gone := w.try(back, c, again)
		return gone
	}},
}

// typedSequences is how many sequences are generated.
const typedSequences = 220

// 0 typed texts are lost, whatever happens to the forms they are typed on: a
// text is stored, or it is on the page that answered.
func TestNoTypedTextIsLost(t *testing.T) {
	w := newTypedWorld(t)
	r := rand.New(rand.NewPCG(2027, 9))
	done := map[string]int{}
	for i := range typedSequences {
		c := typedCases[i%len(typedCases)]
		v := w.signedIn(c)
		var story []string
		for range 1 + r.IntN(3) {
			a := acts[r.IntN(len(acts))]
			story = append(story, a.name)
			if gone := a.do(w, v, c, r); gone != "" {
				t.Fatalf("sequence %d, %s, %v: %s", i, c.name, story, gone)
			}
			if a.name == "session over" {
				v = w.signedIn(c)
			}
			done[c.name]++
		}
		w.DB.MustExec(`DELETE FROM attempt`) // of an hour that the clock of the tests never ends
	}
	for _, c := range typedCases {
		if done[c.name] == 0 {
			t.Errorf("%s was never typed on", c.name)
		}
		if len(c.typed) > 0 && w.answered[c.name+" See Other"] == 0 && w.answered[c.name+" OK"] == 0 {
			t.Errorf("%s was never accepted", c.name)
		}
		if len(c.bad) > 0 && w.answered[c.name+" Unprocessable Entity"] == 0 {
			t.Errorf("%s was never refused", c.name)
		}
	}
	w.Holds()
}
