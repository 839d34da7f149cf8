package web

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// myOpeningPage is the form of an opening, for its artisan or for an organiser,
// with what was understood of its hours and how visitors will see it.
type myOpeningPage struct {
	page.Layout
	Form             openingForm
	Opening          jema.Opening // as it is stored; zero while it is new
	Workshop         jema.Workshop
	Action           string // where the form is sent
	MayChange        bool
	RegistrationSoon bool // it has yet to open
	MaySubmit        bool
	Kinds            []page.Option
	Audiences        []page.Option
	Counted          []page.Option // who counts in a party
	Days             []page.Option // of the edition, for the buttons
	Hours            reading
	Slots            reading
	Chosen           map[string]string // what stands in the buttons' fields
	Defects          defects
	Preview          *page.EntryView // nil while it is new
	Twins            []twin          // what may be the same
	Proposal         *postgres.OpeningProposal
	Proposed         *page.EntryView // how visitors would see it; nil where nothing is proposed
	Revision         int             // of the proposal that is edited, 0 for none
	Booked           int             // places taken by visitors
	Conflict         bool            // somebody changed it meanwhile
	Moderating       bool
}

// AsProposed is the page with the proposal in place of what is live.
func (p myOpeningPage) AsProposed() myOpeningPage {
	p.Preview = p.Proposed
	return p
}

// SlotsPath is where the slots of the opening are run, for whoever edits it.
func (p myOpeningPage) SlotsPath() string { return p.Action + "/creneaux" }

// SlotKept tells whether what is wrong with the times is that somebody has
// booked: they are changed on the slot's own page.
func (p myOpeningPage) SlotKept() bool {
	return p.Problem != nil && slices.ContainsFunc(p.Problem.Fields, func(f jema.FieldError) bool {
		return f.Message == "proposal.slot_booked" || f.Message == "slot.booked" || f.Message == "slot.below_taken"
	})
}

// Signs is the counter of the printed text, « 12 signes sur 350 ».
func (p myOpeningPage) Signs() string {
	return p.T("myopening.signs", "n", text.Length(p.Form.PrintedText), "max", jema.PrintedTextMax)
}

// PrintedMax is how many signs the printed text may have.
func (p myOpeningPage) PrintedMax() int { return jema.PrintedTextMax }

// PriceKinds are the ways to pay for a visit, as a form offers them.
func (p myOpeningPage) PriceKinds() (list []page.Option) {
	for _, kind := range jema.PriceKinds {
		list = append(list, page.Option{Value: string(kind), Label: p.T("fact.kind." + string(kind))})
	}
	return list
}

// SpokenChoice is a language that may be ticked.
type SpokenChoice struct {
	Code, Name string
	Ticked     bool
}

// Spoken are the languages offered, and those that are ticked beyond them.
func (p myOpeningPage) Spoken() (list []SpokenChoice) {
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
func (p myOpeningPage) AccessChoices() (list []AccessChoice) {
	answers := p.Form.Facts.answers()
	for _, kind := range jema.AccessKinds {
		list = append(list, AccessChoice{"access_" + kind, page.Capital(p.T("fact.for." + kind)), string(answers.Of(kind))})
	}
	return list
}

// Answers are yes, no, and not known.
func (p myOpeningPage) Answers() []page.Option {
	return []page.Option{{Value: "", Label: p.T("fact.answer.unknown")}, {Value: string(jema.Yes), Label: p.T("fact.answer.yes")},
		{Value: string(jema.No), Label: p.T("fact.answer.no")}}
}

// Was returns what stands in a field of the buttons, hours_from for instance.
func (p myOpeningPage) Was(prefix, part string) string { return p.Chosen[prefix+"_"+part] }

// Ticked tells whether a day stands ticked among the buttons of a field.
func (p myOpeningPage) Ticked(field, day string) bool {
	return strings.Contains(p.Chosen[field+"_day"], day)
}

// options fills the lists to choose from and the readings of what is typed.
func (s *Site) options(p *myOpeningPage) {
	for _, k := range jema.OpeningKinds {
		p.Kinds = append(p.Kinds, page.Option{Value: string(k), Label: page.Capital(p.T("visit.kind." + string(k)))})
	}
	for _, a := range []string{jema.AudiencePublic, jema.AudienceSchools} {
		p.Audiences = append(p.Audiences, page.Option{Value: a, Label: p.T("myopening.audience." + a)})
	}
	for _, who := range jema.CountedKinds {
		p.Counted = append(p.Counted, page.Option{Value: string(who), Label: p.T("myopening.counted." + string(who))})
	}
	for _, d := range p.Edition.Days() {
		p.Days = append(p.Days, page.Option{Value: d.String(), Label: text.DayMonth(d)})
	}
	p.Hours, p.Slots = s.reading(p.Layout, "hours_text", p.Form), s.reading(p.Layout, "slots_text", p.Form)
}

// preview shows on p what visitors will see of what is stored.
func (s *Site) preview(c *gin.Context, o stored, p *myOpeningPage) error {
	ctx := c.Request.Context()
	choices, err := s.Store.Choices(ctx, o.place.Territory.ID)
	if err != nil {
		return err
	}
	e := jema.Entry{Opening: o.plan.Opening, Workshop: o.workshop, Hours: o.plan.Hours}
	for _, x := range choices.Communes {
		if x.INSEE == o.plan.Opening.CommuneINSEE {
			e.Commune = x
		}
	}
	for _, k := range choices.Crafts {
		if k.Slug == o.workshop.CraftSlug {
			e.Craft = &k
		}
	}
	if e.Photo, err = s.Store.WorkshopPhoto(ctx, o.place.Territory.ID, o.workshop.ID); err != nil {
		return err
	}
	visitors, err := s.Store.Visitors(ctx, o.place.Territory.ID, o.plan.Opening.ID)
	p.Booked = 0
	for _, v := range visitors {
		e.Slots = append(e.Slots, v.Slot)
		p.Booked += v.People()
	}
	view := page.ViewOf(p.Layout, e, s.Now())
	p.Preview = &view
	if o.proposal != nil {
		wanted := page.ViewOf(p.Layout, asProposed(e, o.edited()), s.Now())
		p.Proposed = &wanted
	}
	return err
}

// asProposed is an entry as it would be if the proposal were accepted.
func asProposed(e jema.Entry, plan postgres.OpeningPlan) jema.Entry {
	e.Opening, e.Hours, e.Slots = plan.Opening, plan.Hours, nil
	for _, slot := range plan.Slots {
		e.Slots = append(e.Slots, jema.Slot{OpeningID: e.Opening.ID, Interval: slot.Interval, Audience: slot.Audience, Capacity: slot.Capacity, Stored: jema.SlotOpen})
	}
	return e
}
