// Package api is the site for programs: JSON below /api/v1, described by
// openapi.yaml. It uses no cookie; refusals are problems of RFC 9457.
package api

import (
	_ "embed"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/search"
	"jema/internal/web/public"
)

// Root is where the API begins.
const Root = "/api/v1"

// Config is what the API is made of.
type Config struct {
	Store     *postgres.Store
	Engine    *booking.Engine
	Links     links.Links
	Public    *public.Pages // what everybody is answered alike
	Territory string
	Search    *search.Live                    // what the list is found in; nil makes one
	Client    func(*http.Request) jema.Client // whose limits a request counts for; nil counts nothing
	Now       func() time.Time
	Log       *slog.Logger
}

type server struct {
	Config
	rendered atomic.Pointer[rendered]
}

//go:embed openapi.yaml
var description []byte

// Route is one line of the API's map.
type Route struct {
	Method, Path string // Path below Root, with Gin's :parameters
	do           func(*server, *gin.Context) error
}

// Routes is the whole API.
var Routes = []Route{
	{http.MethodGet, "/openings", (*server).openingList},
	{http.MethodGet, "/openings/:id", (*server).openingShow},
	{http.MethodGet, "/slots/:id", (*server).slotShow},
	{http.MethodPost, "/slots/:id/bookings", (*server).bookingCreate},
	{http.MethodGet, "/problems/:name", (*server).problemShow},
	{http.MethodGet, "/openapi.yaml", (*server).describe},
}

// Mount puts the API into Gin.
func Mount(g *gin.Engine, config Config) {
	if config.Search == nil {
		config.Search = search.NewLive(config.Store, config.Now)
	}
	s := &server{Config: config}
	for _, r := range Routes {
		g.Handle(r.Method, Root+r.Path, s.answer(r.do))
		if r.Method == http.MethodGet {
			g.Handle(http.MethodHead, Root+r.Path, s.answer(r.do))
		}
	}
}

// Handles reports whether a request belongs to the API.
func Handles(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// OrElse answers what no route of the API answers, and leaves other pages to
// next. Gin has set 404 or 405 by then.
func OrElse(next gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		switch {
		case !Handles(c.Request):
			next(c)
		case c.Writer.Status() == http.StatusMethodNotAllowed:
			Refuse(c, http.StatusMethodNotAllowed, "method-not-allowed", "api.method")
		default:
			Refuse(c, http.StatusNotFound, "not-found", "api.not_found")
		}
	}
}

func (s *server) answer(do func(*server, *gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Cache-Control", "no-store")
		if err := do(s, c); err != nil {
			s.fail(c, err)
		}
	}
}

const jsonType = "application/json; charset=utf-8"

// ready answers with what is ready-made at an address.
func (s *server) ready(c *gin.Context, address string, how public.Recipe) error {
	page, err := s.Public.Page(c.Request.Context(), address, how)
	if err != nil {
		return err
	}
	public.Send(c, jsonType, page, nil)
	return nil
}

func (s *server) describe(c *gin.Context) error {
	c.Data(http.StatusOK, "application/yaml", description)
	return nil
}

// edition returns the edition of what a request is about, whose offset all times
// carry; what belongs to an edition that is not on show yet is not there.
func (s *server) edition(c *gin.Context, about postgres.Subject) (jema.Edition, error) {
	p, err := s.Store.Place(c.Request.Context(), s.Territory, about)
	if err == nil && !p.Edition.State.Public() {
		err = postgres.ErrEditionMissing
	}
	return p.Edition, err
}
