package feed

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/calendar"
	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Calendars are read by calendar programs, again and again: of one opening, of a
// commune, of a craft or a domain, of the edition.
type Calendars struct{ *page.Kit }

// readAgain is the interval at which a calendar program should read one again.
const readAgain = 2 * time.Hour

const calendarType = "text/calendar; charset=utf-8"

// subscription is a calendar: its name, and which openings it has.
type subscription struct {
	name    string
	wanted  func(jema.Entry) bool
	depends func(*public.State) []int64
}

func (h Calendars) edition(c *gin.Context) error {
	return h.send(c, subscription{wanted: func(jema.Entry) bool { return true }, depends: (*public.State).Shown})
}

func (h Calendars) commune(c *gin.Context) error {
	from, err := state(h.Kit, c)
	if err != nil {
		return err
	}
	commune, err := communeOf(c, from)
	if err != nil {
		return err
	}
	return h.send(c, subscription{commune.Name, func(e jema.Entry) bool { return e.Commune.INSEE == commune.INSEE },
		shownOf(commune.INSEE)})
}

// craft is of a craft with its specialties, or of a domain.
func (h Calendars) craft(c *gin.Context) error {
	from, err := state(h.Kit, c)
	if err != nil {
		return err
	}
	slug := c.Param("craft")
	name := page.Capital(from.Index().CraftName(slug, h.Voice(c)))
	if name == "" {
		return jema.NotFound("error.not_found")
	}
	return h.send(c, subscription{name, func(e jema.Entry) bool {
		return e.Craft != nil && slices.Contains([]string{e.Craft.Slug, e.Craft.SpecialtyOf, e.Craft.Domain.Slug}, slug)
	}, (*public.State).Shown})
}

func (h Calendars) opening(c *gin.Context) error {
	id, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	from, err := state(h.Kit, c)
	if err != nil {
		return err
	}
	isIt := func(e jema.Entry) bool { return e.Opening.ID == id }
	list := slices.Concat(shown(from), withdrawn(from))
	i := slices.IndexFunc(list, isIt)
	if i < 0 {
		return jema.NotFound("opening.missing")
	}
	return h.send(c, subscription{list[i].Opening.Title, isIt, shownOf(list[i].Commune.INSEE)})
}

func (h Calendars) send(c *gin.Context, s subscription) error {
	c.Header("Content-Disposition", `inline; filename="evenements.ics"`)
	return h.Ready().File(c, page.File{ContentType: calendarType, Depends: s.depends,
		Write: func(l page.Layout, from *public.State) ([]byte, error) {
			return h.calendarOf(l, from, s).Bytes(), nil
		}})
}

func (h Calendars) calendarOf(l page.Layout, from *public.State, s subscription) calendar.Calendar {
	name := text.Typeset(l.Edition.Name)
	if s.name != "" {
		name = text.Typeset(s.name) + ", " + name
	}
	cal := calendar.Calendar{Language: l.Voice.Language, Zone: l.Edition.Zone, Name: name,
		About: l.T("feed.calendar.about", "territory", l.Territory.Name), Source: address(l, l.Path), Every: readAgain}
	host := h.Links.Host()
	for _, e := range of(slices.Concat(shown(from), withdrawn(from)), s.wanted) {
		cal.Entries = append(cal.Entries, entriesOf(l, e, host)...)
	}
	slices.SortStableFunc(cal.Entries, func(a, b calendar.Entry) int { return a.Start.Compare(b.Start) })
	return cal
}

// entriesOf returns each period of an opening, and each of its slots for the public. The
// n-th period of a day has the same UID whatever its hours become.
func entriesOf(l page.Layout, e jema.Entry, host string) (list []calendar.Entry) {
	entry := calendar.Entry{
		Sequence: e.Opening.Version, Stamp: e.Opening.UpdatedAt, Cancelled: e.Opening.State == jema.Cancelled,
		Title: e.Opening.Title, Place: placeOf(e), URL: address(l, openingPath(e)),
		Words: wordsOf(l, e, "feed.calendar.free"), Organiser: e.Mail(), Transparent: true,
	}
	if lat, lon, told := e.Position(); told {
		entry.Position = &[2]float64{lat, lon}
	}
	onDay := map[jema.Date]int{}
	for _, period := range e.Hours {
		day := period.Span(l.Edition.Zone).Day
		onDay[day]++
		at := entry
		at.UID = fmt.Sprintf("opening-%d-%s-%d@%s", e.Opening.ID, day, onDay[day], host)
		at.Start, at.End = period.Start, period.End
		list = append(list, published(at, e))
	}
	entry.Words = wordsOf(l, e, "feed.calendar.booked")
	for _, slot := range e.Slots {
		if slot.Audience != jema.AudiencePublic {
			continue
		}
		at := entry
		at.UID, at.Start, at.End = fmt.Sprintf("slot-%d@%s", slot.ID, host), slot.Start, slot.End
		at.Cancelled = entry.Cancelled || slot.Stored == jema.SlotCancelled
		list = append(list, published(at, e))
	}
	return list
}

// published returns an entry as it is sent. Of what is cancelled only the title, the times
// and the commune are left: nobody is to come, so the address and the mail are withheld.
func published(entry calendar.Entry, e jema.Entry) calendar.Entry {
	if !entry.Cancelled {
		return entry
	}
	return calendar.Entry{UID: entry.UID, Sequence: entry.Sequence, Stamp: entry.Stamp, Start: entry.Start,
		End: entry.End, Cancelled: true, Title: entry.Title, Place: e.Commune.Name, Transparent: true}
}

// wordsOf is what a calendar entry has below its title.
func wordsOf(l page.Layout, e jema.Entry, howToCome string) string {
	who := text.Typeset(e.Workshop.Name)
	if craft := l.CraftOf(e); craft != "" {
		who += ", " + craft
	}
	parts := []string{who, text.Typeset(firstText(e)), l.T(howToCome), page.Capital(l.FactsOf(e.Opening).Price.String())}
	if e.Parking() != "" {
		parts = append(parts, l.T("mail.parking", "words", l.Voice.Parking(e.Workshop).Text))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// placeOf writes where an opening is as far as its address is published.
func placeOf(e jema.Entry) string {
	var parts []string
	for line := range strings.SplitSeq(e.Place(), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, line)
		}
	}
	return strings.Join(append(parts, e.Town()), ", ")
}
