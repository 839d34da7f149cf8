package printing

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/programme"
	"jema/internal/web/page"
)

// Proofs shows artisans their event as it will print.
type Proofs struct{ *printer }

// proofPage is where an artisan sees an event exactly as it prints, and
// approves it.
type proofPage struct {
	page.Layout
	Entry     jema.Entry
	Root      string // of the event's addresses
	Warnings  []string
	Record    postgres.ProofRecord
	Statement *jema.Statement // what whoever acts for the workshop writes down, nil for the artisan
}

// HowOptions are the media of a statement.
func (p proofPage) HowOptions() []page.Option {
	return page.Options(p.Layout, "statement.how.", jema.SaidHows)
}

// Approved reports whether what is shown is what was approved.
func (p proofPage) Approved() bool {
	return p.Entry.ProofApproved != 0 && p.Entry.ProofApproved == p.Entry.Opening.Version
}

// entryOf is an opening in a programme that has it.
func entryOf(p jema.Programme, id jema.OpeningID) jema.Entry {
	return p.Entries[slices.IndexFunc(p.Entries, func(e jema.Entry) bool { return e.Opening.ID == id })]
}

// proven returns the programme of the commune of the opening of the address,
// with the opening in it as it would print if it were approved now.
func (h Proofs) proven(c *gin.Context) (p jema.Programme, openingID jema.OpeningID, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, 0, err
	}
	if openingID, err = page.ID[jema.OpeningID](c, "opening"); err != nil {
		return p, 0, err
	}
	p, err = h.Store.ProgrammeWith(c.Request.Context(), place.Edition, openingID, h.Now())
	return p, openingID, err
}

// download sends an event's proof.
func (h Proofs) download(c *gin.Context) error {
	p, openingID, err := h.proven(c)
	if err != nil {
		return err
	}
	return h.sendPaper(c, paperName("epreuve", p, openingID, ".pdf"), true, programme.Proof{Programme: p,
		Opening: openingID})
}

// show shows an event's proof, with what to look at.
func (h Proofs) show(c *gin.Context) error { return h.page(c, http.StatusOK, nil) }

func (h Proofs) page(c *gin.Context, status int, problem *jema.Error) error {
	programmed, openingID, err := h.proven(c)
	if err != nil {
		return err
	}
	p := proofPage{Root: page.MyOpeningPath(openingID), Entry: entryOf(programmed, openingID)}
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("proof.title", "title", p.Entry.Opening.Title)); err != nil {
		return err
	}
	p.Problem = problem
	if p.Record, err = h.Store.Proof(c.Request.Context(), p.Territory.ID, openingID); err != nil {
		return err
	}
	if p.Account.Role != jema.RoleArtisan {
		said, _ := h.statement(c, p.Entry, p.Layout.Edition)
		p.Statement = &said
	}
	proof, err := h.printing.Compose(c.Request.Context(), programme.Proof{Programme: programmed, Opening: openingID})
	if err != nil {
		return err
	}
	for _, w := range proof.Warnings {
		p.Warnings = append(p.Warnings, programme.Warn(w, "fr"))
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, status, "proof/show", p)
}

// statement reads by whom, how and when a proof was approved, as noted by whoever acts for
// the workshop. Unless the form differs, it is the artisan, on the telephone, today.
func (h Proofs) statement(c *gin.Context, e jema.Entry, edition jema.Edition) (jema.Statement, error) {
	now := h.Now()
	usual := jema.Statement{TerritoryID: edition.TerritoryID, OpeningID: e.Opening.ID, How: jema.SaidByPhone,
		On: jema.DateOf(now.In(edition.Zone)), SaidBy: cmp.Or(e.Workshop.Artisan, e.Workshop.Name),
		Fields: []string{jema.ProofField}}
	return page.ReadStatement(c.Request.PostForm, usual, now, edition.Zone)
}

// picture sends the proof's page as a picture: the same layout as the PDF.
func (h Proofs) picture(c *gin.Context) error {
	p, openingID, err := h.proven(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := h.printing.Preview(c.Request.Context(), &b, programme.Proof{Programme: p, Opening: openingID},
		1); err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-store")
	c.Data(http.StatusOK, "image/svg+xml", b.Bytes())
	return nil
}

// approve records that the artisan approves what was shown: the version
// that the page held. One that has changed since is shown again. Whoever acts
// for the workshop records with it by whom, how and when it was expressed.
func (h Proofs) approve(c *gin.Context) error {
	programmed, openingID, err := h.proven(c)
	if err != nil {
		return err
	}
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	back := page.MyOpeningPath(openingID) + "/epreuve"
	version, err := strconv.Atoi(c.PostForm("version"))
	if err != nil || version < 1 {
		return page.Redirect(c, back, "proof_changed")
	}
	approval := postgres.ProofApproval{TerritoryID: account.TerritoryID, OpeningID: openingID, Version: version,
		AccountID: account.ID}
	if account.Role != jema.RoleArtisan {
		said, err := h.statement(c, entryOf(programmed, openingID), programmed.Edition)
		if problem := page.Refusal(err); problem != nil {
			return h.page(c, page.Statuses[problem.Kind], problem)
		}
		said.AccountID, approval.Statement = account.ID, &said
	}
	err = h.Store.ApproveProof(c.Request.Context(), approval, h.Now())
	if jema.KindOf(err) == jema.KindConflict {
		return page.Redirect(c, back, "proof_changed")
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, back, "proof_approved")
}
