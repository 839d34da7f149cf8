package web

import (
	"jema/internal/web/page"
)

func (s *Site) artisanRoutes() []page.Route {
	return []page.Route{
		page.Post("/horaires", page.SignedIn, s.scheduleRead),

		page.Get("/atelier", page.Artisan, s.workshopList),
		page.Get("/atelier/nouveau", page.Artisan, s.workshopNew),
		page.Post("/atelier/nouveau", page.Artisan, s.workshopCreate).Taking(photoLimit),
		page.Get("/atelier/:workshop", page.OfWorkshop, s.workshopEdit),
		page.Post("/atelier/:workshop", page.OfWorkshop, s.workshopUpdate).Taking(photoLimit),
		page.Get("/atelier/:workshop/evenement", page.OfWorkshop, s.openingNew),
		page.Post("/atelier/:workshop/evenement", page.OfWorkshop, s.openingCreate),
		page.Get("/mon-evenement/:opening", page.OfOpening, s.openingEdit),
		page.Post("/mon-evenement/:opening", page.OfOpening, s.openingUpdate),
		page.Get("/mon-evenement/:opening/visiteurs", page.OfOpening, s.visitorList),
		page.Get("/mon-evenement/:opening/creneaux", page.OfOpening, s.slotList),
		page.Get("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, s.slotShow),
		page.Post("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, s.slotChange),

		page.Get("/organisation/evenements/:opening/creneaux", page.Organiser, s.slotList),
		page.Get("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, s.slotShow),
		page.Post("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, s.slotChange),
	}
}
