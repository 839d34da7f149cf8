package exchange

import (
	"jema/internal/jema"
	"jema/internal/text"
)

var (
	// visitNoun is in words for visits that begin at fixed hours.
	visitNoun = lazily(`\b(?:visites?|seances?|sessions?|departs?|creneaux?|passages?|groupes?|initiations?|stages?)\b`)
	// visitLength is how long each of them takes, inside the words for when.
	visitLength = lazily(`\b(?:\d{1,3} ?(?:min|mn|minutes?)\b|duree\b|\d ?h(?:eures?)? ?(?:\d\d)? ` +
		`(?:chacune?|environ|par)\b|` +
		`(?:une|1|1/2|demi-) ?heure)|\((?:env\.? |environ )?\d ?h ?(?:\d\d)?\b`)
	// againAndAgain is a departure every so many minutes.
	againAndAgain = lazily(`\b(?:toutes? les|chaque) (?:\d{1,2} ?(?:min|mn|minutes?|h\b|heures?)|heures?|demi|quarts?)`)
	mustBookHere  = lazily(`\bsur (?:reservation|inscription|rendez-?vous|rdv)\b|\b(?:reservation|inscription) ` +
		`(?:obligatoire|necessaire|indispensable)`)
)

// visits reports whether words for when are of visits that begin at fixed hours, which
// are booked: « visites à 10h et 15h (45 min, 8 pers.) ». Hours from and to are of visits
// only where the words also count places or require booking: « visites de 10h à 18h » is
// open all day.
func (r bookingReader) visits(phrase string) bool {
	folded := text.Fold(phrase)
	if !clockAt().MatchString(folded) || walkInWords().MatchString(folded) {
		return false
	}
	kind := jema.OpeningKind(r.row.Fields["kind"])
	shown := kind == jema.Demonstration || kind == jema.Talk || kind == jema.Exhibition || kind == jema.Collective
	noun := visitNoun().MatchString(folded)
	if rangeAt().MatchString(folded) {
		places := countedIn(folded) != ""
		return noun && (places || mustBookHere().MatchString(folded)) || !shown &&
			againAndAgain().MatchString(folded) && places
	}
	s, _ := r.line("duration")
	long := visitLength().MatchString(folded) || s != ""
	return noun || !shown && long
}

var (
	countedTo = lazily(`\b\d{1,3} ?(?:a|-|–|ou|/) ?\d{1,3} ` +
		`?(?:personnes?|pers|p\b|places?|participants?|visiteurs?|enfants?)`)
	counted = lazily(`\b(\d{1,3}) ` +
		`?(?:personnes?\b|pers\b|p\b|places?\b|participants?\b|visiteurs?\b|enfants?\b|eleves?\b|` +
		`stagiaires?\b|max(?:imum|i)?\b)|\b(?:groupes? de|limitee?s? a|maxi(?:mum)?|max\.?|jauge(?: de| :)?) ?(\d{1,3})\b`)
	countedWord = lazily(`\b([a-z]+(?:-[a-z]+)?) (?:personnes|pers|places|participants|visiteurs|enfants)\b`)
)

// countedIn returns the places that folded words give, « 8 personnes max », as a cell of
// places would have them; "" where they count none.
func countedIn(folded string) string {
	if about := countedTo().FindString(folded); about != "" {
		return about
	}
	for _, m := range counted().FindAllStringSubmatchIndex(folded, -1) {
		for _, at := range [][2]int{{m[2], m[3]}, {m[4], m[5]}} {
			if at[0] >= 0 && !unitAt().MatchString(folded[m[1]:]) {
				return folded[at[0]:at[1]]
			}
		}
	}
	if m := countedWord().FindStringSubmatch(folded); m != nil {
		return numberWords[m[1]]
	}
	return ""
}

// unitAt follows a number that counts no persons: « max 45 min ».
var unitAt = lazily(`^ ?(?:min|mn|h\b|heures?|ans?\b|€|euros?|%)`)

// placesInWords returns the places that the words for the times give: « à 10h et
// 15h (8 personnes max) ».
func (r bookingReader) placesInWords() string {
	for _, field := range []string{"slots", "hours"} {
		s, _ := r.all(field, " ; ")
		if found := countedIn(text.Fold(s)); found != "" {
			return found
		}
	}
	return ""
}

// aside returns the words set aside by the reader of hours that nothing else in the row
// takes: places, and facts that have no column of their own.
func (r timesReader) aside(words []string) (left []string) {
	column, _ := r.line("capacity")
	places, _ := readCapacity(column)
	for _, w := range words {
		found := countedIn(text.Fold(w))
		taken := found != "" && (column == "" || number(found) == places)
		if !taken && !r.facts.fact(w, "import.fact.hours") {
			left = append(left, w)
		}
	}
	return left
}
