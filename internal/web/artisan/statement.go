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
			if name := l.T("entry.field." + WordOf(field)); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		views = append(views, StatementView{s, l.Voice.List(names)})
	}
	return views
}

// WordOf returns the word that the catalogue has for a field; « description » means
// something of its own there.
func WordOf(field string) string {
	if field == "description" {
		return "long_text"
	}
	return field
}
