// Package account signs people in and out, shows whoever is signed in their own
// account, and gives back what was typed when a session was over. The
// demonstration's mailbox is here too.
package account

import (
	"jema/internal/web/page"
)

// Routes lists who signs in, from everyone to whoever is signed in.
func Routes(k *page.Kit) []page.Route {
	signIns, mailboxes, accounts := SignIns{k, newHashing()}, Mailboxes{k}, Accounts{k}
	parked := Parked{k}
	return []page.Route{
		page.Get("/connexion", page.Everyone, signIns.show),
		page.Post("/connexion", page.Everyone, signIns.request),
		page.Get("/connexion/:token", page.Everyone, signIns.confirm),
		page.Post("/connexion/:token", page.Everyone, signIns.use),
		page.Get("/demo/courriels", page.Loopback, mailboxes.show),
		page.Get("/demo/courriels/:mail", page.Loopback, mailboxes.mail),

		page.Post("/deconnexion", page.SignedIn, signIns.signOut),
		page.Get("/compte", page.SignedIn, accounts.show),
		page.Post("/compte/deconnexion", page.SignedIn, accounts.signOut),
		page.Get("/reprise/:parked", page.SignedIn, parked.show),
		page.Post("/reprise/:parked", page.SignedIn, parked.forget),
	}
}
