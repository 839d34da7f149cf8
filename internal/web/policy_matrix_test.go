package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/api"
	"jema/internal/web/page"
)

// posted is what a route of the policy is sent, and every status with which it
// answers somebody it lets in. Where a route is not here, a form is empty and
// lets in with 303, and a page with 200.
type posted struct {
	form    func(o objects) url.Values
	answers []int
	undo    func(w *territory, o objects) // makes the next let-in cell find what this one found
}

func always(form url.Values) func(objects) url.Values {
	return func(objects) url.Values { return form }
}

// posts are the routes that need a form, or answer in another way. A 409 is a
// refusal of a valid form by the state of things; 404 and 422 let nobody in.
var posts = map[string]posted{
	"GET /o/:opening": {answers: []int{301, 302, 303, 308}},
	"POST /evenements/:opening/reservations": {form: func(o objects) url.Values {
		return url.Values{"slot": textOf(o.slot), "party_size": {"1"}, "name": {"Camille"}, "email": {"quelquun@example.org"},
			"key": {page.NewKey()}}
	}, undo: unbooked},
	"POST /evenements/:opening/groupe": {form: func(o objects) url.Values {
		return url.Values{"name": {"Camille"}, "email": {"groupe@example.org"},
			"part": {fmt.Sprintf("%d:2:%s", o.slot, page.NewKey())}}
	}, answers: []int{200, 303}, undo: unbooked},
	"POST /r/:token/annulation":      {form: always(formOf("sure", "1"))},
	"POST /classe/:token/annulation": {form: always(formOf("sure", "1"))},
	"POST /r/:token/refus":           {answers: []int{409}}, // it is confirmed
	"POST /r/:token/personnes":       {form: always(formOf("party_size", "2"))},
	"POST /r/:token/lien":            {undo: (*territory).relink},
	"POST /r/:token/effacement":      {undo: (*territory).unerase},
	"POST /classe/:token/effacement": {undo: (*territory).unerase},
	"POST /retrouver": {form: always(formOf("code", "12345678", "reach", "camille@example.org")),
		answers: []int{200}, undo: forgotten},
	"POST /scolaires/demande": {form: classRequest, undo: forgotten},
	"POST /connexion":         {form: always(formOf("email", "inconnue@example.org")), undo: forgotten},
	"POST /connexion/:token": {undo: func(w *territory,
		_ objects) {
		w.DB.MustExec(`UPDATE sign_in_link SET used_at = NULL`)
	}},
	"POST /atelier/:workshop/photos":                      {answers: []int{http.StatusUnprocessableEntity}},
	"POST /organisation/ateliers/:workshop/photos":        {answers: []int{http.StatusUnprocessableEntity}},
	"POST /atelier/:workshop/photos/:photo":               {form: always(formOf("do", "forward"))},
	"POST /organisation/ateliers/:workshop/photos/:photo": {form: always(formOf("do", "forward"))},
	"POST /mon-evenement/:opening/classes":                {form: answerClass, undo: unanswered},
	"POST /organisation/classes":                          {form: answerClass, undo: unanswered},
	"POST /atelier/nouveau":                               {form: always(aWorkshop)},
	"POST /mon-evenement/:opening/etapes/:step":           {form: always(formOf("website", "exemple.fr"))},
	"POST /mon-evenement/:opening/historique/:edit":       {answers: []int{409}}, // nobody has read it as it is now
	"POST /mon-evenement/:opening/retrait": {form: always(formOf("reason", "Malade.")),
		answers: []int{200}}, // it asks whether one is sure
	"POST /atelier/:workshop":           {form: always(with(aWorkshop, "proposal", "1"))},
	"POST /atelier/:workshop/evenement": {form: always(anOpening)},
	// it is on the site
	"POST /mon-evenement/:opening": {form: always(formOf("do", "submit")), answers: []int{409, 422}},
	"POST /atelier/:workshop/reprise": {form: func(o objects) url.Values {
		return url.Values{"event": textOf(o.before)}
	}},
	"POST /reprise/:parked":          {undo: (*territory).parkAgain},
	"POST /horaires":                 {form: always(formOf("hours_text", "samedi, 10h-12h")), answers: []int{200}},
	"POST /organisation/edition":     {form: always(formOf("annee", "2027"))},
	"POST /organisation/reglages":    {form: always(formOf("printer_on", "2027-04-01"))},
	"POST /organisation/publication": {answers: []int{200}}, // asks whether one is sure
	"POST /organisation/attribution": {form: func(o objects) url.Values {
		return url.Values{"event": textOf(o.opening),
			"do": {"take"}}
	}},
	"POST /organisation/evenements/:opening": {form: func(o objects) url.Values {
		form := with(anOpening, "version", "0")
		maps.Copy(form, aWorkshop)
		return form
	}, answers: []int{409}},
	"POST /organisation/evenements/:opening/proposition": {form: func(o objects) url.Values {
		form := with(anOpening, "version", "0", "note", "Non.")
		maps.Copy(form, aWorkshop)
		return form
	}, answers: []int{409}},
	"POST /organisation/evenements/:opening/selection": {form: always(formOf("selection", "rare")),
		answers: []int{303, 409}},
	"POST /organisation/evenements/:opening/photo-imprimee": {form: always(formOf("weight", "half"))},
	"POST /organisation/evenements/:opening/decision": {form: always(formOf("decision", "approve", "version", "0")),
		answers: []int{409}},
	"POST /organisation/programmes":                 {form: printingSettings},
	"POST /organisation/programmes/reglages":        {form: printingSettings},
	"POST /organisation/programmes/pieces/nouvelle": {answers: []int{422}}, // a piece without a file
	"POST /organisation/programmes/pieces": {form: func(
		o objects) url.Values {
		return url.Values{"remove": textOf(o.part), "sure": {"1"}}
	}},
	"POST /organisation/programmes/communes/:insee/bouclage": {form: always(formOf("sure", "1"))},
	"POST /organisation/programmes/bouclage":                 {answers: []int{200}}, // asks whether one is sure
	"POST /mon-evenement/:opening/creneaux/:slot":            {form: always(formOf("do", "save", "capacity", "300"))},
	"POST /organisation/evenements/:opening/creneaux/:slot":  {form: always(formOf("do", "save", "capacity", "300"))},
	"POST /accueil/evenements/:opening":                      {form: holdPlaces},
	"POST /accueil/evenements/:opening/creneaux/:slot": {form: always(formOf("do", "reopen")),
		answers: []int{303, 409}},
	"POST /accueil/evenements/:opening/reservation": {form: func(o objects) url.Values {
		return url.Values{"slot": textOf(o.slot), "party_size": {"1"}, "name": {"Camille"}, "phone": {"0639980012"},
			"key": {page.NewKey()}, "warned": {"1"}}
	}, undo: unbooked},
	"POST /accueil/appels/:message":        {form: always(formOf("outcome", "reached")), answers: []int{303, 409}},
	"POST /organisation/messages/:message": {form: always(formOf("do", "park")), undo: requeued},
	"POST /mon-evenement/:opening/epreuve": {form: func(o objects) url.Values {
		return formOf("version",
			fmt.Sprint(o.openingVersion))
	}},
	"POST /api/v1/slots/:id/bookings": {answers: []int{201}, undo: unbooked},
	"GET /connexion":                  {answers: []int{200, 303}}, // who is signed in is led on
}

