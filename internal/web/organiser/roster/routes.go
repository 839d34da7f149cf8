// Package roster is the list of a territory's workshops for organisers, from which
// they give workshops to those who act for them, and take events of an earlier
// edition over.
package roster

import "jema/internal/web/page"

// Path is where the roster is.
const Path = "/organisation/ateliers"

// Routes lists the pages of the roster.
func Routes(k *page.Kit) []page.Route {
	rosters := Rosters{k}
	return []page.Route{
		page.Get(Path, page.Organiser, rosters.show),
		page.Post(Path+"/reprise", page.Organiser, rosters.takeOver),
		page.Post(Path+"/conseil", page.Organiser, rosters.entrustAll),
		page.Get(Path+"/:workshop", page.Organiser, rosters.workshop),
		page.Post(Path+"/:workshop", page.Organiser, rosters.entrust),
	}
}
