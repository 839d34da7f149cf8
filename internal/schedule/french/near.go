package french

import (
	_ "embed"
	"strings"

	"jema/internal/schedule/french/spelling"
)

// nearness finds what an unknown word may have been meant to be.
type nearness struct {
	dangerous *spelling.Index
	days      []string // names of weekdays
	months    []string // those long enough to be told apart
}

var near nearness

// weighty are the kinds whose words must never be missed for a typing error.
var weighty = map[kind]bool{weekday: true, part: true, clock: true, until: true, since: true,
	between: true, before: true,
	except: true, closed: true, pause: true, either: true, appointment: true, vague: true, doubtful: true, relative: true,
	only: true, following: true, preceding: true}

// swappedShort are slips in words too short for an index of slips.
var swappedShort = map[string]bool{"aps": true, "psa": true, "paas": true, "pass": true, "pqs": true, "nno": true,
	"onn": true, "uo": true,
	"lu": true, "ve": true, "di": true}

// indexNear must run when the lexicon is complete.
func indexNear() {
	var dangerous []string
	for w, e := range words {
		if weighty[e.kind] && len(w) >= 4 && !strings.Contains(w, " ") {
			dangerous = append(dangerous, w)
		}
	}
	near.dangerous = spelling.New(dangerous)
	loadHarmless()
	near.days = weekdayNames
	for _, m := range monthNames {
		if len(m) >= 4 {
			near.months = append(near.months, m)
		}
	}
}

// slip returns the entry of the only name of the list that the word is with a
// typing error.
func slip(word string, names []string) (entry, bool) {
	if harmless[word] {
		return entry{}, false
	}
	var found entry
	n := 0
	singular := strings.TrimSuffix(word, "s")
	for _, name := range names {
		if spelling.Slip(word, name) || singular != word && spelling.Slip(singular, name) {
			found = words[name]
			n++
		}
	}
	return found, n == 1
}

//go:embed harmless.txt
var harmlessText string

// harmless are ordinary words that no typing error explains.
var harmless = map[string]bool{}

func loadHarmless() {
	for line := range strings.Lines(harmlessText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			harmless[w] = true
		}
	}
}

// suspicious reports whether an unknown word comes so near to a word that counts
// that nobody should pass over it.
func suspicious(word string) bool {
	return !harmless[word] && (swappedShort[word] || len(near.dangerous.Near(word)) > 0)
}