var printingSettings = always(formOf("format", "auto", "language", "fr", "order", "workshop", "paper", "coated",
	"bleed", "3", "pages", ""))

func classRequest(o objects) url.Values {
	return with(classForm(fmt.Sprint(o.school), "", "whole"), "key", page.NewKey(), "email", page.NewKey()+"@example.org")
}

func answerClass(o objects) url.Values {
	return url.Values{"visit": textOf(o.visit), "answer": {"decline"}}
}

func holdPlaces(o objects) url.Values { return url.Values{"slot": textOf(o.slot), "party_size": {"1"}} }

func forgotten(w *territory, _ objects) { w.DB.MustExec(`DELETE FROM attempt`) }

func requeued(w *territory, o objects) {
	w.DB.MustExec(`UPDATE message SET state = 'queued', parked_why = '' WHERE id = $1`, o.message)
}

// unbooked takes away what a cell has booked, so that no contact and no client
// has booked too often for the next.
func unbooked(w *territory, _ objects) {
	w.DB.MustExec(`UPDATE slot s SET taken = taken - b.n FROM (SELECT slot_id, sum(party_size) AS n FROM booking
		WHERE name = 'Camille' GROUP BY slot_id) b WHERE s.id = b.slot_id`)
	w.DB.MustExec(`DELETE FROM booking WHERE name = 'Camille'`)
	w.DB.MustExec(`DELETE FROM attempt`)
}

