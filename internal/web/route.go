package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// route is one line of the map: what is asked, who may ask, who answers.
type route struct {
	method, path string
	who          access
	do           handler
	upload       int64 // the most bytes a file may have; 0 where the form takes none
}

func get(path string, who access, do handler) route {
	return route{method: http.MethodGet, path: path, who: who, do: do}
}

func post(path string, who access, do handler) route {
	return route{method: http.MethodPost, path: path, who: who, do: do}
}

// taking returns the route whose form takes a file of at most that many bytes.
func (r route) taking(upload int64) route {
	r.upload = upload
	return r
}

// access says who may come to a route. The zero value lets nobody in.
type access struct {
	everyone bool
	loopback bool // this machine only, and only where there is a mailbox
	roles    []jema.Role
	owns     ownership // for artisans: whether the object of the address is theirs
}

type ownership func(s *Site, c *gin.Context, account jema.Account) error

var (
	everyone   = access{everyone: true}
	loopback   = access{loopback: true}
	signedIn   = access{roles: jema.Roles}
	artisan    = access{roles: []jema.Role{jema.RoleArtisan}}
	organiser  = access{roles: []jema.Role{jema.RoleOrganiser, jema.RoleAdministrator}}
	desk       = access{roles: []jema.Role{jema.RoleDesk, jema.RoleOrganiser, jema.RoleAdministrator}}
	ofWorkshop = access{roles: []jema.Role{jema.RoleArtisan}, owns: ownsWorkshop}
	ofOpening  = access{roles: []jema.Role{jema.RoleArtisan}, owns: ownsOpening}
)

// handler is a route as Gin takes it.
func (s *Site) handler(r route) gin.HandlerFunc { return s.page(s.admit(r)) }

// admit lets in whom a route is for: strangers are sent to sign in, others
// are refused, and what is not one's own is not there.
//
// A posted form is read before anything else, so that whatever refuses it can
// give back what was typed.
func (s *Site) admit(r route) handler {
	return func(c *gin.Context) error {
		unread := readBody(c, r.upload)
		account, err := s.admitted(c, r.who)
		if err != nil {
			return err
		}
		if unread != nil {
			return unread
		}
		if account == nil || c.Request.Method != http.MethodPost {
			return r.do(c)
		}
		defer s.acted.Store(true)
		if err = r.do(c); err == nil {
			s.parkedDone(c, account)
		}
		return err
	}
}

// admitted returns who asks, nil where everybody may.
func (s *Site) admitted(c *gin.Context, who access) (*jema.Account, error) {
	if who.everyone {
		return nil, nil //nolint:nilnil // nobody in particular, which is no error
	}
	if who.loopback {
		if s.Mailbox == nil || !fromLoopback(c.Request) {
			return nil, jema.NotFound("error.not_found")
		}
		return nil, nil //nolint:nilnil // as above
	}
	account, err := s.account(c)
	switch {
	case err != nil:
		return nil, err
	case account == nil:
		return nil, &jema.Error{Kind: jema.KindUnauthenticated, Message: "error.sign_in"}
	case !slices.Contains(who.roles, account.Role):
		return nil, jema.Forbidden("error.forbidden")
	}
	s.rememberTypist(c, *account)
	if who.owns != nil {
		err = who.owns(s, c, *account)
	}
	return account, err
}

func ownsWorkshop(s *Site, c *gin.Context, account jema.Account) error {
	n, err := id(c, "workshop")
	if err != nil {
		return err
	}
	return s.Store.OwnsWorkshop(c.Request.Context(), account.TerritoryID, account.ID, n)
}

func ownsOpening(s *Site, c *gin.Context, account jema.Account) error {
	n, err := id(c, "opening")
	if err != nil {
		return err
	}
	return s.Store.OwnsOpening(c.Request.Context(), account.TerritoryID, account.ID, n)
}
