package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
	"jema/internal/web/api"
	"jema/internal/web/public"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

func start(t *testing.T, w *storetest.World) *httptest.Server {
	t.Helper()
	l, err := links.New("http://jema.test", make([]byte, links.SecretBytes))
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return storetest.Now }
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	pages := public.New(public.Config{Store: w.Store, Territory: w.Territory.Slug, Now: now})
	api.Mount(g, api.Config{Store: w.Store, Public: pages, Engine: booking.New(w.Store.BookBatch, l, now),
		Links: l, Now: now,
		Territory: w.Territory.Slug, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	other := api.OrElse(func(c *gin.Context) { c.String(http.StatusNotFound, "page") })
	g.NoRoute(other)
	g.NoMethod(other)
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	return server
}

// call sends a request and returns status, media type and the JSON answered.
func call(t *testing.T, method, url string, header map[string]string, body string) (int, string, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if len(data) > 0 && data[0] == '{' {
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatalf("%s %s answered %q: %v", method, url, data, err)
		}
	}
	if len(res.Cookies()) > 0 {
		t.Errorf("%s %s set a cookie", method, url)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), v
}

// keyOf is a key that a program chooses, the same for the same name.
func keyOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

var asJSON = map[string]string{"Content-Type": "application/json", "Idempotency-Key": keyOf("k")}

func TestBookingProblems(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 2)
	server := start(t, w)
	address := func(id jema.SlotID) string { return fmt.Sprintf("%s/api/v1/slots/%d/bookings", server.URL, id) }
	good := `{"party_size":1,"name":"V","email":"v@example.org"}`
	for name, c := range map[string]struct {
		url, body string
		header    map[string]string
		status    int
		problem   string
		field     string
	}{
		"no key": {address(slot), good, map[string]string{"Content-Type": "application/json"}, 400,
			"idempotency-key-missing", ""},
		"broken":      {address(slot), `{"party_size":`, asJSON, 400, "malformed", ""},
		"an array":    {address(slot), `[1]`, asJSON, 400, "malformed", ""},
		"null":        {address(slot), `null`, asJSON, 400, "malformed", ""},
		"two objects": {address(slot), good + good, asJSON, 400, "malformed", ""},
		"nothing":     {address(slot), ``, asJSON, 400, "malformed", ""},
		"wrong type": {address(slot), good, map[string]string{"Content-Type": "text/plain", "Idempotency-Key": keyOf("k")},
			415, "unsupported-media-type", ""},
		"too large": {address(slot), `{"name":"` + strings.Repeat("a", 70000) + `"}`, asJSON, 413, "too-large", ""},
		"no party":  {address(slot), `{"name":"V","email":"v@example.org"}`, asJSON, 422, "invalid", "party_size"},
		"party as text": {address(slot), `{"party_size":"2","name":"V","email":"v@example.org"}`, asJSON, 422,
			"invalid", "party_size"},
		"huge party": {address(slot), `{"party_size":99999999999999999999,"name":"V","email":"v@example.org"}`, asJSON, 422,
			"invalid", "party_size"},
		"name of NUL": {address(slot), `{"party_size":1,"name":"\u0000","email":"v@example.org"}`, asJSON, 422,
			"invalid", "name"},
		"no contact":  {address(slot), `{"party_size":1,"name":"V"}`, asJSON, 422, "invalid", "email"},
		"bad address": {address(slot), `{"party_size":1,"name":"V","email":"v@"}`, asJSON, 422, "invalid", "email"},
		"bad phone":   {address(slot), `{"party_size":1,"name":"V","phone":"12"}`, asJSON, 422, "invalid", "phone"},
		"long name": {address(slot), `{"party_size":1,"name":"` + strings.Repeat("é", 10000) +
			`","email":"v@example.org"}`, asJSON, 422, "invalid", "name"},
		"no such slot": {address(999999), good, asJSON, 404, "not-found", ""},
		"not a number": {server.URL + "/api/v1/slots/abc/bookings", good, asJSON, 404, "not-found", ""},
		"a poor key": {address(slot), good, map[string]string{"Content-Type": "application/json", "Idempotency-Key": "1"},
			422, "invalid", "Idempotency-Key"},
		"a field more": {address(slot), `{"party_size":1,"name":"V","email":"v@example.org","partysize":2}`, asJSON, 422,
			"invalid", "partysize"},
		"too many": {address(slot), `{"party_size":3,"name":"V","email":"v@example.org"}`, asJSON, 422,
			"invalid", "party_size"},
	} {
		status, media, v := call(t, http.MethodPost, c.url, c.header, c.body)
		kind, _ := v["type"].(string)
		if status != c.status || !strings.HasSuffix(kind, "/"+c.problem) || media != "application/problem+json" {
			t.Errorf("%s: %d %s %q", name, status, media, kind)
		}
		if c.field != "" && !strings.Contains(fmt.Sprint(v["errors"]), "field:"+c.field) {
			t.Errorf("%s: errors %v do not name %s", name, v["errors"], c.field)
		}
	}
	w.Holds()
}

