package entry

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// statementForm is the form of a statement: speaker, medium and day, which whoever acts
// for a workshop fills in.
type statementForm struct {
	By, How, On string
	Day         jema.Date
	Open        bool // something of it is wrong
}

// sentField is the answer of a statement that lets an event be sent, and withdrawnField
// of one that withdraws it.
const sentField, withdrawnField = "sent", "withdrawn"

// choices are what an account may choose from: a correspondent from her communes.
func (h Entries) choices(ctx context.Context, a jema.Account) (c postgres.Choices, err error) {
	if c, err = h.Store.Choices(ctx, a.TerritoryID); err != nil || a.Role != jema.RoleCorrespondent {
		return c, err
	}
	hers, err := h.Store.CommunesOf(ctx, a.TerritoryID, a.ID)
	c.Communes = slices.DeleteFunc(c.Communes, func(x jema.Commune) bool { return !slices.Contains(hers, x.INSEE) })
	return c, err
}

// behalf reports whether the editor acts for the workshop.
func (e entry) behalf() bool { return e.account.Role != jema.RoleArtisan }

// acts reports whether the editor is an adviser or a correspondent. They do not write
// the e-mail address of a workshop: whoever reads its mail is its artisan, and sees
// who comes.
func (e entry) acts() bool { return e.behalf() && !e.office() }

// home is the page from which an editor came.
func (e entry) home() string {
	if e.office() {
		return "/organisation/ateliers"
	}
	return page.Home(e.account.Role)
}

// usual is the statement that the form is filled with: the last speaker whose words the
// same account wrote down today, else the artisan, on the telephone.
func (h Entries) usual(e entry) jema.Statement {
	today := jema.DateOf(h.Now().In(e.Place.Edition.Zone))
	said := jema.Statement{TerritoryID: e.Place.Territory.ID, OpeningID: e.Plan.Opening.ID, AccountID: e.account.ID,
		SaidBy: cmp.Or(e.shop.Artisan, e.shop.Name), How: jema.SaidByPhone, On: today}
	for _, s := range e.statements {
		if s.AccountID == e.account.ID && jema.DateOf(s.NotedAt.In(e.Place.Edition.Zone)) == today {
			said.SaidBy, said.How, said.On = s.SaidBy, s.How, s.On
			break
		}
	}
	return said
}

// readStatement reads the statement of a form; a field that is not sent is as usual.
func (h Entries) readStatement(e entry, sent url.Values) (jema.Statement, error) {
	return page.ReadStatement(sent, h.usual(e), h.Now(), e.Place.Edition.Zone)
}

// note stores a statement with the answers that changed from one state of an entry to
// another.
func (h Entries) note(c *gin.Context, before entry, after entry, said jema.Statement) error {
	was, now := before.shown(), after.shown()
	for _, field := range allFields {
		if joined(was[field]) != joined(now[field]) {
			said.Fields = append(said.Fields, field)
		}
	}
	return h.noted(c, before, said)
}

// noted stores a statement with its answers, if there are any.
func (h Entries) noted(c *gin.Context, e entry, said jema.Statement) error {
	if !e.behalf() || len(said.Fields) == 0 {
		return nil
	}
	said.OpeningID, said.SaidBy = e.Plan.Opening.ID, cmp.Or(said.SaidBy, e.shop.Artisan, e.shop.Name)
	return h.Store.AddStatement(c.Request.Context(), said)
}

// fillStatement fills the form of the statement, for whoever acts for the workshop.
func (h Entries) fillStatement(c *gin.Context, p *stepPage, e entry) {
	if !e.behalf() {
		return
	}
	usual := h.usual(e)
	p.Statement = &statementForm{By: usual.SaidBy, How: string(usual.How), On: usual.On.String(), Day: usual.On}
	if c.Request.PostForm.Has("said_by") {
		form := c.Request.PostForm
		p.Statement.By, p.Statement.How, p.Statement.On = form.Get("said_by"), form.Get("said_how"), form.Get("said_on")
	}
}

// HowOptions are the media of a statement.
func (p *stepPage) HowOptions() []page.Option {
	return page.Options(p.Layout, "statement.how.", jema.SaidHows)
}

// Own reports whether the editor is the workshop's artisan: nobody else is led to its
// visitors.
func (p *stepPage) Own() bool { return p.Statement == nil }
