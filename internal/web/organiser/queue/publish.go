package queue

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// publishPage requests a confirmation before several events are published, and
// afterwards names those that were not.
type publishPage struct {
	page.Layout
	Filter postgres.QueueFilter
	Lines  []postgres.QueueLine
	Done   int
	Left   []jema.Opening
}

// Query is the filter as a form carries it, and Back is where it leads.
func (p publishPage) Query() string { return Query(p.Filter).Encode() }

// Back is the queue as it was.
func (p publishPage) Back() string { return Address(p.Filter) }

// Open is where an event that was left out is read.
func (p publishPage) Open(id jema.OpeningID) string { return ReadPath(id, p.Filter) }

// publish shows which of the chosen events would be published, and publishes
// those that were shown once it is confirmed.
func (h Queues) publish(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	p := publishPage{Filter: Parse(c.PostForm("queue"), place)}
	if page.Ticked(c, "sure") {
		return h.publishSeen(c, place, p)
	}
	if p.Lines, err = h.Store.QueueComplete(c.Request.Context(), p.Filter, page.Numbers[jema.OpeningID](c, "event"),
		h.Now()); err != nil {
		return err
	}
	return h.showPublish(c, p)
}

func (h Queues) showPublish(c *gin.Context, p publishPage) (err error) {
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("moderation.publish.title")); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "moderation/publish", p)
}

func (h Queues) publishSeen(c *gin.Context, place postgres.Place, p publishPage) error {
	done, err := h.Store.PublishSeen(postgres.ByOffice(c.Request.Context()), place.Territory.ID, seen(c), h.Now())
	if err != nil {
		return err
	}
	if len(done.Left) == 0 {
		return page.Redirect(c, Address(p.Filter), "openings_published")
	}
	p.Done, p.Left = len(done.Done), done.Left
	return h.showPublish(c, p)
}

// seen reads the events that were shown, each « 12:3 » with its version.
func seen(c *gin.Context) (list []postgres.QueueSeen) {
	for _, typed := range c.PostFormArray("seen") {
		id, version, _ := strings.Cut(typed, ":")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			continue
		}
		v, _ := strconv.Atoi(version) // what is no number was seen by nobody
		list = append(list, postgres.QueueSeen{ID: jema.OpeningID(n), Version: v})
	}
	return list
}

// assign gives the ticked events to an organiser, to the requesting one, or to nobody.
func (h Queues) assign(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	back, to := Address(Parse(c.PostForm("queue"), place)), account.ID
	switch typed := c.PostForm("to"); {
	case c.PostForm("do") == "take":
	case typed == postgres.QueueNobody:
		to = 0
	default:
		n, err := strconv.ParseInt(typed, 10, 64)
		if err != nil {
			return page.Redirect(c, back, "assign_nobody")
		}
		to = jema.AccountID(n)
	}
	ids := page.Numbers[jema.OpeningID](c, "event")
	if len(ids) == 0 {
		return page.Redirect(c, back, "assign_nothing")
	}
	if _, err := h.Store.AssignOpenings(c.Request.Context(), place.Territory.ID, to, ids); err != nil {
		return err
	}
	if len(ids) == 1 && c.PostForm("from") == "event" {
		back = ReadPath(ids[0], Parse(c.PostForm("queue"), place))
	}
	return page.Redirect(c, back, "assigned")
}
