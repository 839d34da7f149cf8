// Package about shows the pages about the site itself.
package about

import "jema/internal/web/page"

// Routes are the pages about the site.
func Routes(k *page.Kit) []page.Route {
	abouts := Abouts{k}
	return []page.Route{
		page.Get("/accessibilite", page.Everyone, abouts.accessibility),
		page.Get("/donnees-personnelles", page.Everyone, abouts.privacy),
		page.Get("/mentions-legales", page.Everyone, abouts.legal),
		page.Get("/.well-known/security.txt", page.Everyone, abouts.securityShow),
	}
}
