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
	settings, parts, freezes, versions := Settings{p}, Parts{p}, Freezes{p}, Versions{p}
	return []page.Route{
		page.Get("/communes/:insee/programme.pdf", page.Everyone, programmes.download),

		page.Get("/r/:token/billet.pdf", page.LinkHolder, papers.ticketDownload),

		page.Get("/mon-evenement/:opening/presence.pdf", page.OfOpening, papers.attendanceDownload),
		page.Get("/mon-evenement/:opening/affiche.pdf", page.OfOpening, papers.posterDownload),
		page.Get("/mon-evenement/:opening/fleches.pdf", page.OfOpening, papers.arrowsDownload),
		page.Get("/mon-evenement/:opening/epreuve", page.OfEntry, proofs.show),
		page.Post("/mon-evenement/:opening/epreuve", page.OfEntry, proofs.approve),
		page.Get("/mon-evenement/:opening/epreuve.svg", page.OfEntry, proofs.picture),
		page.Get("/mon-evenement/:opening/epreuve.pdf", page.OfEntry, proofs.download),

		page.Get("/accueil/evenements/:opening/presence.pdf", page.Desk, papers.attendanceDownload),

		page.Get("/organisation/evenements/:opening/presence.pdf", page.Organiser, papers.attendanceDownload),
		page.Get("/organisation/evenements/:opening/affiche.pdf", page.Organiser, papers.posterDownload),
		page.Get("/organisation/evenements/:opening/fleches.pdf", page.Organiser, papers.arrowsDownload),
		page.Get("/organisation/evenements/:opening/epreuve.pdf", page.Organiser, proofs.download),
		page.Get("/organisation/evenements/:opening/epreuve.svg", page.Organiser, proofs.picture),
		page.Get("/organisation/communes/:insee/affiche.pdf", page.Organiser, papers.posterDownload),
		page.Get("/organisation/communes/:insee/fleches.pdf", page.Organiser, papers.arrowsDownload),
		page.Get("/organisation/communes/:insee/liste.pdf", page.Organiser, papers.wallDownload),
		page.Get("/organisation/communes/:insee/marque-page.pdf", page.Organiser, papers.bookmarkDownload),
		page.Get("/organisation/jours/:day/programme.pdf", page.Organiser, papers.dayDownload),
		page.Get("/organisation/communes/:insee/mairie.zip", page.Organiser, papers.kitDownload),
		page.Get("/organisation/communes/:insee/graphiste.zip", page.Organiser, papers.designerDownload),
		page.Get(programmesPath, page.Organiser, programmes.list),
		page.Post(programmesPath, page.Organiser, settings.update), // where settings were until they had a page
		page.Get(settingsPath, page.Organiser, settings.show),
		page.Post(settingsPath, page.Organiser, settings.update),
		page.Get(partsPath, page.Organiser, parts.list),
		page.Post(partsPath, page.Organiser, parts.change).Taking(jema.PrintPartMax),
		page.Get(partsPath+"/nouvelle", page.Organiser, parts.form),
		page.Post(partsPath+"/nouvelle", page.Organiser, parts.add).Taking(jema.PrintPartMax),
		page.Get(programmesPath+"/communes/:insee", page.Organiser, programmes.show),
		page.Get(programmesPath+"/communes/:insee/pages/:page", page.Organiser, programmes.page),
		page.Get(programmesPath+"/communes/:insee/fichiers/:file", page.Organiser, programmes.file),
		page.Post(programmesPath+"/communes/:insee/bouclage", page.Organiser, freezes.one),
		page.Post(programmesPath+"/bouclage", page.Organiser, freezes.start),
		page.Get(programmesPath+"/bouclage/:freeze", page.Organiser, freezes.archive),
		page.Get(programmesPath+"/versions/:version", page.Organiser, versions.show),
		page.Get(programmesPath+"/versions/:version/erratum.pdf", page.Organiser, versions.erratum),
		page.Get(programmesPath+"/versions/:version/fichiers/:file", page.Organiser, versions.file),
		page.Get(programmesPath+".zip", page.Organiser, programmes.archive),
	}
}
