// Package entry is where an event and its workshop are written together, in steps
// made for one thumb: what one does, when, where, pictures and words, and last how
// visitors will see it. Every field is saved by itself; the artisan and whoever acts
// for them use the same pages.
package entry

import (
	"jema/internal/web/page"
)

// Routes lists the pages of entries.
func Routes(k *page.Kit) []page.Route {
	entries := Entries{k}
	return []page.Route{
		page.Get("/atelier/nouveau", page.Entrant, entries.begin),
		page.Post("/atelier/nouveau", page.Entrant, entries.create),
		page.Get("/atelier/:workshop/evenement", page.OfWorkshopEntry, entries.begin),
		page.Post("/atelier/:workshop/evenement", page.OfWorkshopEntry, entries.create),
		page.Post("/atelier/:workshop/reprise", page.OfWorkshopEntry, entries.takeOver),

		page.Get("/mon-evenement/:opening", page.OfEntry, entries.see),
		page.Post("/mon-evenement/:opening", page.OfEntry, entries.act),
		page.Get("/mon-evenement/:opening/carte.svg", page.OfEntry, entries.drawing),
		page.Get("/mon-evenement/:opening/retrait", page.OfEntry, entries.confirmWithdraw),
		page.Post("/mon-evenement/:opening/retrait", page.OfEntry, entries.withdraw),
		page.Get("/mon-evenement/:opening/etapes/:step", page.OfEntry, entries.show),
		page.Post("/mon-evenement/:opening/etapes/:step", page.OfEntry, entries.save),
	}
}
