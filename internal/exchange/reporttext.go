package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// place names a row as a spreadsheet does, with its worksheet when the file
// has several.
func place(table string, line int) string {
	if table == "" {
		return sentence("import.line", "line", line)
	}
	return sentence("import.line_of", "line", line, "table", table)
}

// shown writes a field's stored value as the report shows it.
func shown(field, value string) string {
	switch {
	case value == "":
		return ""
	case field == "craft":
		_, value, _ = strings.Cut(value, ":")
	case value == "true":
		return "oui"
	case value == "false":
		return "non"
	case field == "kind":
		return sentence("import.kind." + value)
	}
	return shorten(value, 100)
}

// quoted writes a sentence about a stored value and quotes it to the letter.
func quoted(key, field, value string) string {
	if value = shown(field, value); value == "" {
		return sentence(key) + " " + sentence("import.nothing") + "."
	}
	return sentence(key) + " «\u00a0" + value + "\u00a0»."
}

// bookedSlot explains a booked slot that a row wanted gone or smaller.
func bookedSlot(c postgres.FieldChange) string {
	var day, clock string
	var taken int
	if _, err := fmt.Sscan(c.Was, &day, &clock, &taken); err != nil {
		return quoted("import.kept", c.Field, c.Was)
	}
	d, err := jema.ParseDate(day)
	if err != nil {
		return quoted("import.kept", c.Field, c.Was)
	}
	key := "import.slot_kept"
	if c.Given != "0" {
		key = "import.slot_not_smaller"
	}
	return sentence(key, "slot", text.DayMonth(d)+" à "+clock, "n", taken, "said", c.Given)
}

// WriteText writes the report for a screen: what is wrong, grouped by row, and
// a summary at the end.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", sentence("import.heading", "file", r.File, "territory", r.Territory.Name,
		"year", r.Edition.Year,
		"days", text.Days(r.Edition.StartsOn, r.Edition.EndsOn)))
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "· %s\n", note)
	}
	for _, row := range r.Rows {
		row.writeText(&b)
	}
	fmt.Fprintf(&b, "\n%s\n", r.Summary())
	_, err := io.WriteString(w, b.String())
	return err
}

func (r RowReport) writeText(b *strings.Builder) {
	if len(r.Findings) == 0 {
		return
	}
	name := []string{place(r.Table, r.Line)}
	for _, field := range []string{"workshop", "title"} {
		if s := r.Fields[field]; s != "" {
			name = append(name, shorten(s, 60))
		}
	}
	fmt.Fprintf(b, "\n%s\n", strings.Join(name, " · "))
	for _, f := range r.Findings {
		fmt.Fprintf(b, "  %-10s ", f.Severity)
		if f.Header != "" {
			fmt.Fprintf(b, "%s\u00a0: ", f.Header)
		}
		if f.Value != "" {
			fmt.Fprintf(b, "«\u00a0%s\u00a0» – ", shorten(f.Value, 100))
		}
		fmt.Fprintf(b, "%s\n", f.Problem)
	}
}

// Summary describes in a few sentences what became of the sheet.
func (r Report) Summary() string {
	lines := []string{
		sentence("import.summary.rows", "n", r.Complete+r.Incomplete+r.Refused) + " " +
			text.Join([]string{sentence("import.summary.complete", "n", r.Complete), sentence("import.summary.incomplete",
				"n", r.Incomplete),
				sentence("import.summary.refused", "n", r.Refused)}) + ".",
		sentence("import.summary.openings", "n", r.Added+r.Changed+r.Unchanged+r.Proposed) + " " + text.Join(r.fates()) + ".",
		sentence("import.summary.approved", "n", r.Approved) + ", " + sentence("import.summary.submitted", "n",
			r.Submitted) + ", " +
			sentence("import.summary.queue", "n", r.Queued) + ".",
	}
	if r.DryRun {
		lines = append(lines, sentence("import.summary.dry_run"))
	}
	return strings.Join(lines, "\n")
}

// fates specifies how many openings were added, changed and so on.
func (r Report) fates() []string {
	fates := []string{sentence("import.summary.added", "n", r.Added), sentence("import.summary.changed", "n", r.Changed),
		sentence("import.summary.unchanged", "n", r.Unchanged)}
	if r.Proposed > 0 {
		fates = append(fates, sentence("import.summary.proposed", "n", r.Proposed))
	}
	return fates
}

// WriteCSV writes the report as a spreadsheet opens it by itself: UTF-8 with
// mark, semicolons; a cell that would be a formula is made text.
func (r Report) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	if err := c.Write([]string{"ligne", "colonne", "lu", "gravité", "problème"}); err != nil {
		return err
	}
	for _, f := range r.Findings() {
		line := strconv.Itoa(f.Line)
		if f.Table != "" {
			line = f.Table + " " + line
		}
		if err := c.Write([]string{harmless(line), harmless(f.Header), harmless(f.Value), f.Severity.String(),
			harmless(f.Problem)}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// harmless makes text of a cell that a spreadsheet would compute.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
