package exchange

import (
	"slices"
	"strings"

	"jema/internal/text"
)

// pairDays settles columns of days that belong together: « Date de début » and « Date de
// fin » are the first and the last day of all days between. A beginning without an end is
// a day like any other, and a day beside an end is its beginning.
func (t *Table) pairDays() {
	t.datesFromTo()
	firsts, lasts := t.Columns["first_day"], t.Columns["last_day"]
	switch {
	case len(firsts) > 0 && len(lasts) == 0:
		t.Columns["date"] = slices.Sorted(slices.Values(append(slices.Clone(t.Columns["date"]), firsts...)))
		delete(t.Columns, "first_day")
	case len(lasts) > 0 && len(firsts) == 0 && len(t.Columns["date"]) > 0:
		t.Columns["first_day"] = t.Columns["date"]
		delete(t.Columns, "date")
	}
}

var (
	dayFrom = lazily(`(?:^|\b)(?:du|de|debut|premier|1er|arrivee|a partir du)[ :.]*$|^(?:debut|premier|1er|arrivee)\b`)
	dayTo   = lazily(`(?:^|\b)(?:au|a|fin|dernier|depart|jusqu'au)[ :.]*$|^(?:fin|dernier|depart)\b`)
)

// datesFromTo tells « Dates du » and « Dates au » from a list of days, « Date 1 » and « Date 2 ».
func (t *Table) datesFromTo() {
	dates := slices.Sorted(slices.Values(t.Columns["date"]))
	var firsts, lasts []int
	for i, column := range dates {
		switch header := text.Fold(t.Header[column]); {
		case i%2 == 0 && dayFrom().MatchString(header):
			firsts = append(firsts, column)
		case i%2 == 1 && dayTo().MatchString(header):
			lasts = append(lasts, column)
		}
	}
	if len(firsts) > 0 && len(firsts) == len(lasts) && len(firsts)*2 == len(dates) {
		t.Columns["first_day"], t.Columns["last_day"] = firsts, lasts
		delete(t.Columns, "date")
	}
}

// dates returns the days that columns of their own give, in the file's order: a single
// day, or all days from a first to a last.
func (r timesReader) dates() []string {
	if len(r.table.Columns["last_day"]) == 0 {
		return r.each("date")
	}
	firsts, lasts := r.each("first_day"), r.each("last_day")
	days := slices.DeleteFunc(r.each("date"), func(s string) bool { return s == "" })
	for i := range max(len(firsts), len(lasts)) {
		days = append(days, fromTo(nthOnly(firsts, i), nthOnly(lasts, i)))
	}
	return days
}

// fromTo writes the days from the first to the last. A last day alone is questioned.
func fromTo(first, last string) string {
	if last == "" || text.Fold(first) == text.Fold(last) {
		return first
	}
	return strings.TrimSpace("du " + first + " au " + last)
}

// onlyDate returns the day of a row that has one column for it, "" where there are several.
func (r timesReader) onlyDate() string {
	if days := r.dates(); len(days) == 1 {
		return days[0]
	}
	return ""
}
