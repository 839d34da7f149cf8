package page

import (
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// placeKey is where a request holds its place.
const placeKey = "place"

// Place returns the site's territory and the edition a request is about: that
// of the object in its address; for organisers and the desk the one they chose
// to work in; for artisans the one they register for; otherwise the one on show.
func (k *Kit) Place(c *gin.Context) (postgres.Place, error) {
	if p, ok := c.Get(placeKey); ok {
		return p.(postgres.Place), nil
	}
	p, err := k.Store.Place(c.Request.Context(), k.Territory, k.subject(c))
	if err != nil {
		return postgres.Place{}, err
	}
	if forArtisans(c) {
		p.Edition = p.Next
	}
	c.Set(placeKey, p)
	return p, nil
}

// subject is the object in a request's address that belongs to an edition.
func (k *Kit) subject(c *gin.Context) (about postgres.Subject) {
	// What is no number is no object: its handler refuses it.
	about = postgres.Subject{Opening: TypedID[jema.OpeningID](c.Param("opening")),
		Version: TypedID[jema.VersionID](c.Param("version")), Freeze: TypedID[jema.FreezeID](c.Param("freeze")),
		Booking: TypedID[jema.BookingID](c.Param("booking"))}
	token := c.Param("token")
	switch {
	case strings.HasPrefix(c.FullPath(), "/r/"):
		about.BookingToken = links.Hash(token)
	case strings.HasPrefix(c.FullPath(), "/classe/"):
		about.SchoolToken = links.Hash(token)
	case ForOffice(c.FullPath()):
		if session := k.CookieValue(c.Request, SessionCookie); session != "" {
			about.Session = links.Hash(session)
		}
	}
	return about
}

// ForOffice reports whether a path belongs to organisers or the desk, who
// choose the edition they work in.
func ForOffice(path string) bool {
	return strings.HasPrefix(path, "/organisation") || strings.HasPrefix(path, "/accueil")
}

// forArtisans reports whether a request comes from the pages where artisans, and those
// who act for them, write what they open next.
func forArtisans(c *gin.Context) bool {
	return strings.HasPrefix(c.FullPath(), "/atelier") || strings.HasPrefix(c.FullPath(), "/suivi")
}

// EditionNote is the key of the sentence that names an edition which visitors
// cannot book in: not yet on show, or past. It is "" for the current one.
func (l Layout) EditionNote() string {
	switch {
	case l.Edition.State == jema.EditionPast:
		return "edition.note.past"
	case !l.Edition.State.Public():
		return "edition.note." + string(l.Edition.State)
	}
	return ""
}

// Elsewhere reports whether visitors are shown another edition than the page's.
func (l Layout) Elsewhere() bool { return l.Shown.ID != l.Edition.ID }

// OfficePath is where an organiser or the desk returns to after choosing an
// edition: the first page of the part they are in.
func (l Layout) OfficePath() string {
	if strings.HasPrefix(l.Path, "/accueil") {
		return "/accueil"
	}
	return "/organisation"
}

// Office reports whether the page is one of those that follow the chosen edition.
func (l Layout) Office() bool { return len(l.Years) > 1 && ForOffice(l.Path) }
