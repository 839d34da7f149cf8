package artisan

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Slots changes slots, with or without bookings.
type Slots struct{ *page.Kit }

// slotPage is one slot of an opening as its artisan or the organiser runs it.
type slotPage struct {
	page.Layout
	Opening    jema.Opening
	Root       string // of the addresses: the artisan's door or the organiser's
	Slots      []postgres.SlotVisitors
	Chosen     postgres.SlotVisitors // zero on the list
	Form       slotForm
	Confirming string                // "cancel" or "move": asked before it is done
	ToWhen     string                // where it would move
	Classes    []postgres.MovedClass // concerned by the move or the cancellation
}

// slotForm is what was typed.
type slotForm struct {
	Capacity, Held, Day, From, To, BookableFrom, BookableUntil string
	Reason                                                     string
}

// Breaks tells whether a class in halves would have no time any more to change
// places: its visit would end.
func (p slotPage) Breaks() bool {
	return slices.ContainsFunc(p.Classes, func(c postgres.MovedClass) bool { return c.Breaks })
}

// Closed tells whether the slot was closed to the public by a button.
func (p slotPage) Closed() bool { return p.Chosen.Slot.Stored == jema.SlotClosed }

// Public tells whether the slot is the public's, and not kept for schools.
func (p slotPage) Public() bool { return p.Chosen.Slot.Audience == jema.AudiencePublic }

// Opens is when booking opens in the edition, said.
func (p slotPage) Opens() string { return dayAndClock(p.Edition.BookingOpensAt, p.Edition) }

// Closes is when booking closes in the edition, said.
func (p slotPage) Closes() string { return dayAndClock(p.Edition.BookingClosesAt, p.Edition) }

// Own tells whether the artisan looks, not the organiser.
func (p slotPage) Own() bool { return strings.HasPrefix(p.Root, "/mon-evenement/") }

// Told counts the parties that would be told of a change: those who have
// places and those who wait.
func (p slotPage) Told() int { return len(p.Chosen.Bookings) + p.Chosen.Slot.Waiting }

// slotsOf gathers the slots of the opening of the address, and the one chosen
// if the address names one.
func (h Slots) slotsOf(c *gin.Context) (p slotPage, err error) {
	n, err := page.ID(c, "opening")
	if err != nil {
		return p, err
	}
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("slot_page.title")); err != nil {
		return p, err
	}
	ctx := c.Request.Context()
	plan, err := h.Store.Opening(ctx, p.Territory.ID, n)
	if err != nil {
		return p, err
	}
	p.Opening, p.Root = plan.Opening, page.MyOpeningPath(n)
	if strings.HasPrefix(c.FullPath(), "/organisation/") {
		p.Root = "/organisation/evenements/" + strconv.FormatInt(n, 10)
	}
	if p.Slots, err = h.Store.Visitors(ctx, p.Territory.ID, n); err != nil || c.Param("slot") == "" {
		return p, err
	}
	chosen, err := page.ID(c, "slot")
	if err != nil {
		return p, err
	}
	at := slices.IndexFunc(p.Slots, func(v postgres.SlotVisitors) bool { return v.Slot.ID == chosen })
	if at < 0 {
		return p, jema.ErrSlotMissing
	}
	p.Chosen = p.Slots[at]
	slot := p.Chosen.Slot
	span := slot.Span(p.Edition.Zone)
	p.Form = slotForm{Capacity: strconv.Itoa(slot.Capacity), Held: strconv.Itoa(slot.Held), Day: span.Day.String(),
		From: span.From.String(), To: span.To.String(),
		BookableFrom: momentField(slot.BookableFrom, p.Edition), BookableUntil: momentField(slot.BookableUntil, p.Edition)}
	return p, nil
}

// list shows an opening's slots with what is taken of them.
func (h Slots) list(c *gin.Context) error {
	p, err := h.slotsOf(c)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "slot/list", p)
}

// show shows one slot with what can be done about it.
func (h Slots) show(c *gin.Context) error {
	p, err := h.slotsOf(c)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "slot/show", p)
}

// change does what a button of the slot's page says. What visitors are
// told of is asked once more first.
func (h Slots) change(c *gin.Context) error {
	p, err := h.slotsOf(c)
	if err != nil {
		return err
	}
	done, err := h.changeSlot(c, &p)
	problem, refused := errors.AsType[*jema.Error](err)
	switch {
	case errors.Is(err, jema.ErrSchoolBreaks):
		// A class came between what was shown and the button: it is asked again.
		p.Problem = problem
		return h.Render(c, http.StatusConflict, "slot/confirm", p)
	case refused && p.Confirming == "cancel":
		p.Problem = problem
		return h.Render(c, page.Statuses[problem.Kind], "slot/confirm", p)
	case refused:
		p.Problem, p.Confirming = problem, ""
		return h.Render(c, page.Statuses[problem.Kind], "slot/show", p)
	case err != nil:
		return err
	case p.Confirming != "":
		return h.Render(c, http.StatusOK, "slot/confirm", p)
	}
	return page.Redirect(c, p.Root+"/creneaux", done)
}

