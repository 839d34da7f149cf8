// Package visitor is what visitors see and do: they find an opening, book, change and
// cancel, each without an account.
package visitor

import (
	"sync"

	"jema/internal/web/page"
	"jema/internal/web/visitor/search"
)

// Routes lists the pages of visitors: of everyone, then of whoever holds a link.
func Routes(k *page.Kit) []page.Route {
	homes, openings, bookings := Homes{k}, Openings{k}, Bookings{k}
	communes, photos := Communes{k}, Photos{k, &sync.Mutex{}}
	workshops, livePlaces := Workshops{k}, LivePlaces{k, newStreams(liveMost, liveEach)}
	lostLinks, visits, passes := LostLinks{k}, Visits{k}, Passes{k}
	erasures, lists := Erasures{k}, search.Lists{Kit: k, Suggestions: search.NewSuggestions()}
	return []page.Route{
		page.Get("/", page.Everyone, homes.show),
		page.Get("/evenements", page.Everyone, lists.Show),
		page.Get("/adresses", page.Everyone, lists.Addresses),
		page.Get("/evenements/:opening", page.Everyone, openings.show),
		page.Get("/evenements/:opening/places", page.Everyone, livePlaces.show),
		page.Get("/o/:opening", page.Everyone, openings.short),
		page.Post("/evenements/:opening/reservations", page.Everyone, bookings.create),
		page.Get("/communes/:insee", page.Everyone, communes.show),
		page.Get("/photos/:photo", page.Everyone, photos.show),
		page.Get("/photos/:photo/:size", page.Everyone, photos.showSize),
		page.Get("/ateliers/:workshop", page.Everyone, workshops.show),
		page.Post("/evenements/:opening/groupe", page.Everyone, bookings.split),
		page.Get("/retrouver", page.Everyone, lostLinks.show),
		page.Post("/retrouver", page.Everyone, lostLinks.send),

		page.Get("/r/:token", page.LinkHolder, visits.show),
		page.Post("/r/:token/annulation", page.LinkHolder, visits.cancel),
		page.Get("/r/:token/visite.ics", page.LinkHolder, visits.calendar),
		page.Get("/r/:token/billet", page.LinkHolder, visits.ticket),
		page.Get("/p/:code", page.LinkHolder, passes.show),
		page.Get("/r/:token/effacement", page.LinkHolder, erasures.show),
		page.Post("/r/:token/effacement", page.LinkHolder, erasures.do),
		page.Get("/classe/:token/effacement", page.LinkHolder, erasures.classErasureShow),
		page.Post("/classe/:token/effacement", page.LinkHolder, erasures.classErasureDo),
		page.Post("/r/:token/acceptation", page.LinkHolder, visits.accept),
		page.Post("/r/:token/refus", page.LinkHolder, visits.decline),
		page.Post("/r/:token/personnes", page.LinkHolder, visits.party),
		page.Get("/r/:token/deplacer/:slot", page.LinkHolder, visits.moveShow),
		page.Post("/r/:token/deplacer/:slot", page.LinkHolder, visits.move),
		page.Post("/r/:token/lien", page.LinkHolder, visits.renew),
	}
}
