package about

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/web/page"
)

// Abouts shows the pages about the site.
type Abouts struct{ *page.Kit }

// accessibilityPage is the declaration with its grid of criteria.
type accessibilityPage struct {
	page.Layout
	Grid []criterionLine
}

// accessibility declares how far the site can be used by everybody.
func (h Abouts) accessibility(c *gin.Context) error {
	layout, err := h.aboutLayout(c, "accessibility")
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "about/accessibility", accessibilityPage{layout, criterionGrid(layout)})
}

// privacy explains what becomes of the data of visitors and artisans.
func (h Abouts) privacy(c *gin.Context) error { return h.about(c, "privacy") }

// legal names who publishes the site.
func (h Abouts) legal(c *gin.Context) error { return h.about(c, "legal") }

func (h Abouts) about(c *gin.Context, what string) error {
	layout, err := h.aboutLayout(c, what)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "about/"+what, layout)
}

func (h Abouts) aboutLayout(c *gin.Context, what string) (page.Layout, error) {
	layout, err := h.Layout(c, h.Voice(c).Say("about."+what+".title"))
	if err == nil {
		layout.Description = layout.T("feed.describe."+what, "territory", layout.Territory.Name)
	}
	return layout, err
}
