// Package web is the site: pages in French for visitors, artisans and
// organisers, and below it the API. One file per noun; routes.go is the map.
package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// Config is what a site is made of.
type Config = page.Config

// Site answers requests for one territory.
type Site struct {
	*page.Kit
	ready    readiness
	segments map[string]bool // of the routes' addresses, which hold nothing secret
}

// New returns the site's handler, complete with its guards.
func New(config page.Config) (*SiteHandler, error) {
	site, handler, err := build(config)
	if err != nil {
		return nil, err
	}
	artisan.SizePhotos(site.Kit)
	return &SiteHandler{handler, site.Kit}, nil
}

func build(config page.Config) (*Site, http.Handler, error) {
	kit, err := page.New(config)
	if err != nil {
		return nil, nil, err
	}
	s := &Site{Kit: kit}
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.UseRawPath, g.UnescapePathValues = false, true
	if err := g.SetTrustedProxies(nil); err != nil { // Gin believes nobody's X-Forwarded-For; see page.Kit.ClientAddress
		return nil, nil, err
	}
	s.mount(g)
	s.Serve(g)
	handler, err := s.guard(g)
	return s, handler, err
}

// SiteHandler is a site's handler, with the jobs that its requests begin. Its public pages are refreshed while
// Public.Run runs.
type SiteHandler struct {
	http.Handler
	*page.Kit
}
