package page

import (
	"strings"
	"testing"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/schedule"
)

func TestHoursAreSaidInLines(t *testing.T) {
	e := storetest.Edition(1)
	for phrase, want := range map[string]string{
		"samedi 10 avril, 10h-12h et 14h-18h":     "samedi 10 avril, de 10 h à 12 h et de 14 h à 18 h",
		"samedi 10 et dimanche 11 avril, 10h-12h": "samedi 10 et dimanche 11 avril, de 10 h à 12 h",
		"du mardi 6 au vendredi 9 avril, 9h-12h":  "du mardi 6 au vendredi 9 avril, de 9 h à 12 h",
		"mardi 6, jeudi 8 avril 9h30-12h ; samedi 10 avril 14h-18h": "mardi 6 et jeudi 8 avril, de 9 h 30 à 12 h | samedi " +
			"10 avril, de 14 h à 18 h",
	} {
		spans, err := schedule.Parse(phrase, schedule.Frame{From: e.StartsOn, To: e.EndsOn})
		if err != nil {
			t.Fatal(err)
		}
		var hours []jema.Interval
		for _, s := range spans {
			i, err := s.Interval(e.Zone)
			if err != nil {
				t.Fatal(err)
			}
			hours = append(hours, i)
		}
		var said []string
		for _, l := range HoursLines(Layout{Voice: catalogue.In("fr"), Edition: e}, hours) {
			said = append(said, l.Days+", "+l.Times)
		}
		if got := strings.ReplaceAll(strings.Join(said, " | "), "\u00a0", " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", phrase, got, want)
		}
	}
}
