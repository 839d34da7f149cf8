package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

// bazaar is a site with openings that a question distinguishes.
func bazaar(t *testing.T) *testSite {
	t.Helper()
	s := newTestSite(t)
	s.Opening("Cendres").Slot("2027-04-10", 840, 900, 2)
	s.Opening("Basalte").Slot("2027-04-10", 840, 900, 8)
	s.Opening("Obsidienne").Slot("2027-04-11", 600, 660, 8)
	return s
}

func labels(found *goquery.Selection) []string {
	return found.Map(func(_ int, one *goquery.Selection) string {
		return strings.Join(strings.Fields(plain.Replace(one.Text())), " ")
	})
}

// A question becomes filters that are shown, each with a link that takes it away.
func TestAQuestionIsUnderstoodAndTakenApart(t *testing.T) {
	s := bazaar(t)
	v := s.visitor()
	got := v.get("/evenements?q=" +
		url.QueryEscape("céramique près de Romans samedi après-midi à trois avec un enfant de huit ans"))
	got.tells(t, 200, "1 événement", "Basalte")
	chips := labels(got.page.Find(".chips li:not(.all) a"))
	want := []string{"« céramique », retirer", "Romans-sur-Isère, à moins de 10 km, retirer", "Samedi 10 avril, retirer",
		"L’après-midi, retirer", "3 personnes, retirer", "8 ans, retirer"}
	if !slices.Equal(chips, want) {
		t.Errorf("understood: %q", chips)
	}
	for name, value := range map[string]string{"#f-q": "céramique", "#f-near": "Romans-sur-Isère", "#f-places": "3",
		"#f-age": "8"} {
		if got, _ := got.page.Find(name).Attr("value"); got != value {
			t.Errorf("%s is filled with %q", name, got)
		}
	}
	if when, _ := got.page.Find("#f-when option[selected]").Attr("value"); when != "2027-04-10 afternoon" {
		t.Errorf("when is %q", when)
	}
	got.page.Find(".chips li:not(.all) a").Each(func(i int, a *goquery.Selection) {
		address, _ := a.Attr("href")
		without := v.get(address)
		if left := labels(without.page.Find(".chips li:not(.all) a")); len(left) != len(want)-1 ||
			slices.Contains(left, want[i]) {
			t.Errorf("%s leaves %q", address, left)
		}
	})
}

// Where nothing fits, what is near comes apart, with what differs, and the search.
func TestNothingFoundSuggestsWhatIsNear(t *testing.T) {
	s := bazaar(t)
	v := s.visitor()
	got := v.get("/evenements?q=obsidienne&day=2027-04-10")
	got.tells(t, 200, "Rien ne correspond à cette recherche.", "Ce qui s’en approche",
		"Un autre jour : dimanche 11 avril", "Obsidienne")
	if n := got.page.Find(".commune-group article").Length(); n != 0 {
		t.Errorf("%d suggestions are passed off as found", n)
	}
	v.get("/evenements?q=basaltte").tells(t, 200, "Vouliez-vous dire « basalte »", "Basalte")
	v.get("/evenements?q=basalte+lunaire").tells(t, 200, "Basalte",
		"Sans « lunaire » : aucun événement ne réunit tous ces mots.")
	v.get("/evenements?near=Lyon").tells(t, 422, "« Lyon » n’a pas été trouvé dans le territoire.")
	for _, path := range []string{"/", "/evenements", "/communes/26281", "/rien", "/evenements?q=plombier"} {
		page := v.get(path)
		for _, field := range []string{"#f-q", "#f-near", "#f-when", "#f-places"} {
			if page.page.Find("form.search "+field).Length() != 1 {
				t.Errorf("%s has no %s", path, field)
			}
		}
	}
}

// The form counts what each choice would leave; the choice is an address.
func TestChoicesAreCounted(t *testing.T) {
	s := bazaar(t)
	page := s.visitor().get("/evenements?places=3")
	options := labels(page.page.Find("#f-when option"))
	for _, want := range []string{"Samedi 10 avril, toute la journée (1)", "Samedi 10 avril, l’après-midi (1)",
		"Dimanche 11 avril, le matin (1)"} {
		if !slices.Contains(options, want) {
			t.Errorf("%q is not among %q", want, options)
		}
	}
	page = s.visitor().get("/evenements?places=3&when=2027-04-10+afternoon")
	page.tells(t, 200, "1 événement", "Basalte")
}

// The site and the API find the same in the same order.
func TestSiteAndAPIFindTheSame(t *testing.T) {
	s := bazaar(t)
	s.OpeningIn(s.Workshop("Atelier Obsidienne", 0), "Grès noir", jema.Approved)
	v := s.visitor()
	for _, query := range []string{"q=obsidienne", "q=c%C3%A9ramike+samedi", "places=3", "sort=name", "near=26100",
		"q=plombier", "day=2027-04-11&from=09:00&to=12:00", "free=true&sort=places"} {
		var list struct{ Items []struct{ Title string } }
		if err := json.Unmarshal([]byte(v.get("/api/v1/openings?"+query).body), &list); err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, item := range list.Items {
			told = append(told, item.Title)
		}
		if shown := labels(v.get("/evenements?" + query).page.Find(".commune-group h3 a")); !slices.Equal(shown, told) {
			t.Errorf("%s: the site shows %q, the API %q", query, shown, told)
		}
	}
}
