package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/about"
	"jema/internal/web/account"
	"jema/internal/web/api"
	"jema/internal/web/artisan"
	"jema/internal/web/artisan/entry"
	"jema/internal/web/artisan/history"
	"jema/internal/web/behalf"
	"jema/internal/web/desk"
	"jema/internal/web/feed"
	"jema/internal/web/organiser"
	"jema/internal/web/page"
	"jema/internal/web/printing"
	"jema/internal/web/school"
	"jema/internal/web/visitor"
)

// routes is the map of the site, a ladder of audiences; each list goes down it
// too. What is not here is not there.
func (s *Site) routes() []page.Route {
	return slices.Concat(
		feed.Routes(s.Kit),      // everyone's programs
		about.Routes(s.Kit),     // everyone
		visitor.Routes(s.Kit),   // everyone, and whoever holds a booking's link
		school.Routes(s.Kit),    // everyone, and whoever holds a class's link
		account.Routes(s.Kit),   // whoever signs in, or is signed in
		artisan.Routes(s.Kit),   // artisans, each for what is theirs
		entry.Routes(s.Kit),     // artisans, and who acts for them
		history.Routes(s.Kit),   // the same
		behalf.Routes(s.Kit),    // those who act for artisans
		desk.Routes(s.Kit),      // the desk, and organisers
		organiser.Routes(s.Kit), // organisers
		printing.Routes(s.Kit),  // everyone reads, artisans approve, organisers print
	)
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
	api.Mount(g, api.Config{Store: s.Store, Public: s.Public, Engine: s.Engine, Links: s.Links, Territory: s.Territory,
		Search: s.Search, Client: s.Client, Now: s.Now, Log: s.Log})
	nothing := s.Handler(page.Get("/", page.Everyone,
		func(*gin.Context) error { return jema.NotFound("error.not_found") }))
	g.NoRoute(api.OrElse(nothing))
	g.NoMethod(api.OrElse(nothing))
	s.segments = fixedSegments(g.Routes())
}