func TestBookingThroughTheAPI(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 2)
	server := start(t, w)
	url := fmt.Sprintf("%s/api/v1/slots/%d/bookings", server.URL, slot)
	book := func(key, body string) (int, map[string]any) {
		status, _, v := call(t, http.MethodPost, url, map[string]string{"Content-Type": "application/json; charset=utf-8",
			"Idempotency-Key": keyOf(key)}, body)
		return status, v
	}
	// a lone surrogate harms nobody
	status, first := book("one", `{"party_size":2,"name":"\ud800 Été 🎩","email":"v@example.org"}`)
	if status != 201 || first["status"] != "confirmed" || len(first["code"].(string)) != 8 ||
		!strings.HasPrefix(first["manage_url"].(string), "http://jema.test/r/") {
		t.Fatalf("%d %v", status, first)
	}
	if status, again := book("one", `{"party_size":2,"name":"\ud800 Été 🎩","email":"v@example.org"}`); status != 201 ||
		fmt.Sprint(again) != fmt.Sprint(first) {
		t.Errorf("the key sent again got %d %v", status, again)
	}
	if status, v := book("one", `{"party_size":1,"name":"V","email":"v@example.org"}`); status != 409 ||
		!strings.HasSuffix(v["type"].(string), "idempotency-key-reused") {
		t.Errorf("the key reused got %d %v", status, v)
	}
	if status, v := book("two", `{"party_size":1,"name":"V","phone":"0465710012"}`); status != 409 ||
		!strings.HasSuffix(v["type"].(string), "slot-full") {
		t.Errorf("a full slot answered %d %v", status, v)
	}
	if status, v := book("two", `{"party_size":1,"name":"V","phone":"0465710012","wait":true}`); status != 201 ||
		v["status"] != "waiting" {
		t.Errorf("waiting with the key of a refusal answered %d %v", status, v)
	}
	_, _, v := call(t, http.MethodGet, fmt.Sprintf("%s/api/v1/slots/%d", server.URL, slot), nil, "")
	want := map[string]any{"id": float64(slot), "taken": 2.0, "capacity": 2.0, "free": 0.0, "waiting": 1.0,
		"state":     "full",
		"starts_at": "2027-04-10T10:00:00+02:00", "ends_at": "2027-04-10T11:00:00+02:00", "audience": "public"}
	for name, value := range want {
		if v[name] != value {
			t.Errorf("slot: %s is %v, want %v", name, v[name], value)
		}
	}
	w.Holds()
}

// A stranger who types a contact learns nothing of that person's bookings: the
// answer is the same whether there is a booking, as many as the edition allows,
// or none, and a full slot is full for all. The person gets the list of
// bookings by mail.
func TestAStrangerLearnsNothingFromTheAPI(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, full, third := o.Slot("2027-04-10", 600, 660, 8), o.Slot("2027-04-10", 700, 760, 1),
		o.Slot("2027-04-10", 800, 860, 8)
	server := start(t, w)
	book := func(key string, slot jema.SlotID, more string) (int, string) {
		status, _, v := call(t, http.MethodPost, fmt.Sprintf("%s/api/v1/slots/%d/bookings", server.URL, slot),
			map[string]string{"Content-Type": "application/json", "Idempotency-Key": keyOf(key)},
			`{"party_size":1,"name":"V"`+more+`}`)
		return status, fmt.Sprint(v)
	}
	const theirs, nobodys = `,"email":"V@example.org"`, `,"email":"personne@example.org"`
	first, made := book("one", slot, theirs)
	if second, _ := book("two", full, theirs); first != 201 || second != 201 {
		t.Fatalf("%d, %d", first, second)
	}
	if status, again := book("one", slot, theirs); status != 201 || again != made {
		t.Errorf("an honest repetition: %d %s", status, again)
	}
	before := letters(t, w)
	status, noted := book("three", slot, theirs)
	if status != 202 || !strings.Contains(noted, "status:noted") || strings.Contains(noted, "V@example.org") {
		t.Errorf("a stranger got %d %s", status, noted)
	}
	if n := letters(t, w) - before; n != 1 {
		t.Errorf("%d letters to the person, want 1", n)
	}
	w.DB.MustExec(`UPDATE edition SET bookings_per_visitor = 2`)
	if status, enough := book("four", third, theirs); status != 202 || enough != noted {
		t.Errorf("as many as the edition allows: %d %s", status, enough)
	}
	with, known := book("five", full, theirs)
	without, unknown := book("six", full, nobodys)
	if with != 409 || without != 409 || known != unknown || !strings.Contains(known, "slot-full") {
		t.Errorf("a full slot: %d %s, and %d %s", with, known, without, unknown)
	}
	for _, name := range []string{"already-booked", "enough-bookings"} {
		if status, _, _ := call(t, http.MethodGet, server.URL+"/api/v1/problems/"+name, nil, ""); status != 404 {
			t.Errorf("%s is still a problem", name)
		}
	}
	w.Holds()
}

