package web

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// A person whose name, addresses and numbers occur nowhere else.
const (
	seededName  = "Zébuline Quorpax"
	seededEmail = "zebuline.quorpax@quorpax.example"
	seededPhone = "06 39 98 13 57"
	seededLand  = "04 65 71 35 79"
)

// seeded is what would betray the person, in any table, file or log.
var seeded = []string{"quorpax", "zébuline", "zebuline", seededPhone, "0639981357", "639981357", seededLand,
	"0465713579", "465713579"}

// seed stores the person wherever a visitor or a teacher leaves traces: web and
// telephone bookings, waiting, letters and calls with their notes, refusals of
// mail servers, wrong codes, requested links, a class.
func (s *testSite) seed() (token string) {
	s.t.Helper()
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 4)
	book := func(r jema.BookingRequest) string {
		r.SlotID, r.Name, r.Language, r.Wait = slot, seededName, "fr", true
		made, err := s.site.Engine.Book(s.t.Context(), r)
		s.must(err)
		return made.Token
	}
	web := jema.BookingRequest{Key: "quorpax-clef", PartySize: 3, Email: seededEmail, Phone: seededPhone,
		Origin: jema.OriginWeb}
	token = book(web)
	book(jema.BookingRequest{Key: "accueil", PartySize: 2, Phone: seededLand, Origin: jema.OriginDesk})
	web.SlotID = slot
	s.must(s.Store.NotifyAgain(s.t.Context(), s.Territory.ID, web, storetest.Now))
	v := s.visitor()
	v.post("/retrouver", url.Values{"code": {"00000000"}, "reach": {seededEmail}}).wants(s.t, http.StatusOK)
	v.post("/connexion", url.Values{"email": {seededEmail}})
	s.seedClass(opening)
	s.seedWords()
	return token
}

func (s *testSite) seedClass(o *storetest.Opening) {
	s.t.Helper()
	slot := o.Slot("2027-04-08", 600, 660, 35)
	s.set(`UPDATE slot SET audience = 'schools' WHERE id = ` + fmt.Sprint(slot))
	r := jema.SchoolRequest{Slots: []jema.SlotID{slot}, Key: "quorpax-classe", School: "École Quorpax",
		Town: "Quorpax-sur-Isère", PostalCode: "26100",
		Teacher: seededName, Email: seededEmail, Phone: seededPhone, Pupils: 24, Adults: 3, Level: "cycle3", Language: "fr"}
	edition, err := s.Store.Edition(s.t.Context(), s.Territory.ID, 0)
	s.must(err)
	s.must(s.Store.RequestSchool(s.t.Context(), edition, r, links.Hash(s.links.SchoolToken(r.Key, 1)), storetest.Now))
}

// seedWords stores a call with a note, and a mail server's refusal.
func (s *testSite) seedWords() {
	s.t.Helper()
	desk := s.Account("accueil@example.org", jema.RoleDesk)
	var call jema.MessageID
	s.must(s.DB.Get(&call, `SELECT id FROM message WHERE channel = 'call' LIMIT 1`))
	s.must(s.Store.RecordCall(s.t.Context(), postgres.CallRecord{TerritoryID: s.Territory.ID, MessageID: call,
		AccountID: desk.ID, Outcome: jema.CallNoAnswer, Note: "Quorpax ne répond pas"}, storetest.Now.Add(time.Hour)))
	s.set(`UPDATE message SET last_error = '550 quorpax: no such user' WHERE channel = 'email' AND state = 'queued'`)
	s.set(`UPDATE school_request SET ended_reason = 'Mme Quorpax est souffrante'`)
}

