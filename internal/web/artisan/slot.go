package artisan

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Slots changes slots, with or without bookings.
type Slots struct{ *page.Kit }

// slotPage is one slot of an opening as its artisan or the organiser runs it.
type slotPage struct {
	page.Layout
	Opening    jema.Opening
	Root       string // of the addresses: the artisan's door or the organiser's
	Slots      []jema.SlotAttendance
	Chosen     jema.SlotAttendance // zero on the list
	Form       slotForm
	Bookable   string                // when a slot without times of its own can be booked
	Confirming string                // "cancel" or "move": asked before it is done
	ToWhen     string                // where it would move
	Saved      bool                  // the rest of the page is
	Classes    []postgres.MovedClass // concerned by the move or the cancellation
}

// Breaks reports whether a class in halves would have no time any more to change
// places: its visit would end.
func (p slotPage) Breaks() bool {
	return slices.ContainsFunc(p.Classes, func(c postgres.MovedClass) bool { return c.Breaks })
}

// Closed reports whether the slot was closed to the public by a button.
func (p slotPage) Closed() bool { return p.Chosen.Slot.Stored == jema.SlotClosed }

// Public reports whether the slot is the public's, and not reserved for schools.
func (p slotPage) Public() bool { return p.Chosen.Slot.Audience == jema.AudiencePublic }

// bookableLead specifies when a slot without times of its own can be booked at now:
// the day on which booking opened is past and of no interest.
func bookableLead(l page.Layout, now time.Time) string {
	e := l.Edition
	until := closing(l, e.BookingClosesAt)
	switch {
	case now.Before(e.BookingOpensAt):
		return l.T("slot_page.bookable_lead", "from", l.DayMoment(e.BookingOpensAt), "until", until)
	case now.Before(e.BookingClosesAt):
		return l.T("slot_page.bookable_now", "until", until)
	}
	return l.T("slot_page.bookable_over", "until", until)
}

// Own reports whether the artisan looks, not the organiser.
func (p slotPage) Own() bool { return strings.HasPrefix(p.Root, "/mon-evenement/") }

// Notified returns how many parties of visitors get a message about a change: those that
// have places and those that wait. The page names classes separately.
func (p slotPage) Notified() (n int) {
	for _, b := range p.Chosen.Coming {
		if b.Origin != jema.OriginSchool {
			n++
		}
	}
	return n + p.Chosen.Slot.Waiting
}

// slotsOf gathers the slots of the opening of the address, and the one chosen
// if the address names one.
func (h Slots) slotsOf(c *gin.Context) (p slotPage, err error) {
	n, err := page.ID[jema.OpeningID](c, "opening")
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
		p.Root = "/organisation/evenements/" + strconv.FormatInt(int64(n), 10)
	}
	if p.Slots, err = h.Store.Visitors(ctx, p.Territory.ID, n); err != nil || c.Param("slot") == "" {
		return p, err
	}
	chosen, err := page.ID[jema.SlotID](c, "slot")
	if err != nil {
		return p, err
	}
	at := slices.IndexFunc(p.Slots, func(v jema.SlotAttendance) bool { return v.Slot.ID == chosen })
	if at < 0 {
		return p, jema.ErrSlotMissing
	}
	p.Chosen = p.Slots[at]
	p.Title = page.Capital(p.When(p.Chosen.Slot.Interval))
	p.Form, p.Bookable = slotFormOf(p.Chosen.Slot, p.Edition), bookableLead(p.Layout, h.Now())
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

// change saves what is on the page, then runs the action of its button. What
// visitors are notified of needs a confirmation first.
func (h Slots) change(c *gin.Context) error {
	p, err := h.slotsOf(c)
	if err != nil {
		return err
	}
	if c.PostForm("do") == "back" { // from the page that asks
		p.Form.read(c)
		return h.Render(c, http.StatusOK, "slot/show", p)
	}
	done, err := h.changeSlot(c, &p)
	problem, refused := errors.AsType[*jema.Error](err)
	switch {
	case errors.Is(err, jema.ErrSchoolBreaks):
		// The class was booked after the page was made: the page is shown for
		// confirmation again.
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

// slotButtons are the buttons of the page, and the notice of what each did.
var slotButtons = map[string]string{"save": "slot_saved", "close": "slot_closed", "reopen": "slot_reopened",
	"move": "slot_moved", "cancel": "slot_cancelled"}

// changeSlot returns the notice of what it did; where p.Confirming is set, what
// awaits confirmation is not done yet.
func (h Slots) changeSlot(c *gin.Context, p *slotPage) (done string, err error) {
	do, sure := c.PostForm("do"), page.Ticked(c, "sure")
	if done = slotButtons[do]; done == "" {
		return "", jema.Invalid("slot_page.what")
	}
	revision, to, err := p.read(c)
	if err != nil {
		return "", err
	}
	if err := h.reviseSlot(c, *p, revision); err != nil {
		return "", err
	}
	p.Saved = revision != postgres.SlotRevision{}
	switch {
	case do == "cancel":
		return done, h.cancelSlot(c, p)
	case do == "move" && sure:
		p.Confirming = "move"
		return h.moveSlot(c, p, to)
	case do == "move", to != p.Chosen.Slot.Interval:
		p.Confirming = "move"
		p.Classes, err = h.Store.ClassesMoved(c.Request.Context(), p.Territory.ID, p.Chosen.Slot.ID, to, h.Now())
	}
	return done, err
}

// reviseSlot saves what is on the page but its times, which need a confirmation.
func (h Slots) reviseSlot(c *gin.Context, p slotPage, r postgres.SlotRevision) error {
	if r == (postgres.SlotRevision{}) {
		return nil
	}
	return slotRefusal(h.Store.ReviseSlot(p.doing(c), p.Territory.ID, p.Chosen.Slot.ID, r, h.Now()), r)
}

// doing is the context of what whoever looks does.
func (p slotPage) doing(c *gin.Context) context.Context {
	if p.Own() {
		return c.Request.Context()
	}
	return postgres.ByOffice(c.Request.Context())
}

// cancelSlot cancels a slot, once this was confirmed.
func (h Slots) cancelSlot(c *gin.Context, p *slotPage) (err error) {
	var problems jema.Problems
	p.Form.Reason = page.Lines(c, &problems, "reason", jema.SchoolReasonMax)
	if p.Confirming = "cancel"; !page.Ticked(c, "sure") || len(problems) > 0 {
		p.Classes, err = h.Store.ClassesMoved(c.Request.Context(), p.Territory.ID, p.Chosen.Slot.ID,
			p.Chosen.Slot.Interval, h.Now())
		return errors.Join(problems.Err(), err)
	}
	p.Confirming = ""
	return h.Store.CancelSlot(p.doing(c), p.Territory.ID, p.Chosen.Slot.ID, p.change(), h.Now())
}

// moveSlot moves a slot, and ends the classes that were shown to have no time
// any more to change places; those that came since need a confirmation.
func (h Slots) moveSlot(c *gin.Context, p *slotPage, to jema.Interval) (done string, err error) {
	ctx, change := p.doing(c), p.change()
	change.EndClasses = page.Ticked(c, "end_classes")
	err = h.Store.MoveSlot(ctx, p.Territory.ID, p.Chosen.Slot.ID, postgres.SlotMove{To: to, SlotChange: change}, h.Now())
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
