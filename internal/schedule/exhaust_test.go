//go:build long

package schedule

import (
	"slices"
	"strings"
	"testing"
)

// everywhere calls back with the phrase that has the words at each of its places.
func everywhere(phrase, words string, each func(string)) {
	parts := strings.Split(phrase, " ")
	for at := range len(parts) + 1 {
		each(strings.Join(slices.Insert(slices.Clone(parts), at, words), " "))
	}
}

// allReadable returns the phrases that are read.
func allReadable() (all []reading) {
	for _, table := range [][]reading{openings, forms, slots} {
		for _, r := range table {
			if !strings.HasPrefix(r.want, "✗") {
				all = append(all, r)
			}
		}
	}
	return all
}

// TestEveryWordAtEveryPlace puts each word that is not about time at each place of each
// phrase, where the property tests draw some: it never changes the hours.
func TestEveryWordAtEveryPlace(t *testing.T) {
	for _, r := range allReadable() {
		for _, words := range asideWords {
			everywhere(r.phrase, words, func(phrase string) {
				got, err := Read(phrase, edition(r.kind, r.minutes))
				if err == nil && compact(got.Spans) != r.want {
					t.Errorf("%q\n got %s\nwant %s", phrase, compact(got.Spans), r.want)
				}
			})
		}
	}
}

// TestEveryDangerAtEveryPlace puts each word that changes hours, or puts them in doubt, at
// each place: it is never passed over.
func TestEveryDangerAtEveryPlace(t *testing.T) {
	for _, r := range allReadable() {
		if negative.MatchString(r.phrase) {
			continue // « sauf mercredi, fermé » says nothing new
		}
		for _, words := range dangerousWords {
			everywhere(r.phrase, words, func(phrase string) {
				if slices.Contains(exceptions, words) && strings.Contains(phrase, words+" (") {
					return // « 10h-19h sauf (dimanche 10h-18h) » means what « 10h-19h (dimanche 10h-18h) » does
				}
				got, err := Read(phrase, edition(r.kind, r.minutes))
				if err == nil && compact(got.Spans) == r.want {
					t.Errorf("%q with %q in it still means %s", phrase, words, r.want)
				}
			})
		}
	}
}
