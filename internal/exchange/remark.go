package exchange

import (
	"slices"

	"jema/internal/text"
)

var (
	remarkEnd = lazily(`\s*[;\n|•]\s*|\s+[-–—/]\s+|[.!]\s+|[.!]$`)
	remarkTo  = lazily(`\s*[;,\n|•()]\s*|\s+[-–—/]\s+|[.!]\s+|[.!]$`)
	// changesTimes are words by which a remark changes when one may come.
	changesTimes = lazily(`\b(?:ferme\w*|sauf|seulement|uniquement|pas (?:le|la|de|ouvert)|absente?s?|complet|` +
		`exceptionnellement|jusqu'a|a partir de|decale\w*|avance\w*|reporte\w*|au lieu de|ouvre|ouvrira|nocturne)\b`)
	// ofOffice are remarks on telephone calls and deliveries, whose hours are no visitor's.
	ofOffice = lazily(`\b(?:appel\w*|rappel\w*|joindre|joignable|telephon\w*|contact\w*|livr\w*|install\w*|montage|deposer|` +
		`reunion|convention|dossier)\b`)
	// withdrawn are words that put it in doubt whether somebody takes part at all.
	withdrawn = lazily(`\bdesist\w*|\bannul(?:e|ee|es|ation)\b|\bse retire\b|\bforfait\b|\bne (?:participe\w*|vien\w*|` +
		`ouvr\w*) (?:plus|pas)\b|\bne (?:sera|souhaite\w*|peu\w*) (?:plus|pas) ` +
		`(?:la\b|present|ouvert|participer|ouvrir|venir)|\ben attente\b|\bsous reserve\b|` +
		`\bliste d'attente\b|\b(?:participation|presence|horaires?|date|jours?) a (?:confirmer|preciser|valider)\b|` +
		`^(?:a|non) (?:confirmer|valider|confirmee?|validee?)$|\bpas (?:encore )?(?:confirme|valide|sur de|sure ` +
		`de)|^refusee?$`)
	confirms = lazily(`\b(?:confirm|valid|particip|presen[ct]e?\b|inscrit\b|accepte)`)
)

// remarkReader reads the remarks and the columns of the office.
type remarkReader struct {
	*reading
	facts factReader
}

// remarked reads what the remarks add to the row: facts that no column gives, and words
// that put hours or the whole opening in doubt, which then waits for an organiser.
func (r remarkReader) remarked() {
	remark := withoutStops(r.row.Fields["remarks"])
	if remark != "" && !r.private("remarks") {
		for _, clause := range remarkTo().Split(remark, -1) {
			r.facts.fact(clause, "import.fact.remarks")
		}
	}
	for _, clause := range remarkEnd().Split(remark, -1) {
		key := ""
		switch folded := text.Fold(clause); {
		case withdrawn().MatchString(folded):
			key = "import.remarks.withdrawn"
		case r.changesTimes(folded):
			key = "import.remarks.times"
		}
		if key != "" {
			r.hold("remarks", key, clause)
			break
		}
	}
	r.status()
}

// changesTimes reports whether a remark is about when one may come and whether to book, so
// that the hours of the row may not be all. Remarks that were taken apart are read already.
func (r remarkReader) changesTimes(folded string) bool {
	if ofOffice().MatchString(folded) || slices.ContainsFunc(r.table.Columns["remarks"], func(c int) bool {
		return slices.Contains(r.table.Columns["everything"], c)
	}) {
		return false
	}
	clock := clockAt().MatchString(folded)
	day := dayAt().MatchString(folded) || dateAt().MatchString(folded)
	switch {
	case clock && (visitNoun().MatchString(folded) || mustBookHere().MatchString(folded) || rangeAt().MatchString(folded)):
		return true
	case clock || day:
		return changesTimes().MatchString(folded)
	}
	return len(r.row.Slots) == 0 && mustBookHere().MatchString(folded)
}

// status holds back a row whose column of the office, which is no field, has it
// withdrawn or not confirmed: « Statut » « annulé », « Confirmé » « non ».
func (r remarkReader) status() {
	for column, c := range r.cells {
		if column >= len(r.table.Header) || r.table.reads(column) || c.blank() {
			continue
		}
		folded, header := text.Fold(c.Text), text.Fold(r.table.head(column))
		yes, flag := readFlag(c.Text)
		if text.Length(folded) < 60 && withdrawn().MatchString(folded) ||
			flag && !yes && c.Text != "-" && c.Text != "0" && confirms().MatchString(header) {
			r.row.Hold = true
			r.row.Findings = append(r.row.Findings, Finding{Table: r.row.Table, Line: r.row.Line, Header: r.table.head(column),
				Value: c.Text, Severity: Doubtful, Problem: sentence("import.row.status")})
		}
	}
}

// reads reports whether a column holds a field or a day.
func (t *Table) reads(column int) bool {
	for _, columns := range t.Columns {
		if slices.Contains(columns, column) {
			return true
		}
	}
	return slices.ContainsFunc(t.Days, func(d dayColumn) bool { return d.column == column })
}
