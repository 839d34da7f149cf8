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
)

// workshopCard is one of an artisan's workshops with what it offers.
type workshopCard struct {
	jema.Workshop
	Openings []postgres.OpeningLine // in the edition that artisans register for
	Shown    []postgres.OpeningLine // in the edition on show, if that is another one
}

type workshopListPage struct {
	Layout
	Workshops        []workshopCard
	RegistrationOpen bool
	RegistrationSoon bool // it has yet to open
}

// workshopList shows an artisan what is theirs, and what to do next.
func (s *Site) workshopList(c *gin.Context) error {
	layout, err := s.layout(c, s.voice(c).Say("workshop.list_title"))
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
	return s.render(c, http.StatusOK, "workshop/list", p)
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
	Layout
	Form       workshopForm
	Workshop   jema.Workshop
	Communes   []Option
	Crafts     []jema.Craft
	Photo      *jema.Photo
	PhotoForm  photoForm
	Moderating bool
	Defects    defects
	onPhoto    bool // the problem is the photo form's
}

// FormLayout and PhotoLayout give each of the page's two forms its own
// problem only.
func (p workshopPage) FormLayout() Layout  { return p.Layout.without(p.onPhoto) }
func (p workshopPage) PhotoLayout() Layout { return p.Layout.without(!p.onPhoto) }

func (l Layout) without(problem bool) Layout {
	if problem {
		l.Problem = nil
	}
	return l
}

func communeOptions(communes []jema.Commune) []Option {
	options := make([]Option, len(communes))
	for i, c := range communes {
		options[i] = Option{Value: c.INSEE, Label: c.Name}
	}
	return options
}

// workshopPage shows the form; p holds what is known of it already.
func (s *Site) workshopPage(c *gin.Context, status int, p workshopPage) error {
	title := cmp.Or(p.Workshop.Name, s.voice(c).Say("workshop.new_title"))
	problem := p.Problem
	layout, err := s.layout(c, title)
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
	if problem == nil || p.onPhoto {
		p.Form = workshopFormOf(p.Workshop, choices.Crafts)
	}
	if p.Photo != nil && !p.onPhoto {
		p.PhotoForm = photoForm{Alt: p.Photo.Alt, Credit: p.Photo.Credit}
	}
	p.Layout, p.Communes, p.Crafts = layout, communeOptions(choices.Communes), choices.Crafts
	p.Problem = problem
	return s.render(c, status, "workshop/edit", p)
}

// workshopNew shows the empty form of a workshop.
func (s *Site) workshopNew(c *gin.Context) error {
	account, err := s.account(c)
	if err != nil {
		return err
	}
	return s.workshopPage(c, http.StatusOK, workshopPage{Workshop: jema.Workshop{Artisan: account.Name, Phone: account.Phone, Email: account.Email}})
}

// workshopCreate adds a workshop to whoever is signed in.
func (s *Site) workshopCreate(c *gin.Context) error {
	account, err := s.account(c)
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

func (s *Site) saveWorkshop(c *gin.Context, before jema.Workshop, done string) error {
	choices, err := s.Store.Choices(c.Request.Context(), before.TerritoryID)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form := readWorkshopForm(c, &problems)
	after := form.workshop(before, choices, &problems)
	if err = problems.Err(); err == nil {
		after, err = s.Store.SaveWorkshop(c.Request.Context(), after)
	}
	if refusal, ok := errors.AsType[*jema.Error](err); ok {
		page := workshopPage{Workshop: before, Form: form}
		page.Problem = placed(refusal)
		return s.workshopPage(c, statuses[refusal.Kind], page)
	}
	if err != nil {
		return err
	}
	return redirect(c, "/atelier/"+strconv.FormatInt(after.ID, 10), done)
}

// workshop returns the workshop of the address.
func (s *Site) workshop(c *gin.Context) (jema.Workshop, error) {
	place, err := s.place(c)
	if err != nil {
		return jema.Workshop{}, err
	}
	n, err := id(c, "workshop")
	if err != nil {
		return jema.Workshop{}, err
	}
	return s.Store.Workshop(c.Request.Context(), place.Territory.ID, n)
}

// fieldOf says beside which field the refusal of a rule of the database is
// shown.
var fieldOf = map[string]string{
	"commune.unknown": "commune", "craft.unknown": "craft", "hours.overlap": "hours_text", "hours.outside_edition": "hours_text",
	"slot.booked": "slots_text", "slot.outside_edition": "slots_text", "slot.overlap": "slots_text", "slot.below_taken": "capacity",
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
