package printing

import (
	"bytes"
	"net/http"
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
	Entry    jema.Entry
	Root     string // of the event's addresses
	Warnings []string
}

// Approved reports whether what is shown is what was approved.
func (p proofPage) Approved() bool {
	return p.Entry.ProofApproved != 0 && p.Entry.ProofApproved == p.Entry.Opening.Version
}

// proven returns the programme of the commune of the opening of the address,
// with the opening in it as it would print if it were approved now.
func (h Proofs) proven(c *gin.Context) (p jema.Programme, openingID int64, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, 0, err
	}
	if openingID, err = page.ID(c, "opening"); err != nil {
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
func (h Proofs) show(c *gin.Context) error {
	p, openingID, err := h.proven(c)
	if err != nil {
		return err
	}
	page := proofPage{Root: page.MyOpeningPath(openingID)}
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			page.Entry = e
		}
	}
	if page.Layout, err = h.Layout(c, h.Voice(c).Say("proof.title", "title", page.Entry.Opening.Title)); err != nil {
		return err
	}
	proof, err := h.printing.Compose(c.Request.Context(), programme.Proof{Programme: p, Opening: openingID})
	if err != nil {
		return err
	}
	for _, w := range proof.Warnings {
		page.Warnings = append(page.Warnings, programme.Warn(w, "fr"))
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "proof/show", page)
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
// that the page held. One that has changed since is shown again.
func (h Proofs) approve(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	openingID, err := page.ID(c, "opening")
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
	err = h.Store.ApproveProof(c.Request.Context(), postgres.ProofApproval{TerritoryID: place.Territory.ID,
		OpeningID: openingID, Version: version, AccountID: account.ID}, h.Now())
	if jema.KindOf(err) == jema.KindConflict {
		return page.Redirect(c, back, "proof_changed")
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, back, "proof_approved")
}
