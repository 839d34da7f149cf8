// Package history shows what was changed of an event, by whom and when, and proposes
// what it was before once more.
package history

import (
	"jema/internal/web/page"
)

// Routes lists the pages of histories.
func Routes(k *page.Kit) []page.Route {
	histories := Histories{k}
	return []page.Route{
		page.Get("/mon-evenement/:opening/historique", page.OfEntry, histories.list),
		page.Get("/mon-evenement/:opening/historique/:edit", page.OfEntry, histories.show),
		page.Post("/mon-evenement/:opening/historique/:edit", page.OfEntry, histories.again),
	}
}
