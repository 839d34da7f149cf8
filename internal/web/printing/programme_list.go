package printing

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// programmeLine is a commune on the page.
type programmeLine struct {
	postgres.CommuneCount
	Version jema.Version // the newest, zero when none was frozen
}

// programmesPage is every commune with what was frozen of it. Nothing is typed
// on it: settings and supplied pieces have pages of their own.
type programmesPage struct {
	page.Layout
	Lines    []programmeLine
	Book     jema.Version // the newest of the book
	Parts    int          // supplied pieces
	Freezes  []jema.Freeze
	Freezing bool // in this program
	With     int  // communes where something opens
	Openings int
}

// Running reports whether the last freeze has not ended: it goes on, or it
// stopped halfway.
func (p programmesPage) Running() bool { return len(p.Freezes) > 0 && p.Freezes[0].EndedAt == nil }

// Stopped reports whether the last freeze ended before it was done.
func (p programmesPage) Stopped() bool { return p.Running() && !p.Freezing }

// list shows every commune and what was frozen.
func (h Programmes) list(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("printing.title"))
	if err != nil {
		return err
	}
	p, ctx := programmesPage{Layout: layout}, c.Request.Context()
	if err := h.lines(c, &p); err != nil {
		return err
	}
	parts, err := h.Store.PrintParts(ctx, p.Territory.ID, p.Edition.ID, false)
	if err != nil {
		return err
	}
	p.Parts = len(parts)
	if p.Freezes, err = h.Store.Freezes(ctx, p.Territory.ID, p.Edition.ID); err != nil {
		return err
	}
	if p.Freezing = h.freezing.Load(); p.Running() && p.Freezing {
		c.Header("Refresh", "1")
	}
	return h.Render(c, http.StatusOK, "printing/list", p)
}

func (h Programmes) lines(c *gin.Context, p *programmesPage) error {
	ctx := c.Request.Context()
	counts, err := h.Store.CommuneCounts(ctx, p.Edition)
	if err != nil {
		return err
	}
	latest, err := h.Store.LatestVersions(ctx, p.Territory.ID, p.Edition.ID)
	if err != nil {
		return err
	}
	p.Book = latest[""]
	for _, x := range counts {
		p.Lines = append(p.Lines, programmeLine{x, latest[x.INSEE]})
		p.Openings += x.Openings
		if x.Openings > 0 {
			p.With++
		}
	}
	return nil
}
