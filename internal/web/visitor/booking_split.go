package visitor

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// splitMost is over how many slots a party is spread at most.
const splitMost = 6

// splitPart is the share of a large party that one slot takes.
type splitPart struct {
	Slot jema.Slot
	Size int
	Key  string
}

// split is a party that no slot takes whole.
type split struct {
	chosen   jema.Slot
	party    int
	zone     *time.Location
	otherDay bool // they would also come on several days
}

// over spreads the party over the fewest neighbouring slots with room at now,
// those nearest to the chosen one, as evenly as they allow; nil when there is
// not enough room. Slots of another day count only if that was requested.
func (p split) over(slots []jema.Slot, now time.Time) []splitPart {
	day := p.chosen.Span(p.zone).Day
	var room []jema.Slot
	for _, s := range slots {
		if s.Free(now) > 0 && (p.otherDay || s.Span(p.zone).Day == day) {
			room = append(room, s)
		}
	}
	chosen, party := p.chosen, p.party
	slices.SortStableFunc(room, func(a, b jema.Slot) int { return a.Start.Compare(b.Start) })
	for k := 2; k <= min(splitMost, len(room)); k++ {
		var best []jema.Slot
		for from := 0; from+k <= len(room); from++ {
			window := room[from : from+k]
			if places(window, now) >= party && (best == nil || away(window, chosen) < away(best, chosen)) {
				best = window
			}
		}
		if best != nil {
			return sharesOf(best, party, now)
		}
	}
	return nil
}

func places(slots []jema.Slot, now time.Time) (n int) {
	for _, s := range slots {
		n += s.Free(now)
	}
	return n
}

func away(slots []jema.Slot, chosen jema.Slot) (sum time.Duration) {
	for _, s := range slots {
		sum += s.Start.Sub(chosen.Start).Abs()
	}
	return sum
}

// sharesOf fills the smallest slots first, so that the others can make up for
// them.
func sharesOf(slots []jema.Slot, party int, now time.Time) []splitPart {
	order := slices.Clone(slots)
	slices.SortStableFunc(order, func(a, b jema.Slot) int { return cmp.Compare(a.Free(now), b.Free(now)) })
	parts := make([]splitPart, 0, len(order))
	for i, s := range order {
		left := len(order) - i
		size := min(s.Free(now), (party+left-1)/left)
		parts, party = append(parts, splitPart{Slot: s, Size: size}), party-size
	}
	slices.SortFunc(parts, func(a, b splitPart) int { return a.Slot.Start.Compare(b.Slot.Start) })
	return parts
}

// splitPage proposes to come in several groups, or specifies what became of it.
type splitPage struct {
	page.Layout
	Entry jema.Entry
	Form  BookingForm
	Parts []splitView
	Days  bool // the party's own day has no room: it is asked whether several days would do
	Done  bool
}

type splitView struct {
	splitPart
	When    string
	Token   string // of the booking, "" when it was not made
	Code    string
	Refusal string
}

// Value is what the form sends of a part.
func (v splitView) Value() string {
	return strings.Join([]string{strconv.FormatInt(int64(v.Slot.ID), 10), strconv.Itoa(v.Size), v.Key}, ":")
}

func (h Bookings) showSplit(c *gin.Context, status int, p splitPage) error {
	layout, err := h.Layout(c, h.Voice(c).Say("visit.split.title"))
	if err != nil {
		return err
	}
	p.Layout = layout
	for i, part := range p.Parts {
		p.Parts[i].When = layout.When(part.Slot.Interval)
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, status, "booking/split", p)
}

// proposeSplit shows how a party larger than its slot could come; false when
// it cannot.
func (h Bookings) proposeSplit(c *gin.Context, a attempt) (bool, error) {
	party := a.request.PartySize
	if party <= a.slot.Capacity || party > a.entry.Opening.PartyMax {
		return false, nil
	}
	place, err := h.Place(c)
	if err != nil {
		return false, err
	}
	p := splitPage{Entry: a.entry, Form: a.form}
	asked := split{chosen: a.slot, party: party, zone: place.Edition.Zone, otherDay: page.Ticked(c, "days")}
	parts := asked.over(a.entry.Slots, h.Now())
	if parts == nil && !asked.otherDay {
		asked.otherDay = true
		p.Days = asked.over(a.entry.Slots, h.Now()) != nil
	}
	for _, part := range parts {
		part.Key = page.NewKey()
		p.Parts = append(p.Parts, splitView{splitPart: part})
	}
	if len(p.Parts) == 0 && !p.Days {
		return false, nil
	}
	return true, h.showSplit(c, http.StatusUnprocessableEntity, p)
}

// split books each part with its own key, without the waiting list, and shows
// the result of each; sent again it shows the same results.
func (h Bookings) split(c *gin.Context) error {
	entry, err := Openings(h).PublicEntry(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form, request := ReadBookingForm(c, &problems)
	request.Client = h.Client(c.Request)
	problems = slices.DeleteFunc(problems, func(f jema.FieldError) bool {
		return f.Field == "slot" ||
			f.Field == "party_size"
	})
	if err := problems.Err(); err != nil {
		return err
	}
	p := splitPage{Entry: entry, Form: form, Done: true}
	typed := c.PostFormArray("part")
	for _, one := range typed[:min(len(typed), splitMost)] {
		part, ok := readPart(entry, one)
		if !ok {
			return jema.Invalid("form.unreadable")
		}
		r := request
		r.SlotID, r.PartySize, r.Key, r.Wait = part.Slot.ID, part.Size, part.Key, false
		view := splitView{splitPart: part}
		answer, err := h.Engine.Book(c.Request.Context(), r)
		switch problem := page.Refusal(err); {
		case jema.RevealsBooking(err):
			if view.Refusal, err = h.groupNoted(c, entry.Opening.TerritoryID, r); err != nil {
				return err
			}
		case problem != nil:
			view.Refusal = h.Voice(c).Explain(page.PartyOnly(problem))
		case err != nil:
			return err
		default:
			view.Token, view.Code = answer.Token, answer.Code
		}
		p.Parts = append(p.Parts, view)
	}
	if len(p.Parts) == 0 {
		return jema.Invalid("form.unreadable")
	}
	return h.showSplit(c, http.StatusOK, p)
}

// groupNoted is the notice to a group whose contact may have booked already;
// see refused.
func (h Bookings) groupNoted(c *gin.Context, territoryID jema.TerritoryID, r jema.BookingRequest) (string, error) {
	return h.Voice(c).Say("booking.noted"), h.Store.NotifyAgain(c.Request.Context(), territoryID, r, h.Now())
}

func readPart(entry jema.Entry, typed string) (part splitPart, ok bool) {
	fields := strings.Split(typed, ":")
	if len(fields) != 3 || !page.KeyForm.MatchString(fields[2]) {
		return part, false
	}
	n, err := strconv.ParseInt(fields[0], 10, 64)
	size, other := strconv.Atoi(fields[1])
	slot, found := entry.Slot(jema.SlotID(n))
	return splitPart{slot, size, fields[2]}, err == nil && other == nil && found && size > 0
}
