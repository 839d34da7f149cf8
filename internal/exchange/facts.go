package exchange

import (
	"slices"
	"strings"

	"jema/internal/catalogue"
	"jema/internal/jema"
	facts "jema/internal/reading"
	"jema/internal/text"
)

// factReader reads the facts beside a visit: price, age, languages, access and the like.
type factReader struct {
	*reading
	inWords map[string]bool // fields that were found in words about something else
}

// small takes the fields that are printed as they were typed.
func (r factReader) small() {
	r.languages()
	r.access()
	if s, read := r.value("stops"); read {
		r.set("stops", text.Lines(strings.ReplaceAll(s, ";", "\n")))
	}
	r.parking()
	r.price()
	if s, read := r.line("minimum_age"); read {
		r.set("minimum_age", withUnit(s, "ans"))
	}
	if s, read := r.line("national_number"); read {
		r.set("national_number", strings.ReplaceAll(s, " ", ""))
	}
	if s, read := r.joined("remarks"); read {
		r.set("remarks", s)
		if strings.HasPrefix(s, "=") {
			r.note("remarks", Doubtful, "import.remarks.formula")
		}
		if m := ageFrom().FindStringSubmatch(text.Fold(s)); m != nil && r.row.Fields["minimum_age"] == "" &&
			!r.private("remarks") {
			r.set("minimum_age", m[1]+" ans")
			r.note("minimum_age", Repaired, "import.age.remarks", "n", m[1])
		}
	}
}

// ageFrom matches the age from which one may come, within a longer text.
var ageFrom = lazily(`\b(?:des|a partir de|a partir de l'age de) (\d{1,2}) ans\b`)

// languages joins the content of the columns of languages. Under the name of a
// language, yes adds it; under another header, yes is no language.
func (r factReader) languages() {
	s, read := r.line("languages")
	if !read {
		return
	}
	var list []string
	for _, column := range r.table.Columns["languages"] {
		if column >= len(r.cells) || r.cells[column].Broken != "" {
			continue
		}
		cell := text.Line(r.cells[column].Text)
		if yes, sure := readFlag(cell); sure && cell != "" {
			codes, _ := facts.Languages(r.table.Header[column])
			if codes == "" {
				r.note("languages", Doubtful, "import.languages.flag")
			}
			cell = map[bool]string{true: catalogue.In("fr").Spoken(codes)}[yes]
		}
		if cell != "" && !facts.Unsaid(cell) && !slices.Contains(list, cell) {
			list = append(list, cell)
		}
	}
	// out of another cell, or for the whole file
	if _, cut := r.parts["languages"]; s != "" && (cut || !r.typed("languages")) {
		list = []string{s}
	}
	r.set("languages", strings.Join(list, ", "))
}

// price takes the words for the price. Under a question such as « payant ? » or
// « gratuit ? », yes and no are answers.
func (r factReader) price() {
	s, read := r.line("price")
	if !read {
		return
	}
	_, header, _ := r.raw("price")
	if yes, sure := readFlag(s); sure && s != "" && !bareNumber().MatchString(s) {
		pay, free := strings.Contains(text.Fold(header), "pay"), freeHeader().MatchString(text.Fold(header))
		switch {
		case pay && free && eitherHeader().MatchString(text.Fold(header)): // « gratuite ou payante ? » oui
		case yes == pay:
			s = sentence("import.price.paid")
		default:
			s = sentence("import.price.free")
		}
	} else if text.Fold(s) == "libre" && strings.Contains(text.Fold(header), "entree") {
		s = text.Line(header) + " " + s // « Entrée » : libre
	}
	s = withUnit(s, "€")
	r.set("price", s)
	switch price, _ := facts.Price(s); {
	case price.Kind == jema.PriceOnSite && amountMissing().MatchString(text.Fold(s)):
		r.note("price", Doubtful, "import.price.amount")
	case price.Kind == jema.PriceUnknown && s != "" && !facts.Unsaid(s):
		r.note("price", Doubtful, "import.price.unread")
	}
}

var (
	freeHeader   = lazily(`\bgratui|\blibre`)
	eitherHeader = lazily(`\bou\b|/`)
)

// amountMissing are words for what is paid that do not specify how much.
var amountMissing = lazily(`^(?:(?:oui|entree|visite|atelier|c'est)[ ,:]*)*payante?s?\b[ .!]*$`)

// access joins the content of the columns of access: words, and yes or no for a kind
// of disability each.
func (r factReader) access() {
	words, read := r.all("access", ", ")
	clauses := []string{}
	if s := text.Line(words); s != "" && !r.open("access", s) {
		clauses = append(clauses, s)
	}
	for _, kind := range jema.AccessKinds {
		s, there := r.line("access_" + kind)
		read = read || there
		if yes, sure := readFlag(s); sure && s != "" {
			s = map[bool]string{true: "oui", false: "non"}[yes]
		}
		if s != "" && !r.open("access_"+kind, s) {
			clauses = append(clauses, sentence("fact.access."+kind)+"\u00a0: "+s)
		}
	}
	switch joined := strings.Join(clauses, ", "); {
	case !read:
	case text.Length(joined) > lineMax:
		r.note("access", Blocking, "import.cell.long", "n", text.Length(joined), "max", lineMax)
	default:
		r.set("access", joined)
	}
}

// parking takes the words for where visitors leave their car; under « parking ? », yes
// and no are answers.
func (r factReader) parking() {
	s, read := r.line("parking")
	if !read {
		return
	}
	if facts.Unsaid(s) {
		s = ""
	}
	if yes, sure := readFlag(s); sure && s != "" {
		s = sentence("import.parking." + map[bool]string{true: "yes", false: "no"}[yes])
	}
	if n := text.Length(s); n > jema.ParkingMax {
		r.note("parking", Blocking, "import.cell.long", "n", n, "max", jema.ParkingMax)
		return
	}
	r.set("parking", s)
}

// open reports whether an answer leaves its question open, which is questioned again.
func (r factReader) open(field, s string) bool {
	if !facts.Unsaid(s) {
		return false
	}
	r.note(field, Doubtful, "import.access.open")
	return true
}
