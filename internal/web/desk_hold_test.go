package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
)

// deskCall is the desk with a caller on the line, at an opening's page.
type deskCall struct {
	*browser
	t    *testing.T
	here string
}

func (s *testSite) deskCall(t *testing.T, email string, opening jema.OpeningID) *deskCall {
	t.Helper()
	return &deskCall{s.as(s.Account(email, jema.RoleDesk)), t, fmt.Sprintf("/accueil/evenements/%d", opening)}
}

// hold holds places and returns the page that follows.
func (d *deskCall) hold(slot jema.SlotID, places string) answer {
	d.t.Helper()
	held := d.post(d.here, url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {places}, "hold_key": {page.NewKey()}})
	held.tells(d.t, 303)
	return d.get(held.Header.Get("Location"))
}

// callerForm is the form of a page filled in for a caller with a telephone.
func callerForm(page answer, changes ...string) url.Values {
	form := url.Values{"name": {"Camille Essai"}, "phone": {"06 39 98 00 12"}, "party_size": {"2"}}
	page.page.Find("form[action$=reservation] input[type=hidden]").Each(func(_ int, e *goquery.Selection) {
		name, _ := e.Attr("name")
		value, _ := e.Attr("value")
		form.Set(name, value)
	})
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func (s *testSite) count(query string, args ...any) (n int) {
	s.t.Helper()
	if err := s.DB.Get(&n, query, args...); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// When the hold is over, one sentence specifies what is true, with what there is to
// do; what was typed stays.
func TestAHoldRunsOut(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot, other := opening.Slot("2027-04-10", 600, 660, 4), opening.Slot("2027-04-10", 700, 760, 4)
	d := s.deskCall(t, "accueil@example.org", opening.ID)
	shown := d.hold(slot, "4")
	shown.tells(t, 200, "Les places sont gardées jusqu’à 10 h 03")
	notice := shown.page.Find("[data-countdown]")
	if ends, _ := notice.Attr("data-ends"); ends != fmt.Sprint(storetest.Now.Add(jema.HoldLasts).UnixMilli()) {
		t.Errorf("the countdown ends at %q", ends)
	}
	s.setNow(storetest.Now.Add(jema.HoldLasts))
	looked := d.post(d.here+"/reservation", callerForm(shown, "do", "look", "party_size", "4"))
	looked.tells(t, 200, "La garde est finie : ces places ne sont plus réservées à cet appel, mais", "Garder de nouveau")
	if strings.Contains(looked.body, "gardées jusqu") || looked.page.Find("[data-countdown]").Length() != 0 {
		t.Error("the page still says that the places are held")
	}
	if _, err := s.Store.ExpireHolds(t.Context(), s.site.Now()); err != nil {
		t.Fatal(err)
	}
	s.book(slot, 2, "Autre")
	refused := d.post(d.here+"/reservation", callerForm(shown, "party_size", "4"))
	refused.tells(t, 409, "La garde est finie, et ce créneau n’a plus assez de places", "Inscrire sur la liste d’attente")
	if n := refused.page.Find("[role=alert]").Length(); n != 1 {
		t.Errorf("%d alerts at once", n)
	}
	if name, _ := refused.page.Find("#f-name").Attr("value"); name != "Camille Essai" {
		t.Errorf("the name typed is %q", name)
	}
	button, _ := refused.page.Find("button[value^=slot-]").Attr("value")
	if button != fmt.Sprintf("slot-%d", other) {
		t.Fatalf("the other slot is offered as %q", button)
	}
	again := d.post(d.here+"/reservation", callerForm(refused, "do", button, "party_size", "4"))
	again.tells(t, 200, "Les places sont gardées jusqu’à 10 h 06")
	if name, _ := again.page.Find("#f-name").Attr("value"); name != "Camille Essai" {
		t.Errorf("after another slot was chosen the name is %q", name)
	}
	d.post(d.here+"/reservation", callerForm(again, "party_size", "4")).tells(t, 303)
	d.post(d.here+"/reservation", callerForm(refused, "do", "wait", "party_size", "4", "phone", "06 39 98 00 13", "key",
		page.NewKey())).tells(t, 303)
	s.Holds()
}

// A slot that is full for the party is reported once, with the other slots and
// the waiting list beside it.
func TestAFullSlotAtTheDesk(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot, other := opening.Slot("2027-04-10", 600, 660, 4), opening.Slot("2027-04-10", 700, 760, 4)
	s.book(slot, 3, "Autre")
	d := s.deskCall(t, "accueil@example.org", opening.ID)
	full := d.post(d.here, url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"2"}})
	full.tells(t, 409, "Ce créneau n’a pas assez de places", "il reste 1 place", "Inscrire sur la liste d’attente")
	if full.page.Find(fmt.Sprintf("button[value=slot-%d]", other)).Length() != 1 ||
		full.page.Find("#erreurs").Length() != 0 {
		t.Error("the other slot is not offered, or the refusal is said twice")
	}
	form := url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"2"}, "do": {fmt.Sprintf("slot-%d", other)}}
	d.follow(d.post(d.here, form)).tells(t, 200, "gardées jusqu", "à 11 h 40")
	form.Set("do", "wait")
	d.follow(d.post(d.here, form)).tells(t, 200, "Inscription sur la liste d’attente")
}

