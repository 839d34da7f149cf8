package entry

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// stepPage is one step of an entry.
type stepPage struct {
	page.Layout
	Event            artisan.MyOpeningPage
	Shop             artisan.WorkshopPage
	Step             string
	Number           int // of the step
	Steps            []stepLink
	Action, Root     string
	Key              string // of an entry that begins: sent twice, it is one
	Was              string // the fingerprints of the fields
	Clashes          []clash
	Halves           []half
	Hours, Slots     periodList
	MayChange        bool
	Photographed     bool            // the workshop has a photo
	Drawn            bool            // the commune has a drawing to tap on
	Waiting          bool            // changes wait for an organiser
	Revising         bool            // what is changed here is a proposal
	Acts             bool            // an adviser or a correspondent is writing
	Taken            *jema.TakenOver // from an earlier edition, nil where it is new
	Statement        *statementForm  // nil for the artisan, who says it
	Statements       []artisan.StatementView
	Home, HomeTitle  string // where the editor came from
	RegistrationSoon bool
	RegistrationCut  bool
}

// T returns a sentence of the page. Whoever acts for the workshop reads of its artisan
// where the sentence would otherwise address the artisan.
func (p *stepPage) T(key string, args ...any) string {
	return artisan.SayFor(p.Layout, key, args...)
}

// stepLink leads to a step, and shows whether something of it is missing.
type stepLink struct {
	Name, Path string
	Number     int
	Current    bool
	Missing    bool
}

// half is the button of half a day.
type half struct {
	Value     string
	Day       jema.Date
	Morning   bool
	Ticked    bool
	FirstHalf bool // of its day
}

// periodList is a timetable that is edited row by row.
type periodList struct {
	Name string
	Rows []period
}

// show shows a step.
func (h Entries) show(c *gin.Context) error {
	s, err := stepNamed(c.Param("step"))
	if err != nil {
		return err
	}
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	_, _, wrong := e.settle(e.shown())
	return h.page(c, http.StatusOK, outcome{entry: e, wrong: wrong}, s, nil)
}

// page shows a step with what is wrong of it.
func (h Entries) page(c *gin.Context, status int, out outcome, s step, problem *jema.Error) error {
	p, err := h.pageOf(c, out, s)
	if err != nil {
		return err
	}
	p.setProblem(out.wrong, s, problem)
	return h.Render(c, status, "entry/"+s.Name, &p)
}

// setProblem shows beside the fields of a step what is wrong with them.
func (p *stepPage) setProblem(wrong jema.Problems, s step, problem *jema.Error) {
	var here jema.Problems
	for _, f := range wrong {
		if slices.Contains(s.fields, f.Field) {
			here = append(here, f)
		}
	}
	if problem == nil && len(here) > 0 {
		problem = &jema.Error{Kind: jema.KindInvalid, Message: "entry.unread", Fields: here}
	}
	p.Problem, p.Event.Problem, p.Shop.Problem = problem, problem, problem
	if p.Statement != nil {
		p.Statement.Open = p.Wrong("said_by")+p.Wrong("said_how")+p.Wrong("said_on") != ""
	}
}

func (h Entries) pageOf(c *gin.Context, out outcome, s step) (p stepPage, err error) {
	e := out.entry
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("entry.step."+s.Name)); err != nil {
		return p, err
	}
	shown := e.shown()
	p.Step, p.Clashes, p.MayChange = s.Name, out.clashes, h.mayChange(e)
	p.Number = 1 + slices.IndexFunc(steps, func(o step) bool { return o.Name == s.Name })
	p.Root = page.MyOpeningPath(e.Plan.Opening.ID)
	p.Action = stepPath(p.Root, s.Name)
	p.Acts = e.acts()
	p.Title = p.T("entry.step." + s.Name)
	p.Revising = !e.office() && (e.live() || e.shopLive)
	p.Waiting = e.Proposal != nil || e.waiting != nil
	p.Photographed, p.Taken = e.photo != nil, e.taken
	p.Statements = artisan.StatementsFor(p.Layout, e.statements)
	p.Home, p.HomeTitle = e.home(), p.T("entry.home."+string(e.account.Role))
	h.fillStatement(c, &p, e)
	p.Drawn = e.shop.CommuneINSEE != ""
	p.RegistrationSoon = h.Now().Before(p.Edition.RegistrationOpensAt)
	p.RegistrationCut = h.Now().Before(p.Edition.RegistrationClosesAt)
	p.links(h.lacks(e), s)
	h.forms(&p, e, shown)
	if s.Name == "horaires" {
		p.times(shown)
	}
	p.Was = p.prints(shown, s).Encode()
	return p, nil
}

