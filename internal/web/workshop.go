package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// workshopCard is one of an artisan's workshops with what it offers.
type workshopCard struct {
	jema.Workshop
	Openings []postgres.OpeningLine // in the edition that artisans register for
	Shown    []postgres.OpeningLine // in the edition on show, if that is another one
}

type workshopListPage struct {
	page.Layout
	Workshops        []workshopCard
	RegistrationOpen bool
	RegistrationSoon bool // it has yet to open
}

// workshopList shows an artisan what is theirs, and what to do next.
func (s *Site) workshopList(c *gin.Context) error {
	layout, err := s.Layout(c, s.Voice(c).Say("workshop.list_title"))
	if err != nil {
		return err
	}
	workshops, err := s.Store.WorkshopsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID)
	if err != nil {
		return err
	}
	openings, err := s.Store.OpeningsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID, layout.Edition.ID)
	if err != nil {
		return err
	}
	var shown []postgres.OpeningLine
	if layout.Elsewhere() {
		if shown, err = s.Store.OpeningsOf(c.Request.Context(), layout.Territory.ID, layout.Account.ID, layout.Shown.ID); err != nil {
			return err
		}
	}
	p := workshopListPage{Layout: layout, RegistrationOpen: layout.Edition.RegistrationOpen(s.Now()),
		RegistrationSoon: s.Now().Before(layout.Edition.RegistrationOpensAt)}
	for _, w := range workshops {
		p.Workshops = append(p.Workshops, workshopCard{w, openingsIn(w, openings), openingsIn(w, shown)})
	}
	return s.Render(c, http.StatusOK, "workshop/list", p)
}

func openingsIn(w jema.Workshop, lines []postgres.OpeningLine) (own []postgres.OpeningLine) {
	for _, o := range lines {
		if o.WorkshopID == w.ID {
			own = append(own, o)
		}
	}
	return own
}

type workshopPage struct {
	page.Layout
	Form       workshopForm
	Workshop   jema.Workshop
	Key        string // of a new one: sent twice, it is one workshop
	Communes   []page.Option
	Crafts     []jema.Craft
	Twins      []twin // what may be the same
	Photo      *jema.Photo
	PhotoForm  photoForm
	Moderating bool
	Defects    defects
	Conflict   bool                      // somebody changed it meanwhile
	Proposal   *postgres.OpeningProposal // what waits beside it, nil for nothing
	Live       bool                      // it is on the site: what its artisan changes is a proposal
	Revision   int                       // of the proposal that is edited, 0 for none
	typed      bool                      // Form and PhotoForm are as they were typed
}

func communeOptions(communes []jema.Commune) []page.Option {
	options := make([]page.Option, len(communes))
	for i, c := range communes {
		options[i] = page.Option{Value: c.INSEE, Label: c.Name}
	}
	return options
}

// workshopPage shows the form; p holds what is known of it already.
func (s *Site) workshopPage(c *gin.Context, status int, p workshopPage) error {
	title := cmp.Or(p.Workshop.Name, s.Voice(c).Say("workshop.new_title"))
	problem := p.Problem
	layout, err := s.Layout(c, title)
	if err != nil {
		return err
	}
	choices, err := s.Store.Choices(c.Request.Context(), layout.Territory.ID)
	if err != nil {
		return err
	}
	if p.Workshop.ID != 0 {
		if p.Photo, err = s.Store.WorkshopPhoto(c.Request.Context(), layout.Territory.ID, p.Workshop.ID); err != nil {
			return err
		}
	}
	if p.Workshop.ID != 0 && !p.Moderating {
		if p.Proposal, p.Live, err = s.Store.WorkshopProposal(c.Request.Context(), layout.Territory.ID, p.Workshop.ID); err != nil {
			return err
		}
	}
	if !p.typed {
		p.fill(choices.Crafts)
	}
	if p.Workshop.ID != 0 {
		found, err := s.Store.WorkshopDuplicates(c.Request.Context(), layout.Territory.ID, layout.Edition.ID, p.Workshop.ID)
		if err != nil {
			return err
		}
		p.Twins = twinsFor(layout, found)
	}
	p.Layout, p.Communes, p.Crafts = layout, communeOptions(choices.Communes), choices.Crafts
	p.Problem = problem
	return s.Render(c, status, "workshop/edit", p)
}

// fill fills the form from what is stored, or from the proposal that waits.
func (p *workshopPage) fill(crafts []jema.Craft) {
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
	p.Form = workshopFormOf(wanted, crafts)
	if photo != nil {
		p.PhotoForm = photoForm{Alt: photo.Alt, Credit: photo.Credit}
	}
}

// workshopNew shows the empty form of a workshop.
func (s *Site) workshopNew(c *gin.Context) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	return s.workshopPage(c, http.StatusOK, workshopPage{Key: page.NewKey(), Workshop: jema.Workshop{Artisan: account.Name, Phone: account.Phone, Email: account.Email}})
}

// workshopCreate adds a workshop to whoever is signed in.
func (s *Site) workshopCreate(c *gin.Context) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	return s.saveWorkshop(c, jema.Workshop{TerritoryID: account.TerritoryID, OwnerID: account.ID}, "workshop_created")
}

// workshopEdit shows the form of a workshop.
func (s *Site) workshopEdit(c *gin.Context) error {
	w, err := s.workshop(c)
	if err != nil {
		return err
	}
	return s.workshopPage(c, http.StatusOK, workshopPage{Workshop: w})
}

