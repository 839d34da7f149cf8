package desk

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// deskFound is how many openings a search of the desk shows.
const deskFound = 40

// deskPage is where the desk begins: what a caller requests.
type deskPage struct {
	page.Layout
	Words    string
	Found    []page.EntryView
	Searched bool
}

// list searches the openings for a caller.
func (h Openings) list(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("desk.title"))
	if err != nil {
		return err
	}
	p := deskPage{Layout: layout, Words: text.Line(c.Query("q"))}
	if p.Searched = p.Words != "" && text.Length(p.Words) <= page.WordsMax; p.Searched {
		found, err := h.Store.Entries(c.Request.Context(), p.Edition, postgres.EntryFilter{Words: text.Fold(p.Words),
			Limit: deskFound}, h.Now())
		if err != nil {
			return err
		}
		for _, e := range found {
			p.Found = append(p.Found, page.ViewOf(layout, e, h.Now()))
		}
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "desk/show", p)
}
