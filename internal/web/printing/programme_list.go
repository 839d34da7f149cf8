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
// on it: settings and supplied parts have pages of their own.
type programmesPage struct {
	page.Layout
	Lines    []programmeLine // communes where something opens, or was frozen
	Empty    []programmeLine // the others
	Tasks    []programmeTask // what is to be decided before printing
	Days     int             // until the printer's day; negative when it is over
	Book     jema.Version    // the newest of the book
	Parts    int             // supplied parts
	Freezes  []jema.Freeze
	Freezing bool // in this program
	With     int  // communes where something opens
	Openings int
}

// programmeTask is something to decide before printing, and where.
type programmeTask struct{ Sentence, Address string }

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
	if err := h.tasks(c, &p); err != nil {
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
		line := programmeLine{x, latest[x.INSEE]}
		if x.Openings == 0 && line.Version.ID == 0 {
			p.Empty = append(p.Empty, line)
			continue
		}
		p.Lines = append(p.Lines, line)
		p.Openings += x.Openings
		if x.Openings > 0 {
			p.With++
		}
	}
	return nil
}

// tasks counts what is to be decided before the edition is printed.
func (h Programmes) tasks(c *gin.Context, p *programmesPage) error {
	f := postgres.QueueFilter{TerritoryID: p.Territory.ID, EditionID: p.Edition.ID, State: string(jema.Approved)}
	counts, err := h.Store.CountQueue(c.Request.Context(), f, h.Now())
	if err != nil {
		return err
	}
	if on := p.Edition.PrinterOn; !on.IsZero() {
		p.Days = jema.DateOf(h.Now().In(p.Edition.Zone)).DaysUntil(on)
	}
	states, lacks := counts[postgres.FacetState], counts[postgres.FacetPrinter]
	for _, t := range []struct {
		key, query string
		n          int
	}{
		{"decide", "", states[string(jema.Submitted)] + states[string(jema.Incomplete)]},
		{"proposed", "?etat=proposed", states[postgres.QueueProposed]},
		{"text", "?etat=approved&manque=text", lacks[string(jema.LackText)]},
		{"printed", "?etat=approved&manque=printed", lacks[string(jema.LackPrinted)]},
		{"agreed", "?etat=approved&manque=agreed", lacks[string(jema.LackAgreed)]},
		{"proof", "?etat=approved&manque=proof", lacks[string(jema.LackProof)]},
	} {
		if t.n > 0 {
			p.Tasks = append(p.Tasks, programmeTask{p.T("moderation.printer."+t.key, "n", t.n), "/organisation" + t.query})
		}
	}
	return nil
}
