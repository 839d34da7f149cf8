// Package artisan is where workshops and openings are written, by their artisan and,
// through the same forms, by organisers.
package artisan

import (
	"jema/internal/web/page"
)

// Routes lists the pages of artisans, and those of organisers for slots.
func Routes(k *page.Kit) []page.Route {
	openings, workshops, visitors := Openings{k}, Workshops{k}, Visitors{k}
	slots, photos := Slots{k}, Photos{k}
	return []page.Route{
		page.Post("/horaires", page.SignedIn, openings.scheduleRead),

		page.Get("/atelier", page.Artisan, workshops.list),
		page.Get("/atelier/:workshop", page.OfWorkshop, workshops.edit),
		page.Post("/atelier/:workshop", page.OfWorkshop, workshops.update).Taking(photoLimit),
		page.Get("/atelier/:workshop/photos", page.OfWorkshopEntry, photos.list),
		page.Post("/atelier/:workshop/photos", page.OfWorkshopEntry, photos.add).Taking(photoLimit),
		page.Get("/atelier/:workshop/photos/:photo", page.OfWorkshopEntry, photos.edit),
		page.Post("/atelier/:workshop/photos/:photo", page.OfWorkshopEntry, photos.change),
		page.Get("/organisation/ateliers/:workshop/photos", page.Organiser, photos.list),
		page.Post("/organisation/ateliers/:workshop/photos", page.Organiser, photos.add).Taking(photoLimit),
		page.Get("/organisation/ateliers/:workshop/photos/:photo", page.Organiser, photos.edit),
		page.Post("/organisation/ateliers/:workshop/photos/:photo", page.Organiser, photos.change),
		page.Get("/mon-evenement/:opening/visiteurs", page.OfOpening, visitors.list),
		page.Get("/mon-evenement/:opening/creneaux", page.OfOpening, slots.list),
		page.Get("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, slots.show),
		page.Post("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, slots.change),

		page.Get("/organisation/evenements/:opening/creneaux", page.Organiser, slots.list),
		page.Get("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, slots.show),
		page.Post("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, slots.change),
	}
}
