package organiser

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/organiser/queue"
	"jema/internal/web/page"
)

// reading is what the page shows around an event that an organiser reads: its place in
// the queue, who else reads it, who looks after it, and what to look at.
type reading struct {
	Query          string // the filter, as the form carries it
	Back           string // the queue
	Place          postgres.QueuePlace
	Previous, Next string // their pages, "" for none
	Other          string // « Lu par … », where somebody else reads it
	Care           postgres.OpeningCare
	Mine           bool // the reader looks after it
	Givers         []page.Option
	Picks          []pick // selections of the home page
	Weights        []pick // of the photo on paper; none without a photo to print
	Checks         []check
	Before         string // the page of the event decided on before this one
	Printable      bool   // there is a picture of how it prints
}

// check is one thing to look at before an event is published.
type check struct {
	Sentence string
	Details  []string
	Photos   string // the page where photos are accepted, "" for none
	Waits    bool   // it may be published without
}

// filter is the queue that a request carries, in its address or its form.
func (h Moderations) filter(c *gin.Context, place postgres.Place) postgres.QueueFilter {
	if c.Request.Method == http.MethodPost {
		return queue.Parse(c.PostForm("queue"), place)
	}
	return queue.FilterOf(c.Request.URL.Query(), place)
}

func (h Moderations) reading(c *gin.Context, o artisan.Stored, l page.Layout) (r reading, err error) {
	ctx, at := c.Request.Context(), o.Plan.Opening
	account, err := h.Account(c)
	if err != nil {
		return r, err
	}
	f, who := h.filter(c, o.Place), postgres.OpeningReading{TerritoryID: at.TerritoryID, AccountID: account.ID,
		OpeningID: at.ID}
	r.Query, r.Back = queue.Query(f).Encode(), queue.Address(f)
	if r.Place, err = h.Store.QueuePlace(ctx, f, who, h.Now()); err != nil {
		return r, err
	}
	if r.Place.Previous != 0 {
		r.Previous = queue.ReadPath(r.Place.Previous, f)
	}
	if r.Place.Next != 0 && r.Place.Number > 0 {
		r.Next = queue.ReadPath(r.Place.Next, f)
	}
	readers, err := h.Store.Readers(ctx, who, []jema.OpeningID{at.ID}, h.Now())
	if err != nil {
		return r, err
	}
	if other, is := readers[at.ID]; is {
		r.Other = l.T("moderation.read_by", "name", other.Name, "clock", l.Voice.ClockIn(other.Since, l.Edition.Zone))
	}
	if r.Care, err = h.Store.OpeningCare(ctx, at.TerritoryID, at.ID); err != nil {
		return r, err
	}
	r.Mine = r.Care.AssignedTo == account.ID
	if r.Givers, err = queue.Organisers(ctx, h.Kit, at.TerritoryID); err != nil {
		return r, err
	}
	if r.Picks, err = h.picks(c, l, at); err != nil {
		return r, err
	}
	if r.Weights, err = h.weights(c, l, at); err != nil {
		return r, err
	}
	r.Checks = checks(l, o, r.Care.Lacks)
	r.Printable = at.Title != "" && at.CommuneINSEE != ""
	if before := page.TypedID[jema.OpeningID](c.Query("avant")); before > 0 {
		r.Before = queue.ReadPath(before, f)
	}
	return r, nil
}

