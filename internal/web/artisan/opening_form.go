package artisan

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/schedule"
	"jema/internal/text"
	"jema/internal/web/page"
)

// OpeningForm is an opening as it is typed, by its artisan or an organiser.
type OpeningForm struct {
	Kind, Title, Description, PrintedText string
	TitleEnglish, DescriptionEnglish      string
	HoursText                             string
	SlotsText                             string
	Duration, Capacity, Audience          string // of each slot
	PartyMax, Counted                     string
	Facts                                 factForm
	Stops                                 string // of a circuit, one on a line
	Remarks                               string
	Version                               string
}

// OpeningFormOf fills the form from what is stored.
func OpeningFormOf(plan postgres.OpeningPlan) OpeningForm {
	o := plan.Opening
	f := OpeningForm{
		Kind: string(o.Kind), Title: o.Title, Description: o.Description,
		TitleEnglish: o.TitleEnglish, DescriptionEnglish: o.DescriptionEnglish, PrintedText: o.PrintedText,
		HoursText: o.HoursText,
		SlotsText: o.SlotsText, Audience: jema.AudiencePublic, PartyMax: strconv.Itoa(o.PartyMax), Counted: string(o.Counted),
		Facts: factFormOf(o), Stops: o.Stops, Remarks: o.Remarks, Version: strconv.Itoa(o.Version),
	}
	if o.Duration > 0 {
		f.Duration = text.Minutes(o.Duration)
	}
	if len(plan.Slots) > 0 {
		f.Capacity, f.Audience = strconv.Itoa(plan.Slots[0].Capacity), plan.Slots[0].Audience
	}
	return f
}

// ReadOpeningForm reads what was typed.
func ReadOpeningForm(c *gin.Context, p *jema.Problems) OpeningForm {
	return OpeningFormIn(c.Request.PostForm, p)
}

// OpeningFormIn reads an opening from the values of its fields, by their names.
func OpeningFormIn(v url.Values, p *jema.Problems) OpeningForm {
	return OpeningForm{Kind: line(v, p, "kind", 40), Title: line(v, p, "title", page.NameMax),
		Description: lines(v, p, "description", page.LongMax), PrintedText: lines(v, p, "printed_text", page.LongMax),
		TitleEnglish:       line(v, p, "title_english", page.NameMax),
		DescriptionEnglish: lines(v, p, "description_english", page.LongMax),
		HoursText:          lines(v, p, "hours_text", 2000), SlotsText: lines(v, p, "slots_text", 2000),
		Duration: line(v, p, "duration", 40), Capacity: line(v, p, "capacity", 40), Audience: line(v, p, "audience", 20),
		PartyMax: line(v, p, "party_max", 20), Counted: line(v, p, "counted", 20), Facts: factFormIn(v, p),
		Stops: lines(v, p, "stops", 2000), Remarks: lines(v, p, "remarks", 2000), Version: line(v, p, "version", 10),
	}
}

// Values are the fields of the form by their names, as OpeningFormIn reads them.
func (f OpeningForm) Values() url.Values {
	v := valuesOf("kind", f.Kind, "title", f.Title, "description", f.Description, "printed_text", f.PrintedText,
		"title_english", f.TitleEnglish, "description_english", f.DescriptionEnglish,
		"hours_text", f.HoursText, "slots_text", f.SlotsText, "duration", f.Duration, "capacity", f.Capacity,
		"audience", f.Audience, "party_max", f.PartyMax, "counted", f.Counted, "stops", f.Stops, "remarks", f.Remarks)
	maps.Copy(v, f.Facts.values())
	return v
}

