package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/schedule"
	"jema/internal/text"
)

// bookingReader reads whether visitors have to book, and for how many places.
type bookingReader struct{ *reading }

// booked reports whether what a row offers at these hours is booked, whatever
// column has them: an initiation or a guided visit for so many people, a talk,
// or « sur réservation ».
func (r bookingReader) booked(hours string) bool {
	starts := !rangeAt().MatchString(text.Fold(hours)) // « 15h et 16h30, durée 1h », « 14-17 »
	answered := r.bookingAnswer()
	switch {
	case hours == "" || answered == answeredNo:
		return false
	case answered == answeredYes || r.visits(hours):
		return true
	case starts && !r.typed("capacity") && !r.mayCount():
		return false
	case r.mentionsBooking():
		return true
	}
	switch kind := jema.OpeningKind(r.row.Fields["kind"]); {
	case bookable[kind]:
		return r.typed("capacity") || r.countsPlaces() || onBooking().MatchString(text.Fold(r.table.Name))
	case kind == jema.Demonstration || kind == jema.Talk:
		return r.typed("capacity") && (len(r.sessions(hours)) > 0 || starts && kind == jema.Talk)
	}
	return false
}

// countsPlaces reports whether a row of a kind that is booked gives places, be they
// readable (« 8 ») or not (« 8 à 10 »). An initiation does in every file that has
// a column for them.
func (r bookingReader) countsPlaces() bool {
	if r.bookingAnswer() == answeredNo {
		return false
	}
	s, _ := r.line("capacity")
	kind := jema.OpeningKind(r.row.Fields["kind"])
	return bookable[kind] && r.typed("capacity") && !isNone(s) || kind == jema.Initiation &&
		(len(r.table.Columns["capacity"]) > 0 || r.mayCount())
}

// mayCount reports whether a column that is not read likely holds places, and this row has
// something in it: an initiation is then booked, and the report requests the number of its places.
func (r bookingReader) mayCount() bool {
	return slices.ContainsFunc(r.table.Guesses, func(g Guess) bool {
		return g.Field == "capacity" && g.Column < len(r.cells) && !r.cells[g.Column].blank()
	})
}

// bookable are the kinds that are booked where places are counted.
var bookable = map[jema.OpeningKind]bool{jema.Initiation: true, jema.GuidedVisit: true, jema.Circuit: true,
	jema.Exceptional: true}

func (r bookingReader) mentionsBooking() bool {
	kind, _ := r.line("kind")
	title, _ := r.line("title")
	return onBooking().MatchString(text.Fold(kind + " " + title))
}

var onBooking = lazily(`\bsur (?:reservation|inscription|rendez-?vous|rdv)\b`)

// sessionMax is up to how many minutes hours are one session of a kind, and not
// hours within which it takes place again and again.
var sessionMax = map[jema.OpeningKind]int{jema.Initiation: 240, jema.Talk: 240, jema.Demonstration: 120,
	jema.GuidedVisit: 90, jema.Circuit: 240, jema.Exceptional: 90}

// walksIn are the kinds that nobody books when they last for long, however many
// places are counted.
var walksIn = map[jema.OpeningKind]bool{jema.OpenDoors: true, jema.Exhibition: true, jema.Collective: true}

// sessions reads hours each of which is one session of the kind; none when the
// kind is in doubt or one of them is too long for that.
func (r bookingReader) sessions(phrase string) []jema.Span {
	most := sessionMax[jema.OpeningKind(r.row.Fields["kind"])]
	if most == 0 || r.severalKinds {
		return nil
	}
	spans, err := schedule.Parse(phrase, r.frame.schedule(schedule.Free, 0))
	if err != nil || slices.ContainsFunc(spans, func(s jema.Span) bool { return int(s.To-s.From) > most }) {
		return nil
	}
	return spans
}

// schedule returns the context in which hours are read.
func (f frame) schedule(kind schedule.Kind, minutes int) schedule.Frame {
	e := f.edition
	return schedule.Frame{From: e.StartsOn, To: e.EndsOn, Kind: kind, Minutes: minutes}
}