// forms fills the forms of the event and of its workshop.
func (h Entries) forms(p *stepPage, e entry, shown url.Values) {
	none := &jema.Problems{}
	p.Event = artisan.MyOpeningPage{Layout: p.Layout, Form: artisan.OpeningFormIn(shown, none), Opening: e.Plan.Opening,
		Workshop: e.shop, Defects: e.Defects, Action: p.Action, Root: p.Root, MayChange: p.MayChange}
	(artisan.Openings{Kit: h.Kit}).Options(&p.Event)
	p.Shop = artisan.WorkshopPage{Layout: p.Layout, Form: artisan.WorkshopFormIn(shown, none), Workshop: e.shop,
		Defects: e.Defects, Communes: artisan.CommuneOptions(e.choices.Communes), Crafts: e.choices.Crafts}
	p.Shop.Communes = append(p.Shop.Communes, page.Option{Value: "later", Label: p.T("entry.later")})
}

func (p *stepPage) links(missing []lack, s step) {
	for i, o := range steps {
		p.Steps = append(p.Steps, stepLink{Name: o.Name, Path: stepPath(p.Root, o.Name), Number: i + 1,
			Current: o.Name == s.Name,
			Missing: slices.ContainsFunc(missing, func(l lack) bool { return l.Step == o.Name && !l.CanWait })})
	}
}

// times are the half-days and the periods of the step « horaires ».
func (p *stepPage) times(shown url.Values) {
	hours, slots := timetableOf("hours", shown, p.Edition), timetableOf("slots", shown, p.Edition)
	filled := hours.halves()
	for _, day := range p.Edition.Days() {
		for _, mark := range []string{morningMark, afternoonMark} {
			value := day.String() + halfSeparatorMark + mark
			p.Halves = append(p.Halves, half{Value: value, Day: day, Morning: mark == morningMark,
				Ticked: slices.Contains(filled, value), FirstHalf: mark == morningMark})
		}
	}
	p.Hours, p.Slots = periodList{"hours", hours.periods()}, periodList{"slots", slots.periods()}
}

// prints are the fingerprints of a step's fields as they are shown.
func (p *stepPage) prints(shown url.Values, s step) url.Values {
	prints := loaded(shown, s.fields)
	if s.Name == "lieu" && p.Shop.Form.AddressWithheld() {
		prints.Set("withheld", fingerprint(shown["withheld"]))
	}
	if s.Name == "horaires" {
		prints.Set("hours_periods", fingerprintOf(p.Hours.Rows))
		prints.Set("slots_periods", fingerprintOf(p.Slots.Rows))
		var ticked []string
		for _, x := range p.Halves {
			if x.Ticked {
				ticked = append(ticked, x.Value)
			}
		}
		prints.Set(halfField, fingerprint(ticked))
	}
	return prints
}

// Begins reports whether the entry is not stored yet.
func (p *stepPage) Begins() bool { return p.Event.Opening.ID == 0 }

// KindChoices are the kinds of event with what each means; those that are seldom
// chosen come last.
func (p *stepPage) KindChoices() (list []page.Option) {
	for _, k := range p.Event.Kinds {
		k.Hint = p.T("entry.kind." + k.Value)
		list = append(list, k)
	}
	return list
}

// oftenKinds is how many kinds are shown before « autre chose ».
const oftenKinds = 4

// Often are the kinds that are chosen most.
func (p *stepPage) Often() []page.Option { return p.KindChoices()[:oftenKinds] }

// Seldom are the others.
func (p *stepPage) Seldom() []page.Option { return p.KindChoices()[oftenKinds:] }

// SeldomChosen reports whether the kind is one of the others.
func (p *stepPage) SeldomChosen() bool {
	return slices.ContainsFunc(p.Seldom(), func(o page.Option) bool { return o.Value == p.Event.Form.Kind })
}

// AddressChoices are whether the address is published, with what follows.
func (p *stepPage) AddressChoices() []page.Option {
	return []page.Option{{Value: "1", Label: p.T("entry.address.shown"), Hint: p.T("entry.address.shown_hint")},
		{Value: "", Label: p.T("entry.address.withheld"), Hint: p.T("entry.address.withheld_hint")}}
}

// PublishAddress is the value of the choice.
func (p *stepPage) PublishAddress() string {
	if p.Shop.Form.PublishAddress {
		return "1"
	}
	return ""
}

// PhotosPath is where the photos of the workshop are.
func (p *stepPage) PhotosPath() string {
	return artisan.PhotosPath(p.Shop.Workshop.ID, page.ForOrganisers(p.Account.Role))
}

// Label is how a field is called.
func (p *stepPage) Label(field string) string { return p.T("entry.field." + artisan.WordOf(field)) }