func (s *testSite) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// tables are all tables of the database.
func (s *testSite) tables() (names []string) {
	s.t.Helper()
	s.must(s.DB.Select(&names, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND
		table_type = 'BASE TABLE'`))
	return names
}

// found lists the tables in which a word occurs in any column, in clear or in
// the bytes of a bytea, whose text is hexadecimal.
func (s *testSite) found(words ...string) (where []string) {
	s.t.Helper()
	for _, table := range s.tables() {
		for _, word := range words {
			var rows int
			s.must(s.DB.Get(&rows, `SELECT count(*) FROM "`+table+
				`" x WHERE strpos(lower(x::text), lower($1)) > 0 OR strpos(x::text, $2) > 0`,
				word, hex.EncodeToString([]byte(word))))
			if rows > 0 {
				where = append(where, fmt.Sprintf("%s (%s, %d)", table, word, rows))
			}
		}
	}
	return where
}

// hashes are the digests and keys by which the person could be recognised.
func (s *testSite) hashes() (list []string) {
	s.t.Helper()
	s.must(s.DB.Select(&list, `SELECT encode(h, 'hex') FROM (
		SELECT unnest(ARRAY[contact, content, token_hash]) AS h FROM booking
		UNION SELECT unnest(ARRAY[content, token_hash]) FROM school_request
		UNION SELECT token_hash FROM sign_in_link UNION SELECT key FROM attempt) all_of_them WHERE h IS NOT NULL`))
	return list
}

// upkeep runs the program's upkeep at a time until done, and returns its log.
func (s *testSite) upkeep(now time.Time, done func() bool) string {
	s.t.Helper()
	var log logBuffer
	ctx, stop := context.WithCancel(s.t.Context())
	ended := make(chan struct{})
	go func() {
		booking.NewUpkeep(s.Store, func() time.Time { return now },
			slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))).Run(ctx)
		close(ended)
	}()
	for deadline := time.Now().Add(time.Minute); !done() &&
		time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
	}
	stop()
	<-ended
	return log.take()
}

// When the day of erasure comes, nothing of a person remains: in no table, in no
// log. Their number does.
func TestNothingOfAPersonRemains(t *testing.T) {
	s := newTestSite(t)
	var log logBuffer
	s.site.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	token := s.seed()
	smtp, err := mail.ParseSMTP(s.box.URL(), "jema@example.org")
	s.must(err)
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		mail.NewSender(mail.Queue{Store: s.Store, TerritoryID: s.Territory.ID, Now: s.site.Now, Log: s.site.Log}, smtp,
			s.links).Run(ctx)
	}()
	s.eventually(func() bool { return len(s.box.Mails()) >= 2 })
	stop()
	for _, table := range []string{"booking", "message", "call", "school_request", "sign_in_link"} {
		if !strings.Contains(fmt.Sprint(s.found("quorpax")), table+" (") {
			t.Errorf("the person was not put into %s: %v", table, s.found("quorpax"))
		}
	}
	traces, day := s.hashes(), time.Date(2027, 7, 11, 0, 30, 0, 0, s.Edition.Zone)
	s.upkeep(day.Add(-time.Hour), func() bool { return s.countOf(`SELECT count(*) FROM sign_in_link`) == 0 })
	if s.countOf(`SELECT count(*) FROM booking WHERE purged_at IS NULL`) != 2 {
		t.Fatal("an hour before their day identities are erased")
	}
	said := s.upkeep(day, func() bool {
		return s.countOf(`SELECT count(*) FROM booking WHERE purged_at IS NULL`)+
			s.countOf(`SELECT count(*) FROM school_request WHERE purged_at IS NULL`) == 0
	})
	if left := s.found(seeded...); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
	if left := s.found(traces...); len(left) > 0 {
		t.Errorf("still recognisable: %v", left)
	}
	for _, word := range seeded {
		if logged := said + log.take(); strings.Contains(strings.ToLower(logged), word) {
			t.Errorf("%q was logged: %s", word, logged)
		}
	}
	if got := s.countOf(`SELECT sum(party_size) FROM booking`); got != 5 {
		t.Errorf("%d visitors are counted, want 5", got)
	}
	s.visitor().get("/r/"+token).wants(t, http.StatusNotFound)
	s.Holds()
}