// checks writes what an event lacks and what is odd about it as sentences, with
// the words they are about.
func checks(l page.Layout, o artisan.Stored, lacks []jema.Lack) (list []check) {
	at := o.Plan.Opening
	for _, lack := range lacks {
		c := check{Sentence: l.T("moderation.check." + string(lack)), Waits: lack.Waits()}
		switch lack {
		case jema.LackAnswer, jema.LackDoubt:
			for _, d := range o.Defects {
				if d.Blocking == (lack == jema.LackAnswer) {
					c.Details = append(c.Details, defectWords(l, d))
				}
			}
		case jema.LackTimes:
			c.Details = quoted(l, at.HoursText, at.SlotsText)
		case jema.LackCraft:
			c.Details = quoted(l, o.Workshop.CraftOther)
		case jema.LackPhotoUnread:
			c.Photos = artisan.PhotosPath(o.Workshop.ID, true)
		}
		list = append(list, c)
	}
	for _, field := range []struct{ name, typed string }{{"title", at.Title}, {"description", at.Description},
		{"printed_text", at.PrintedText}} {
		if notes := l.TextNotes(field.typed); len(notes) > 0 {
			label := artisan.FieldLabel(l, field.name)
			list = append(list, check{Sentence: l.T("moderation.check.letters", "field", label), Details: notes})
		}
	}
	return list
}

func defectWords(l page.Layout, d jema.Defect) string {
	if d.Value == "" || d.Header == "" {
		return d.Problem
	}
	return l.T("moderation.check.cell", "header", d.Header, "value", d.Value, "problem", d.Problem)
}

func quoted(l page.Layout, typed ...string) (list []string) {
	for _, words := range typed {
		if words != "" {
			list = append(list, l.T("moderation.words_chip", "words", text.Typeset(words)))
		}
	}
	return list
}

// next is what follows an event in the queue that a form carries, before anything
// is decided on it: 0 where it is the last, or none of the queue.
func (h Moderations) next(c *gin.Context, openingID jema.OpeningID) (n nextEvent, err error) {
	place, account, err := h.Acting(c)
	if err != nil {
		return n, err
	}
	n.filter = h.filter(c, place)
	n.reading = postgres.OpeningReading{TerritoryID: place.Territory.ID, AccountID: account.ID, LeavesID: openingID}
	at := n.reading
	at.OpeningID = openingID
	n.place, err = h.Store.QueuePlace(c.Request.Context(), n.filter, at, h.Now())
	return n, err
}

type nextEvent struct {
	filter  postgres.QueueFilter
	reading postgres.OpeningReading
	place   postgres.QueuePlace
}

// goOn leads from an event that was decided on to the next one of the queue,
// which is then marked as being read; to the queue after the last one, and back
// to the event where it is none of the queue.
func (h Moderations) goOn(c *gin.Context, n nextEvent, decided jema.OpeningID, done string) error {
	if n.place.Number == 0 {
		return page.Redirect(c, queue.ReadPath(decided, n.filter), done)
	}
	n.reading.OpeningID = n.place.Next
	if err := h.Store.MarkReading(c.Request.Context(), n.reading, h.Now()); err != nil {
		return err
	}
	if n.place.Next == 0 {
		return page.Redirect(c, queue.Address(n.filter), done)
	}
	to, err := url.Parse(queue.ReadPath(n.place.Next, n.filter))
	if err != nil {
		return err
	}
	q := to.Query()
	q.Set("avant", strconv.FormatInt(int64(decided), 10))
	to.RawQuery = q.Encode()
	return page.Redirect(c, to.String(), done)
}

// begin leads to the first event of a queue that nobody else reads, and marks it
// as being read.
func (h Moderations) begin(c *gin.Context) error {
	n, err := h.next(c, 0)
	if err != nil {
		return err
	}
	if n.place.Next == 0 {
		return page.Redirect(c, queue.Address(n.filter), "queue_taken")
	}
	n.reading.OpeningID = n.place.Next
	if err := h.Store.MarkReading(c.Request.Context(), n.reading, h.Now()); err != nil {
		return err
	}
	return page.Redirect(c, queue.ReadPath(n.place.Next, n.filter), "")
}

// mark records that an organiser reads an event: the page sends it while it is
// looked at.
func (h Moderations) mark(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	if _, err := h.Store.OpeningCare(c.Request.Context(), place.Territory.ID, id); err != nil {
		return err
	}
	err = h.Store.MarkReading(c.Request.Context(), postgres.OpeningReading{TerritoryID: place.Territory.ID,
		AccountID: account.ID, OpeningID: id}, h.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, queue.ReadPath(id, h.filter(c, place)), "")
}
