package exchange

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/text"
)

// ReadCrafts reads a spreadsheet of métiers d'art: domain, name, the craft it
// is a specialty of, feminine, synonyms separated by "|". A feminine that is
// not given follows the rules of Feminine. Domains are numbered as they first
// appear. Any row that cannot be read makes the whole file Invalid.
func ReadCrafts(data []byte) ([]jema.Craft, error) {
	sheet, err := readSheet("", data, craftHeaders())
	if err != nil {
		return nil, err
	}
	var crafts []jema.Craft
	domains, seen := []string{}, map[string]bool{}
	for _, t := range sheet.Tables {
		for _, record := range t.Rows {
			if passedOver(record) {
				continue
			}
			r := t.cells(record)
			c := jema.Craft{Slug: text.Slug(r["name"]), Name: r["name"], Feminine: r["feminine"], Synonyms: bars(r["synonyms"]),
				SpecialtyOf: text.Slug(r["specialty_of"])}
			c.Domain = jema.CraftDomain{Slug: text.Slug(r["domain"]), Name: r["domain"]}
			if problem := craftProblem(c, seen, r["specialty_of"]); problem != "" {
				return nil, broken(record, problem)
			}
			if !slices.Contains(domains, c.Domain.Slug) {
				domains = append(domains, c.Domain.Slug)
			}
			c.Domain.Position = slices.Index(domains, c.Domain.Slug) + 1
			if c.Feminine == "" {
				c.Feminine = Feminine(c.Name)
			}
			seen[c.Slug] = true
			crafts = append(crafts, c)
		}
	}
	return crafts, nil
}

// craftProblem describes what is wrong with a craft; a specialty comes below its craft.
func craftProblem(c jema.Craft, above map[string]bool, parent string) string {
	switch {
	case c.Slug == "":
		return sentence("import.reference_blank", "what", "le métier")
	case c.Domain.Slug == "":
		return sentence("import.reference_blank", "what", "le domaine")
	case above[c.Slug]:
		return sentence("import.reference_twice", "value", c.Name)
	case c.SpecialtyOf != "" && (!above[c.SpecialtyOf] || c.SpecialtyOf == c.Slug):
		return sentence("import.reference_parent", "value", parent)
	}
	return ""
}
