package artisan

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// StatementView is a statement about an event, as pages show it.
type StatementView struct {
	jema.Statement
	Answers string // the answers that it gave, by their names
}

// StatementsFor shows statements on a page.
func StatementsFor(l page.Layout, list []jema.Statement) (views []StatementView) {
	for _, s := range list {
		var names []string
		for _, field := range s.Fields {
			if name := SayFor(l, "entry.field."+WordOf(field)); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		views = append(views, StatementView{s, l.Voice.List(names)})
	}
	return views
}

// SayFor returns a sentence of the catalogue. Whoever acts for a workshop reads of its
// artisan where the sentence would otherwise address the artisan.
func SayFor(l page.Layout, key string, args ...any) string {
	if other := "for." + key; l.Account != nil && l.Account.Role != jema.RoleArtisan && l.Voice.Has(other) {
		key = other
	}
	return l.T(key, args...)
}

// WordOf returns the word that the catalogue has for a field; « description » means
// something of its own there.
func WordOf(field string) string {
	if field == "description" {
		return "long_text"
	}
	return field
}
