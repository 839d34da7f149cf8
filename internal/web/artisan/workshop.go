package artisan

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Workshops lets artisans write their workshops.
type Workshops struct{ *page.Kit }

// workshopCard is one of an artisan's workshops with what it offers.
type workshopCard struct {
	jema.Workshop
	Openings []postgres.OpeningLine // in the edition that artisans register for
	Shown    []postgres.OpeningLine // in the edition on show, if that is another one
	Before   []jema.Predecessor     // of an earlier edition, which may be taken over
}

type workshopListPage struct {
	page.Layout
	Workshops        []workshopCard
	RegistrationOpen bool
	RegistrationSoon bool // it has yet to open
	RegistrationCut  bool // the edition was closed before its registration was to end
}

// list shows an artisan what is theirs, and what to do next.
func (h Workshops) list(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("workshop.list_title"))
	if err != nil {
		return err
	}
	workshops, err := h.Store.WorkshopsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID)
	if err != nil {
		return err
	}
	openings, err := h.Store.OpeningsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID, layout.Edition.ID)
	if err != nil {
		return err
	}
	var shown []postgres.OpeningLine
	if layout.Elsewhere() {
		if shown, err = h.Store.OpeningsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID,
			layout.Shown.ID); err != nil {
			return err
		}
	}
	p := workshopListPage{Layout: layout, RegistrationOpen: layout.Edition.RegistrationOpen(h.Now()),
		RegistrationSoon: h.Now().Before(layout.Edition.RegistrationOpensAt),
		RegistrationCut:  h.Now().Before(layout.Edition.RegistrationClosesAt)}
	var ids []jema.WorkshopID
	for _, w := range workshops {
		p.Workshops = append(p.Workshops, workshopCard{Workshop: w, Openings: openingsIn(w, openings),
			Shown: openingsIn(w, shown)})
		ids = append(ids, w.ID)
	}
	if p.RegistrationOpen {
		before, err := h.Store.Predecessors(c.Request.Context(), layout.Edition, ids)
		if err != nil {
			return err
		}
		p.addBefore(before)
	}
	return h.Render(c, http.StatusOK, "workshop/list", p)
}

// addBefore gives each workshop what it may take over.
func (p *workshopListPage) addBefore(before []jema.Predecessor) {
	for i := range p.Workshops {
		for _, b := range before {
			if b.WorkshopID == p.Workshops[i].ID {
				p.Workshops[i].Before = append(p.Workshops[i].Before, b)
			}
		}
	}
}

func openingsIn(w jema.Workshop, lines []postgres.OpeningLine) (own []postgres.OpeningLine) {
	for _, o := range lines {
		if o.WorkshopID == w.ID {
			own = append(own, o)
		}
	}
	return own
}

// WorkshopPage is the form of a workshop.
type WorkshopPage struct {
	page.Layout
	Form       WorkshopForm
	Workshop   jema.Workshop
	Communes   []page.Option
	Crafts     []jema.Craft
	Twins      []Twin // what may be the same
	Photo      *jema.Photo
	PhotoForm  photoForm
	Moderating bool
	Defects    Defects
	Conflict   bool                      // somebody changed it meanwhile
	Proposal   *postgres.OpeningProposal // what waits beside it, nil for nothing
	Live       bool                      // it is on the site: what its artisan changes is a proposal
	Revision   int                       // of the proposal that is edited, 0 for none
	Typed      bool                      // Form and PhotoForm are as they were typed
}

// CommuneOptions are the communes to choose from.
func CommuneOptions(communes []jema.Commune) []page.Option {
	options := make([]page.Option, len(communes))
	for i, c := range communes {
		options[i] = page.Option{Value: c.INSEE, Label: c.Name}
	}
	return options
}

// page shows the form; p holds the data entered so far.
func (h Workshops) page(c *gin.Context, status int, p WorkshopPage) error {
	problem := p.Problem
	layout, err := h.Layout(c, p.Workshop.Name)
	if err != nil {
		return err
	}
	choices, err := h.Store.Choices(c.Request.Context(), layout.Territory.ID)
	if err != nil {
		return err
	}
	if p.Photo, err = h.Store.WorkshopPhoto(c.Request.Context(), layout.Territory.ID, p.Workshop.ID); err != nil {
		return err
	}
	if !p.Moderating {
		if p.Proposal, p.Live, err = h.Store.WorkshopProposal(c.Request.Context(), layout.Territory.ID,
			p.Workshop.ID); err != nil {
			return err
		}
	}
	if !p.Typed {
		p.fill(choices.Crafts)
	}
	found, err := h.Store.WorkshopDuplicates(c.Request.Context(), layout.Territory.ID, layout.Edition.ID, p.Workshop.ID)
	if err != nil {
		return err
	}
	p.Twins = TwinsFor(layout, found)
	p.Layout, p.Communes, p.Crafts = layout, CommuneOptions(choices.Communes), choices.Crafts
	p.Problem = problem
	return h.Render(c, status, "workshop/edit", p)
}

// fill fills the form from what is stored, or from the proposal that waits.
func (p *WorkshopPage) fill(crafts []jema.Craft) {
	wanted, photo := p.Workshop, p.Photo
	if p.Proposal != nil {
		p.Revision = p.Proposal.Revision
		if p.Proposal.Value.Workshop != nil {
			wanted = p.Proposal.Wanted(p.Workshop)
		}
		if p.Proposal.Value.Photo != nil {
			photo = p.Proposal.Value.Photo
		}
	}
	p.Form = WorkshopFormOf(wanted, crafts)
	if photo != nil {
		p.PhotoForm = photoForm{Alt: photo.Alt, Credit: photo.Credit}
	}
}

