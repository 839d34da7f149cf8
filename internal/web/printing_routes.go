package web

import (
	"jema/internal/jema"
	"jema/internal/web/page"
)

func (s *Site) printingRoutes() []page.Route {
	return []page.Route{
		page.Get("/communes/:insee/programme.pdf", page.Everyone, s.programmeDownload),

		page.Get("/r/:token/billet.pdf", page.LinkHolder, s.ticketDownload),

		page.Get("/mon-evenement/:opening/presence.pdf", page.OfOpening, s.attendanceDownload),
		page.Get("/mon-evenement/:opening/affiche.pdf", page.OfOpening, s.posterDownload),
		page.Get("/mon-evenement/:opening/fleches.pdf", page.OfOpening, s.arrowsDownload),
		page.Get("/mon-evenement/:opening/epreuve", page.OfOpening, s.proofShow),
		page.Post("/mon-evenement/:opening/epreuve", page.OfOpening, s.proofApprove),
		page.Get("/mon-evenement/:opening/epreuve.svg", page.OfOpening, s.proofPicture),
		page.Get("/mon-evenement/:opening/epreuve.pdf", page.OfOpening, s.proofDownload),

		page.Get("/accueil/evenements/:opening/presence.pdf", page.Desk, s.attendanceDownload),

		page.Get("/organisation/evenements/:opening/presence.pdf", page.Organiser, s.attendanceDownload),
		page.Get("/organisation/evenements/:opening/affiche.pdf", page.Organiser, s.posterDownload),
		page.Get("/organisation/evenements/:opening/fleches.pdf", page.Organiser, s.arrowsDownload),
		page.Get("/organisation/evenements/:opening/epreuve.pdf", page.Organiser, s.proofDownload),
		page.Get("/organisation/communes/:insee/affiche.pdf", page.Organiser, s.posterDownload),
		page.Get("/organisation/communes/:insee/fleches.pdf", page.Organiser, s.arrowsDownload),
		page.Get("/organisation/communes/:insee/mairie.zip", page.Organiser, s.kitDownload),
		page.Get("/organisation/communes/:insee/graphiste.zip", page.Organiser, s.designerDownload),
		page.Get("/organisation/programmes", page.Organiser, s.printingShow),
		page.Post("/organisation/programmes", page.Organiser, s.printingUpdate),
		page.Post("/organisation/programmes/pieces", page.Organiser, s.partChange).Taking(jema.PrintPartMax),
		page.Get("/organisation/programmes/communes/:insee", page.Organiser, s.pressShow),
		page.Get("/organisation/programmes/communes/:insee/pages/:page", page.Organiser, s.pressPage),
		page.Get("/organisation/programmes/communes/:insee/fichiers/:file", page.Organiser, s.pressFile),
		page.Post("/organisation/programmes/communes/:insee/bouclage", page.Organiser, s.pressFreeze),
		page.Post("/organisation/programmes/bouclage", page.Organiser, s.freezeStart),
		page.Get("/organisation/programmes/bouclage/:freeze", page.Organiser, s.freezeArchive),
		page.Get("/organisation/programmes/versions/:version", page.Organiser, s.versionShow),
		page.Get("/organisation/programmes/versions/:version/erratum.pdf", page.Organiser, s.versionErratum),
		page.Get("/organisation/programmes/versions/:version/fichiers/:file", page.Organiser, s.versionFile),
		page.Get("/organisation/programmes.zip", page.Organiser, s.programmeArchive),
	}
}
