package exchange

import (
	"fmt"
	"strings"

	"jema/internal/text"
)

var answeredAt = lazily(`^(?:(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)|(20\d\d)[/-](\d{1,2})[/-](\d{1,2})|(\d{1,2})(?:er)? (\p{L}+)\.? (20\d\d))(?:\D{0,4}(\d{1,2})(?:[:h](\d{2}))?(?:[:m](\d{2}))?)?`)

// months are the beginnings of the names of the months, folded.
var monthBegins = []string{"janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"}

// answered reads when a form was filled in: of two answers of one workshop the
// later one counts.
func (r *reading) answered() {
	s, _ := r.line("answered")
	m := answeredAt().FindStringSubmatch(text.Fold(s))
	if m == nil {
		return
	}
	year, month, day := m[3]+m[4]+m[9], number(m[2]+m[5]), number(m[1]+m[6]+m[7])
	for i, name := range monthBegins {
		if m[8] != "" && strings.HasPrefix(m[8], name) {
			month = i + 1
		}
	}
	hour := number(m[10])
	if strings.Contains(strings.ToLower(s), "pm") && hour < 12 {
		hour += 12
	}
	r.row.answered = fmt.Sprintf("%s-%02d-%02d %02d:%02d:%02d", year, month, day, hour, number(m[11]), number(m[12]))
}

// differs reports whether a row differs in content from another, capitals and
// remarks aside.
func (r Row) differs(o Row) bool {
	for field, said := range r.Fields {
		if field != "remarks" && foldName(said) != foldName(o.Fields[field]) {
			return true
		}
	}
	return false
}

// follows reports whether a row is a later answer than another.
func (r Row) follows(o Row) bool {
	return r.answered != "" && o.answered != "" && r.answered >= o.answered
}
