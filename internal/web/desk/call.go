package desk

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Calls lists who is to be called, and notes how calls ended.
type Calls struct{ *page.Kit }

// callPage is the list of calls somebody has to make.
type callPage struct {
	page.Layout
	Lines []callLine
	Done  *callDone // what was noted just now
}

// oneCallPage is one call with the form on which it is noted. A call has a page
// of its own, so that noting one drops nothing that is typed about another.
type oneCallPage struct {
	page.Layout
	Line callLine
	Note string // as it was typed
	Done string // the outcome that was chosen
}

// callLine is one call: whom, the text to read out sentence by sentence, how it may end,
// and where the booking it is about is seen, "" when it is about none.
type callLine struct {
	postgres.CallLine
	Sentences []string
	Outcomes  []page.Option
	Link      string
}

// callDone is a call whose outcome was noted.
type callDone struct{ Outcome, Title, Link string }

// list shows who is to be called, offers first.
func (h Calls) list(c *gin.Context) error { return h.showCalls(c, http.StatusOK, nil) }

func (h Calls) showCalls(c *gin.Context, status int, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("call_page.title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := callPage{Layout: layout}
	if p.Done, err = h.justNoted(c, layout); err != nil {
		return err
	}
	lines, err := h.Store.CallList(c.Request.Context(), layout.Territory.ID, h.Now())
	if err != nil {
		return err
	}
	for _, l := range lines {
		p.Lines = append(p.Lines, h.lineOf(layout, l))
	}
	c.Header("Cache-Control", "no-store") // names and telephones
	return h.Render(c, status, "call/list", p)
}

func (h Calls) lineOf(layout page.Layout, l postgres.CallLine) callLine {
	return callLine{l, mail.Script(l.Letter, h.Now()), outcomesOf(layout, l.Message.Kind), h.bookingLink(l.Letter)}
}

// show shows one call; one that is no longer to be made leads to the list,
// which shows how it ended.
func (h Calls) show(c *gin.Context) error {
	n, err := page.ID[jema.MessageID](c, "message")
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	if _, err := h.Store.MessageFile(c.Request.Context(), place.Territory.ID, n, h.Now()); err != nil {
		return err
	}
	shown, err := h.showOne(c, http.StatusOK, n, oneCallPage{})
	if err == nil && !shown {
		return page.Redirect(c, calledPath(n), "")
	}
	return err
}

// showOne shows the call about a message. It returns false when there is no
// such call to make now.
func (h Calls) showOne(c *gin.Context, status int, messageID jema.MessageID, p oneCallPage) (shown bool, err error) {
	problem := p.Problem
	if p.Layout, err = h.Layout(c, ""); err != nil {
		return false, err
	}
	lines, err := h.Store.CallList(c.Request.Context(), p.Territory.ID, h.Now())
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(lines, func(l postgres.CallLine) bool { return l.Message.ID == messageID })
	if at < 0 {
		return false, nil
	}
	p.Line, p.Problem = h.lineOf(p.Layout, lines[at]), problem
	p.Title = p.T("call_page.call", "name", p.Line.Name)
	c.Header("Cache-Control", "no-store") // a name and a telephone
	return true, h.Render(c, status, "call/show", p)
}

// calledPath is the list with how a call ended.
func calledPath(messageID jema.MessageID) string {
	return "/accueil/appels?appel=" + strconv.FormatInt(int64(messageID), 10)
}

func outcomesOf(l page.Layout, kind string) []page.Option {
	return page.Options(l, "call.outcome.", jema.CallOutcomesOf(kind))
}

// bookingLink is the page of the booking a letter is about, whatever became of
// it; "" for a letter about something else.
func (h Calls) bookingLink(l postgres.Letter) string {
	if l.Message.BookingID == 0 {
		return ""
	}
	return "/r/" + h.Links.ManageToken(l.Booking.Key, l.Booking.Generation)
}

// justNoted is the call that the address names, with its last outcome.
func (h Calls) justNoted(c *gin.Context, l page.Layout) (*callDone, error) {
	n := page.TypedID[jema.MessageID](c.Query("appel"))
	if n == 0 || c.Request.Method != http.MethodGet {
		return nil, nil
	}
	file, err := h.Store.MessageFile(c.Request.Context(), l.Territory.ID, n, h.Now())
	if jema.KindOf(err) == jema.KindNotFound || err == nil && len(file.Calls) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &callDone{Outcome: l.T("call.outcome." + string(file.Calls[0].Outcome)),
		Title: text.Typeset(file.Letter.Opening.Title),
		Link:  h.bookingLink(file.Letter)}, nil
}

// record notes how a call ended.
func (h Calls) record(c *gin.Context) error {
	n, err := page.ID[jema.MessageID](c, "message")
	if err != nil {
		return err
	}
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	note := page.Line(c, &problems, "note", jema.CallNoteMax)
	if err = problems.Err(); err == nil {
		err = h.Store.RecordCall(c.Request.Context(), postgres.CallRecord{TerritoryID: place.Territory.ID, MessageID: n,
			AccountID: account.ID, Outcome: jema.CallOutcome(c.PostForm("outcome")), Note: note}, h.Now())
	}
	if problem := page.Refusal(err); problem != nil && (problem.Kind == jema.KindInvalid ||
		problem.Kind == jema.KindConflict) {
		return h.refused(c, n, note, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, calledPath(n), "appel")
}

// refused shows the call again as it was filled in, or the list when somebody
// else has noted it meanwhile.
func (h Calls) refused(c *gin.Context, messageID jema.MessageID, note string, problem *jema.Error) error {
	p := oneCallPage{Note: note, Done: c.PostForm("outcome")}
	p.Problem = problem
	status := page.Statuses[problem.Kind]
	shown, err := h.showOne(c, status, messageID, p)
	if err == nil && !shown {
		return h.showCalls(c, status, page.PartyOnly(problem))
	}
	return err
}
