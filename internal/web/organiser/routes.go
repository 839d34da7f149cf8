// Package organiser is where organisers work: the queue, corrections and decisions,
// proposals, and the edition they work in.
package organiser

import (
	"jema/internal/web/page"
)

// Routes lists the pages of organisers.
func Routes(k *page.Kit) []page.Route {
	editions, queues, moderations := Editions{k}, Queues{k}, Moderations{k}
	proposals := Proposals{moderations}
	return []page.Route{
		page.Post("/organisation/edition", page.Desk, editions.choose),

		page.Get("/organisation", page.Organiser, queues.show),
		page.Get("/organisation/evenements/:opening", page.Organiser, moderations.show),
		page.Post("/organisation/evenements/:opening", page.Organiser, moderations.save),
		page.Post("/organisation/evenements/:opening/decision", page.Organiser, moderations.decide),
		page.Post("/organisation/evenements/:opening/proposition", page.Organiser, proposals.decide),
		page.Get("/organisation/evenements/:opening/proposition/photo", page.Organiser, proposals.photo),
	}
}
