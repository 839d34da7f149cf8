package artisan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// MyOpeningPage is the form of an opening, for its artisan or for an organiser,
// with what was understood of its hours and how visitors will see it.
type MyOpeningPage struct {
	page.Layout
	Form       OpeningForm
	Opening    jema.Opening // as it is stored; zero while it is new
	Workshop   jema.Workshop
	Action     string // where the form is sent
	Root       string // of the event's addresses, where Action is another
	MayChange  bool
	Kinds      []page.Option
	Audiences  []page.Option
	Counted    []page.Option // who counts in a party
	Days       []page.Option // of the edition, for the buttons
	Hours      reading
	Slots      reading
	Chosen     map[string]string // what stands in the buttons' fields
	Defects    Defects
	Preview    *page.EntryView // nil while it is new
	Twins      []Twin          // what may be the same
	Proposal   *postgres.OpeningProposal
	Proposed   *page.EntryView // how visitors would see it; nil where nothing is proposed
	Booked     int             // places taken by visitors
	Conflict   bool            // somebody changed it meanwhile
	Moderating bool
	WebOnly    bool // the preview is that of the site alone
}

// AsProposed is the page with the proposal in place of what is live.
func (p MyOpeningPage) AsProposed() MyOpeningPage {
	p.Preview = p.Proposed
	return p
}

// SlotsPath is where the slots of the opening are run, for whoever edits it.
func (p MyOpeningPage) SlotsPath() string { return cmp.Or(p.Root, p.Action) + "/creneaux" }

// SlotBooked reports whether what is wrong with the times is that somebody has
// booked: they are changed on the slot's own page.
func (p MyOpeningPage) SlotBooked() bool {
	return p.Problem != nil && slices.ContainsFunc(p.Problem.Fields, func(f jema.FieldError) bool {
		return f.Message == "proposal.slot_booked" || f.Message == "slot.booked" || f.Message == "slot.below_taken"
	})
}

// Signs is the counter of the printed text, « 12 signes sur 350 ».
func (p MyOpeningPage) Signs() string {
	return p.T("myopening.signs", "n", text.Length(p.Form.PrintedText), "max", jema.PrintedTextMax)
}

// PrintedMax is how many characters the printed text may have.
func (p MyOpeningPage) PrintedMax() int { return jema.PrintedTextMax }

// PriceKinds are the ways to pay for a visit, as a form offers them.
func (p MyOpeningPage) PriceKinds() []page.Option {
	return page.Options(p.Layout, "fact.kind.", jema.PriceKinds)
}

// SpokenChoice is a language that may be ticked.
type SpokenChoice struct {
	Code, Name string
	Ticked     bool
}

// Spoken are the languages offered, and those that are ticked beyond them.
func (p MyOpeningPage) Spoken() (list []SpokenChoice) {
	codes, ticked := slices.Clone(jema.SpokenLanguages), jema.LanguageCodes(p.Form.Facts.Codes)
	for _, code := range ticked.List() {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, code := range codes {
		list = append(list, SpokenChoice{code, page.Capital(p.Voice.Spoken(jema.LanguageCodes(code))), ticked.Has(code)})
	}
	return list
}

// AccessChoice is for whom a workshop may be fit, with the answer typed.
type AccessChoice struct{ Name, Label, Answer string }

// AccessChoices are the five kinds.
func (p MyOpeningPage) AccessChoices() (list []AccessChoice) {
	answers := p.Form.Facts.answers()
	for _, kind := range jema.AccessKinds {
		list = append(list, AccessChoice{"access_" + kind, page.Capital(p.T("fact.for." + kind)), string(answers.Of(kind))})
	}
	return list
}

// Answers are yes, no, and unknown.
func (p MyOpeningPage) Answers() []page.Option {
	return []page.Option{{Value: "", Label: p.T("fact.answer.unknown")}, {Value: string(jema.Yes),
		Label: p.T("fact.answer.yes")},
		{Value: string(jema.No), Label: p.T("fact.answer.no")}}
}

// Was returns the value of a field of the buttons, hours_from for instance.
func (p MyOpeningPage) Was(prefix, part string) string { return p.Chosen[prefix+"_"+part] }

// Ticked reports whether a day is ticked among the buttons of a field.
func (p MyOpeningPage) Ticked(field, day string) bool {
	return strings.Contains(p.Chosen[field+"_day"], day)
}

// Options fills the lists to choose from and the readings of what is typed.
func (h Openings) Options(p *MyOpeningPage) {
	for _, k := range jema.OpeningKinds {
		p.Kinds = append(p.Kinds, page.Option{Value: string(k), Label: page.Capital(p.T("visit.kind." + string(k)))})
	}
	p.Audiences = page.Options(p.Layout, "myopening.audience.", []string{jema.AudiencePublic, jema.AudienceSchools})
	p.Counted = page.Options(p.Layout, "myopening.counted.", jema.CountedKinds)
	for _, d := range p.Edition.Days() {
		p.Days = append(p.Days, page.Option{Value: d.String(), Label: p.Voice.DayMonth(d)})
	}
	p.Hours, p.Slots = h.reading(p.Layout, "hours_text", p.Form), h.reading(p.Layout, "slots_text", p.Form)
}

// Shown is what a preview shows beside an opening and its workshop.
type Shown struct {
	Choices postgres.Choices
	Photo   *jema.Photo // of the workshop, nil when it has none
}

// Preview shows on p what visitors will see of what is stored.
func (h Openings) Preview(c *gin.Context, o Stored, with Shown, p *MyOpeningPage) error {
	e := jema.Entry{Opening: o.Plan.Opening, Workshop: o.Workshop, Hours: o.Plan.Hours, Photo: with.Photo}
	for _, x := range with.Choices.Communes {
		if x.INSEE == o.Plan.Opening.CommuneINSEE {
			e.Commune = x
		}
	}
	for _, k := range with.Choices.Crafts {
		if k.Slug == o.Workshop.CraftSlug {
			e.Craft = &k
		}
	}
	visitors, err := h.Store.Visitors(c.Request.Context(), o.Place.Territory.ID, o.Plan.Opening.ID)
	p.Booked = 0
	for _, v := range visitors {
		e.Slots = append(e.Slots, v.Slot)
		p.Booked += v.People()
	}
	view := page.ViewOf(p.Layout, e, h.Now())
	p.Preview = &view
	if o.Proposal != nil {
		wanted := page.ViewOf(p.Layout, asProposed(e, o.Edited()), h.Now())
		p.Proposed = &wanted
	}
	return err
}

// asProposed is an entry as it would be if the proposal were accepted.
func asProposed(e jema.Entry, plan postgres.OpeningPlan) jema.Entry {
	e.Opening, e.Hours, e.Slots = plan.Opening, plan.Hours, nil
	for _, slot := range plan.Slots {
		e.Slots = append(e.Slots, jema.Slot{OpeningID: e.Opening.ID, Interval: slot.Interval, Audience: slot.Audience,
			Capacity: slot.Capacity, Stored: jema.SlotOpen})
	}
	return e
}