// changeSlot returns the notice of what it did; where p.Confirming is set it
// did nothing yet.
func (h Slots) changeSlot(c *gin.Context, p *slotPage) (done string, err error) {
	ctx, territory, slot, sure := c.Request.Context(), p.Territory.ID, p.Chosen.Slot.ID, page.Ticked(c, "sure")
	if !p.Own() {
		ctx = postgres.ByOffice(ctx)
	}
	var problems jema.Problems
	switch c.PostForm("do") {
	case "capacity":
		p.Form.Capacity = text.Line(c.PostForm("capacity"))
		if n := page.Number(c, &problems, "capacity"); len(problems) == 0 {
			return "slot_capacity", atField("capacity", h.Store.SetCapacity(ctx, territory, slot, n, h.Now()))
		}
	case "held":
		p.Form.Held = text.Line(c.PostForm("held"))
		if n := page.Number(c, &problems, "held"); len(problems) == 0 {
			return "slot_held", atField("held", h.Store.HoldBack(ctx, territory, slot, n, h.Now()))
		}
	case "move":
		to, err := h.readSlotTime(c, p, &problems)
		if err != nil || len(problems) > 0 {
			return "", errors.Join(problems.Err(), err)
		}
		if p.Confirming = "move"; !sure {
			p.Classes, err = h.Store.ClassesMoved(ctx, territory, slot, to, h.Now())
			return "", err
		}
		return h.moveSlot(c, p, to)
	case "close":
		return "slot_closed", h.Store.CloseSlot(ctx, territory, slot, h.Now())
	case "reopen":
		return "slot_reopened", h.Store.ReopenSlot(ctx, territory, slot, h.Now())
	case "bookable":
		p.Form.BookableFrom, p.Form.BookableUntil = text.Line(c.PostForm("bookable_from")), text.Line(c.PostForm("bookable_until"))
		from := readMoment(p.Form.BookableFrom, "bookable_from", p.Edition, &problems)
		until := readMoment(p.Form.BookableUntil, "bookable_until", p.Edition, &problems)
		if len(problems) == 0 {
			return "slot_bookable", atField("bookable_from", h.Store.SetBookable(ctx, territory, slot, from, until, h.Now()))
		}
	case "cancel":
		p.Form.Reason = page.Lines(c, &problems, "reason", jema.SchoolReasonMax)
		if p.Confirming = "cancel"; !sure || len(problems) > 0 {
			p.Classes, err = h.Store.ClassesMoved(ctx, territory, slot, p.Chosen.Slot.Interval, h.Now())
			return "", errors.Join(problems.Err(), err)
		}
		p.Confirming = ""
		return "slot_cancelled", h.Store.CancelSlot(ctx, territory, slot, p.change(), h.Now())
	default:
		return "", jema.Invalid("slot_page.what")
	}
	return "", problems.Err()
}

// moveSlot moves a slot, and ends the classes that were shown to have no time
// any more to change places; those that came since are asked about.
func (h Slots) moveSlot(c *gin.Context, p *slotPage, to jema.Interval) (done string, err error) {
	ctx, change := c.Request.Context(), p.change()
	change.EndClasses = page.Ticked(c, "end_classes")
	err = h.Store.MoveSlot(ctx, p.Territory.ID, p.Chosen.Slot.ID, to, change, h.Now())
	if errors.Is(err, jema.ErrSchoolBreaks) {
		var read error
		p.Classes, read = h.Store.ClassesMoved(ctx, p.Territory.ID, p.Chosen.Slot.ID, to, h.Now())
		return "", errors.Join(err, read)
	}
	p.Confirming = ""
	return "slot_moved", atField("day", err)
}

// change is how the slot is changed by whoever looks.
func (p slotPage) change() postgres.SlotChange {
	by := jema.EndedByOrganiser
	if p.Own() {
		by = jema.EndedByWorkshop
	}
	return postgres.SlotChange{Words: slotWords(p.Edition), By: by, Reason: p.Form.Reason}
}

// atField puts a refusal beside the field it is about.
func atField(field string, err error) error {
	problem := page.Refusal(err)
	if problem == nil || len(problem.Fields) > 0 {
		return err
	}
	return &jema.Error{Kind: problem.Kind, Message: "slot_page.unchanged",
		Fields: []jema.FieldError{{Field: field, Message: problem.Message, Args: problem.Args}}}
}

// readSlotTime reads the day and the hours a slot is moved to.
func (h Slots) readSlotTime(c *gin.Context, p *slotPage, problems *jema.Problems) (jema.Interval, error) {
	p.Form.Day, p.Form.From, p.Form.To = text.Line(c.PostForm("day")), text.Line(c.PostForm("from")), text.Line(c.PostForm("to"))
	day, err := jema.ParseDate(p.Form.Day)
	if err != nil || !day.Valid() {
		problems.Add("day", "slot_page.day_wrong")
	}
	from, okFrom := clockOf(p.Form.From)
	to, okTo := clockOf(p.Form.To)
	if !okFrom {
		problems.Add("from", "slot_page.clock_wrong")
	}
	if !okTo {
		problems.Add("to", "slot_page.clock_wrong")
	}
	if len(*problems) > 0 {
		return jema.Interval{}, nil
	}
	p.ToWhen = text.DayMonth(day) + ", " + text.FromTo(from, to)
	interval, err := jema.Span{Day: day, From: from, To: to}.Interval(p.Edition.Zone)
	return interval, atField("from", err)
}

// clockOf reads « 14:30 », as a browser's time field sends it.
func clockOf(typed string) (jema.Clock, bool) {
	hours, minutes, ok := strings.Cut(typed, ":")
	h, err := strconv.Atoi(hours)
	m, other := strconv.Atoi(minutes)
	return jema.NewClock(h, m), ok && err == nil && other == nil && h >= 0 && h < 24 && m >= 0 && m < 60
}
