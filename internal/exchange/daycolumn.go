package exchange

import (
	"strings"

	"jema/internal/text"
)

// dayColumn is a column whose header is a day, a half of one, or an hour.
type dayColumn struct {
	column int
	day    string // « samedi 10 avril matin », "" where the header is an hour
	half   string // matin, après-midi, soir, "" for a whole day
	clock  string // « 10h », « 10h-11h30 », "" where the header is a day alone
	role   string // from, to, or "" for a cell that holds both
	booked bool   // the header speaks of bookings
}

var (
	dayName  = lazily(`\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\b\.?`)
	dayDate  = lazily(`\b\d{1,2}(?:er)?\s+(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fev|avr|juil|sept|oct|nov|dec)\.?(?:\s+20\d\d)?\b|\b\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d\d)?\b|\b20\d\d-\d\d-\d\d\b`)
	dayAlone = lazily(`^\s*(?:er)?\s*(\d{1,2})\b`)
	halfDay  = lazily(`\b(matin(?:ee)?|apres[ -]midi|aprem|a[.-]m|soir(?:ee)?)\b\.?`)
	roleFrom = lazily(`\b(?:de|debut|heure debut|h debut|ouverture|arrivee|des|from|a partir)\b`)
	roleTo   = lazily(`\b(?:a|fin|heure fin|h fin|fermeture|jusqu'a|to)\b`)
	bookWord = lazily(`\b(?:reserv\w*|creneaux?|visites?|seances?|departs?|inscription|rendez-?vous|passages?|demonstrations?|initiations?)\b`)
	dayFill  = lazily(`\b(?:le|la|les|du|des|au|horaires?|heures?|ouvert(?:ure|e)?s?|ouvrez|vous|votre|quels?|quelles?|sont|vos|d'|l'|accueil|libre|public|pour|et|avril|mars|mai|jour|journee|pendant|etes|heure|h|plage|presence|serez|seront|` +
		`accueillez|accueillerez|recevez|recevrez|accueillir|recevoir|precisez|indiquez|votre atelier|` +
		`atelier ouvert|visiteurs?|peut|peuvent|on|venir|visiter|quand|de|a)\b|[?:()*.,–/'-]`)
)

// dayHeader reads a header such as « Samedi 10 avril », « Dim. matin », « sam. 10
// de ». A header with other words is none.
func dayHeader(header string) (d dayColumn, is bool) {
	if m := gridRow().FindStringSubmatch(header); m != nil && isAboutTime(m[1]) {
		header = m[2]
	}
	if m := letterDay().FindStringSubmatch(strings.TrimSpace(header)); m != nil {
		header = letterDays[m[1]] + " " + m[2] // « S10 »
	}
	folded := spacedClock().ReplaceAllString(text.Fold(header), "${1}h$2")
	if len(folded) > 90 {
		return d, false
	}
	rest := folded
	cut := func(found string) { rest = strings.Replace(rest, found, " ", 1) }
	name := dayName().FindString(rest)
	var date string
	if name != "" {
		_, behind, _ := strings.Cut(rest, name)
		cut(name)
		if date = dayDate().FindString(behind); date == "" {
			if m := dayAlone().FindStringSubmatch(behind); m != nil {
				date = m[1]
			}
		}
	} else {
		date = dayDate().FindString(rest)
	}
	if date != "" {
		cut(date)
	}
	if name == "" && date == "" {
		return d, false
	}
	d.day = strings.TrimSpace(strings.TrimSuffix(name, ".") + " " + date)
	if half := halfDay().FindString(rest); half != "" {
		d.half = halfOf(half)
		cut(half)
	}
	if clocks := headClocks().FindString(rest); clocks != "" {
		d.clock = strings.ReplaceAll(clocks, " ", "")
		cut(clocks)
	}
	if booked := bookWord().FindString(rest); booked != "" {
		d.booked = true
		rest = bookWord().ReplaceAllString(rest, " ")
	}
	trimmed := strings.Fields(rest)
	if n := len(trimmed); n > 0 {
		switch last := strings.Trim(trimmed[n-1], ":.-"); {
		case roleTo().MatchString(last) && len(last) < 12:
			d.role = "to"
		case roleFrom().MatchString(last) && len(last) < 12:
			d.role = "from"
		}
	}
	rest = roleFrom().ReplaceAllString(roleTo().ReplaceAllString(rest, " "), " ")
	rest = strings.TrimSpace(dayFill().ReplaceAllString(rest, " "))
	return d, strings.TrimSpace(rest) == ""
}

