package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/api"
	"jema/internal/web/page"
)

// routes is the map of the site: what is not here is not there.
func (s *Site) routes() []page.Route {
	return append(slices.Concat(s.schoolRoutes(), s.visitRoutes(), s.paperRoutes(), s.printingRoutes()), []page.Route{
		page.Get("/", page.Everyone, s.homeShow),
		page.Get("/evenements", page.Everyone, s.openingList),
		page.Get("/evenements/:opening", page.Everyone, s.openingShow),
		page.Get("/o/:opening", page.Everyone, s.openingShort),
		page.Post("/evenements/:opening/reservations", page.Everyone, s.bookingCreate),
		page.Get("/communes/:insee", page.Everyone, s.communeShow),
		page.Get("/communes/:insee/programme.pdf", page.Everyone, s.programmeDownload),
		page.Get("/photos/:photo", page.Everyone, s.photoShow),
		page.Get("/accessibilite", page.Everyone, s.aboutAccessibility),
		page.Get("/donnees-personnelles", page.Everyone, s.aboutPrivacy),
		page.Get("/mentions-legales", page.Everyone, s.aboutLegal),
		page.Get("/.well-known/security.txt", page.Everyone, s.securityShow),

		page.Get("/connexion", page.Everyone, s.signInShow),
		page.Post("/connexion", page.Everyone, s.signInAsk),
		page.Get("/connexion/:token", page.Everyone, s.signInConfirm),
		page.Post("/connexion/:token", page.Everyone, s.signInUse),
		page.Post("/deconnexion", page.SignedIn, s.signOut),
		page.Get("/compte", page.SignedIn, s.accountShow),
		page.Post("/compte/deconnexion", page.SignedIn, s.accountSignOut),
		page.Get("/reprise/:parked", page.SignedIn, s.parkedShow),
		page.Post("/reprise/:parked", page.SignedIn, s.parkedForget),

		page.Get("/atelier", page.Artisan, s.workshopList),
		page.Get("/atelier/nouveau", page.Artisan, s.workshopNew),
		page.Post("/atelier/nouveau", page.Artisan, s.workshopCreate).Taking(photoLimit),
		page.Get("/atelier/:workshop", page.OfWorkshop, s.workshopEdit),
		page.Post("/atelier/:workshop", page.OfWorkshop, s.workshopUpdate).Taking(photoLimit),
		page.Get("/atelier/:workshop/evenement", page.OfWorkshop, s.openingNew),
		page.Post("/atelier/:workshop/evenement", page.OfWorkshop, s.openingCreate),
		page.Get("/mon-evenement/:opening", page.OfOpening, s.openingEdit),
		page.Post("/mon-evenement/:opening", page.OfOpening, s.openingUpdate),
		page.Get("/mon-evenement/:opening/visiteurs", page.OfOpening, s.visitorList),
		page.Post("/horaires", page.SignedIn, s.scheduleRead),

		page.Get("/organisation", page.Organiser, s.queueShow),
		page.Post("/organisation/edition", page.Desk, s.editionChoose),
		page.Get("/organisation/evenements/:opening", page.Organiser, s.moderationShow),
		page.Post("/organisation/evenements/:opening", page.Organiser, s.moderationRepair),
		page.Post("/organisation/evenements/:opening/decision", page.Organiser, s.moderationDecide),
		page.Post("/organisation/evenements/:opening/proposition", page.Organiser, s.proposalDecide),
		page.Get("/organisation/evenements/:opening/proposition/photo", page.Organiser, s.proposalPhoto),

		page.Get("/demo/courriels", page.Loopback, s.mailboxShow),
		page.Get("/demo/courriels/:mail", page.Loopback, s.mailboxMail),
	}...)
}

