package web

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/web/page"
)

// proofPage is where an artisan sees an event exactly as it prints, and
// approves it.
type proofPage struct {
	page.Layout
	Entry    jema.Entry
	Root     string // of the event's addresses
	Warnings []string
}

// Approved tells whether what is shown is what was approved.
func (p proofPage) Approved() bool {
	return p.Entry.ProofApproved != 0 && p.Entry.ProofApproved == p.Entry.Opening.Version
}

// proven returns the programme of the commune of the opening of the address,
// with the opening in it as it would print if it were approved now.
func (s *Site) proven(c *gin.Context) (p jema.Programme, openingID int64, err error) {
	place, err := s.Place(c)
	if err != nil {
		return p, 0, err
	}
	if openingID, err = page.ID(c, "opening"); err != nil {
		return p, 0, err
	}
	p, err = s.Store.ProgrammeWith(c.Request.Context(), place.Edition, openingID, s.Now())
	return p, openingID, err
}

// proofDownload sends an event's proof.
func (s *Site) proofDownload(c *gin.Context) error {
	p, openingID, err := s.proven(c)
	if err != nil {
		return err
	}
	return s.sendPaper(c, paperName("epreuve", p, openingID, ".pdf"), true, programme.Proof{Programme: p, Opening: openingID})
}

// proofShow shows an event's proof, with what to look at.
func (s *Site) proofShow(c *gin.Context) error {
	p, openingID, err := s.proven(c)
	if err != nil {
		return err
	}
	page := proofPage{Root: page.MyOpeningPath(openingID)}
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			page.Entry = e
		}
	}
	if page.Layout, err = s.Layout(c, s.Voice(c).Say("proof.title", "title", page.Entry.Opening.Title)); err != nil {
		return err
	}
	proof, err := s.printing.Compose(c.Request.Context(), programme.Proof{Programme: p, Opening: openingID})
	if err != nil {
		return err
	}
	for _, w := range proof.Warnings {
		page.Warnings = append(page.Warnings, programme.Warn(w, "fr"))
	}
	c.Header("Cache-Control", "no-store")
	return s.Render(c, http.StatusOK, "proof/show", page)
}

// proofPicture sends the proof's page as a picture: the same layout as the PDF.
func (s *Site) proofPicture(c *gin.Context) error {
	p, openingID, err := s.proven(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.printing.Preview(c.Request.Context(), &b, programme.Proof{Programme: p, Opening: openingID}, 1); err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-store")
	c.Data(http.StatusOK, "image/svg+xml", b.Bytes())
	return nil
}

// proofApprove records that the artisan approves what was shown: the version
// that the page held. One that has changed since is shown again.
func (s *Site) proofApprove(c *gin.Context) error {
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	openingID, err := page.ID(c, "opening")
	if err != nil {
		return err
	}
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	back := page.MyOpeningPath(openingID) + "/epreuve"
	version, err := strconv.Atoi(c.PostForm("version"))
	if err != nil || version < 1 {
		return page.Redirect(c, back, "proof_changed")
	}
	err = s.Store.ApproveProof(c.Request.Context(), place.Territory.ID, openingID, version, account.ID, s.Now())
	if jema.KindOf(err) == jema.KindConflict {
		return page.Redirect(c, back, "proof_changed")
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, back, "proof_approved")
}
