package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// place returns the site's territory and the edition a request is about: that
// of the object in its address; for organisers and the desk the one they chose
// to work in; for artisans the one they register for; otherwise the one on show.
func (s *Site) place(c *gin.Context) (postgres.Place, error) {
	if p, ok := c.Get("place"); ok {
		return p.(postgres.Place), nil
	}
	p, err := s.Store.Place(c.Request.Context(), s.Territory, s.subject(c))
	if err != nil {
		return postgres.Place{}, err
	}
	if forArtisans(c) {
		p.Edition = p.Next
	}
	c.Set("place", p)
	s.lastPlace.Store(&p)
	return p, nil
}

// subject is the object in a request's address that belongs to an edition.
func (s *Site) subject(c *gin.Context) (about postgres.Subject) {
	number := func(name string) int64 {
		n, _ := strconv.ParseInt(c.Param(name), 10, 64) // what is no number is no object: its handler refuses it
		return n
	}
	about = postgres.Subject{Opening: number("opening"), Version: number("version"), Freeze: number("freeze"), Booking: number("booking")}
	token := c.Param("token")
	switch {
	case strings.HasPrefix(c.FullPath(), "/r/"):
		about.BookingToken = links.Hash(token)
	case strings.HasPrefix(c.FullPath(), "/classe/"):
		about.SchoolToken = links.Hash(token)
	case forOffice(c.FullPath()):
		if session := s.cookieValue(c.Request, sessionCookie); session != "" {
			about.Session = links.Hash(session)
		}
	}
	return about
}

// forOffice reports whether a path belongs to organisers or the desk, who
// choose the edition they work in.
func forOffice(path string) bool {
	return strings.HasPrefix(path, "/organisation") || strings.HasPrefix(path, "/accueil")
}

// forArtisans reports whether a request comes from the pages where artisans
// write what they open next.
func forArtisans(c *gin.Context) bool { return strings.HasPrefix(c.FullPath(), "/atelier") }

// editionChoose makes an edition the one that an organiser or the desk works
// in, until they choose another or sign out.
func (s *Site) editionChoose(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(c.PostForm("annee"))
	if err != nil {
		return postgres.ErrEditionMissing
	}
	if err := s.Store.ChooseEdition(c.Request.Context(), place.Territory.ID, links.Hash(s.cookieValue(c.Request, sessionCookie)), year); err != nil {
		return err
	}
	to := "/organisation"
	if back := c.PostForm("retour"); back == "/accueil" {
		to = back
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
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
func (l Layout) Office() bool { return len(l.Years) > 1 && forOffice(l.Path) }
