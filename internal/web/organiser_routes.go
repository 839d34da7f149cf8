package web

import (
	"jema/internal/web/page"
)

func (s *Site) organiserRoutes() []page.Route {
	return []page.Route{
		page.Post("/organisation/edition", page.Desk, s.editionChoose),

		page.Get("/organisation", page.Organiser, s.queueShow),
		page.Get("/organisation/evenements/:opening", page.Organiser, s.moderationShow),
		page.Post("/organisation/evenements/:opening", page.Organiser, s.moderationRepair),
		page.Post("/organisation/evenements/:opening/decision", page.Organiser, s.moderationDecide),
		page.Post("/organisation/evenements/:opening/proposition", page.Organiser, s.proposalDecide),
		page.Get("/organisation/evenements/:opening/proposition/photo", page.Organiser, s.proposalPhoto),
	}
}