// workshopUpdate replaces what a workshop says.
func (s *Site) workshopUpdate(c *gin.Context) error {
	w, err := s.workshop(c)
	if err != nil {
		return err
	}
	return s.saveWorkshop(c, w, "workshop_saved")
}

// saveWorkshop saves all that is on the page, the photo with it, or nothing.
func (s *Site) saveWorkshop(c *gin.Context, before jema.Workshop, done string) error {
	ctx := c.Request.Context()
	choices, err := s.Store.Choices(ctx, before.TerritoryID)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := workshopPage{Workshop: before, Form: readWorkshopForm(c, &problems), Key: page.ReadKey(c), Revision: page.Number(c, &problems, "proposal"), typed: true}
	had, err := s.photoBefore(c, &p)
	if err != nil {
		return err
	}
	after := p.Form.workshop(before, choices, &problems)
	photo, err := s.readPhoto(c, had, &problems)
	if err != nil {
		return err
	}
	p.PhotoForm = photo.form
	if err = problems.Err(); err == nil {
		after, done, err = s.storeWorkshop(c, &p, after, photo, done)
	}
	if errors.Is(err, jema.ErrKeyReused) {
		p.Key, err = page.NewKey(), jema.Conflict("workshop.key_reused")
	}
	if problem := page.Refusal(err); problem != nil {
		p.Conflict = conflicts(problem)
	}
	if problem := page.Refusal(err); problem != nil {
		p.Problem = placed(problem)
		return s.workshopPage(c, page.Statuses[problem.Kind], p)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/atelier/"+strconv.FormatInt(after.ID, 10), done)
}

// photoBefore returns the photo that a workshop has, or that waits for it, and
// notes on p what waits.
func (s *Site) photoBefore(c *gin.Context, p *workshopPage) (had *jema.Photo, err error) {
	ctx, w := c.Request.Context(), p.Workshop
	if w.ID == 0 {
		return nil, nil //nolint:nilnil // a new workshop has none
	}
	if p.Proposal, p.Live, err = s.Store.WorkshopProposal(ctx, w.TerritoryID, w.ID); err != nil {
		return nil, err
	}
	if p.Proposal != nil && p.Proposal.Value.Photo != nil {
		return p.Proposal.Value.Photo, nil
	}
	return s.Store.WorkshopPhoto(ctx, w.TerritoryID, w.ID)
}

// storeWorkshop adds or replaces a workshop with its photo; where it is on the
// site, what visitors would see of it waits for an organiser.
func (s *Site) storeWorkshop(c *gin.Context, p *workshopPage, after jema.Workshop, photo photoChange, done string) (jema.Workshop, string, error) {
	ctx, before := c.Request.Context(), p.Workshop
	if p.Live {
		return s.proposeWorkshop(c, p, after, photo)
	}
	var err error
	if before.ID == 0 {
		after, err = s.Store.AddWorkshop(ctx, after, p.Key)
	} else if !sameWorkshop(after, before) {
		after, err = s.Store.SaveWorkshop(ctx, after)
	}
	if err == nil {
		err = s.changePhoto(ctx, after, photo)
	}
	return after, done, err
}

// sameWorkshop tells whether two states of a workshop are the same but for when
// they were stored: a form that is sent again after a lost answer is no change.
func sameWorkshop(a, b jema.Workshop) bool {
	a.UpdatedAt = b.UpdatedAt
	return a == b
}

// workshop returns the workshop of the address.
func (s *Site) workshop(c *gin.Context) (jema.Workshop, error) {
	place, err := s.Place(c)
	if err != nil {
		return jema.Workshop{}, err
	}
	n, err := page.ID(c, "workshop")
	if err != nil {
		return jema.Workshop{}, err
	}
	return s.Store.Workshop(c.Request.Context(), place.Territory.ID, n)
}

// fieldOf says beside which field the refusal of a rule of the database is
// shown.
var fieldOf = map[string]string{
	"commune.unknown": "commune", "craft.unknown": "craft", "hours.overlap": "hours_text", "hours.outside_edition": "hours_text",
	"slot.booked": "slots_text", "proposal.slot_booked": "slots_text", "slot.outside_edition": "slots_text", "slot.overlap": "slots_text", "slot.below_taken": "capacity",
}

// placed puts a refusal beside its field, where it has one.
func placed(e *jema.Error) *jema.Error {
	field, known := fieldOf[e.Message]
	if !known || len(e.Fields) > 0 {
		return e
	}
	return &jema.Error{Kind: e.Kind, Message: "form.invalid", Fields: []jema.FieldError{{Field: field, Message: e.Message, Args: e.Args}}}
}

// defects are what is wrong with an imported row.
type defects []jema.Defect

// Of returns what is wrong with a field, in one list because a cell may fill
// several.
func (d defects) Of(field string) (list []jema.Defect) {
	for _, x := range d {
		if x.Field == field {
			list = append(list, x)
		}
	}
	return list
}

// without returns the defects but those of fields that were repaired.
func (d defects) without(fields []string) (left defects) {
	for _, x := range d {
		if !slices.Contains(fields, x.Field) {
			left = append(left, x)
		}
	}
	return left
}

// Blocking counts those that keep the opening from being approved.
func (d defects) Blocking() (n int) {
	for _, x := range d {
		if x.Blocking {
			n++
		}
	}
	return n
}

// Elsewhere lists those of fields that no form has, by their column.
func (d defects) Elsewhere(fields ...string) (list []jema.Defect) {
	for _, x := range d {
		if !slices.Contains(fields, x.Field) {
			list = append(list, x)
		}
	}
	return list
}
