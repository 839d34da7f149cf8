package visitor

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"time"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// SlotView is a slot as it is offered in the form.
type SlotView struct {
	jema.Slot
	Day     jema.Date
	Whole   string        // « samedi 10 avril à 14 h »
	From    string        // « 14 h »
	Until   string        // « 15 h »
	Places  template.HTML // « il reste 3 places », « complet »
	Queue   template.HTML // of a full one: how many wait
	State   jema.SlotState
	Reason  string // why it cannot be chosen, "" when it can
	Chosen  bool
	CanWait bool // full, and one may stand on its waiting list
	FreeNow int
	Schools bool
	Online  string // at the desk: why the public cannot book it, "" when it can
	Shut    bool   // at the desk: it was closed to the public by a button
}

// SlotDay is a day's slots.
type SlotDay struct {
	Day   jema.Date
	Slots []SlotView
}

// OpeningPage is an opening with its booking form.
type OpeningPage struct {
	page.Layout
	View     page.EntryView
	Form     BookingForm
	Days     []SlotDay
	Proposed []SlotView // the nearest slots with room, when the chosen one had none
	Offer    bool       // there is something to choose
	AnyFull  bool
	PartyMax int
	Before   string           // when booking opens, "" once it is open
	Over     bool             // booking has closed
	Near     []page.EntryView // others on one of its days, the nearest first
	Same     []page.EntryView // others of its craft domain
	Way      *way             // nil where the position is withheld or not known
	Dated    bool             // the edition on show has it, so that there is a calendar of it
}

func openingPageOf(l page.Layout, entry jema.Entry, form BookingForm, now time.Time) OpeningPage {
	p := OpeningPage{Layout: l, View: page.ViewOf(l, entry, now), Form: form}
	if now.Before(l.Edition.BookingOpensAt) {
		p.Before = l.DayMoment(l.Edition.BookingOpensAt)
	}
	p.Over = !now.Before(l.Edition.BookingClosesAt)
	for _, s := range entry.Slots {
		v := SlotViewOf(l, s, now)
		v.Chosen = s.ID == form.Slot && v.Reason == ""
		if n := len(p.Days); n == 0 || p.Days[n-1].Day != v.Day {
			p.Days = append(p.Days, SlotDay{Day: v.Day})
		}
		day := &p.Days[len(p.Days)-1]
		day.Slots = append(day.Slots, v)
		p.Offer = p.Offer || v.Reason == ""
		p.AnyFull = p.AnyFull || v.CanWait
		if v.Reason == "" {
			p.PartyMax = max(p.PartyMax, min(s.Capacity, entry.Opening.PartyMax))
		}
	}
	if l.Problem != nil && l.Wrong("slot") != "" && form.Slot != 0 {
		p.Proposed = nearest(p.Days, form)
	}
	return p
}

// SlotViewOf returns a slot as the form offers it at a moment.
func SlotViewOf(l page.Layout, s jema.Slot, now time.Time) SlotView {
	span := s.Span(l.Edition.Zone)
	v := SlotView{Slot: s, Day: span.Day, Whole: l.Moment(s.Start), From: l.Voice.Clock(span.From),
		Until: l.Voice.Clock(span.To),
		State: s.State(now), FreeNow: s.Free(now), Schools: s.Audience == jema.AudienceSchools}
	switch {
	case v.State == jema.SlotCancelled:
		v.Reason = l.T("booking.reason.cancelled")
	case v.Schools:
		v.Reason = l.T("booking.reason.schools")
	case !now.Before(s.Start):
		v.Reason = l.T("booking.reason.started")
	case s.Stored == jema.SlotClosed:
		v.Reason = l.T("booking.reason.closed")
	case v.State == jema.SlotClosed && !s.BookableYet(now):
		v.Reason = l.T("booking.reason.not_yet", "when", l.Moment(s.BookableFrom))
	case v.State == jema.SlotClosed && !s.BookableStill(now):
		v.Reason = l.T("booking.reason.no_more", "when", l.Moment(s.BookableUntil))
	case v.State == jema.SlotClosed:
		v.Reason = l.T("booking.reason.over")
	case v.State == jema.SlotFull:
		v.CanWait = true
		v.Places, v.Queue = l.PlacesWords(s, now), l.QueueWords(s)
	default:
		v.Places = l.PlacesWords(s, now)
	}
	return v
}

// AtDesk makes the slots of an entry those that the desk may book, each
// with the reason why the public may not.
func AtDesk(l page.Layout, entry jema.Entry, form BookingForm, now time.Time) OpeningPage {
	online, shut := map[jema.SlotID]string{}, map[jema.SlotID]bool{}
	desk := slices.Clone(entry.Slots)
	for i, s := range entry.Slots {
		desk[i], shut[s.ID] = s.ForDesk(), s.Stored == jema.SlotClosed
		if desk[i].State(now) != s.State(now) {
			online[s.ID] = SlotViewOf(l, s, now).Reason
		}
	}
	entry.Slots = desk
	p := openingPageOf(l, entry, form, now)
	for _, d := range p.Days {
		for i := range d.Slots {
			d.Slots[i].Online, d.Slots[i].Shut = online[d.Slots[i].ID], shut[d.Slots[i].ID]
		}
	}
	return p
}

// nearest finds the two slots nearest to the chosen one with room for the party.
func nearest(days []SlotDay, form BookingForm) []SlotView { return NearestOf(days, form, 2) }

// NearestOf is nearest for n slots.
func NearestOf(days []SlotDay, form BookingForm, n int) []SlotView {
	party, err := strconv.Atoi(form.PartySize)
	if err != nil {
		return nil
	}
	var chosen time.Time
	var room []SlotView
	for _, d := range days {
		for _, v := range d.Slots {
			if v.ID == form.Slot {
				chosen = v.Start
			} else if v.FreeNow >= max(party, 1) {
				room = append(room, v)
			}
		}
	}
	slices.SortStableFunc(room, func(a, b SlotView) int {
		return cmp.Compare(a.Start.Sub(chosen).Abs(), b.Start.Sub(chosen).Abs())
	})
	return room[:min(n, len(room))]
}

// onlySlot returns the slot to choose beforehand: the only one there is.
func onlySlot(e jema.Entry, now time.Time) jema.SlotID {
	var only jema.SlotID
	for _, s := range e.Slots {
		if state := s.State(now); s.Audience != jema.AudiencePublic || state != jema.SlotOpen && state != jema.SlotFull {
			continue
		}
		if only != 0 {
			return 0
		}
		only = s.ID
	}
	return only
}