func unanswered(w *territory, o objects) {
	w.DB.MustExec(`UPDATE school_visit SET state = 'asked', answered_at = NULL WHERE id = $1`, o.visit)
	w.DB.MustExec(`UPDATE school_request SET state = 'asked', ended_at = NULL WHERE id = (SELECT request_id FROM
		school_visit WHERE id = $1)`, o.visit)
}

// relink gives a booking the link back that it had at first.
func (w *territory) relink(o objects) {
	w.DB.MustExec(`UPDATE booking SET generation = 1, token_hash = $2 WHERE id = $1`, o.booking,
		links.Hash(w.links.ManageToken(o.bookingKey, 1)))
}

// unerase restores the names of a booking's visitor and a class's teacher.
func (w *territory) unerase(o objects) {
	w.DB.MustExec(`UPDATE booking SET purged_at = NULL, name = 'Visiteuse', email = 'v@example.org', idempotency_key =
		$2, token_hash = $3
		WHERE id = $1 AND purged_at IS NOT NULL`, o.booking, o.bookingKey, links.Hash(o.bookingToken))
	w.DB.MustExec(`UPDATE school_request SET purged_at = NULL, school = 'École', teacher = 'Personne', email =
		'c@example.org', phone = '04 65 71 00 12',
		token_hash = $2 WHERE id = (SELECT request_id FROM school_visit WHERE id = $1) AND purged_at IS NOT NULL`, o.visit,
		links.Hash(o.classToken))
}

// reply is what a cell of the matrix got.
type reply struct {
	status   int
	location string
}

