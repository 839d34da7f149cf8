package web

import "jema/internal/web/page"

func (s *Site) schoolRoutes() []page.Route {
	return []page.Route{
		page.Get("/scolaires", page.Everyone, s.schoolShow),
		page.Get("/scolaires/demande", page.Everyone, s.schoolNew),
		page.Post("/scolaires/demande", page.Everyone, s.schoolAsk),

		page.Get("/classe/:token", page.LinkHolder, s.classShow),
		page.Post("/classe/:token/annulation", page.LinkHolder, s.classCancel),

		page.Get("/mon-evenement/:opening/classes", page.OfOpening, s.classList),
		page.Post("/mon-evenement/:opening/classes", page.OfOpening, s.classAnswer),

		page.Get("/organisation/classes", page.Organiser, s.classQueue),
		page.Post("/organisation/classes", page.Organiser, s.classDecide),
	}
}
