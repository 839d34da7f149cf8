package schedule

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/jema"
	"jema/internal/proptest"
	"jema/internal/text"
)

// TestWhatIsNotNamedStays: an exception, an addition or a moved end of one day
// changes what it names and nothing else, whatever the hours of the others.
func TestWhatIsNotNamedStays(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		quarter := func(name string, from, to int) jema.Clock {
			return jema.Clock(rapid.IntRange(from*4, to*4).Draw(t, name) * 15)
		}
		morning := [2]jema.Clock{quarter("opens", 8, 11), quarter("closes for lunch", 12, 13)}
		afternoon := [2]jema.Clock{quarter("opens again", 13, 15), quarter("closes", 16, 18)}
		if afternoon[0] < morning[1] {
			afternoon[0] = morning[1]
		}
		days := edition(Free, 0).Days()
		day := rapid.SampledFrom(days).Draw(t, "day")
		name := text.Weekday(day)
		base := fmt.Sprintf("tous les jours, %s / %s, ", span(morning), span(afternoon))
		halves := [][2]jema.Clock{morning, afternoon}
		for words, want := range map[string][][2]jema.Clock{
			"sauf " + name + " après-midi":                 {morning},
			"sf le " + name + " matin":                     {afternoon},
			"fermé le " + name + " après-midi":             {morning},
			"excepté " + name + " matin":                   {afternoon},
			name + " seulement le matin":                   {morning},
			"et aussi le " + name + " de 19h à 21h":        append(slices.Clone(halves), [2]jema.Clock{19 * 60, 21 * 60}),
			"nocturne le " + name + " jusqu'à 21h":         {morning, {afternoon[0], 21 * 60}},
			name + " dès 7h30":                             {{7*60 + 30, morning[1]}, afternoon},
			"sauf le " + name:                              {},
			"sauf le " + name + " : 7h-8h":                 {{7 * 60, 8 * 60}},
			name + " idem, parking gratuit":                halves,
			name + " pareil mais jusqu'à 20h":              {morning, {afternoon[0], 20 * 60}},
			"sans interruption le " + name:                 {{morning[0], afternoon[1]}},
			"fermeture une demi-heure plus tôt le " + name: {morning, {afternoon[0], afternoon[1] - 30}},
			"ouverture 30 min plus tard le " + name:        {{morning[0] + 30, morning[1]}, afternoon},
			name + " réouverture à 15h30":                  {morning, {15*60 + 30, afternoon[1]}},
			"sauf " + name + ", fermeture à 15h30":         {morning, {afternoon[0], 15*60 + 30}},
			"sauf le " + name + " : matin uniquement":      {morning},
		} {
			var expected []jema.Span
			for _, d := range days {
				hours := halves
				if d == day {
					hours = want
				}
				for _, h := range hours {
					expected = append(expected, jema.Span{Day: d, From: h[0], To: h[1]})
				}
			}
			spans, err := Parse(base+words, edition(Free, 0))
			if err != nil || !slices.Equal(spans, expected) {
				t.Fatalf("%s\n got %s %v\nwant %s", base+words, compact(spans), err, compact(expected))
			}
		}
	})
}

func span(h [2]jema.Clock) string { return text.Clock(h[0]) + "-" + text.Clock(h[1]) }