// send sends a request as a persona, with the cookie it has and no other.
func (p persona) send(w *territory, line string, o objects) reply {
	w.t.Helper()
	method, path, _ := strings.Cut(line, " ")
	body, kind := "", ""
	if method == http.MethodPost {
		kind = "application/x-www-form-urlencoded"
		if form := posts[line].form; form != nil {
			body = form(o).Encode()
		}
	}
	if strings.HasPrefix(path, api.Root+"/slots/") {
		booked, err := json.Marshal(map[string]any{"party_size": 1, "name": "Camille", "email": "api@example.org"})
		fatal(w.t, err)
		body, kind = string(booked), "application/json"
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.url+o.address(path), strings.NewReader(body))
	fatal(w.t, err)
	r.Header.Set("Content-Type", kind)
	key := page.NewKey()
	r.Header.Set("Idempotency-Key", strings.Join([]string{key[:8], key[8:12], key[12:16], key[16:20], key[20:]}, "-"))
	if p.token != "" {
		r.AddCookie(&http.Cookie{Name: page.SessionCookie, Value: p.token})
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	fatal(w.t, err)
	defer func() { _ = res.Body.Close() }()
	if res.Header.Get("Content-Type") != "text/event-stream" { // which ends when its reader leaves
		_, err = io.Copy(io.Discard, res.Body)
		fatal(w.t, err)
	}
	return reply{res.StatusCode, res.Header.Get("Location")}
}

// expected are the statuses a persona must get for an object of a kind: "own"
// is the owner's, "foreign" the other artisan's, "elsewhere" another
// territory's.
func expected(line, who string, p persona, kind string) []int {
	method, path, _ := strings.Cut(line, " ")
	in := posts[line].answers
	switch {
	case in != nil:
	case method == http.MethodPost:
		in = []int{http.StatusSeeOther}
	default:
		in = []int{http.StatusOK}
	}
	if kind == "elsewhere" && line != "GET /o/:opening" { // which leads to the event's page, whether there is one or not
		in = []int{http.StatusNotFound}
	}
	may := map[string][]string{"artisan": {"owner", "other artisan"}, "organiser": {"organiser", "administrator"},
		"desk": {"desk", "organiser", "administrator"}, "owner": {"owner", "other artisan"},
		"entrant": {"owner", "other artisan", "adviser", "correspondent", "organiser", "administrator", unentrusted},
		"entrusted": {"owner", "other artisan", "adviser", "correspondent", "organiser", "administrator",
			unentrusted},
		"acting":    {"adviser", "correspondent", unentrusted},
		"signed in": append(slices.Collect(maps.Keys(roles)), unentrusted)}[who]
	switch {
	case who == "everyone", who == "loopback":
		return in
	case p.role == "" && method == http.MethodPost:
		return []int{http.StatusUnauthorized}
	case p.role == "":
		return []int{0} // sent to sign in
	case who == "typist" && (kind == "own" && p.role == "owner" || kind == "foreign" && p.role == "other artisan"):
		return in
	case who == "typist":
		return []int{http.StatusNotFound}
	case !slices.Contains(may, p.role):
		return []int{http.StatusForbidden}
	case who == "entrusted" && slices.Contains([]string{"organiser", "administrator", "correspondent"}, p.role):
		return in // both workshops are in the correspondent's commune
	case who == "entrusted" && p.role == unentrusted:
		return []int{http.StatusNotFound}
	case line == "POST /atelier/nouveau" && p.account.Role == jema.RoleCorrespondent && p.role == unentrusted:
		return []int{http.StatusUnprocessableEntity} // the commune of the form is not hers
	case who == "entrusted" && p.role == "adviser" && named(path) && kind != "own": // her portfolio has one's own alone
		return []int{http.StatusNotFound}
	case who == "entrusted" && p.role == "adviser":
		return in
	case (who == "owner" || who == "entrusted") && named(path) && (kind == "own") != (p.role == "owner"):
		return []int{http.StatusNotFound}
	}
	return in
}

// Every route of the site and the API is requested by every persona, for the
// owner's, another artisan's and another territory's objects. An allowed
// request gets the very status of the table, never 404 or 422.
func TestWhoMayCome(t *testing.T) {
	s := newTestSite(t)
	here := furnish(s)
	there := furnish(s.beside(s.World.Beside("ailleurs")))
	here.letter()
	for _, site := range []*testSite{s, there.testSite} {
		site.allow(0) // everybody comes from one machine
	}
	// who is refused below is let in at home
	there.as(there.accounts["organiser"]).get("/organisation").wants(t, http.StatusOK)
	whole := maps.Clone(policy)
	for _, r := range api.Routes {
		whole[r.Method+" "+api.Root+r.Path] = "everyone"
	}
	everybody, before := personas(here, there), there.rows()
	cells, let, wrong := 0, 0, 0
	for _, line := range slices.SortedFunc(maps.Keys(whole), gentlyFirst) {
		for kind, o := range map[string]objects{"own": here.owner, "foreign": here.other, "elsewhere": there.owner} {
			_, path, _ := strings.Cut(line, " ")
			if !named(path) && kind != "own" || path == api.Root+"/problems/:name" && kind == "elsewhere" {
				continue
			}
			for _, p := range everybody {
				if p.entersNothing && !enters(whole[line]) {
					continue
				}
				want, got := expected(line, whole[line], p, kind), p.send(here, line, o)
				cells++
				refused := got.status == http.StatusSeeOther && strings.HasPrefix(got.location, "/connexion?suite=")
				if refused {
					got.status = 0
				}
				if got.status >= 200 && got.status < 400 {
					let++
				}
				if !slices.Contains(want, got.status) {
					wrong++
					t.Errorf("%s asked by %s (%s): %d %s, want %v", line, p.name, kind, got.status, got.location, want)
				}
				if undo := posts[line].undo; undo != nil && got.status >= 200 && got.status < 400 {
					undo(here, o)
				}
				if strings.Contains(line, "connexion") { // it ends sessions
					here.session(p)
				}
			}
		}
	}
	if after := there.rows(); after != before {
		t.Errorf("the other territory has changed:\n%s\nbefore:\n%s", after, before)
	}
	t.Logf("%d routes, %d personas, %d cells, %d let in, %d wrong", len(whole), len(everybody), cells, let, wrong)
}

// gentlyFirst puts what reads before what writes, and what takes away last.
func gentlyFirst(a, b string) int {
	weight := func(line string) int {
		switch {
		case strings.HasSuffix(line, "/effacement") && strings.HasPrefix(line, http.MethodPost):
			return 3 // after the cancellation that a class needs first
		case strings.HasSuffix(line, "/annulation"), strings.HasSuffix(line, "/pieces"), strings.HasSuffix(line, "/photo"):
			return 2
		case strings.HasPrefix(line, http.MethodPost):
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a, b))
}

// rows is everything the territory has, in one text; sessions come and go.
func (w *territory) rows() string {
	w.t.Helper()
	var all strings.Builder
	var tables []string
	fatal(w.t, w.DB.Select(&tables, `SELECT t.relname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
		WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND a.attname = 'territory_id'
		AND NOT a.attisdropped AND t.relname <> 'session' ORDER BY t.relname`))
	for _, table := range tables {
		var sum string
		fatal(w.t, w.DB.Get(&sum, `SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '' ORDER BY r::text)), '')
			FROM `+table+
			` r WHERE territory_id = $1`, w.Territory.ID))
		fmt.Fprintf(&all, "%s %s\n", table, sum)
	}
	return all.String()
}
