package exchange

import (
	"strings"

	"jema/internal/text"
)

// withheldReader withdraws what must not be public once the whole row is read.
type withheldReader struct{ *reading }

// wishes withdraws what the remarks forbid to publish.
func (r withheldReader) wishes() {
	remark := r.row.Fields["remarks"]
	if waitBefore().MatchString(strings.ReplaceAll(text.Fold(remark), "\n", " ")) {
		r.row.Hold = true
		r.note("remarks", Doubtful, "import.remarks.hold")
	}
	withheld := withheldBy(remark)
	for _, contact := range []string{"address", "phone", "email"} {
		if flag := publishable[contact]; withheld[contact] && r.row.Fields[flag] == "true" {
			r.set(flag, "false")
			r.note(flag, Doubtful, "import.remarks.hide_"+contact)
		}
	}
}

// publicTexts are the fields that a page shows in the row's own words.
var publicTexts = []string{"title", "description", "printed_text", "workshop", "price", "minimum_age", "languages",
	"access", "parking", "stops"}

// leaks holds back a row whose public texts give a telephone or an address of
// mail that is not to be published.
func (r withheldReader) leaks() {
	r.nameWithheld()
	for _, c := range []struct {
		field string
		all   func(string) []string
	}{{"phone", phonesIn}, {"email", emailsIn}} {
		flag := publishable[c.field]
		if r.row.Fields[flag] == "true" {
			continue
		}
		refused := r.row.Fields[flag] == "false" && !r.row.Unflagged[flag] // said, not only left blank
		for _, field := range publicTexts {
			for _, found := range c.all(r.row.Fields[field]) {
				if found == r.row.Fields[c.field] || refused {
					r.row.Hold = true
					r.note(field, Doubtful, "import.text.private", "text", found)
				}
			}
		}
	}
}

// phonesIn and emailsIn return what a text holds of them, as they are stored.
func phonesIn(s string) (list []string) {
	for _, run := range phoneRuns(s) {
		if phone := onePhone(run); phone != "" {
			list = append(list, phone)
		}
	}
	return list
}

func emailsIn(s string) (list []string) {
	for _, found := range emailIn().FindAllString(s, -1) {
		list = append(list, strings.ToLower(strings.TrimRight(found, ".")))
	}
	return list
}

var nameNotWanted = lazily(`\b(?:ne|ni|pas|sans)\b[^.;\n]{0,40}\b(?:mon|le|son|notre|nos|leur) noms?\b(?: de ` +
	`l'(?:atelier|entreprise)| du (?:lieu|projet))?`)

// nameWithheld leaves out the name of an artisan who does not want it to appear.
func (r withheldReader) nameWithheld() {
	found := nameNotWanted().FindString(text.Fold(r.row.Fields["remarks"]))
	artisan := r.row.Fields["artisan"]
	if artisan == "" || found == "" || !strings.HasSuffix(strings.TrimSuffix(found, "s"), "nom") {
		return
	}
	r.set("artisan", "")
	if r.row.Fields["workshop"] == artisan {
		r.set("workshop", r.unnamed())
		r.note("workshop", Blocking, "import.workshop.missing")
	}
	r.row.Hold = true
	r.note("artisan", Doubtful, "import.artisan.withheld")
}
