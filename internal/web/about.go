package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// aboutAccessibility declares how far the site can be used by everybody.
func (s *Site) aboutAccessibility(c *gin.Context) error { return s.about(c, "accessibility") }

// aboutPrivacy says what becomes of what visitors and artisans tell.
func (s *Site) aboutPrivacy(c *gin.Context) error { return s.about(c, "privacy") }

// aboutLegal says who publishes the site.
func (s *Site) aboutLegal(c *gin.Context) error { return s.about(c, "legal") }

func (s *Site) about(c *gin.Context, what string) error {
	layout, err := s.Layout(c, s.Voice(c).Say("about."+what+".title"))
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, "about/"+what, layout)
}