// visitRoutes are what becomes of a booking: for its visitor, for the desk,
// and for whoever runs the slot.
func (s *Site) visitRoutes() []page.Route {
	return []page.Route{
		page.Post("/evenements/:opening/groupe", page.Everyone, s.bookingSplit),
		page.Get("/r/:token", page.Everyone, s.bookingShow),
		page.Post("/r/:token/annulation", page.Everyone, s.bookingCancel),
		page.Get("/r/:token/visite.ics", page.Everyone, s.bookingCalendar),
		page.Get("/r/:token/billet", page.Everyone, s.bookingTicket),
		page.Get("/p/:code", page.Everyone, s.passShow),
		page.Get("/r/:token/effacement", page.Everyone, s.erasureShow),
		page.Post("/r/:token/effacement", page.Everyone, s.erasureDo),
		page.Get("/classe/:token/effacement", page.Everyone, s.classErasureShow),
		page.Post("/classe/:token/effacement", page.Everyone, s.classErasureDo),
		page.Post("/r/:token/acceptation", page.Everyone, s.bookingAccept),
		page.Post("/r/:token/refus", page.Everyone, s.bookingDecline),
		page.Post("/r/:token/personnes", page.Everyone, s.bookingParty),
		page.Get("/r/:token/deplacer/:slot", page.Everyone, s.bookingMoveShow),
		page.Post("/r/:token/deplacer/:slot", page.Everyone, s.bookingMove),
		page.Post("/r/:token/lien", page.Everyone, s.bookingRenew),
		page.Get("/retrouver", page.Everyone, s.findShow),
		page.Post("/retrouver", page.Everyone, s.findSend),

		page.Get("/mon-evenement/:opening/creneaux", page.OfOpening, s.slotList),
		page.Get("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, s.slotShow),
		page.Post("/mon-evenement/:opening/creneaux/:slot", page.OfOpening, s.slotChange),
		page.Get("/organisation/evenements/:opening/creneaux", page.Organiser, s.slotList),
		page.Get("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, s.slotShow),
		page.Post("/organisation/evenements/:opening/creneaux/:slot", page.Organiser, s.slotChange),

		page.Get("/accueil", page.Desk, s.deskShow),
		page.Get("/accueil/evenements/:opening", page.Desk, s.deskOpening),
		page.Post("/accueil/evenements/:opening", page.Desk, s.deskHold),
		page.Post("/accueil/evenements/:opening/creneaux/:slot", page.Desk, s.deskClose),
		page.Post("/accueil/evenements/:opening/reservation", page.Desk, s.deskBook),
		page.Get("/accueil/reservations", page.Desk, s.deskFind),
		page.Post("/accueil/reservations/:booking/renvoi", page.Desk, s.deskResend),
		page.Get("/accueil/appels", page.Desk, s.callList),
		page.Post("/accueil/appels/:message", page.Desk, s.callRecord),
		page.Get("/organisation/messages", page.Desk, s.messageList),
		page.Get("/organisation/messages/:message", page.Desk, s.messageShow),
		page.Post("/organisation/messages/:message", page.Desk, s.messageAct),
	}
}

// mount puts the map, the API and what every site has into Gin.
func (s *Site) mount(g *gin.Engine) {
	for _, r := range s.routes() {
		g.Handle(r.Method, r.Path, s.Handler(r))
		if r.Method == http.MethodGet { // Gin has no HEAD of its own
			g.Handle(http.MethodHead, r.Path, s.Handler(r))
		}
	}
	g.GET(livePath, s.healthLive)
	g.GET(readyPath, s.healthReady)
	g.GET("/static/*file", s.staticFile)
	g.HEAD("/static/*file", s.staticFile)
	api.Mount(g, api.Config{Store: s.Store, Engine: s.Engine, Links: s.Links, Territory: s.Territory, Client: s.Client, Now: s.Now, Log: s.Log})
	nothing := s.Handler(page.Get("/", page.Everyone, func(*gin.Context) error { return jema.NotFound("error.not_found") }))
	g.NoRoute(api.OrElse(nothing))
	g.NoMethod(api.OrElse(nothing))
	s.segments = fixedSegments(g.Routes())
}
