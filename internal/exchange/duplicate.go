package exchange

import (
	"strings"

	"jema/internal/text"
)

// Identity is what a row is known by besides its national number: workshop,
// commune and title, folded.
func (r Row) Identity() string {
	return strings.Join([]string{foldName(r.Fields["workshop"]), r.Fields["commune"], foldName(r.Fields["title"])}, "|")
}

// foldName folds a name for comparing: « L’Appâts d’Anges » is "l appats d anges".
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(text.Fold(s), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80 }), " ")
}

// refuseDuplicates refuses every row that says again what one above it said,
// to the letter or nearly. A row that only bears the same national number by
// mistake loses the number, not its place.
func refuseDuplicates(rows []Row) {
	byNumber, byCommune := map[string]int{}, map[string][]int{}
	for i := range rows {
		row := &rows[i]
		if row.Refused() {
			continue
		}
		number := row.Fields["national_number"]
		if first, known := byNumber[number]; known && number != "" {
			if alike(rows[first], *row) {
				refuse(row, rows[first])
				continue
			}
			delete(row.Fields, "national_number")
			row.add("national_number", number, Doubtful, say("import.number.twice", "line", rows[first].place()))
			number = ""
		}
		if first, found := sameAbove(rows, byCommune[row.Fields["commune"]], *row); found {
			refuse(row, rows[first])
			continue
		}
		if number != "" {
			byNumber[number] = i
		}
		byCommune[row.Fields["commune"]] = append(byCommune[row.Fields["commune"]], i)
	}
}

// sameAbove looks among the rows of the same commune. Two national numbers
// are two openings, however alike.
func sameAbove(rows []Row, above []int, row Row) (int, bool) {
	for _, i := range above {
		a, b := rows[i].Fields["national_number"], row.Fields["national_number"]
		if (a == "" || b == "" || a == b) && alike(rows[i], row) {
			return i, true
		}
	}
	return 0, false
}

// alike tells whether two rows are of one opening: same workshop and title, or
// nearly the same and everything that says when.
func alike(a, b Row) bool {
	if a.Identity() == b.Identity() {
		return a.Fields["title"] != "" || sameTimes(a, b)
	}
	return sameTimes(a, b) && nearly(a.Fields["workshop"], b.Fields["workshop"]) && nearly(a.Fields["title"], b.Fields["title"])
}

func sameTimes(a, b Row) bool {
	return foldName(a.Fields["hours_text"]) == foldName(b.Fields["hours_text"]) &&
		foldName(a.Fields["slots_text"]) == foldName(b.Fields["slots_text"])
}

func nearly(a, b string) bool {
	a, b = foldName(a), foldName(b)
	return a == b || distance(a, b, slack(a)) <= slack(a)
}

func refuse(row *Row, first Row) {
	key := "import.row.duplicate"
	if !sameTimes(*row, first) {
		key = "import.row.duplicate_times"
	}
	row.add("", row.Fields["workshop"]+" · "+row.Fields["title"], Refusing, say(key, "line", first.place()))
}

func (r *Row) add(field, value string, s Severity, problem string) {
	r.Findings = append([]Finding{{Table: r.Table, Line: r.Line, Field: field, Header: r.Headers[field], Value: value, Severity: s, Problem: problem}}, r.Findings...)
}

// place names a row: its number, and its worksheet where there are several.
func (r Row) place() string { return place(r.Table, r.Line) }