// The answer of « garder » is lost and the button pressed again: the places are
// held once. Another slot with the same form takes the place of the first.
func TestPlacesAreHeldOnce(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot, other := opening.Slot("2027-04-10", 600, 660, 6), opening.Slot("2027-04-10", 700, 760, 6)
	d := s.deskCall(t, "accueil@example.org", opening.ID)
	form := url.Values{"slot": {fmt.Sprint(slot)}, "party_size": {"4"}, "hold_key": {page.NewKey()}}
	first, second := d.post(d.here, form), d.post(d.here, form)
	if a, b := first.Header.Get("Location"), second.Header.Get("Location"); a == "" || a != b {
		t.Errorf("held at %q, then at %q", a, b)
	}
	if n := s.count(`SELECT taken FROM slot WHERE id = $1`, slot); n != 4 {
		t.Errorf("%d places are taken", n)
	}
	form.Set("slot", fmt.Sprint(other))
	d.post(d.here, form).tells(t, 303)
	if a, b := s.count(`SELECT taken FROM slot WHERE id = $1`, slot), s.count(`SELECT taken FROM slot WHERE id = $1`,
		other); a != 0 || b != 4 {
		t.Errorf("%d and %d places are taken", a, b)
	}
	s.Holds()
}

// A booking, a change or a cancellation made on the telephone causes no call.
// What others cause does.
func TestNothingIsCalledThatWasSaidAloud(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot, other := opening.Slot("2027-04-10", 600, 660, 6), opening.Slot("2027-04-10", 700, 760, 6)
	d := s.deskCall(t, "accueil@example.org", opening.ID)
	toCall := func() int { return s.count(`SELECT count(*) FROM message WHERE channel = 'call' AND state = 'queued'`) }
	booked := d.post(d.here+"/reservation", callerForm(d.hold(slot, "2")))
	made := d.get(booked.Header.Get("Location"))
	link, _ := made.page.Find(`section[aria-labelledby="fait"] a`).First().Attr("href")
	if n := toCall(); n != 0 {
		t.Errorf("%d calls after the booking", n)
	}
	shown := d.get(link)
	if n := shown.page.Find(`input[name="aloud"][checked]`).Length(); n != 1 {
		t.Errorf("the page asks %d times whether the person is on the telephone", n)
	}
	d.post(link+"/personnes", url.Values{"party_size": {"3"}, "aloud": {"1"}}).tells(t, 303)
	d.post(link+fmt.Sprintf("/deplacer/%d", other), url.Values{"aloud": {"1"}}).tells(t, 303)
	if n := toCall(); n != 0 {
		t.Errorf("%d calls after the changes", n)
	}
	d.post(link+"/personnes", url.Values{"party_size": {"2"}}).tells(t, 303)
	if n := toCall(); n != 1 {
		t.Errorf("%d calls after a change that nobody was told of", n)
	}
	s.visitor().post(link+"/personnes", url.Values{"party_size": {"4"}, "aloud": {"1"}}).tells(t, 303)
	if n := toCall(); n != 2 {
		t.Errorf("%d calls: a visitor cannot say that the desk has told them", n)
	}
	asked := d.post(link+"/annulation", nil)
	if n := asked.page.Find(`input[name="aloud"][checked]`).Length(); n != 1 {
		t.Errorf("before a cancellation it asks %d times", n)
	}
	d.post(link+"/annulation", url.Values{"sure": {"1"}, "aloud": {"1"}}).tells(t, 303)
	if n := s.count(`SELECT count(*) FROM message WHERE kind = 'cancellation' AND state = 'sent'`); n != 1 {
		t.Errorf("%d cancellations are noted as told", n)
	}
	if again := d.get(booked.Header.Get("Location")); again.page.Find("#fait").Length() != 0 {
		t.Error("the address of the booking says that it is made when it is cancelled")
	}
	mail := d.post(d.here+"/reservation", callerForm(d.hold(slot, "2"), "email", "camille@example.org", "warned", "1"))
	mail.tells(t, 303)
	if n := s.count(`SELECT count(*) FROM message WHERE channel = 'email' AND state = 'queued'`); n != 1 {
		t.Errorf("%d mails wait: who has an address is written to", n)
	}
	s.Holds()
}

// Two agents book for one caller at once: the second sees what the first one
// did. Places held by another agent are marked as such.
func TestTwoAgentsAndOneCaller(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 6)
	a, b := s.deskCall(t, "a@example.org", opening.ID), s.deskCall(t, "b@example.org", opening.ID)
	pageA := a.hold(slot, "2")
	b.get(b.here).tells(t, 200, "2 gardées pour un autre appel jusqu’à 10 h 03")
	pageB := b.hold(slot, "2")
	codes := make(chan int, 2)
	for d, page := range map[*deskCall]answer{a: pageA, b: pageB} {
		go func() { codes <- d.post(d.here+"/reservation", callerForm(page)).StatusCode }()
	}
	first, second := <-codes, <-codes
	if n := s.count(`SELECT count(*) FROM booking`); n != 1 || first+second != 303+200 && first+second != 303+409 {
		t.Errorf("%d bookings, answers %d and %d", n, first, second)
	}
	s.Holds()
}
