package page

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Route is one line of the map: the path, who may request it, the handler.
type Route struct {
	Method, Path string
	who          Access
	do           Handler
	upload       int64 // the most bytes a file may have; 0 where the form takes none
}

// Get returns the route of a page; HEAD is answered beside it.
func Get(path string, who Access, do Handler) Route {
	return Route{Method: http.MethodGet, Path: path, who: who, do: do}
}

// Post returns the route of a form.
func Post(path string, who Access, do Handler) Route {
	return Route{Method: http.MethodPost, Path: path, who: who, do: do}
}

// Taking returns the route whose form takes a file of at most that many bytes.
func (r Route) Taking(upload int64) Route {
	r.upload = upload
	return r
}

// Access defines who may come to a route. The zero value lets nobody in.
type Access struct {
	everyone bool
	loopback bool // this machine only, and only where there is a mailbox
	Roles    []jema.Role
	owns     ownership // for artisans: whether the object of the address is theirs
}

type ownership func(s *Kit, c *gin.Context, account jema.Account) error

// The audiences, from everyone to organisers and administrators.
var (
	Everyone   = Access{everyone: true}
	LinkHolder = Access{everyone: true} // whoever holds the link: its token is the proof
	Loopback   = Access{loopback: true}
	SignedIn   = Access{Roles: jema.Roles}
	Artisan    = Access{Roles: []jema.Role{jema.RoleArtisan}}
	Organiser  = Access{Roles: []jema.Role{jema.RoleOrganiser, jema.RoleAdministrator}}
	Desk       = Access{Roles: []jema.Role{jema.RoleDesk, jema.RoleOrganiser, jema.RoleAdministrator}}
	OfWorkshop = Access{Roles: []jema.Role{jema.RoleArtisan}, owns: entrustedWorkshop}
	OfOpening  = Access{Roles: []jema.Role{jema.RoleArtisan}, owns: entrustedOpening}

	// Whoever acts for workshops: advisers, and correspondents of communes.
	Acting = Access{Roles: []jema.Role{jema.RoleAdviser, jema.RoleCorrespondent}}

	// Whoever writes entries: artisans, and those who act for them.
	Entrant         = Access{Roles: entrants}
	OfWorkshopEntry = Access{Roles: entrants, owns: entrustedWorkshop}
	OfEntry         = Access{Roles: entrants, owns: entrustedOpening}
)

// entrants are the roles that write entries, each for what is theirs.
var entrants = []jema.Role{jema.RoleArtisan, jema.RoleAdviser, jema.RoleCorrespondent, jema.RoleOrganiser,
	jema.RoleAdministrator}

// ForOrganisers reports whether a role is that of an organiser.
func ForOrganisers(role jema.Role) bool { return slices.Contains(Organiser.Roles, role) }

// Handler is a route as Gin takes it.
func (k *Kit) Handler(r Route) gin.HandlerFunc { return k.handle(k.admit(r)) }

// admit lets in whom a route is for: strangers are sent to sign in, others
// are refused, and what is not one's own is not there.
//
// A posted form is read before anything else, so that whatever refuses it can
// give back what was typed.
func (k *Kit) admit(r Route) Handler {
	return func(c *gin.Context) error {
		unread := readBody(c, r.upload)
		account, err := k.admitted(c, r.who)
		if err != nil {
			return err
		}
		if unread != nil {
			return unread
		}
		if c.Request.Method != http.MethodPost {
			return r.do(c)
		}
		if account == nil {
			defer k.Public.Nudge()
			return r.do(c)
		}
		c.Request = c.Request.WithContext(postgres.ActingAs(c.Request.Context(), account.ID))
		defer k.Public.Refresh(c.Request.Context()) // what was done is on the pages once it is answered
		defer k.Search.Changed()
		if err = r.do(c); err == nil {
			parking{k}.parkedDone(c, account)
		}
		return err
	}
}

// admitted returns the requesting account, nil where everybody may.
func (k *Kit) admitted(c *gin.Context, who Access) (*jema.Account, error) {
	if who.everyone {
		return nil, nil //nolint:nilnil // nobody in particular, which is no error
	}
	if who.loopback {
		if k.Mailbox == nil || !fromLoopback(c.Request) {
			return nil, jema.NotFound("error.not_found")
		}
		return nil, nil //nolint:nilnil // as above
	}
	account, err := k.Account(c)
	switch {
	case err != nil:
		return nil, err
	case account == nil:
		return nil, &jema.Error{Kind: jema.KindUnauthenticated, Message: "error.sign_in"}
	case !slices.Contains(who.Roles, account.Role):
		return nil, jema.Forbidden("error.forbidden")
	}
	parking{k}.rememberTypist(c, *account)
	if who.owns != nil {
		err = who.owns(k, c, *account)
	}
	return account, err
}

func entrustedWorkshop(s *Kit, c *gin.Context, account jema.Account) error {
	n, err := ID[jema.WorkshopID](c, "workshop")
	if err != nil {
		return err
	}
	return s.Store.EntrustedWorkshop(c.Request.Context(), account, n)
}

func entrustedOpening(s *Kit, c *gin.Context, account jema.Account) error {
	n, err := ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	return s.Store.EntrustedOpening(c.Request.Context(), account, n)
}

// ForDesk reports whether an account is one of those that see callers' bookings.
func ForDesk(account *jema.Account) bool {
	return account != nil && slices.Contains(Desk.Roles, account.Role)
}