// letterDay is a day of one capital letter with its number. M may be two days.
var (
	letterDay  = lazily(`^([LJVSD]) ?(\d{1,2})$`)
	letterDays = map[string]string{"L": "lun", "J": "jeu", "V": "ven", "S": "sam", "D": "dim"}
)

// gridRow is a row of a grid of a form: « À quels moments êtes-vous ouvert ?
// [Vendredi 9 avril] ».
var gridRow = lazily(`^(.+?)\s*\[([^\[\]]+)\]\s*$`)

// isAboutTime reports whether the question above a grid is about when, and not about
// something else of each day.
func isAboutTime(question string) bool {
	switch openingHeaders().wordsFor(question) {
	case "", "hours", "slots", "date", "first_day", "last_day", "start", "end", "kind":
		return true
	}
	return false
}

// headClocks are hours in the header of a column: « Sam. 10h-11h30 », « Dim. 14h ».
var headClocks = lazily(`\b\d{1,2} ?(?:h ?(?:[0-5]\d)?|:[0-5]\d)(?: ?(?:-|a|/) ?\d{1,2} ?(?:h ` +
	`?(?:[0-5]\d)?|:[0-5]\d))?`)

// spacedClock is an hour with spaces: « 10 h 30 ».
var spacedClock = lazily(`\b(\d{1,2}) h(?: ([0-5]\d))?\b`)

// name is the day, and the half of it that the column is about.
func (d dayColumn) name() string { return strings.TrimSpace(d.day + " " + d.half) }

// halfOf names a half of a day as hours do.
func halfOf(word string) string {
	switch {
	case strings.HasPrefix(word, "matin"):
		return "matin"
	case strings.HasPrefix(word, "soir"):
		return "soir"
	}
	return "après-midi"
}

// timeColumns finds the columns headed by a day or an hour that hold hours or
// ticks. One column alone is no table of days, unless its cells are hours.
func (f frame) timeColumns(t Table, taken map[int]bool) (list []dayColumn) {
	var days, clocks []dayColumn
	for i, h := range t.Header {
		if taken[i] {
			continue
		}
		folded := text.Fold(h)
		if onlyClock().MatchString(folded) {
			clocks = append(clocks, dayColumn{column: i, clock: folded})
			continue
		}
		d, is := dayHeader(h)
		if !is {
			continue
		}
		d.column = i
		if p := f.profile(&t, i); p.filled == 0 || d.half+d.clock != "" && p.any(isPhone|isEmail|isLong) == 0 ||
			p.any(isRange|isClocks|isClock|isFlag|isSmall) >= 0.4 || closed(&t, i) {
			days = append(days, d)
		}
	}
	halvesOfPairs(days)
	if len(clocks) >= 2 {
		list = append(list, clocks...)
	}
	return append(list, days...)
}

// halvesOfPairs gives a column « à » the half of the day of the column « de »
// before it: « Matin de », « à », « Après-midi de », « à ».
func halvesOfPairs(days []dayColumn) {
	for i := 1; i < len(days); i++ {
		from, to := days[i-1], &days[i]
		if from.role == "from" && to.role == "to" && to.half == "" && to.day == from.day && to.column == from.column+1 {
			to.half = from.half
		}
	}
}

// closed reports whether a column holds words for closed and half days.
func closed(t *Table, column int) bool {
	n := 0
	for _, r := range t.Rows {
		if column < len(r.Cells) && (shut(r.Cells[column].Text) || halfDay().MatchString(text.Fold(r.Cells[column].Text))) {
			n++
		}
	}
	return n > 0
}

// shut reports whether a cell below a day means that nothing happens.
func shut(s string) bool {
	switch strings.Trim(text.Fold(s), " .!-–/") {
	case "", "ferme", "fermee", "non", "n", "0", "x x", "absent", "aucun", "rien", "pas ouvert", "fermeture":
		return true
	}
	return false
}
