// Package behalf is where advisers and correspondents of communes begin: the workshops
// they act for, and what waits for them. They write in the steps of artisan/entry.
package behalf

import "jema/internal/web/page"

// Routes lists the pages of those who act for workshops.
func Routes(k *page.Kit) []page.Route {
	homes := Homes{k}
	return []page.Route{page.Get("/suivi", page.Acting, homes.show)}
}