func letters(t *testing.T, w *storetest.World) (n int) {
	t.Helper()
	if err := w.DB.Get(&n, `SELECT count(*) FROM message`); err != nil {
		t.Fatal(err)
	}
	return n
}

// The key that is stored, and that the link is made from, is not the key that
// was sent, so that it differs from all keys of the site. Links made from older
// keys stay valid.
func TestAKeyIsStoredAsAHash(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	server := start(t, w)
	l, err := links.New("http://jema.test", make([]byte, links.SecretBytes))
	if err != nil {
		t.Fatal(err)
	}
	url := fmt.Sprintf("%s/api/v1/slots/%d/bookings", server.URL, slot)
	sent := keyOf("one")
	_, _, v := call(t, http.MethodPost, url, asJSONWith(strings.ToUpper(sent)),
		`{"party_size":1,"name":"V","email":"v@example.org"}`)
	if link := v["manage_url"]; link != l.Booking(l.ManageToken(jema.AnonymousKey(sent), 1)) ||
		link == l.Booking(l.ManageToken(sent, 1)) {
		t.Errorf("the link is %v", link)
	}
	if _, _, again := call(t, http.MethodPost, url, asJSONWith(sent),
		`{"party_size":1,"name":"V","email":"v@example.org"}`); fmt.Sprint(again) != fmt.Sprint(v) {
		t.Errorf("in small letters the key is another: %v", again)
	}
	old := jema.BookingRequest{SlotID: slot, Key: "1", PartySize: 1, Name: "V", Email: "ancien@example.org",
		Language: "fr", Origin: jema.OriginAPI}
	before, err := booking.New(w.Store.BookBatch, l, func() time.Time { return storetest.Now }).Book(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash(l.ManageToken("1", 1)),
		storetest.Now); err != nil || before.Token != l.ManageToken("1", 1) {
		t.Errorf("the link of a key of old: %v", err)
	}
}

func asJSONWith(key string) map[string]string {
	return map[string]string{"Content-Type": "application/json", "Idempotency-Key": key}
}

