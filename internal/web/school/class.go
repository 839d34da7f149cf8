package school

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	reader "jema/internal/reading"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Classes shows a class's request to its school, to artisans and to organisers, who answer it.
type Classes struct{ *page.Kit }

// classView is a request as its school, an artisan or the organiser sees it.
type classView struct {
	postgres.Class
	Layout   page.Layout
	Visits   []classVisitView
	AnswerBy string
	Overdue  bool
}

// classVisitView is one slot of a request.
type classVisitView struct {
	postgres.SchoolVisit
	Class  *classView
	When   string
	State  string // in words
	Token  string // of its booking, for the calendar
	Asked  bool   // it waits for an answer
	Booked bool
}

// Price specifies what is to be paid at the workshop.
func (v classVisitView) Price() string {
	l, o := v.Class.Layout, v.Entry.Opening
	if price := reader.Facts(o).Price; price.Kind == jema.PriceFree || o.Price == "" && !price.Known() {
		return l.T("school.free")
	}
	return l.T("school.pay", "price", l.FactsOf(o).Price.String())
}

func (h Classes) viewOf(l page.Layout, class postgres.Class, openingID jema.OpeningID, now time.Time) *classView {
	r := class.Request
	v := &classView{Class: class, Layout: l, Overdue: r.Overdue(now), AnswerBy: l.DayMoment(r.AnswerBy)}
	for _, visit := range class.Visits {
		if openingID != 0 && visit.Entry.Opening.ID != openingID {
			continue
		}
		span := visit.Slot.Span(l.Edition.Zone)
		shown := classVisitView{SchoolVisit: visit, Class: v, When: l.Voice.Day(span.Day) + ", " +
			l.Voice.FromTo(span.From, span.To),
			State: l.T("school.visit." + string(visit.State)), Asked: r.State == jema.SchoolAsked &&
				visit.State == jema.VisitAsked,
			Booked: visit.State == jema.VisitBooked && !visit.CalledOff()}
		if visit.CalledOff() {
			shown.State = l.T("school.visit.called_off")
		}
		if shown.Booked {
			shown.Token = h.Links.ManageToken(visit.Booking.Key, visit.Booking.Generation)
		}
		v.Visits = append(v.Visits, shown)
	}
	return v
}

// Halves is the timetable of a class in two halves, one line for each; none for
// a whole one.
func (v *classView) Halves() (lines []string) {
	plan, ok := v.Class.Timetable()
	if !ok {
		return nil
	}
	for _, half := range plan {
		lines = append(lines, v.Layout.T("school.then", "first", v.stop(half[0]), "second", v.stop(half[1])))
	}
	return lines
}

func (v *classView) stop(s jema.Stop) string {
	span := s.Span(v.Layout.Edition.Zone)
	return v.Layout.T("school.stop", "hours", v.Layout.Voice.FromTo(span.From, span.To),
		"workshop", text.Typeset(v.Class.Visits[s.Visit].Entry.Workshop.Name))
}

// TravelMinutes is how long a half needs between its two workshops.
func (v *classView) TravelMinutes() int { return int(v.Class.Travel() / time.Minute) }

// choiceView is where a class may come instead of a visit that does not take
// place.
type choiceView struct{ Words, Link string }

func (h Classes) choicesOf(c *gin.Context, v *classView, token string) (list []choiceView, err error) {
	r := v.Request
	if r.State != jema.SchoolDeclined && (r.State != jema.SchoolCancelled || r.End.By == "") {
		return nil, nil
	}
	found, err := h.Store.ClassChoices(c.Request.Context(), v.Class, h.Now())
	for _, choice := range found {
		var words []string
		var ids []jema.SlotID
		for _, slot := range choice.Slots {
			words, ids = append(words, schoolSlotViewOf(v.Layout, slot).Whole(v.Layout)), append(ids, slot.Slot.ID)
		}
		line := words[0]
		if len(words) == 2 {
			line = v.Layout.T("school.halves_choice", "first", words[0], "second", words[1])
		}
		list = append(list, choiceView{line, strings.TrimPrefix(h.Links.SchoolAsk(token, ids...), h.Links.Base())})
	}
	return list, err
}

