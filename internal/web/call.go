package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// callPage is the list of calls somebody has to make.
type callPage struct {
	page.Layout
	Lines []callLine
	Done  *callDone // what was noted just now
}

// callLine is one call: whom, what to say sentence by sentence, how it may end,
// and where the booking it is about is seen, "" when it is about none.
type callLine struct {
	postgres.CallLine
	Says     []string
	Outcomes []page.Option
	Link     string
}

// callDone is a call whose outcome was noted.
type callDone struct{ Outcome, Title, Link string }

// callList shows who is to be called, offers first.
func (s *Site) callList(c *gin.Context) error { return s.showCalls(c, http.StatusOK, nil) }

func (s *Site) showCalls(c *gin.Context, status int, problem *jema.Error) error {
	layout, err := s.Layout(c, s.Voice(c).Say("call_page.title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := callPage{Layout: layout}
	if p.Done, err = s.justNoted(c, layout); err != nil {
		return err
	}
	lines, err := s.Store.CallList(c.Request.Context(), layout.Territory.ID, s.Now())
	if err != nil {
		return err
	}
	for _, l := range lines {
		p.Lines = append(p.Lines, callLine{l, mail.Script(l.Letter, s.Now()), outcomesOf(layout, l.Message.Kind), s.bookingLink(l.Letter)})
	}
	c.Header("Cache-Control", "no-store") // names and telephones
	return s.Render(c, status, "call/list", p)
}

func outcomesOf(l page.Layout, kind string) (options []page.Option) {
	for _, o := range jema.CallOutcomesOf(kind) {
		options = append(options, page.Option{Value: string(o), Label: l.T("call.outcome." + string(o))})
	}
	return options
}

// bookingLink is the page of the booking a letter is about, whatever became of
// it; "" for a letter about something else.
func (s *Site) bookingLink(l postgres.Letter) string {
	if l.Message.BookingID == 0 {
		return ""
	}
	return "/r/" + s.Links.ManageToken(l.Booking.Key, l.Booking.Generation)
}

// justNoted is the call that the address names, with its last outcome.
func (s *Site) justNoted(c *gin.Context, l page.Layout) (*callDone, error) {
	n := heldPlaces(c.Query("appel"))
	if n == 0 || c.Request.Method != http.MethodGet {
		return nil, nil
	}
	file, err := s.Store.MessageFile(c.Request.Context(), l.Territory.ID, n, s.Now())
	if jema.KindOf(err) == jema.KindNotFound || err == nil && len(file.Calls) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &callDone{Outcome: l.T("call.outcome." + string(file.Calls[0].Outcome)), Title: text.Typeset(file.Letter.Opening.Title),
		Link: s.bookingLink(file.Letter)}, nil
}

// callRecord notes how a call ended.
func (s *Site) callRecord(c *gin.Context) error {
	n, err := page.ID(c, "message")
	if err != nil {
		return err
	}
	place, account, err := s.Acting(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	note := page.Line(c, &problems, "note", jema.CallNoteMax)
	if err = problems.Err(); err == nil {
		err = s.Store.RecordCall(c.Request.Context(), place.Territory.ID, n, account.ID, jema.CallOutcome(c.PostForm("outcome")), note, s.Now())
	}
	if problem := page.Refusal(err); problem != nil && (problem.Kind == jema.KindInvalid || problem.Kind == jema.KindConflict) {
		return s.showCalls(c, page.Statuses[problem.Kind], page.PartyOnly(problem))
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/accueil/appels?appel="+strconv.FormatInt(n, 10), "appel")
}

// saidAloud notes that the desk told a visitor on the telephone what it has
// just done to the booking: nobody calls them again to say so. Mails and SMS go
// as ever.
func (s *Site) saidAloud(c *gin.Context, visit postgres.Visit, since time.Time) error {
	account, err := s.Account(c)
	if err != nil || !page.ForDesk(account) || !page.Ticked(c, "aloud") {
		return err
	}
	territory := visit.Entry.Opening.TerritoryID
	return s.Store.SaidAloud(c.Request.Context(), territory, visit.Booking.ID, account.ID, since, s.Now())
}
