package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/api"
)

// routes is the map of the site: what is not here is not there.
func (s *Site) routes() []route {
	return append(slices.Concat(s.schoolRoutes(), s.visitRoutes(), s.paperRoutes(), s.printingRoutes()), []route{
		get("/", everyone, s.homeShow),
		get("/evenements", everyone, s.openingList),
		get("/evenements/:opening", everyone, s.openingShow),
		get("/o/:opening", everyone, s.openingShort),
		post("/evenements/:opening/reservations", everyone, s.bookingCreate),
		get("/communes/:insee", everyone, s.communeShow),
		get("/communes/:insee/programme.pdf", everyone, s.programmeDownload),
		get("/photos/:photo", everyone, s.photoShow),
		get("/accessibilite", everyone, s.aboutAccessibility),
		get("/donnees-personnelles", everyone, s.aboutPrivacy),
		get("/mentions-legales", everyone, s.aboutLegal),
		get("/.well-known/security.txt", everyone, s.securityShow),

		get("/connexion", everyone, s.signInShow),
		post("/connexion", everyone, s.signInAsk),
		get("/connexion/:token", everyone, s.signInConfirm),
		post("/connexion/:token", everyone, s.signInUse),
		post("/deconnexion", signedIn, s.signOut),
		get("/compte", signedIn, s.accountShow),
		post("/compte/deconnexion", signedIn, s.accountSignOut),
		get("/reprise/:parked", signedIn, s.parkedShow),
		post("/reprise/:parked", signedIn, s.parkedForget),

		get("/atelier", artisan, s.workshopList),
		get("/atelier/nouveau", artisan, s.workshopNew),
		post("/atelier/nouveau", artisan, s.workshopCreate).taking(photoLimit),
		get("/atelier/:workshop", ofWorkshop, s.workshopEdit),
		post("/atelier/:workshop", ofWorkshop, s.workshopUpdate).taking(photoLimit),
		get("/atelier/:workshop/evenement", ofWorkshop, s.openingNew),
		post("/atelier/:workshop/evenement", ofWorkshop, s.openingCreate),
		get("/mon-evenement/:opening", ofOpening, s.openingEdit),
		post("/mon-evenement/:opening", ofOpening, s.openingUpdate),
		get("/mon-evenement/:opening/visiteurs", ofOpening, s.visitorList),
		post("/horaires", signedIn, s.scheduleRead),

		get("/organisation", organiser, s.queueShow),
		post("/organisation/edition", desk, s.editionChoose),
		get("/organisation/evenements/:opening", organiser, s.moderationShow),
		post("/organisation/evenements/:opening", organiser, s.moderationRepair),
		post("/organisation/evenements/:opening/decision", organiser, s.moderationDecide),
		post("/organisation/evenements/:opening/proposition", organiser, s.proposalDecide),
		get("/organisation/evenements/:opening/proposition/photo", organiser, s.proposalPhoto),

		get("/demo/courriels", loopback, s.mailboxShow),
		get("/demo/courriels/:mail", loopback, s.mailboxMail),
	}...)
}

// visitRoutes are what becomes of a booking: for its visitor, for the desk,
// and for whoever runs the slot.
func (s *Site) visitRoutes() []route {
	return []route{
		post("/evenements/:opening/groupe", everyone, s.bookingSplit),
		get("/r/:token", everyone, s.bookingShow),
		post("/r/:token/annulation", everyone, s.bookingCancel),
		get("/r/:token/visite.ics", everyone, s.bookingCalendar),
		get("/r/:token/billet", everyone, s.bookingTicket),
		get("/p/:code", everyone, s.passShow),
		get("/r/:token/effacement", everyone, s.erasureShow),
		post("/r/:token/effacement", everyone, s.erasureDo),
		get("/classe/:token/effacement", everyone, s.classErasureShow),
		post("/classe/:token/effacement", everyone, s.classErasureDo),
		post("/r/:token/acceptation", everyone, s.bookingAccept),
		post("/r/:token/refus", everyone, s.bookingDecline),
		post("/r/:token/personnes", everyone, s.bookingParty),
		get("/r/:token/deplacer/:slot", everyone, s.bookingMoveShow),
		post("/r/:token/deplacer/:slot", everyone, s.bookingMove),
		post("/r/:token/lien", everyone, s.bookingRenew),
		get("/retrouver", everyone, s.findShow),
		post("/retrouver", everyone, s.findSend),

		get("/mon-evenement/:opening/creneaux", ofOpening, s.slotList),
		get("/mon-evenement/:opening/creneaux/:slot", ofOpening, s.slotShow),
		post("/mon-evenement/:opening/creneaux/:slot", ofOpening, s.slotChange),
		get("/organisation/evenements/:opening/creneaux", organiser, s.slotList),
		get("/organisation/evenements/:opening/creneaux/:slot", organiser, s.slotShow),
		post("/organisation/evenements/:opening/creneaux/:slot", organiser, s.slotChange),

		get("/accueil", desk, s.deskShow),
		get("/accueil/evenements/:opening", desk, s.deskOpening),
		post("/accueil/evenements/:opening", desk, s.deskHold),
		post("/accueil/evenements/:opening/creneaux/:slot", desk, s.deskClose),
		post("/accueil/evenements/:opening/reservation", desk, s.deskBook),
		get("/accueil/reservations", desk, s.deskFind),
		post("/accueil/reservations/:booking/renvoi", desk, s.deskResend),
		get("/accueil/appels", desk, s.callList),
		post("/accueil/appels/:message", desk, s.callRecord),
		get("/organisation/messages", desk, s.messageList),
		get("/organisation/messages/:message", desk, s.messageShow),
		post("/organisation/messages/:message", desk, s.messageAct),
	}
}

// mount puts the map, the API and what every site has into Gin.
func (s *Site) mount(g *gin.Engine) {
	for _, r := range s.routes() {
		g.Handle(r.method, r.path, s.handler(r))
		if r.method == http.MethodGet { // Gin has no HEAD of its own
			g.Handle(http.MethodHead, r.path, s.handler(r))
		}
	}
	g.GET(livePath, s.healthLive)
	g.GET(readyPath, s.healthReady)
	g.GET("/static/*file", s.staticFile)
	g.HEAD("/static/*file", s.staticFile)
	api.Mount(g, api.Config{Store: s.Store, Engine: s.Engine, Links: s.Links, Territory: s.Territory, Client: s.client, Now: s.Now, Log: s.Log})
	nothing := s.handler(get("/", everyone, func(*gin.Context) error { return jema.NotFound("error.not_found") }))
	g.NoRoute(api.OrElse(nothing))
	g.NoMethod(api.OrElse(nothing))
	s.segments = fixedSegments(g.Routes())
}
