package exchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jema/internal/jema"
	"jema/internal/text"
)

// format specifies what a number in a cell means.
type format struct{ day, clock, elapsed bool }

// cell reads one cell as a person sees it: dates and times in French words, a
// number without exponent, the last result of a formula.
func (b *workbook) cell(sheet string, row, column int, raw string) (Cell, error) {
	name := at(column, row)
	kind, err := b.GetCellType(sheet, name)
	if err != nil {
		return Cell{}, err
	}
	switch kind {
	case excelize.CellTypeError:
		return Cell{Text: raw, Broken: sentence("import.cell.error")}, nil
	case excelize.CellTypeBool:
		if raw == "1" || strings.EqualFold(raw, "true") {
			return Cell{Text: "oui"}, nil
		}
		return Cell{Text: "non"}, nil
	case excelize.CellTypeDate:
		return Cell{Text: isoText(raw)}, nil
	}
	if raw == "" {
		return b.uncomputed(sheet, name)
	}
	number, numeric := parseNumber(raw)
	if !numeric || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString ||
		kind == excelize.CellTypeFormula {
		return textCell(raw), nil
	}
	f, err := b.format(sheet, name)
	if err != nil {
		return Cell{}, err
	}
	return Cell{Text: b.numberText(number, raw, f)}, nil
}

func parseNumber(raw string) (float64, bool) {
	n, err := strconv.ParseFloat(raw, 64)
	return n, err == nil
}

// uncomputed distinguishes an empty cell from a formula nobody has ever computed.
func (b *workbook) uncomputed(sheet, name string) (Cell, error) {
	formula, err := b.GetCellFormula(sheet, name)
	if err != nil || formula == "" {
		return Cell{}, err
	}
	return Cell{Text: "=" + formula, Broken: sentence("import.cell.formula")}, nil
}

func (b *workbook) numberText(n float64, raw string, f format) string {
	if !f.day && !f.clock {
		if math.Abs(n) < 1e15 && n == math.Trunc(n) {
			return strconv.FormatFloat(n, 'f', 0, 64)
		}
		if math.IsInf(n, 0) || math.IsNaN(n) {
			return raw
		}
		return strings.Replace(strconv.FormatFloat(n, 'f', -1, 64), ".", ",", 1)
	}
	if f.elapsed || n < 1 && n >= 0 {
		return clockText(int(math.Round(n * 24 * 60)))
	}
	t, err := excelize.ExcelDateToTime(n, b.from1904)
	if err != nil {
		return raw
	}
	return momentText(t.Round(time.Minute), f.clock)
}

// isoText reads the rare cell that holds a date in ISO 8601.
func isoText(raw string) string {
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.999", "2006-01-02"} {
		if t, err := time.Parse(layout, raw); err == nil {
			return momentText(t, true)
		}
	}
	return raw
}

// momentText writes « 10 avril 2027 », with « à 14h30 » when there is an hour.
func momentText(t time.Time, clock bool) string {
	d := jema.DateOf(t)
	s := fmt.Sprintf("%s %s %d", text.DayNumber(d), text.Month(d.Month), d.Year)
	if minutes := t.Hour()*60 + t.Minute(); clock && minutes > 0 {
		s += " à " + clockText(minutes)
	}
	return s
}

func clockText(minutes int) string { return fmt.Sprintf("%dh%02d", minutes/60, minutes%60) }

// format finds what the numbers of a cell's style mean.
func (b *workbook) format(sheet, name string) (format, error) {
	index, err := b.GetCellStyle(sheet, name)
	if err != nil || index == 0 {
		return format{}, err
	}
	if f, known := b.formats[index]; known {
		return f, nil
	}
	style, err := b.GetStyle(index)
	if err != nil {
		return format{}, err
	}
	f := builtIn(style.NumFmt)
	if style.CustomNumFmt != nil {
		f = custom(*style.CustomNumFmt)
	}
	if b.formats == nil {
		b.formats = map[int]format{}
	}
	b.formats[index] = f
	return f, nil
}

// builtIn holds the formats every spreadsheet numbers alike (ECMA-376, 18.8.30).
func builtIn(id int) format {
	switch {
	case id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58:
		return format{day: true}
	case id == 22:
		return format{day: true, clock: true}
	case id >= 18 && id <= 21 || id == 45 || id == 47 || id >= 32 && id <= 35:
		return format{clock: true}
	case id == 46:
		return format{clock: true, elapsed: true}
	}
	return format{}
}

var (
	notFormat = lazily(`"[^"]*"|\\.|_.|\*.|\[(?:[^hmsHMS\]][^\]]*|[hmsHMS][^hmsHMS\]][^\]]*)\]`)
	elapsed   = lazily(`\[[hms]+\]`)
)

// custom reads a format such as dd/mm/yyyy hh:mm or [h]"h"mm.
func custom(code string) format {
	code = strings.ToLower(notFormat().ReplaceAllString(code, ""))
	code, _, _ = strings.Cut(code, ";") // what negative numbers look like
	if code == "general" || code == "standard" {
		return format{}
	}
	code = strings.NewReplacer("am/pm", "", "a/p", "").Replace(code)
	return format{
		day:     strings.ContainsAny(code, "ydja"), // a French Excel writes j for the day, a for the year
		clock:   strings.ContainsAny(code, "hs"),
		elapsed: elapsed().MatchString(code),
	}
}
