package exchange

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"jema/internal/jema"
	"jema/internal/text"
)

// comments gives each row of a worksheet the comments on its cells.
func (b *workbook) comments(name string, g grid) error {
	list, err := b.GetComments(name)
	if err != nil {
		return jema.Invalid("import.broken_workbook")
	}
	for _, c := range list {
		_, row, err := excelize.CellNameToCoordinates(c.Cell)
		if err != nil || row > len(g.rows) {
			continue // beside no content
		}
		words := c.Text
		for _, run := range c.Paragraph {
			words += run.Text
		}
		if words = commentWords(words, c.Author); words != "" {
			g.rows[row-1].Comments = append(g.rows[row-1].Comments, words)
		}
	}
	return nil
}

// threadedAt ends the sentence that spreadsheets put before a comment of a discussion, for
// programs that know none.
var threadedAt = lazily(`(?s)^\[(?:Threaded comment|Commentaire en fil de discussion|Commentaire thématisé)\].*?` +
	`(?:Comment|Commentaire)\s*:\s*`)

// commentWords returns what somebody noted, without what the spreadsheet put before it: the
// author's name, or a sentence on discussions.
func commentWords(words, author string) string {
	words = threadedAt().ReplaceAllString(strings.TrimSpace(words), "")
	if rest, ok := strings.CutPrefix(words, author+":"); ok && author != "" {
		words = rest
	}
	return text.Line(words)
}

// commented names the comments on the row's cells, which are no content. One that puts the
// event in doubt, or has a day or an hour in it, lets the row wait for an organiser.
func (r *reading) commented(record Record) {
	for _, words := range record.Comments {
		folded, problem := text.Fold(words), "import.row.comment"
		if inDoubt(folded) || clockAt().MatchString(folded) || dayAt().MatchString(folded) ||
			dateAt().MatchString(folded) || changesTimes().MatchString(folded) {
			r.row.Hold = true
			problem = "import.row.comment_doubt"
		}
		r.row.Findings = append(r.row.Findings, Finding{Table: r.row.Table, Line: r.row.Line, Value: shorten(words, 120),
			Severity: Doubtful, Problem: sentence(problem)})
	}
}