func (s *testSite) countOf(query string) (n int) {
	s.t.Helper()
	s.must(s.DB.Get(&n, query))
	return n
}

func (s *testSite) eventually(done func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal("it does not come")
		}
	}
}

// The holder of a link erases the person's data: the page first shows what it
// will do, including the cancellation of a visit to come.
func TestAVisitorErasesOneself(t *testing.T) {
	s, token, code := passWorld(t, "fr")
	v := s.visitor()
	page := v.get("/r/" + token)
	if page.page.Find(`a[href="/r/`+token+`/effacement"]`).Length() != 1 {
		t.Error("the booking's page does not lead to erasure")
	}
	asked := v.get("/r/" + token + "/effacement")
	asked.tells(t, http.StatusOK, "l’effacement annule la réservation",
		"Si vous ne faites rien, vos renseignements sont effacés le dimanche 11 juillet 2027")
	if asked.page.Find(`form[action="/r/`+token+`/effacement"] button`).Length() != 1 || len(s.found("Quasimodo")) == 0 {
		t.Fatal("asking erases, or does not ask")
	}
	v.follow(v.post("/r/"+token+"/effacement", nil)).says(t, "vos renseignements sont effacés")
	if left := s.found("zéphyrine", "quasimodo", "zephyrine@", "06 39 98 00 77"); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
	for _, gone := range []string{"/r/" + token, "/r/" + token + "/effacement", "/r/" + token + "/billet", "/p/" + code} {
		v.get(gone).wants(t, http.StatusNotFound)
	}
	if n := s.countOf(`SELECT count(*) FROM booking WHERE status = 'cancelled' AND party_size = 3`); n != 1 {
		t.Error("the places are not given back")
	}
	s.Holds()
}

// After the visit nothing is cancelled any more, and the page states so.
func TestAPastVisitIsErasedWithoutCancelling(t *testing.T) {
	s, token, _ := passWorld(t, "fr")
	s.setNow(s.At("2027-04-10", 600, 660).End)
	v := s.visitor()
	v.get("/r/"+token+"/effacement").tells(t, http.StatusOK, "rien n’est annulé")
	v.post("/r/"+token+"/effacement", nil).wants(t, http.StatusSeeOther)
	if n := s.countOf(`SELECT count(*) FROM booking WHERE status = 'confirmed' AND purged_at IS NOT NULL`); n != 1 {
		t.Error("the visit's count is gone")
	}
}

// A class is erased once no workshop waits for it.
func TestATeacherErasesAClass(t *testing.T) {
	s := newTestSite(t)
	s.seedClass(s.Opening("Tournage"))
	address := "/classe/" + s.links.SchoolToken("quorpax-classe", 1)
	v := s.visitor()
	v.get(address+"/effacement").tells(t, http.StatusOK, "Annulez d’abord la demande")
	v.post(address+"/effacement", nil).tells(t, http.StatusConflict, "Annulez d’abord la demande")
	v.cancelsClass(address)
	v.get(address+"/effacement").tells(t, http.StatusOK, "effacés tout de suite")
	v.follow(v.post(address+"/effacement", nil)).says(t, "vos renseignements sont effacés")
	if left := s.found(seeded...); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
	v.get(address).wants(t, http.StatusNotFound)
	s.Holds()
}

// A search that finds nothing anywhere would prove nothing.
func TestTheSearchFindsBytes(t *testing.T) {
	s := newTestSite(t)
	s.set(`INSERT INTO attempt (key, count, expires_at) VALUES (convert_to('quorpax' || repeat('x', 25), 'UTF8'), 1,
		now())`)
	if got := s.found("quorpax"); len(got) != 1 || !bytes.Contains([]byte(got[0]), []byte("attempt")) {
		t.Errorf("found %v", got)
	}
}
