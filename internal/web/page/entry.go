package page

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/web/public"
)

// ModerationPath is the address of the page where organisers work on an opening.
func ModerationPath(id jema.OpeningID) string {
	return "/organisation/evenements/" + strconv.FormatInt(int64(id), 10)
}

// MyOpeningPath is the address of the page where an artisan writes an opening.
func MyOpeningPath(id jema.OpeningID) string {
	return "/mon-evenement/" + strconv.FormatInt(int64(id), 10)
}

// EntryView is an opening as lists and its own page show it.
type EntryView struct {
	jema.Entry
	Layout     Layout
	Veneer     string       // slug of its domain, or of the neutral veneer
	Hours      []TimesLine  // anyone may walk in
	Visits     []TimesLine  // to be booked, by the public
	Seats      public.Seats // places that one slot has left for the public
	Bookable   bool         // some slot may be booked, or waited for
	AllFull    bool
	ForSchools bool   // it has slots for schools
	Number     int    // on the map beside the list, 0 of one that is not on it
	Where      string // its commune, in a list that is not in their order; how far it is
}

// OpenDays lists the days on which the public may come.
func (v EntryView) OpenDays() []jema.Date { return v.Entry.OpenDays(v.Layout.Edition.Zone) }

// Days names the days on which an opening takes place, "" for none.
func (v EntryView) Days() string {
	days := v.OpenDays()
	if len(days) == 0 {
		return ""
	}
	return Capital(v.Layout.Voice.DaysTogether(days))
}

// Facts is one line of what a visitor needs before coming: whether to book, the price,
// the age.
func (v EntryView) Facts() template.HTML {
	var facts []string
	switch {
	case len(v.Hours) > 0 && len(v.Visits) > 0:
		facts = append(facts, v.Layout.T("visit.mode.both"))
	case len(v.Visits) > 0:
		facts = append(facts, v.Layout.T("visit.mode.booked"))
	case len(v.Hours) > 0:
		facts = append(facts, v.Layout.T("visit.mode.free"))
	}
	facts = append(facts, string(v.Layout.PriceOf(v.Opening)))
	if age := v.Layout.AgeOf(v.Opening); age != "" {
		facts = append(facts, string(age))
	}
	return template.HTML(Capital(strings.Join(facts, ", "))) //nolint:gosec // each is escaped
}

// Veneers lists the one piece of veneer that an opening's own page shows.
func (v EntryView) Veneers() []string { return []string{v.Veneer} }

// ViewsOf returns openings as a page shows them at a moment.
func ViewsOf(l Layout, entries []jema.Entry, now time.Time) (views []EntryView) {
	for _, e := range entries {
		views = append(views, ViewOf(l, e, now))
	}
	return views
}

// ViewOf returns an opening as a page shows it at a moment.
func ViewOf(l Layout, entry jema.Entry, now time.Time) EntryView {
	v := EntryView{Entry: entry, Layout: l, Veneer: VeneerName(entry.DomainSlug()),
		Hours: HoursLines(l, entry.Hours)}
	var public []jema.Slot
	full := 0
	for _, s := range entry.Slots {
		if s.Audience == jema.AudienceSchools {
			v.ForSchools = v.ForSchools || s.Stored != jema.SlotCancelled
			continue
		}
		public = append(public, s)
		v.Seats.Count(s, now)
		switch s.State(now) {
		case jema.SlotFull:
			full++
			v.Bookable = true
		case jema.SlotOpen:
			v.Bookable = true
		}
	}
	v.Visits = slotLines(l, public)
	v.AllFull = full > 0 && v.Seats.Most == 0
	return v
}