// edit shows the form of a workshop.
func (h Workshops) edit(c *gin.Context) error {
	w, err := h.workshop(c)
	if err != nil {
		return err
	}
	return h.page(c, http.StatusOK, WorkshopPage{Workshop: w})
}

// update replaces the data of a workshop.
func (h Workshops) update(c *gin.Context) error {
	w, err := h.workshop(c)
	if err != nil {
		return err
	}
	return h.saveWorkshop(c, w)
}

// saveWorkshop saves all that is on the page, the photo with it, or nothing.
func (h Workshops) saveWorkshop(c *gin.Context, before jema.Workshop) error {
	ctx := c.Request.Context()
	choices, err := h.Store.Choices(ctx, before.TerritoryID)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := WorkshopPage{Workshop: before, Form: ReadWorkshopForm(c, &problems),
		Revision: page.Number(c, &problems, "proposal"), Typed: true}
	had, err := h.photoBefore(c, &p)
	if err != nil {
		return err
	}
	after := p.Form.Workshop(before, choices, &problems)
	photo, err := h.readPhoto(c, had, &problems)
	if err != nil {
		return err
	}
	p.PhotoForm = photo.form
	var done string
	if err = problems.Err(); err == nil {
		after, done, err = h.storeWorkshop(c, &p, after, photo)
	}
	if problem := page.Refusal(err); problem != nil {
		p.Conflict, p.Problem = Conflicts(problem), Placed(problem)
		return h.page(c, page.Statuses[problem.Kind], p)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/atelier/"+strconv.FormatInt(int64(after.ID), 10), done)
}

// photoBefore returns the photo that a workshop has, or that waits for it, and
// notes on p what waits.
func (h Workshops) photoBefore(c *gin.Context, p *WorkshopPage) (had *jema.Photo, err error) {
	ctx, w := c.Request.Context(), p.Workshop
	if p.Proposal, p.Live, err = h.Store.WorkshopProposal(ctx, w.TerritoryID, w.ID); err != nil {
		return nil, err
	}
	if p.Proposal != nil && p.Proposal.Value.Photo != nil {
		return p.Proposal.Value.Photo, nil
	}
	return h.Store.WorkshopPhoto(ctx, w.TerritoryID, w.ID)
}

// storeWorkshop replaces a workshop with its photo; where it is on the site, what
// visitors would see of it waits for an organiser. done is the notice of what became of
// it.
func (h Workshops) storeWorkshop(c *gin.Context, p *WorkshopPage, after jema.Workshop,
	photo photoChange) (_ jema.Workshop, done string, err error) {
	ctx, before := c.Request.Context(), p.Workshop
	if p.Live {
		return h.proposeWorkshop(c, p, after, photo)
	}
	if !SameWorkshop(after, before) {
		after, err = h.Store.SaveWorkshop(ctx, after, h.Now())
	}
	var waits bool
	if err == nil {
		waits, err = h.changePhoto(ctx, after, photo)
	}
	if waits {
		return after, "workshop_photo_waits", err
	}
	return after, "workshop_saved", err
}

// SameWorkshop reports whether two states of a workshop are the same but for when
// they were stored: a form that is sent again after a lost answer is no change.
func SameWorkshop(a, b jema.Workshop) bool {
	a.UpdatedAt = b.UpdatedAt
	return a == b
}

// workshop returns the workshop of the address.
func (h Workshops) workshop(c *gin.Context) (jema.Workshop, error) {
	place, err := h.Place(c)
	if err != nil {
		return jema.Workshop{}, err
	}
	n, err := page.ID[jema.WorkshopID](c, "workshop")
	if err != nil {
		return jema.Workshop{}, err
	}
	return h.Store.Workshop(c.Request.Context(), place.Territory.ID, n)
}

// fieldOf returns the field beside which the refusal of a rule of the database is
// shown.
var fieldOf = map[string]string{
	"commune.unknown": "commune", "craft.unknown": "craft", "hours.overlap": "hours_text",
	"hours.outside_edition": "hours_text",
	"slot.booked":           "slots_text", "proposal.slot_booked": "slots_text", "slot.outside_edition": "slots_text",
	"slot.overlap": "slots_text", "slot.below_taken": "capacity",
}

// Placed puts a refusal beside its field, where it has one.
func Placed(e *jema.Error) *jema.Error {
	field, known := fieldOf[e.Message]
	if !known || len(e.Fields) > 0 {
		return e
	}
	return &jema.Error{Kind: e.Kind, Message: "form.invalid",
		Fields: []jema.FieldError{{Field: field, Message: e.Message, Args: e.Args}}}
}

// Defects are what is wrong with an imported row.
type Defects []jema.Defect

// Of returns what is wrong with a field, in one list because a cell may fill
// several.
func (d Defects) Of(field string) (list []jema.Defect) {
	for _, x := range d {
		if x.Field == field {
			list = append(list, x)
		}
	}
	return list
}

// Without returns the defects but those of fields that were repaired.
func (d Defects) Without(fields []string) (left Defects) {
	for _, x := range d {
		if !slices.Contains(fields, x.Field) {
			left = append(left, x)
		}
	}
	return left
}

// Blocking counts those that prevent the opening from being approved.
func (d Defects) Blocking() (n int) {
	for _, x := range d {
		if x.Blocking {
			n++
		}
	}
	return n
}

// Elsewhere lists those of fields that no form has, by their column.
func (d Defects) Elsewhere(fields ...string) (list []jema.Defect) {
	for _, x := range d {
		if !slices.Contains(fields, x.Field) {
			list = append(list, x)
		}
	}
	return list
}
