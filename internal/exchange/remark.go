package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
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
	// withdrawnEnglish are the same in English, and words of an office for what is no longer there.
	withdrawnEnglish = lazily(`\bcancel(?:l?ed|lation)\b|\bwithdr[ae]wn\b|\bpostponed\b|\bnot (?:yet )?confirmed\b|` +
		`\bto be confirmed\b|\btb[ac]\b|\bpending\b|\bwait(?:ing)? ?list\b|\bdo not publish\b|` +
		`^(?:ko|no|on hold|draft)$|` +
		`\bannulee?s?\b|\ba cesse\b|\bcessation d'activite\b|` +
		`\breport(?:er|ee?s?) (?:a|en|au) (?:20\d\d|l'an|plus tard)|\bdoublons?\b|\bbrouillons?\b`)
	// notShown are wishes that nothing be shown.
	notShown = lazily(`\bne (?:souhaite|veu|desire)\w* (?:pas|plus) ` +
		`(?:apparaitre|paraitre|figurer|etre (?:dans|sur|publie))|` +
		`\b(?:ne (?:pas|plus)|a ne pas|pas a|surtout pas) (?:le |la |les )?(?:publier|diffuser|imprimer|afficher|` +
		`mettre (?:en ligne|dans le programme|sur le site))`)
	confirms = lazily(`\b(?:confirm|valid|particip|presen[ct]e?\b|inscrit\b|accepte|publi|diffus|mis en ligne)`)
	// decides heads a column in which an office decides whether the row is shown.
	decides = lazily(`^(?:valid(?:ation|ee?)|confirm(?:ation|ee?|ed)|(?:a|peut-on|faut-il) publier|` +
		`publi(?:cation|able|ee?)|diffusion)(?: \(?(?:o/n|oui/non)\)?| \?)*$`)
	statusHead = lazily(`\b(?:statut|status|etat|decision|avis)\b`)
	settled    = lazily(`^(?:oui|o|x|yes|y|1|vrai|true|ok|✓|✔|(?:est |bien |deja )?` +
		`(?:valid|confirm|accept|publi|approuv|inscrit|retenu|approved|accepted|published)\w*|` +
		`done|fait|vue?|complet|a publier|recue?)(?:$|[ ,.(!])`)
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
		case inDoubt(folded):
			key = "import.remarks.withdrawn"
		case r.changesTimes(folded):
			key = "import.remarks.times"
		}
		if key != "" {
			r.hold("remarks", key, clause)
			break
		}
	}
	r.doubtfulElsewhere()
	r.status()
}

// inDoubt reports whether folded words put it in doubt whether the event takes place or may
// be shown. A wish about a telephone or an address alone is no such doubt.
func inDoubt(folded string) bool {
	return withdrawn().MatchString(folded) || withdrawnEnglish().MatchString(folded) ||
		notShown().MatchString(folded) && len(named(folded)) == 0
}

// doubtfulElsewhere holds back a row whose name, title, kind or commune has such words beside
// it: « Atelier du Cuir (annulé) ».
func (r remarkReader) doubtfulElsewhere() {
	for _, field := range []string{"workshop", "artisan", "title", "kind", "commune"} {
		c, _, _ := r.raw(field)
		if besideName().MatchString(text.Fold(c.Text)) {
			r.hold(field, "import.remarks.withdrawn", c.Text)
		}
	}
}

// besideName are words of doubt that no name, title or kind has in it.
var besideName = lazily(`\bannulee?s?\b|\bdesist\w*|\bsous reserve\b|\ba (?:confirmer|valider)\b|` +
	`\b(?:cancelled|canceled|postponed|tbc)\b|\bnon confirmee?\b`)

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
	case clock && !day && r.repeatsTimes(folded):
		return false
	case clock && (visitNoun().MatchString(folded) || mustBookHere().MatchString(folded) ||
		rangeAt().MatchString(folded)):
		return true
	case clock || day:
		return changesTimes().MatchString(folded)
	}
	return len(r.row.Slots) == 0 && mustBookHere().MatchString(folded)
}

// edgeAt is an hour from which, or until which, one may come.
var edgeAt = lazily(`\b(?:(a partir de|des|ouvre a|ouverture a)|(?:jusqu'a|fermeture a)) ` +
	`(\d{1,2} ?h ?(?:\d\d)?)(?:\b|$)`)

// repeatsTimes reports whether all that a remark has of hours is a beginning or an end that
// every hour and slot of the row has: « à partir de 14h » beside 14h-18h.
func (r remarkReader) repeatsTimes(folded string) bool {
	times := slices.Clone(r.row.Hours)
	for _, s := range r.row.Slots {
		times = append(times, s.Interval)
	}
	edges := edgeAt().FindAllStringSubmatch(folded, -1)
	if rest := edgeAt().ReplaceAllString(folded, ""); len(edges) == 0 || len(times) == 0 ||
		clockAt().MatchString(rest) || changesTimes().MatchString(rest) ||
		visitNoun().MatchString(rest) || mustBookHere().MatchString(rest) {
		return false
	}
	return !slices.ContainsFunc(edges, func(m []string) bool {
		minutes, problem := readDuration(strings.TrimSpace(m[2]))
		return problem != "" || slices.ContainsFunc(times, func(i jema.Interval) bool {
			at := i.End
			if m[1] != "" {
				at = i.Start
			}
			at = at.In(r.frame.edition.Zone)
			return at.Hour()*60+at.Minute() != minutes
		})
	})
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
		if text.Length(folded) < 60 && inDoubt(folded) ||
			flag && !yes && c.Text != "-" && c.Text != "0" && confirms().MatchString(header) && len(named(header)) == 0 ||
			r.table.undecided(column, c.Text) {
			r.row.Hold = true
			r.row.Findings = append(r.row.Findings, Finding{Table: r.row.Table, Line: r.row.Line, Header: r.table.head(column),
				Value: c.Text, Severity: Doubtful, Problem: sentence("import.row.status")})
		}
	}
}

// undecided reports whether a column in which an office decides about its rows has another
// word than a yes. A column « Statut » is such a column where one of its cells is a decision:
// it may as well be of the legal form of workshops.
func (t *Table) undecided(column int, cell string) bool {
	folded, head := text.Fold(cell), text.Fold(t.head(column))
	if settled().MatchString(folded) && !inDoubt(folded) || strings.ContainsAny(folded, "0123456789") ||
		text.Length(folded) > 40 || folded == "-" {
		return false
	}
	if decides().MatchString(strings.TrimRight(head, " ?:")) {
		return true
	}
	return statusHead().MatchString(head) && slices.ContainsFunc(t.Rows, func(r Record) bool {
		if column >= len(r.Cells) {
			return false
		}
		s := text.Fold(r.Cells[column].Text)
		return s != "" && (settled().MatchString(s) || inDoubt(s))
	})
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
