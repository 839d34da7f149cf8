package web

import "jema/internal/web/page"

func (s *Site) deskRoutes() []page.Route {
	return []page.Route{
		page.Get("/accueil", page.Desk, s.deskShow),
		page.Get("/accueil/evenements/:opening", page.Desk, s.deskOpening),
		page.Post("/accueil/evenements/:opening", page.Desk, s.deskHold),
		page.Post("/accueil/evenements/:opening/creneaux/:slot", page.Desk, s.deskClose),
		page.Post("/accueil/evenements/:opening/reservation", page.Desk, s.deskBook),
		page.Get("/accueil/reservations", page.Desk, s.deskFind),
		page.Post("/accueil/reservations/:booking/renvoi", page.Desk, s.deskResend),
		page.Get("/accueil/appels", page.Desk, s.callList),
		page.Post("/accueil/appels/:message", page.Desk, s.callRecord),
		page.Get("/organisation/messages", page.Desk, s.messageList),
		page.Get("/organisation/messages/:message", page.Desk, s.messageShow),
		page.Post("/organisation/messages/:message", page.Desk, s.messageAct),
	}
}
