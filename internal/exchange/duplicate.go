package exchange

import (
	"slices"
	"strings"

	"jema/internal/text"
)

// signature is what a row is compared by, folded once.
type signature struct {
	number, commune, workshop, title, times string
}

func (r Row) signature() signature {
	return signature{r.Fields["national_number"], r.Fields["commune"], foldName(r.Fields["workshop"]),
		foldName(r.Fields["title"]),
		foldName(r.Fields["hours_text"]) + "|" + foldName(r.Fields["slots_text"])}
}

// foldName folds a name for comparing: « L’Appâts d’Anges » is "l appats d anges".
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(text.Fold(s), func(r rune) bool {
		return r < '0' || r > '9' && r < 'a' ||
			r > 'z' && r < 0x80
	}), " ")
}

// same reports whether two rows name one opening: workshop, commune and title,
// and for want of a title everything that specifies when. Two national numbers are
// two openings, however alike.
func (s signature) same(o signature) bool {
	return s.compatible(o) && s.workshop == o.workshop && s.title == o.title && (s.title != "" || s.times == o.times)
}

// nearly reports whether two rows of one commune and with the same times name
// one opening, misspelt in one of them.
func (s signature) nearly(o signature) bool {
	return s.compatible(o) && s.times == o.times && misspelt(s.workshop, o.workshop) && misspelt(s.title, o.title)
}

func (s signature) compatible(o signature) bool {
	return s.commune == o.commune && (s.number == "" || o.number == "" || s.number == o.number)
}

// misspelt reports whether two folded names are the same but for a slip of the
// pen. A number is never one: « niveau 1 » and « niveau 2 » are two visits.
func misspelt(a, b string) bool {
	return a == b || a != "" && b != "" && a[0] == b[0] && digits(a) == digits(b) && text.Slips(a, b, slack(a)) <= slack(a)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// above is what was read above a row, to be found again.
type above struct {
	rows       []Row
	signatures []signature
	byNumber   map[string]int
	byName     map[string][]int // rows of one workshop, commune and title
	byTimes    map[string][]int // rows of one commune with the same times
	byShop     map[string][]int // rows of one workshop and commune
	sessions   map[int][]string // the times of the rows that joined a row
}

// refuseDuplicates refuses every row that repeats one above it,
// to the letter or nearly. A row that only bears the same national number by
// mistake loses the number, not its place. Of two answers to a form the later
// one counts, and the one above is refused.
func refuseDuplicates(rows []Row) {
	a := above{rows, make([]signature, len(rows)), map[string]int{}, map[string][]int{}, map[string][]int{},
		map[string][]int{}, map[int][]string{}}
	for i := range rows {
		if rows[i].Refused() {
			continue
		}
		s := rows[i].signature()
		if first, known := a.byNumber[s.number]; known && s.number != "" && !s.same(a.signatures[first]) &&
			!s.nearly(a.signatures[first]) {
			delete(rows[i].Fields, "national_number")
			rows[i].add("national_number", s.number, Doubtful, sentence("import.number.twice", "line", rows[first].place()))
			s.number = ""
		}
		first, found := a.find(s)
		switch {
		case found && rows[i].follows(rows[first]) && rows[i].differs(rows[first]):
			rows[first].add("", rows[first].Fields["workshop"]+" · "+rows[first].Fields["title"], Refusing,
				sentence("import.row.answered_again", "line", rows[i].place()))
		case found && a.joins(first, i, s):
			continue
		case found:
			refuse(&rows[i], rows[first], s.times == a.signatures[first].times || slices.Contains(a.sessions[first], s.times))
			continue
		}
		a.holdBothAnswers(i, s)
		a.remember(i, s)
	}
}

func (a *above) find(s signature) (first int, found bool) {
	for _, i := range a.byName[s.name()] {
		if !a.rows[i].Refused() && s.same(a.signatures[i]) {
			return i, true
		}
	}
	for _, i := range a.byTimes[s.commune+"|"+s.times] {
		if !a.rows[i].Refused() && s.nearly(a.signatures[i]) {
			return i, true
		}
	}
	return 0, false
}

// holdBothAnswers lets a row wait, and each other answer of its workshop to the same form
// above it, where kinds are the titles: the later one may correct the other, or be a second
// event.
func (a *above) holdBothAnswers(i int, s signature) {
	row := &a.rows[i]
	for _, j := range a.byShop[s.workshop+"|"+s.commune] {
		other := &a.rows[j]
		if other.Refused() || row.answered == "" || other.answered == "" || !row.kindTitle || !other.kindTitle {
			continue
		}
		for _, pair := range [][2]*Row{{row, other}, {other, row}} {
			pair[0].Hold = true
			pair[0].add("", pair[0].Fields["workshop"]+" · "+pair[0].Fields["title"], Doubtful,
				sentence("import.row.answered_twice", "line", pair[1].place()))
		}
	}
}

func (s signature) name() string { return s.workshop + "|" + s.commune + "|" + s.title }

func (a *above) remember(i int, s signature) {
	a.signatures[i] = s
	if s.number != "" {
		a.byNumber[s.number] = i
	}
	a.byName[s.name()] = append(a.byName[s.name()], i)
	a.byTimes[s.commune+"|"+s.times] = append(a.byTimes[s.commune+"|"+s.times], i)
	a.byShop[s.workshop+"|"+s.commune] = append(a.byShop[s.workshop+"|"+s.commune], i)
}

func refuse(row *Row, first Row, sameTimes bool) {
	key := "import.row.duplicate"
	if !sameTimes {
		key = "import.row.duplicate_times"
	}
	row.add("", row.Fields["workshop"]+" · "+row.Fields["title"], Refusing, sentence(key, "line", first.place()))
}

func (r *Row) add(field, value string, s Severity, problem string) {
	r.Findings = append([]Finding{{Table: r.Table, Line: r.Line, Field: field, Header: r.Headers[field], Value: value,
		Severity: s, Problem: problem}}, r.Findings...)
}

// place names a row: its number, and its worksheet where there are several.
func (r Row) place() string { return place(r.Table, r.Line) }