// ClassWords and Coach describe the class.
func (v *classView) ClassWords() string {
	return v.Layout.T("school.class", "pupils", v.Request.Pupils, "adults", v.Request.Adults)
}

// Coach specifies whether it comes by coach.
func (v *classView) Coach() string {
	if v.Request.Coach {
		return v.Layout.T("school.coach_yes")
	}
	return v.Layout.T("school.coach_no")
}

// classPage is what the holder of a class's link sees and prints.
type classPage struct {
	page.Layout
	View    *classView
	Token   string
	Live    bool // it can still be cancelled
	Choices []choiceView
}

// Class finds the request that the address's token opens, in this territory.
func (h Classes) Class(c *gin.Context) (postgres.Class, error) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	place, err := h.Place(c)
	if err != nil {
		return postgres.Class{}, err
	}
	return h.Store.SchoolByToken(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), h.Now())
}

// show shows a request and, once it is accepted, the confirmation to
// print; it changes nothing.
func (h Classes) show(c *gin.Context) error {
	class, err := h.Class(c)
	if err != nil {
		return err
	}
	return h.showClass(c, http.StatusOK, class, c.Param("token"), nil)
}

func (h Classes) showClass(c *gin.Context, status int, class postgres.Class, token string, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("school.print_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	live := class.Request.State == jema.SchoolAsked || class.Request.State == jema.SchoolAccepted
	p := classPage{Layout: layout, View: h.viewOf(layout, class, 0, h.Now()), Token: token, Live: live}
	if p.Choices, err = h.choicesOf(c, p.View, token); err != nil {
		return err
	}
	return h.Render(c, status, "school/class", p)
}

// classCancelPage requires a confirmation before a class's visit is cancelled.
type classCancelPage struct {
	page.Layout
	View     *classView
	Token    string
	Notified []postgres.NotifiedWorkshop
}

// ConfirmCancel shows who would be notified and how, and the button that does it.
func (h Classes) ConfirmCancel(c *gin.Context, class postgres.Class, token string) error {
	layout, err := h.Layout(c, h.Voice(c).Say("school.sure.title"))
	if err != nil {
		return err
	}
	told, err := h.Store.NotifiedOfClass(c.Request.Context(), class.Request.TerritoryID, class.Request.ID)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "school/cancel", classCancelPage{layout, h.viewOf(layout, class, 0,
		h.Now()), token, told})
}

// Pending reports whether the visit is requested or agreed to, and has not begun.
func (h Classes) Pending(class postgres.Class) bool {
	state := class.Request.State
	return (state == jema.SchoolAsked || state == jema.SchoolAccepted) && !slices.ContainsFunc(class.Visits,
		func(v postgres.SchoolVisit) bool {
			return v.State == jema.VisitBooked && !h.Now().Before(v.Slot.Start)
		})
}

// cancel withdraws the request of a class, once this was confirmed.
func (h Classes) cancel(c *gin.Context) error {
	class, err := h.Class(c)
	if err != nil {
		return err
	}
	if !page.Ticked(c, "sure") && h.Pending(class) {
		return h.ConfirmCancel(c, class, c.Param("token"))
	}
	err = h.Store.CancelSchool(c.Request.Context(), class.Request.TerritoryID, links.Hash(c.Param("token")), h.Now())
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return h.showClass(c, http.StatusConflict, class, c.Param("token"), problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/classe/"+c.Param("token"), "classe_annulee")
}

// InsteadOfHalf answers by the page of the whole class where a link of one of
// its bookings was followed: what a half does alone is a problem.
func (h Classes) InsteadOfHalf(c *gin.Context, visit postgres.Visit, problem *jema.Error) error {
	class, err := h.Store.ClassOfBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, visit.Booking.ID, h.Now())
	if err != nil {
		return err
	}
	token := h.Links.SchoolToken(class.Request.Key, class.Request.Generation)
	if problem == nil {
		return page.Redirect(c, "/classe/"+token, "")
	}
	return h.showClass(c, page.Statuses[problem.Kind], class, token, page.PartyOnly(problem))
}