// eachOne writes ranges that are one session each as slots, with a finding.
func (r bookingReader) eachOne(phrase string, minutes int) string {
	if folded := text.Fold(phrase); minutes > 0 || !rangeAt().MatchString(folded) && !bareRange().MatchString(folded) {
		return phrase
	}
	// One range alone may be read as a slot by itself; the finding is added all the same.
	spans := r.sessions(phrase)
	if len(spans) == 0 || len(spans) > 1 && r.frame.readable(phrase, schedule.Slots, 0) {
		return phrase
	}
	field := "slots"
	if !r.typed(field) {
		field = "hours"
	}
	r.note(field, Doubtful, "import.slots.each", "n", len(spans))
	return schedule.Print(spans, r.frame.schedule(schedule.Slots, 0))
}

// bareRange is hours without a unit: « mer 7 14-17 ».
var bareRange = lazily(`\b\d{1,2} ?- ?\d{1,2}\b`)

// settle moves words to where they can be read: departures written under
// « horaires » are slots when places are counted, and free hours and visits
// written in one cell are separated.
func (r bookingReader) settle(hours, slots string, minutes, places int) (free, booked string) {
	if hours == "" || slots != "" {
		return hours, slots
	}
	if free, booked = apart(hours); booked != "" {
		return free, booked
	}
	if places == 0 && countedIn(text.Fold(hours)) == "" {
		return hours, ""
	}
	starts := !rangeAt().MatchString(text.Fold(hours)) // no range anywhere: departures, be their length known or not
	if !r.frame.readable(hours, schedule.Free, 0) && (starts || r.frame.readable(hours, schedule.Slots, minutes)) {
		return "", hours
	}
	return hours, ""
}

// readable reports whether hours of a kind are understood.
func (f frame) readable(phrase string, kind schedule.Kind, minutes int) bool {
	_, err := schedule.Parse(phrase, f.schedule(kind, minutes))
	return err == nil
}

var freeWord = lazily(`\b(?:libres?|portes ouvertes|ouverture|ouvert|expositions?|accueil|sans reservation)\b`)

// apart separates free hours from visits in one text: « ouvert samedi 10h-18h ;
// visites à 11h et 15h ». Both must be there, each in a line or clause of its own.
func apart(s string) (free, booked string) {
	var f, b []string
	for _, clause := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		folded := text.Fold(clause)
		if bookWord().MatchString(folded) && !freeWord().MatchString(folded) {
			b = append(b, withoutLabel(clause))
		} else {
			f = append(f, withoutLabel(clause))
		}
	}
	if len(f) == 0 || len(b) == 0 {
		return s, ""
	}
	return strings.Join(f, " ; "), strings.Join(b, " ; ")
}

var labelAt = lazily(`(?i)^\s*(?:(?:horaires?|heures?|visites?|guidées?|guidees?|commentées?|commentees?|libres?|accueil|ouverture|ouvert|au public|créneaux|creneaux|séances?|seances?|réservations?|reservations?|démonstrations?|demonstrations?|initiations?|ateliers?|départs?|departs?|entrée|entree|exposition|portes ouvertes|sur|sans|l'après)[\s:]*)+[:–-]?\s*`)

// withoutLabel removes the words that specify what the hours are of.
func withoutLabel(clause string) string {
	bare := strings.TrimSpace(labelAt().ReplaceAllString(clause, ""))
	if bare == "" {
		return strings.TrimSpace(clause)
	}
	return bare
}

// capacity reads the places per slot; 0 when they are unknown.
func (r bookingReader) capacity(needed bool) (places int, read bool) {
	s, there := r.line("capacity")
	if s == "" {
		s = r.placesInWords()
	}
	switch {
	case s == "" && !needed || !there && len(r.table.Columns["capacity"]) > 0:
		return 0, there
	case s == "":
		r.note("capacity", Blocking, "import.capacity.missing")
		r.row.Lacks = append(r.row.Lacks, "capacity")
		return 0, true
	}
	places, problem := readCapacity(s)
	if problem != "" {
		severity := Blocking
		if !needed {
			severity = Doubtful
		}
		r.note("capacity", severity, problem)
		return 0, true
	}
	return places, true
}
