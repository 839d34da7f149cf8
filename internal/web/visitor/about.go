package visitor

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/web/page"
)

// Abouts shows the pages about the site.
type Abouts struct{ *page.Kit }

// accessibility declares how far the site can be used by everybody.
func (h Abouts) accessibility(c *gin.Context) error { return h.about(c, "accessibility") }

// privacy explains what becomes of the data of visitors and artisans.
func (h Abouts) privacy(c *gin.Context) error { return h.about(c, "privacy") }

// legal names who publishes the site.
func (h Abouts) legal(c *gin.Context) error { return h.about(c, "legal") }

func (h Abouts) about(c *gin.Context, what string) error {
	layout, err := h.Layout(c, h.Voice(c).Say("about."+what+".title"))
	if err != nil {
		return err
	}
	layout.Description = layout.T("feed.describe."+what, "territory", layout.Territory.Name)
	return h.Render(c, http.StatusOK, "about/"+what, layout)
}
