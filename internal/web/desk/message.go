package desk

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Messages shows what was sent to whom, and what did not arrive.
type Messages struct{ *page.Kit }

// messagePage is one message: its words, what became of it, and what can be
// done about it.
type messagePage struct {
	page.Layout
	Line   messageLine
	Words  mail.Words
	Has    bool // whether there are words to show
	Events []messageEvent
	Others []messageLine // sent of the same kind about the same thing
	Moot   string        // why it has nothing to tell any more, "" when it has
	Park   bool
	Retry  bool
	Resend bool
}

// messageEvent is something that happened to a message.
type messageEvent struct {
	At   time.Time
	Text string
}

// show shows one message.
func (h Messages) show(c *gin.Context) error { return h.showMessage(c, http.StatusOK, nil) }

func (h Messages) showMessage(c *gin.Context, status int, problem *jema.Error) error {
	n, err := page.ID[jema.MessageID](c, "message")
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, "")
	if err != nil {
		return err
	}
	file, err := h.Store.MessageFile(c.Request.Context(), layout.Territory.ID, n, h.Now())
	if err != nil {
		return err
	}
	layout.Problem, layout.Title = problem, layout.T("message.kind."+file.Line.Kind)
	p := messagePage{Layout: layout, Line: messageLine{file.Line, layout}}
	p.Words, p.Has = mail.Preview(file.Letter, h.Links, h.Now())
	p.Events = p.history(file)
	for _, other := range file.Same {
		if other.ID != n {
			p.Others = append(p.Others, messageLine{other, layout})
		}
	}
	p.mayDo(mail.Moot(file.Letter, h.Now()))
	c.Header("Cache-Control", "no-store") // a name and an address
	return h.Render(c, status, "message/show", p)
}

// mayDo specifies what can be done; moot is why the message has nothing to deliver any
// more. Whoever has no address may have a telephone.
func (p *messagePage) mayDo(moot string) {
	if moot != "" {
		p.Moot = p.T(moot)
	}
	queued := p.Line.Status == jema.StatusWaiting || p.Line.Status == jema.StatusRetrying
	p.Park = queued
	p.Retry = moot == "" && (p.Line.Status == jema.StatusParked || p.Line.Status == jema.StatusUndeliverable)
	p.Resend = !queued && p.Line.Kind != jema.MessageSignIn && (moot == "" || moot == "mail.moot.address" &&
		p.Line.BookingID != 0)
}

// history specifies what happened to a message, in its order.
func (p *messagePage) history(f postgres.MessageFile) []messageEvent {
	m := p.Line
	events := []messageEvent{{m.CreatedAt, p.T("message.event.written")}}
	for _, a := range f.Actions {
		events = append(events, messageEvent{a.DoneAt, p.T("message.event."+a.Action, "by", a.By)})
	}
	for _, call := range f.Calls {
		says := p.T("message.event.call", "by", call.By, "outcome", p.T("call.outcome."+string(call.Outcome)))
		if call.Note != "" {
			says += " (" + text.Typeset(call.Note) + ")"
		}
		events = append(events, messageEvent{call.CalledAt, says})
	}
	switch m.Status {
	case jema.StatusSent:
		events = append(events, messageEvent{m.DoneAt, p.T("message.event.sent_" + string(m.Channel))})
	case jema.StatusDropped:
		events = append(events, messageEvent{m.DoneAt, p.T("message.event.dropped", "why", m.Reason())})
	}
	slices.SortStableFunc(events, func(a, b messageEvent) int { return a.At.Compare(b.At) })
	return events
}

// act parks a message, takes it out of the park, or sends it again.
func (h Messages) act(c *gin.Context) error {
	n, err := page.ID[jema.MessageID](c, "message")
	if err != nil {
		return err
	}
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	at, notice, err := h.actOn(c, place.Territory.ID, n, account.ID)
	if problem := page.Refusal(err); problem != nil && (problem.Kind == jema.KindInvalid ||
		problem.Kind == jema.KindConflict) {
		return h.showMessage(c, page.Statuses[problem.Kind], problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/organisation/messages/"+strconv.FormatInt(int64(at), 10), notice)
}

// actOn runs the action of a button and returns the message to show, and what is
// shown above it.
func (h Messages) actOn(c *gin.Context, territoryID jema.TerritoryID, message jema.MessageID,
	account jema.AccountID) (at jema.MessageID, notice string, err error) {
	ctx, now := c.Request.Context(), h.Now()
	switch c.PostForm("do") {
	case "park":
		return message, "message_parked", h.Store.ParkMessage(ctx, territoryID, message, account, now)
	case "retry":
		return message, "message_retried", h.Store.RetryMessage(ctx, territoryID, message, account, now)
	case "resend":
		file, err := h.Store.MessageFile(ctx, territoryID, message, now)
		if err != nil {
			return message, "", err
		}
		if moot := mail.Moot(file.Letter, now); moot != "" && moot != "mail.moot.address" {
			return message, "", jema.ErrMessageMoot
		}
		at, err = h.Store.ResendMessage(ctx, territoryID, message, account, now)
		return at, "message_resent", err
	}
	return message, "", jema.Invalid("message.what")
}
