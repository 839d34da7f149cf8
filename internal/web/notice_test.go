package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
)

// bookOnline books as a visitor does and returns the address of the redirect.
func (v *browser) bookOnline(opening jema.OpeningID, slot jema.SlotID, party string) answer {
	v.t.Helper()
	return v.post(fmt.Sprintf("/evenements/%d/reservations", opening), url.Values{"slot": {fmt.Sprint(slot)},
		"party_size": {party},
		"name":       {"Camille Essai"}, "email": {"camille@example.org"}, "key": {page.NewKey()}})
}

// The notice of an action belongs to its redirect: the same address opened
// later, or after the booking was cancelled, is without it.
func TestANoticeBelongsToItsRedirect(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	v := s.visitor()
	first := v.bookOnline(opening.ID, slot, "2").Header.Get("Location")
	has := func(path, notice string) bool {
		return strings.Contains(plain.Replace(v.get(path).page.Find("main").Text()), plain.Replace(notice))
	}
	if !has(first, "C’est réservé.") {
		t.Error("the redirect has no notice")
	}
	s.setNow(storetest.Now.Add(10 * time.Minute))
	if has(first, "C’est réservé.") {
		t.Error("ten minutes later the notice is there again")
	}
	s.setNow(storetest.Now)
	path, _, _ := strings.Cut(first, "?")
	asked := v.post(path+"/annulation", nil)
	asked.tells(t, 200, "Annuler cette réservation ?", "L’annulation est immédiate")
	if got := v.get(path); strings.Contains(got.body, "Cette réservation est annulée") {
		t.Error("the first press has cancelled")
	}
	v.post(path+"/annulation", url.Values{"sure": {"1"}}).tells(t, 303)
	v.get(first).tells(t, 200, "Cette réservation est annulée")
	if has(first, "C’est réservé.") {
		t.Error("« C’est réservé. » above a cancelled booking")
	}
	if has(path+"?fait=reserve", "C’est réservé.") {
		t.Error("a notice without its moment is shown")
	}
	s.Holds()
}

// A list specifies how many may come together, and when; never a sum over slots.
func TestAListCountsWhatOneSlotHas(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	opening.Slot("2027-04-09", 600, 660, 4)
	opening.Slot("2027-04-10", 840, 900, 7)
	opening.Slot("2027-04-11", 600, 660, 7)
	v := s.visitor()
	for _, path := range []string{"/evenements", "/communes/26281"} {
		soon(t, v, path, "il reste 7 places samedi 10 avril à 14 h")
		page := v.get(path)
		if strings.Contains(page.body, "18") && strings.Contains(plain.Replace(page.page.Find("main").Text()), "18 places") {
			t.Errorf("%s adds places up", path)
		}
	}
}

// A party that is too large is reported beside the other errors.
func TestTooManyIsSaidBesideOtherErrors(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	for _, chosen := range []string{"", fmt.Sprint(slot)} {
		a := s.visitor().post(fmt.Sprintf("/evenements/%d/reservations", opening.ID), url.Values{"slot": {chosen},
			"party_size": {"99"}, "name": {""}, "key": {page.NewKey()}})
		a.tells(t, 422, "Pas plus de 8 personnes", "Indiquez un nom")
		if typed, _ := a.page.Find("input[name=party_size]").Attr("value"); typed != "99" {
			t.Errorf("what was typed has become %q", typed)
		}
	}
}

// A large party is booked on one day, unless the visitor agrees to several.
func TestAPartyIsSplitWithinItsDay(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	chosen := opening.Slot("2027-04-10", 600, 660, 4)
	opening.Slot("2027-04-11", 600, 660, 4)
	v := s.visitor()
	asked := v.bookOnline(opening.ID, chosen, "7")
	asked.tells(t, 422, "Voulez-vous venir sur plusieurs jours ?")
	if asked.page.Find("input[name=part]").Length() > 0 {
		t.Error("several days are proposed without being asked for")
	}
	form := url.Values{}
	asked.page.Find("form[action$=reservations] input").Each(func(_ int,
		in *goquery.Selection) {
		form.Set(in.AttrOr("name", ""), in.AttrOr("value", ""))
	})
	v.post(fmt.Sprintf("/evenements/%d/reservations", opening.ID), form).tells(t, 422, "Samedi 10 avril",
		"Dimanche 11 avril", "Réserver ces créneaux")
	opening.Slot("2027-04-10", 840, 900, 4)
	same := s.visitor().bookOnline(opening.ID, chosen, "7")
	same.tells(t, 422, "Réserver ces créneaux")
	if strings.Contains(strings.ToLower(same.body), "dimanche") {
		t.Error("with room on the day, another day is proposed")
	}
}

// The price of a visit and its minimum age are on the page where one decides
// and on the page of the booking.
func TestPriceAndAgeAreSaidWhereOneBooks(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	if _, err := s.DB.Exec(`UPDATE opening SET price = '12 €', minimum_age = '8 ans' WHERE id = $1`,
		opening.ID); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	page := v.get(fmt.Sprintf("/evenements/%d", opening.ID))
	if said := plain.Replace(page.page.Find("form[action$=reservations]").Text()); !strings.Contains(said,
		plain.Replace("12 €")) || !strings.Contains(said, "artir de 8 ans") {
		t.Errorf("the form: %s", said)
	}
	v.follow(v.bookOnline(opening.ID, slot, "2")).tells(t, 200, "12 €", "À partir de 8 ans")
	if single := page.page.Find("[data-single]").AttrOr("data-single", ""); single != plain.Replace("il reste 1 place") &&
		strings.ContainsAny(single, `"'`) {
		t.Errorf("the script’s sentence is %q", single)
	}
}
