package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// smallHours reports whether a time may be of the night or of the afternoon.
// Nobody opens before six without a word for the morning.
func (l lexeme) smallHours(at jema.Clock) bool {
	return at >= 60 && at < 6*60 && !l.early
}

// lexeme is a word or group of words of the lexicon, a number, an hour, a date
// in figures, or a sign.
type lexeme struct {
	plan.Mark
	kind     kind
	value    int
	day      plan.Day    // date
	width    int         // number: its figures; 0 if written in letters
	ordinal  bool        // number: « 1er »
	glued    bool        // nothing stands between it and the lexeme before
	plain    bool        // clock: written with a unit, so that it may be a duration
	inWords  bool        // clock: « une heure »
	from     int         // the first of its tokens
	accented bool        // its last letter bears an accent: « fermé » is no « ferme »
	text     string      // unknown: the word
	loose    bool        // a little word whose noun was set aside
	parted   bool        // words were set aside before it
	strange  bool        // unknown ones were among them
	doubt    bool        // number: it may count the thing set aside behind it
	shifted  bool        // clock: « 2 h de l'après-midi »
	early    bool        // clock: « 2 h du matin »
	fault    *plan.Fault // broken
}
