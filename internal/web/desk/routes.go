// Package desk is the telephone desk of the edition: callers, their bookings, calls to
// make, and messages that do not arrive.
package desk

import (
	"jema/internal/web/page"
)

// Routes lists the pages of the desk.
func Routes(k *page.Kit) []page.Route {
	openings, bookings, calls := Openings{k}, Bookings{k}, Calls{k}
	messages := Messages{k}
	return []page.Route{
		page.Get("/accueil", page.Desk, openings.list),
		page.Get("/accueil/evenements/:opening", page.Desk, openings.show),
		page.Post("/accueil/evenements/:opening", page.Desk, openings.hold),
		page.Post("/accueil/evenements/:opening/creneaux/:slot", page.Desk, openings.close),
		page.Post("/accueil/evenements/:opening/reservation", page.Desk, openings.book),
		page.Get("/accueil/reservations", page.Desk, bookings.find),
		page.Post("/accueil/reservations/:booking/renvoi", page.Desk, bookings.resend),
		page.Get("/accueil/appels", page.Desk, calls.list),
		page.Get("/accueil/appels/:message", page.Desk, calls.show),
		page.Post("/accueil/appels/:message", page.Desk, calls.record),
		page.Get("/organisation/messages", page.Desk, messages.list),
		page.Get("/organisation/messages/:message", page.Desk, messages.show),
		page.Post("/organisation/messages/:message", page.Desk, messages.act),
	}
}
