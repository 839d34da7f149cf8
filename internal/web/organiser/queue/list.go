package queue

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Queues lists what waits for organisers.
type Queues struct{ *page.Kit }

// listPage is a page of the queue.
type listPage struct {
	page.Layout
	Filter  postgres.QueueFilter
	Meant   string // the words that were looked for, where what was typed found nothing
	Tabs    []tab
	Facets  []facet
	Orders  []page.Option
	Chosen  []chip
	Lines   []postgres.QueueLine
	Total   int
	Ready   int // of them, those that can be published as they are
	Givers  []page.Option
	Printer *printerView                       // nil unless the queue is shown as it opens
	Land    *landView                          // as above
	Readers map[jema.OpeningID]postgres.Reader // who else reads what is listed
	Stuck   jema.MessageStatus
	Parked  int // messages that do not arrive
}

// tab is a state one can look through.
type tab struct {
	Name, Address string
	Count         int
	Current       bool
}

// chip is a choice of the filter, and where the queue is without it.
type chip struct{ Label, Without string }

// show lists a page of what the filter chooses.
func (h Queues) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("moderation.queue_title"))
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	p := listPage{Layout: layout, Filter: FilterOf(c.Request.URL.Query(), place)}
	counts, err := h.find(c, &p)
	if err != nil {
		return err
	}
	if err := h.around(c, &p, counts); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "moderation/queue", p)
}

// find fills the lines, and the counts beside the filter's choices. Words that
// find nothing are read as the nearest ones that the edition has.
func (h Queues) find(c *gin.Context, p *listPage) (counts postgres.QueueCounts, err error) {
	ctx := c.Request.Context()
	found, err := h.Store.Queue(ctx, p.Filter, h.Now())
	if err != nil {
		return nil, err
	}
	if len(found.Counts[postgres.FacetState]) == 0 || len(found.Lines) == 0 && p.Filter.Words != "" {
		if p.Meant, err = h.meant(c, p.Filter); err != nil {
			return nil, err
		}
		if p.Meant != "" {
			p.Filter.Words = p.Meant
			if found, err = h.Store.Queue(ctx, p.Filter, h.Now()); err != nil {
				return nil, err
			}
		}
	}
	p.Lines, p.Filter.Page, counts = found.Lines, found.Page, found.Counts
	p.Total, p.Ready = counts[postgres.FacetTotal][""], counts[postgres.FacetLack][postgres.QueueComplete]
	if err := h.readers(c, p); err != nil {
		return nil, err
	}
	return counts, h.choices(c, p, counts)
}

// readers finds who else reads what is listed.
func (h Queues) readers(c *gin.Context, p *listPage) (err error) {
	ids := make([]jema.OpeningID, len(p.Lines))
	for i, l := range p.Lines {
		ids[i] = l.ID
	}
	p.Readers, err = h.Store.Readers(c.Request.Context(), postgres.OpeningReading{TerritoryID: p.Territory.ID,
		AccountID: p.Account.ID}, ids, h.Now())
	return err
}

// meant is what the words of a filter are taken for when they find nothing: each
// word that nothing has becomes the nearest one; "" where there is none.
func (h Queues) meant(c *gin.Context, f postgres.QueueFilter) (string, error) {
	if f.Words == "" {
		return "", nil
	}
	known, err := h.Store.QueueWords(c.Request.Context(), f.TerritoryID, f.EditionID)
	if err != nil {
		return "", err
	}
	words, changed := strings.Fields(text.Fold(f.Words)), false
	for i, word := range words {
		if near := nearest(word, known); near != word {
			words[i], changed = near, true
		}
	}
	if !changed {
		return "", nil
	}
	return strings.Join(words, " "), nil
}

// nearest returns the listed word with the fewest slips from a word that is part
// of none of them, or the word itself where none is near.
func nearest(word string, known []string) string {
	const short = 5 // letters up to which one slip is all that is forgiven
	best, limit := word, 1
	if len(word) > short {
		limit = 2
	}
	for _, k := range known {
		if strings.Contains(k, word) {
			return word
		}
	}
	for _, k := range known {
		if n := text.Slips(word, k, limit); n <= limit {
			if best, limit = k, n-1; limit < 0 {
				break
			}
		}
	}
	return best
}

// Query is the filter as a form carries it.
func (p listPage) Query() string { return Query(p.Filter).Encode() }

// Open is where an event of the list is read, so that the next one follows.
func (p listPage) Open(id jema.OpeningID) string { return ReadPath(id, p.Filter) }

// ReadPath is where an event is read as one of those that a filter chooses.
func ReadPath(id jema.OpeningID, f postgres.QueueFilter) string {
	f.Page = 0
	if q := Query(f).Encode(); q != "" {
		return page.ModerationPath(id) + "?" + q
	}
	return page.ModerationPath(id)
}

// Pages are the pages of the list beside this one: its number, how many there
// are, and the addresses of the one before and the one after.
func (p listPage) Pages() (n pages) {
	n.Number, n.Of = max(1, p.Filter.Page), (p.Total+postgres.QueuePage-1)/postgres.QueuePage
	f := p.Filter
	if n.Number > 1 {
		f.Page = n.Number - 1
		n.Before = Address(f)
	}
	if n.Number < n.Of {
		f.Page = n.Number + 1
		n.After = Address(f)
	}
	return n
}

type pages struct {
	Number, Of    int
	Before, After string
}

// LackWords names what an event lacks: « sans photo », « prix ».
func (p listPage) LackWords(lacks []jema.Lack) string {
	words := make([]string, len(lacks))
	for i, l := range lacks {
		words[i] = p.T("moderation.lack." + string(l))
	}
	return strings.Join(words, ", ")
}
