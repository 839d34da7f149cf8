// Package organiser is where organisers work: corrections and decisions,
// proposals, and the edition they work in. What waits for them is in queue.
package organiser

import (
	"slices"

	"jema/internal/web/organiser/queue"
	"jema/internal/web/organiser/roster"
	"jema/internal/web/page"
)

// Routes lists the pages of organisers.
func Routes(k *page.Kit) []page.Route {
	editions, moderations := Editions{k}, Moderations{k}
	proposals, sentences := Proposals{moderations}, Sentences{k}
	return append(slices.Concat(queue.Routes(k), roster.Routes(k)), []page.Route{
		page.Post("/organisation/edition", page.Desk, editions.choose),
		page.Get(settingsPath, page.Organiser, editions.settings),
		page.Post(settingsPath, page.Organiser, editions.set),

		page.Get("/organisation/evenements/:opening", page.Organiser, moderations.show),
		page.Post("/organisation/evenements/:opening", page.Organiser, moderations.save),
		page.Get(sentencesPath, page.Organiser, sentences.show),
		page.Post(sentencesPath, page.Organiser, sentences.save),
		page.Post("/organisation/relecture", page.Organiser, moderations.begin),
		page.Post("/organisation/evenements/:opening/selection", page.Organiser, moderations.choose),
		page.Post("/organisation/evenements/:opening/photo-imprimee", page.Organiser, moderations.weigh),
		page.Post("/organisation/evenements/:opening/lecture", page.Organiser, moderations.mark),
		page.Post("/organisation/evenements/:opening/decision", page.Organiser, moderations.decide),
		page.Post("/organisation/evenements/:opening/proposition", page.Organiser, proposals.decide),
		page.Get("/organisation/evenements/:opening/proposition/photo", page.Organiser, proposals.photo),
	}...)
}
