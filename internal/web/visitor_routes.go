package web

import "jema/internal/web/page"

func (s *Site) visitorRoutes() []page.Route {
	return []page.Route{
		page.Get("/", page.Everyone, s.homeShow),
		page.Get("/evenements", page.Everyone, s.openingList),
		page.Get("/evenements/:opening", page.Everyone, s.openingShow),
		page.Get("/o/:opening", page.Everyone, s.openingShort),
		page.Post("/evenements/:opening/reservations", page.Everyone, s.bookingCreate),
		page.Get("/communes/:insee", page.Everyone, s.communeShow),
		page.Get("/photos/:photo", page.Everyone, s.photoShow),
		page.Get("/accessibilite", page.Everyone, s.aboutAccessibility),
		page.Get("/donnees-personnelles", page.Everyone, s.aboutPrivacy),
		page.Get("/mentions-legales", page.Everyone, s.aboutLegal),
		page.Get("/.well-known/security.txt", page.Everyone, s.securityShow),
		page.Post("/evenements/:opening/groupe", page.Everyone, s.bookingSplit),
		page.Get("/retrouver", page.Everyone, s.findShow),
		page.Post("/retrouver", page.Everyone, s.findSend),

		page.Get("/r/:token", page.LinkHolder, s.bookingShow),
		page.Post("/r/:token/annulation", page.LinkHolder, s.bookingCancel),
		page.Get("/r/:token/visite.ics", page.LinkHolder, s.bookingCalendar),
		page.Get("/r/:token/billet", page.LinkHolder, s.bookingTicket),
		page.Get("/p/:code", page.LinkHolder, s.passShow),
		page.Get("/r/:token/effacement", page.LinkHolder, s.erasureShow),
		page.Post("/r/:token/effacement", page.LinkHolder, s.erasureDo),
		page.Get("/classe/:token/effacement", page.LinkHolder, s.classErasureShow),
		page.Post("/classe/:token/effacement", page.LinkHolder, s.classErasureDo),
		page.Post("/r/:token/acceptation", page.LinkHolder, s.bookingAccept),
		page.Post("/r/:token/refus", page.LinkHolder, s.bookingDecline),
		page.Post("/r/:token/personnes", page.LinkHolder, s.bookingParty),
		page.Get("/r/:token/deplacer/:slot", page.LinkHolder, s.bookingMoveShow),
		page.Post("/r/:token/deplacer/:slot", page.LinkHolder, s.bookingMove),
		page.Post("/r/:token/lien", page.LinkHolder, s.bookingRenew),
	}
}
