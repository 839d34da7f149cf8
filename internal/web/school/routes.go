// Package school has the pages of classes: what schools can book, their requests, and
// the answers of artisans and organisers.
package school

import (
	"jema/internal/web/page"
)

// Routes lists the pages of classes, from everyone to organisers.
func Routes(k *page.Kit) []page.Route {
	schools, classes := Schools{k}, Classes{k}
	return []page.Route{
		page.Get("/scolaires", page.Everyone, schools.show),
		page.Get("/scolaires/demande", page.Everyone, schools.new),
		page.Post("/scolaires/demande", page.Everyone, schools.request),

		page.Get("/classe/:token", page.LinkHolder, classes.show),
		page.Post("/classe/:token/annulation", page.LinkHolder, classes.cancel),

		page.Get("/mon-evenement/:opening/classes", page.OfOpening, classes.list),
		page.Post("/mon-evenement/:opening/classes", page.OfOpening, classes.answer),

		page.Get("/organisation/classes", page.Organiser, classes.queue),
		page.Post("/organisation/classes", page.Organiser, classes.decide),
	}
}
