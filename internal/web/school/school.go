package school

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Schools shows schools what they can book, and takes their requests.
type Schools struct{ *page.Kit }

// schoolPage is the schools' calendar.
type schoolPage struct {
	page.Layout
	Days   []schoolDay
	Before string // when schools may ask, "" once they may
	Over   bool
	Open   bool
	Most   int
}

type schoolDay struct {
	Day      jema.Date
	Communes []schoolCommune
}

type schoolCommune struct {
	jema.Commune
	Slots []schoolSlotView
}

type schoolSlotView struct {
	postgres.SchoolSlot
	Hours  string // « de 9 h à 10 h »
	Demand string
	Full   bool
}

// Whole writes a slot in one line, for a list to choose from.
func (v schoolSlotView) Whole(l page.Layout) string {
	return l.When(v.Slot.Interval) + ", " + text.Typeset(v.Entry.Workshop.Name) + ", " +
		v.Entry.Commune.Name
}

// show shows the slots reserved for schools, by day and commune.
func (h Schools) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("school.title"))
	if err != nil {
		return err
	}
	layout.Description = layout.T("feed.describe.school")
	slots, err := h.Store.SchoolSlots(c.Request.Context(), layout.Edition, h.Now())
	if err != nil {
		return err
	}
	p := schoolPage{Layout: layout, Most: jema.ClassMost}
	p.Before, p.Over, p.Open = schoolTimes(layout, h.Now())
	for _, slot := range slots {
		p.add(schoolSlotViewOf(layout, slot))
	}
	return h.Render(c, http.StatusOK, "school/list", p)
}

// schoolTimes specifies when schools may send requests, that it is over, or that they may.
func schoolTimes(l page.Layout, now time.Time) (before string, over, open bool) {
	e := l.Edition
	if now.Before(e.SchoolOpensAt) {
		before = l.DayMoment(e.SchoolOpensAt)
	}
	return before, !now.Before(e.SchoolClosesAt), e.SchoolOpen(now)
}

func schoolSlotViewOf(l page.Layout, slot postgres.SchoolSlot) schoolSlotView {
	span := slot.Slot.Span(l.Edition.Zone)
	v := schoolSlotView{SchoolSlot: slot, Hours: l.Voice.FromTo(span.From, span.To), Full: slot.Room() == 0}
	switch {
	case v.Full:
		v.Demand = l.T("school.demand_full")
	case slot.Asked == 0:
		v.Demand = l.T("school.demand_none")
	default:
		v.Demand = l.T("school.demand", "n", slot.Asked)
	}
	return v
}

// add puts a slot, which comes in order of time, under its day and commune.
func (p *schoolPage) add(v schoolSlotView) {
	day := v.Slot.Span(p.Edition.Zone).Day
	if n := len(p.Days); n == 0 || p.Days[n-1].Day != day {
		p.Days = append(p.Days, schoolDay{Day: day})
	}
	d := &p.Days[len(p.Days)-1]
	for i := range d.Communes {
		if d.Communes[i].INSEE == v.Entry.Commune.INSEE {
			d.Communes[i].Slots = append(d.Communes[i].Slots, v)
			return
		}
	}
	d.Communes = append(d.Communes, schoolCommune{v.Entry.Commune, []schoolSlotView{v}})
}

// schoolForm is a class's request as it is typed.
type schoolForm struct {
	Slot, Second, Way, School, Town, PostalCode, Teacher, Email, Phone, Pupils, Adults, Level, Key string
	Coach                                                                                          bool
}

// requestPage is the form of a request.
type requestPage struct {
	page.Layout
	Form                schoolForm
	Slots, Ways, Levels []page.Option
	Before              string
	Over, Open          bool
}

func (h Schools) new(c *gin.Context) error {
	f, err := h.previousRequest(c)
	if err != nil {
		return err
	}
	f.Slot, f.Second, f.Key = text.Line(c.Query("creneau")), text.Line(c.Query("second")), page.NewKey()
	f.Way = "whole"
	if f.Second != "" {
		f.Way = "rotation"
	}
	return h.showForm(c, http.StatusOK, f, nil)
}

// previousRequest is the form filled with the class of the request whose link the
// address carries; an empty one for a link that opens nothing.
func (h Schools) previousRequest(c *gin.Context) (f schoolForm, err error) {
	token := c.Query("de")
	if token == "" {
		return f, nil
	}
	c.Header("Cache-Control", "no-store") // names
	place, err := h.Place(c)
	if err != nil {
		return f, err
	}
	class, err := h.Store.SchoolByToken(c.Request.Context(), place.Territory.ID, links.Hash(token), h.Now())
	r := class.Request
	if jema.KindOf(err) == jema.KindNotFound {
		return f, nil
	}
	return schoolForm{School: r.School, Town: r.Town, PostalCode: r.PostalCode, Teacher: r.Teacher,
		Email: r.Email, Phone: r.Phone,
		Pupils: strconv.Itoa(r.Pupils), Adults: strconv.Itoa(r.Adults), Level: r.Level, Coach: r.Coach}, err
}

func (h Schools) showForm(c *gin.Context, status int, f schoolForm, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("school.ask_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	slots, err := h.Store.SchoolSlots(c.Request.Context(), layout.Edition, h.Now())
	if err != nil {
		return err
	}
	p := requestPage{Layout: layout, Form: f}
	p.Before, p.Over, p.Open = schoolTimes(layout, h.Now())
	for _, slot := range slots {
		if v := schoolSlotViewOf(layout, slot); !v.Full {
			label := v.Whole(layout) + " (" + layout.T("school.places", "n", slot.Room()) + ")"
			p.Slots = append(p.Slots, page.Option{Value: strconv.FormatInt(int64(slot.Slot.ID), 10), Label: label})
		}
	}
	for _, way := range []string{"whole", "rotation"} {
		p.Ways = append(p.Ways, page.Option{Value: way, Label: layout.T("school.way." + way), Hint: layout.T("school.way." +
			way + "_hint")})
	}
	for _, level := range jema.SchoolLevels {
		p.Levels = append(p.Levels, page.Option{Value: level, Label: layout.T("school.level." + level)})
	}
	return h.Render(c, status, "school/ask", p)
}