func TestOpenings(t *testing.T) {
	w := storetest.New(t)
	shown := w.Opening("Tournage d’été")
	shown.Slot("2027-04-10", 600, 660, 2)
	w.OpeningIn(w.Workshop("Autre", 0), "Pas encore", jema.Submitted)
	server := start(t, w)
	for query, want := range map[string]int{
		"": 1, "?commune=26281": 1, "?commune=26034": 0, "?craft=ceramiste": 1, "?craft=bottier-main": 0,
		"?day=2027-04-10": 1,
		"?day=2027-04-09": 0, "?q=ETE+tournage": 1, "?q=hiver": 0, "?free=true": 1, "?free=false": 1, "?q=%25": 0,
	} {
		status, _, v := call(t, http.MethodGet, server.URL+"/api/v1/openings"+query, nil, "")
		items, _ := v["items"].([]any)
		if next, given := v["next"]; status != 200 || len(items) != want || !given || next != nil {
			t.Errorf("%s: %d, %d items, next %v", query, status, len(items), v["next"])
		}
	}
	for _, query := range []string{"?day=10/04", "?free=oui", "?page=x", "?q=" + strings.Repeat("a", 300),
		"?day=", "?free=", "?page=", "?q=", "?commune=", "?craft=", "?q=+", "?near=", "?near=Lyon",
		"?near=95,200", "?radius_km=0",
		"?radius_km=10", "?radius_km=loin", "?from=25:00", "?to=9h", "?to=00:00", "?places=0", "?places=trois",
		"?age=-1", "?age=100",
		"?booking=maybe", "?access=xx", "?access=mi,xx", "?lang=EN", "?price_max=-1", "?price_max=NaN",
		"?kind=party", "?sort=random",
		"?colour=red", "?kind=", "?sort="} {
		field, _, _ := strings.Cut(query[1:], "=")
		status, _, v := call(t, http.MethodGet, server.URL+"/api/v1/openings"+query, nil, "")
		if status != 422 || !strings.Contains(fmt.Sprint(v["errors"]), "field:"+field+"]") {
			t.Errorf("%s: %d %v", query, status, v)
		}
	}
	status, _, v := call(t, http.MethodGet, fmt.Sprintf("%s/api/v1/openings/%d", server.URL, shown.ID), nil, "")
	if status != 200 || len(v["slots"].([]any)) != 1 || v["hours"] == nil || v["phone"] != nil || v["address"] == nil {
		t.Errorf("%d %v", status, v)
	}
	for _, path := range []string{"/api/v1/openings/99999", "/api/v1/openings/x", "/api/v1/slots/0", "/api/v1/nothing",
		"/api/v2/openings"} {
		if status, media, _ := call(t, http.MethodGet, server.URL+path, nil, ""); status != 404 ||
			media != "application/problem+json" {
			t.Errorf("%s: %d %s", path, status, media)
		}
	}
	if status, media, _ := call(t, http.MethodDelete, server.URL+"/api/v1/openings", nil, ""); status != 405 ||
		media != "application/problem+json" {
		t.Errorf("DELETE: %d %s", status, media)
	}
	_, _, v = call(t, http.MethodGet, server.URL+"/api/v1/openings?day=x", map[string]string{"Accept-Language": "en-GB"},
		"")
	if !strings.Contains(fmt.Sprint(v["errors"]), "Write the day") {
		t.Errorf("English was asked for: %v", v)
	}
}

func TestAPageEndsAtAHundred(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	for i := range 101 {
		w.OpeningIn(shop, fmt.Sprintf("Visite %d", i), jema.Approved)
	}
	server := start(t, w)
	_, _, v := call(t, http.MethodGet, server.URL+"/api/v1/openings?q=visite", nil, "")
	next, _ := v["next"].(string)
	if len(v["items"].([]any)) != 100 || next == "" {
		t.Fatalf("%d items, next %q", len(v["items"].([]any)), next)
	}
	_, _, v = call(t, http.MethodGet, server.URL+next, nil, "")
	if len(v["items"].([]any)) != 1 || v["next"] != nil {
		t.Errorf("the second page has %d items, next %v", len(v["items"].([]any)), v["next"])
	}
}

// The description and the routes agree.
func TestDescriptionIsTheRoutes(t *testing.T) {
	w := storetest.New(t)
	server := start(t, w)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/openapi.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(bytes.TrimSpace(data))
	if err != nil {
		t.Fatal(err)
	}
	var described, routed []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			described = append(described, method+" "+path)
		}
	}
	for _, r := range api.Routes {
		path := strings.NewReplacer(":id", "{id}", ":name", "{name}").Replace(r.Path)
		routed = append(routed, r.Method+" "+path)
	}
	slices.Sort(described)
	slices.Sort(routed)
	if !slices.Equal(described, routed) {
		t.Errorf("described %v\nrouted    %v", described, routed)
	}
	describes(t, doc)
}

// describes looks at what a reader of the description relies on.
func describes(t *testing.T, doc *openapi3.T) {
	t.Helper()
	page := doc.Paths.Find("/openings").Get.Parameters.GetByInAndName("query", "page").Schema.Value
	if !page.Type.Is("integer") || page.Min == nil || *page.Min != 1 {
		t.Errorf("page is %v", page.Type)
	}
	post := doc.Paths.Find("/slots/{id}/bookings").Post
	for _, status := range []string{"201", "202", "400", "403", "404", "409", "413", "415", "422", "429", "503"} {
		if post.Responses.Value(status) == nil {
			t.Errorf("a booking answered with %s is not described", status)
		}
	}
	if key := post.Parameters.GetByInAndName("header", "Idempotency-Key").Schema.Value; key.Format != "uuid" {
		t.Errorf("the key's format is %q", key.Format)
	}
	if more := doc.Components.Schemas["BookingRequest"].Value.AdditionalProperties.Has; more == nil || *more {
		t.Error("unknown fields are described as welcome")
	}
}
