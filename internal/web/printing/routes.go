// Package printing is what is printed: programmes with their settings, previews,
// freezes and versions, and the papers beside them.
package printing

import (
	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/web/page"
)

// Routes lists what is printed, from what everyone reads to what organisers print.
func Routes(k *page.Kit) []page.Route {
	p := &printer{Kit: k, printing: programme.NewJobs(printJobs, printCache)}
	programmes, papers, proofs := Programmes{p}, Papers{p}, Proofs{p}
	settings, freezes, versions := Settings{p}, Freezes{p}, Versions{p}
	return []page.Route{
		page.Get("/communes/:insee/programme.pdf", page.Everyone, programmes.download),

		page.Get("/r/:token/billet.pdf", page.LinkHolder, papers.ticketDownload),

		page.Get("/mon-evenement/:opening/presence.pdf", page.OfOpening, papers.attendanceDownload),
		page.Get("/mon-evenement/:opening/affiche.pdf", page.OfOpening, papers.posterDownload),
		page.Get("/mon-evenement/:opening/fleches.pdf", page.OfOpening, papers.arrowsDownload),
		page.Get("/mon-evenement/:opening/epreuve", page.OfOpening, proofs.show),
		page.Post("/mon-evenement/:opening/epreuve", page.OfOpening, proofs.approve),
		page.Get("/mon-evenement/:opening/epreuve.svg", page.OfOpening, proofs.picture),
		page.Get("/mon-evenement/:opening/epreuve.pdf", page.OfOpening, proofs.download),

		page.Get("/accueil/evenements/:opening/presence.pdf", page.Desk, papers.attendanceDownload),

		page.Get("/organisation/evenements/:opening/presence.pdf", page.Organiser, papers.attendanceDownload),
		page.Get("/organisation/evenements/:opening/affiche.pdf", page.Organiser, papers.posterDownload),
		page.Get("/organisation/evenements/:opening/fleches.pdf", page.Organiser, papers.arrowsDownload),
		page.Get("/organisation/evenements/:opening/epreuve.pdf", page.Organiser, proofs.download),
		page.Get("/organisation/communes/:insee/affiche.pdf", page.Organiser, papers.posterDownload),
		page.Get("/organisation/communes/:insee/fleches.pdf", page.Organiser, papers.arrowsDownload),
		page.Get("/organisation/communes/:insee/mairie.zip", page.Organiser, papers.kitDownload),
		page.Get("/organisation/communes/:insee/graphiste.zip", page.Organiser, papers.designerDownload),
		page.Get("/organisation/programmes", page.Organiser, settings.show),
		page.Post("/organisation/programmes", page.Organiser, settings.update),
		page.Post("/organisation/programmes/pieces", page.Organiser, settings.change).Taking(jema.PrintPartMax),
		page.Get("/organisation/programmes/communes/:insee", page.Organiser, programmes.show),
		page.Get("/organisation/programmes/communes/:insee/pages/:page", page.Organiser, programmes.page),
		page.Get("/organisation/programmes/communes/:insee/fichiers/:file", page.Organiser, programmes.file),
		page.Post("/organisation/programmes/communes/:insee/bouclage", page.Organiser, freezes.one),
		page.Post("/organisation/programmes/bouclage", page.Organiser, freezes.start),
		page.Get("/organisation/programmes/bouclage/:freeze", page.Organiser, freezes.archive),
		page.Get("/organisation/programmes/versions/:version", page.Organiser, versions.show),
		page.Get("/organisation/programmes/versions/:version/erratum.pdf", page.Organiser, versions.erratum),
		page.Get("/organisation/programmes/versions/:version/fichiers/:file", page.Organiser, versions.file),
		page.Get("/organisation/programmes.zip", page.Organiser, programmes.archive),
	}
}
