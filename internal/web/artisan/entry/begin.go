package entry

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// begin shows the first step of an entry that is not stored yet: of a new workshop,
// or of the one in the address.
func (h Entries) begin(c *gin.Context) error {
	e, err := h.unstored(c)
	if err != nil {
		return err
	}
	return h.beginPage(c, http.StatusOK, e, page.NewKey(), nil)
}

func (h Entries) beginPage(c *gin.Context, status int, e entry, key string, problem *jema.Error) error {
	p, err := h.pageOf(c, outcome{entry: e}, steps[0])
	if err != nil {
		return err
	}
	p.Key, p.Action, p.Steps = key, c.Request.URL.Path, nil
	p.MayChange = e.office() || e.Place.Edition.RegistrationOpen(h.Now())
	p.setProblem(nil, steps[0], problem)
	return h.Render(c, status, "entry/"+steps[0].Name, &p)
}

// unstored is an entry that nobody has saved yet.
func (h Entries) unstored(c *gin.Context) (e entry, err error) {
	account, err := h.Account(c)
	if err != nil {
		return e, err
	}
	e.account = *account
	if e.Place, err = h.Place(c); err != nil {
		return e, err
	}
	ctx, territory := c.Request.Context(), e.Place.Territory.ID
	if e.choices, err = h.choices(ctx, e.account); err != nil {
		return e, err
	}
	e.Plan = postgres.OpeningPlan{Opening: jema.Opening{Kind: jema.OpenDoors, State: jema.Draft, PartyMax: 8,
		Counted: jema.CountEveryone}}
	if c.Param("workshop") != "" {
		n, err := page.ID[jema.WorkshopID](c, "workshop")
		if err != nil {
			return e, err
		}
		e.Workshop, err = h.Store.Workshop(ctx, territory, n)
		e.shop = e.Workshop
		return e, err
	}
	e.Workshop = jema.Workshop{TerritoryID: territory, CommuneINSEE: account.CommuneINSEE}
	if account.Role == jema.RoleArtisan {
		e.Workshop.OwnerID, e.Workshop.Artisan = account.ID, account.Name
		e.Workshop.Phone, e.Workshop.Email = account.Phone, account.Email
	}
	e.shop = e.Workshop
	return e, nil
}

// create begins an entry with what is typed of its first step, of which a name is
// enough, and goes on as any other save. Sent again, it is the same entry.
func (h Entries) create(c *gin.Context) error {
	e, err := h.unstored(c)
	if err != nil {
		return err
	}
	if !e.office() && !e.Place.Edition.RegistrationOpen(h.Now()) {
		return artisan.ErrRegistrationClosed
	}
	key, start := page.ReadKey(c), e.Workshop
	if start.ID == 0 {
		var p jema.Problems
		start.Name = page.Line(c, &p, "name", page.NameMax)
		if err := p.Err(); err != nil {
			return h.beginPage(c, http.StatusUnprocessableEntity, e, key, page.Refusal(err))
		}
	}
	begun := postgres.EntryStart{Workshop: start, EditionID: e.Place.Edition.ID, Key: key}
	if e.account.Role == jema.RoleAdviser {
		begun.Adviser = e.account.ID
	}
	id, err := h.Store.StartEntry(c.Request.Context(), begun, h.Now())
	if problem := page.Refusal(err); problem != nil {
		return h.beginPage(c, page.Statuses[problem.Kind], e, key, problem)
	}
	if err != nil {
		return err
	}
	// A key that began an entry opens it as long as its workshop is entrusted to her.
	if err := h.Store.EntrustedOpening(c.Request.Context(), e.account, id); err != nil {
		return err
	}
	if e, err = h.entryOf(c, id); err != nil {
		return err
	}
	if !h.mayChange(e) {
		return artisan.ErrRegistrationClosed
	}
	c.Request.PostForm.Del("was") // the page knew nothing of what is stored
	return h.saveStep(c, e, steps[0])
}