func valuesOf(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// line and lines are page.Line and page.Lines for values that no request has.
func line(v url.Values, p *jema.Problems, field string, most int) string {
	return page.Bounded(p, field, text.Line(v.Get(field)), most)
}

func lines(v url.Values, p *jema.Problems, field string, most int) string {
	return page.Bounded(p, field, text.Pasted(v.Get(field)), most)
}

// Plan returns what the form makes of an opening, noting what cannot be
// understood. Hours and slots whose words are unchanged retain the times
// they have, even if nobody could read the words: one field can be repaired
// before another.
func (f OpeningForm) Plan(e jema.Edition, before postgres.OpeningPlan, p *jema.Problems) postgres.OpeningPlan {
	after, was := before, OpeningFormOf(before)
	o := &after.Opening
	o.Kind, o.Title, o.Description = jema.OpeningKind(f.Kind), f.Title, f.Description
	o.TitleEnglish, o.DescriptionEnglish = f.TitleEnglish, f.DescriptionEnglish
	if f.PrintedText != o.PrintedText || o.ID == 0 {
		o.PrintedText, o.PrintedTextProposed = f.PrintedText, false
	}
	o.HoursText, o.SlotsText, o.Duration = f.HoursText, f.SlotsText, f.minutes(p)
	o.PartyMax, o.Counted = f.partyMax(p), jema.Counted(f.Counted)
	f.Facts.fill(o, was.Facts, p)
	o.Stops, o.Remarks = f.Stops, f.Remarks
	if n, err := strconv.Atoi(f.Version); err == nil && o.ID != 0 {
		o.Version = n
	}
	if f.HoursText != was.HoursText || o.ID == 0 {
		after.Hours = f.readHours(e, p)
	}
	if f.slotsChanged(was) || o.ID == 0 {
		after.Slots = f.merge(before.Slots, was, f.readSlots(e, o.Duration, p))
	}
	note(p, o.Check())
	return after
}

// merge returns the slots that were read, those that exist already with the
// places and the audience they have, unless the form changes these for all.
func (f OpeningForm) merge(stand []postgres.SlotPlan, was OpeningForm,
	read []postgres.SlotPlan) (plans []postgres.SlotPlan) {
	if f.Capacity != was.Capacity || f.Audience != was.Audience {
		return read
	}
	for _, r := range read {
		known := false
		for _, s := range stand {
			if s.Start.Equal(r.Start) && s.End.Equal(r.End) {
				plans, known = append(plans, s), true
			}
		}
		if !known {
			plans = append(plans, r)
		}
	}
	return plans
}

func (f OpeningForm) slotsChanged(was OpeningForm) bool {
	return f.SlotsText != was.SlotsText || f.Duration != was.Duration || f.Capacity != was.Capacity ||
		f.Audience != was.Audience
}

func (f OpeningForm) minutes(p *jema.Problems) int {
	n := exchange.Minutes(f.Duration)
	if n == 0 && f.Duration != "" {
		p.Add("duration", "myopening.duration_unread")
	}
	return n
}

func (f OpeningForm) partyMax(p *jema.Problems) int {
	n := exchange.Places(f.PartyMax)
	if n == 0 && f.PartyMax != "" {
		p.Add("party_max", "form.not_a_number")
	}
	return n
}

func (f OpeningForm) readHours(e jema.Edition, p *jema.Problems) []jema.Interval {
	intervals, err := readTimes(f.HoursText, e, schedule.Free, 0)
	if err != nil {
		p.Add("hours_text", "myopening.times_unread", "why", why(err))
	}
	return intervals
}

// slotsMax is how many slots an opening may have: a departure every ten
// minutes, every day of an edition.
const slotsMax = 500

func (f OpeningForm) readSlots(e jema.Edition, minutes int, p *jema.Problems) []postgres.SlotPlan {
	intervals, err := readTimes(f.SlotsText, e, schedule.Slots, minutes)
	if err != nil {
		p.Add("slots_text", "myopening.times_unread", "why", why(err))
	}
	if f.SlotsText == "" {
		if f.Capacity != "" { // places belong to slots: without them the number would be lost
			p.Add("capacity", "myopening.capacity_without")
		}
		return nil
	}
	if len(intervals) > slotsMax {
		p.Add("slots_text", "myopening.slots_many", "n", strconv.Itoa(len(intervals)), "max", strconv.Itoa(slotsMax))
		return nil
	}
	capacity := exchange.Places(f.Capacity)
	if capacity == 0 {
		p.Add("capacity", "myopening.capacity_missing")
	}
	if f.Audience != jema.AudiencePublic && f.Audience != jema.AudienceSchools {
		p.Add("audience", "myopening.audience_missing")
	}
	plans := make([]postgres.SlotPlan, len(intervals))
	for i, interval := range intervals {
		plans[i] = postgres.SlotPlan{Interval: interval, Audience: f.Audience, Capacity: capacity}
	}
	return plans
}

// Same reports whether two plans show the same to visitors and to the organiser.
func Same(a, b postgres.OpeningPlan) bool {
	a.Opening.Version, b.Opening.Version = 0, 0
	a.Opening.UpdatedAt, b.Opening.UpdatedAt = time.Time{}, time.Time{}
	sameTime := func(x, y jema.Interval) bool { return x.Start.Equal(y.Start) && x.End.Equal(y.End) }
	return a.Opening == b.Opening && slices.EqualFunc(a.Hours, b.Hours, sameTime) &&
		slices.EqualFunc(a.Slots, b.Slots, func(x, y postgres.SlotPlan) bool {
			return sameTime(x.Interval, y.Interval) && x.Audience == y.Audience && x.Capacity == y.Capacity
		})
}

// Unready specifies what an opening lacks before an organiser can read it, nil when
// it lacks nothing.
func Unready(plan postgres.OpeningPlan, list Defects) *jema.Error {
	var p jema.Problems
	for _, d := range list {
		if d.Blocking {
			p.Add(d.Field, "myopening.defect", "problem", d.Problem)
		}
	}
	if len(p) == 0 && len(plan.Hours) == 0 && len(plan.Slots) == 0 {
		p.Add("hours_text", "myopening.times_missing")
	}
	note(&p, plan.Opening.Check())
	if plan.Opening.CommuneINSEE == "" && !noted(p, "commune") {
		p.Add("commune", "workshop.commune.missing")
	}
	if len(p) == 0 {
		return nil
	}
	return &jema.Error{Kind: jema.KindInvalid, Message: "myopening.unready", Fields: p}
}
