package web

import "jema/internal/web/page"

func (s *Site) accountRoutes() []page.Route {
	return []page.Route{
		page.Get("/connexion", page.Everyone, s.signInShow),
		page.Post("/connexion", page.Everyone, s.signInAsk),
		page.Get("/connexion/:token", page.Everyone, s.signInConfirm),
		page.Post("/connexion/:token", page.Everyone, s.signInUse),
		page.Get("/demo/courriels", page.Loopback, s.mailboxShow),
		page.Get("/demo/courriels/:mail", page.Loopback, s.mailboxMail),

		page.Post("/deconnexion", page.SignedIn, s.signOut),
		page.Get("/compte", page.SignedIn, s.accountShow),
		page.Post("/compte/deconnexion", page.SignedIn, s.accountSignOut),
		page.Get("/reprise/:parked", page.SignedIn, s.parkedShow),
		page.Post("/reprise/:parked", page.SignedIn, s.parkedForget),
	}
}
