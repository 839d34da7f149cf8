package printing

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Papers sends what is printed beside the programmes.
type Papers struct{ *printer }

// sendPaper makes a paper and sends it. Nothing of it is stored on the way; with
// secret not even by the reader.
func (h *printer) sendPaper(c *gin.Context, name string, secret bool, paper programme.Work) error {
	var b bytes.Buffer
	if err := h.printing.Write(c.Request.Context(), &b, paper); err != nil {
		return err
	}
	keep := "private, no-cache"
	if secret {
		keep = "private, no-store"
	}
	sendMade(c, name, "application/pdf", keep, b.Bytes())
	return nil
}

// sendDelivery makes a ZIP and sends it.
func (h *printer) sendDelivery(c *gin.Context, name string, a programme.Archive) error {
	var b bytes.Buffer
	if err := h.printing.WriteArchive(c.Request.Context(), &b, a); err != nil {
		return err
	}
	sendMade(c, name, "application/zip", "private, no-cache", b.Bytes())
	return nil
}

func sendMade(c *gin.Context, name, media, keep string, file []byte) {
	c.Header("Cache-Control", keep)
	c.Header("X-Robots-Tag", "noindex")
	c.Header("Content-Disposition", `inline; filename="`+name+`"`)
	c.Data(http.StatusOK, media, file)
}

// printable returns the programme that the address is about and the opening in
// it, 0 for a commune's: an event gets papers for its door once it is public.
func (h *printer) printable(c *gin.Context) (p jema.Programme, openingID jema.OpeningID, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, 0, err
	}
	ctx := c.Request.Context()
	if c.Param("opening") == "" {
		p, err = h.Store.Programme(ctx, place.Edition, text.Line(c.Param("insee")), h.Now())
		return p, 0, err
	}
	if openingID, err = page.ID[jema.OpeningID](c, "opening"); err != nil {
		return p, 0, err
	}
	entry, err := h.Store.Entry(ctx, place.Edition, openingID, h.Now())
	if err != nil {
		return p, 0, err
	}
	p, err = h.Store.Programme(ctx, place.Edition, entry.Commune.INSEE, h.Now())
	return p, openingID, err
}

// paperName is a file's name, affiche-atelier-malaval.pdf.
func paperName(what string, p jema.Programme, openingID jema.OpeningID, end string) string {
	name := p.Commune.Name
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			name = e.Workshop.Name
		}
	}
	if slug := text.Slug(name); slug != "" {
		return what + "-" + slug + end
	}
	return what + end
}

// posterDownload sends the poster for a door, or a commune's; format and
// langues choose the sheet and the languages beside French.
func (h Papers) posterDownload(c *gin.Context) error {
	p, openingID, err := h.printable(c)
	if err != nil {
		return err
	}
	spec := programme.PosterSpec{Size: programme.PosterSize(text.Line(c.Query("format")))}
	if others := text.Line(c.Query("langues")); others != "" {
		spec.Others = strings.Split(others, ",")
	}
	poster := programme.Poster{Programme: p, Opening: openingID, PosterSpec: spec}
	if text.Line(c.Query("pour")) == "presse" {
		return h.sendPaper(c, paperName("affiche-presse", p, openingID, ".pdf"), false,
			programme.Printed{Work: poster, Spec: programme.Spec{Variant: programme.Press}})
	}
	return h.sendPaper(c, paperName("affiche", p, openingID, ".pdf"), false, poster)
}

// wallDownload sends the list of what opens in a commune, for a wall.
func (h Papers) wallDownload(c *gin.Context) error {
	p, _, err := h.printable(c)
	if err != nil {
		return err
	}
	return h.sendPaper(c, paperName("liste", p, 0, ".pdf"), false, programme.Wall{Programme: p})
}

// bookmarkDownload sends the bookmark of a commune.
func (h Papers) bookmarkDownload(c *gin.Context) error {
	p, _, err := h.printable(c)
	if err != nil {
		return err
	}
	return h.sendPaper(c, paperName("marque-page", p, 0, ".pdf"), false, programme.Bookmark{Programme: p})
}

// dayDownload sends a day of the territory by its hours.
func (h Papers) dayDownload(c *gin.Context) error {
	day, err := jema.ParseDate(text.Line(c.Param("day")))
	if err != nil {
		return jema.NotFound("error.not_found")
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	b, err := h.Store.Book(c.Request.Context(), place.Edition, h.Now())
	if err != nil {
		return err
	}
	return h.sendPaper(c, "jour-"+day.String()+".pdf", false, programme.DaySheet{Book: b, Day: day})
}

// arrowsDownload sends the arrows that lead to a workshop, or to a commune's.
func (h Papers) arrowsDownload(c *gin.Context) error {
	p, openingID, err := h.printable(c)
	if err != nil {
		return err
	}
	return h.sendPaper(c, paperName("fleches", p, openingID, ".pdf"), false, programme.Arrows{Programme: p,
		Opening: openingID})
}

// kitDownload sends what a town hall needs.
func (h Papers) kitDownload(c *gin.Context) error {
	p, _, err := h.printable(c)
	if err != nil {
		return err
	}
	return h.sendDelivery(c, paperName("mairie", p, 0, ".zip"), programme.Kit{Programme: p})
}

// designerDownload sends the data and the photos to who lays the programme out
// elsewhere.
func (h Papers) designerDownload(c *gin.Context) error {
	p, _, err := h.printable(c)
	if err != nil {
		return err
	}
	return h.sendDelivery(c, paperName("graphiste", p, 0, ".zip"), programme.Designer{Programme: p})
}
