package web

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/svg"
)

// proofPage is where an artisan sees an event exactly as it prints, and
// approves it.
type proofPage struct {
	Layout
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
	place, err := s.place(c)
	if err != nil {
		return p, 0, err
	}
	if openingID, err = id(c, "opening"); err != nil {
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
	return s.sendPaper(c, paperName("epreuve", p, openingID, ".pdf"), true, func(w io.Writer) error {
		return programme.WriteProof(w, p, openingID, programme.Spec{})
	})
}

// proofShow shows an event's proof, with what to look at.
func (s *Site) proofShow(c *gin.Context) error {
	p, openingID, err := s.proven(c)
	if err != nil {
		return err
	}
	page := proofPage{Root: myOpeningPath(openingID)}
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			page.Entry = e
		}
	}
	if page.Layout, err = s.layout(c, s.voice(c).Say("proof.title", "title", page.Entry.Opening.Title)); err != nil {
		return err
	}
	err = s.pressed(c, func() (err error) {
		_, warnings, err := programme.ComposeProof(p, openingID, programme.Spec{})
		for _, w := range warnings {
			page.Warnings = append(page.Warnings, programme.Warn(w, "fr"))
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	return s.render(c, http.StatusOK, "proof/show", page)
}

// proofPicture sends the proof's page as a picture: the same layout as the PDF.
func (s *Site) proofPicture(c *gin.Context) error {
	p, openingID, err := s.proven(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = s.pressed(c, func() error {
		d, _, err := programme.ComposeProof(p, openingID, programme.Spec{})
		if err != nil {
			return err
		}
		return svg.Page(&b, d, 1, inPlace)
	})
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-store")
	c.Data(http.StatusOK, "image/svg+xml", b.Bytes())
	return nil
}

// inPlace is a photo within the picture that shows it: a picture may load
// nothing.
func inPlace(jpeg []byte) string {
	return "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(jpeg)
}

// proofApprove records that the artisan approves what was shown: the version
// that the page held. One that has changed since is shown again.
func (s *Site) proofApprove(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	openingID, err := id(c, "opening")
	if err != nil {
		return err
	}
	account, err := s.account(c)
	if err != nil {
		return err
	}
	back := myOpeningPath(openingID) + "/epreuve"
	version, err := strconv.Atoi(c.PostForm("version"))
	if err != nil || version < 1 {
		return redirect(c, back, "proof_changed")
	}
	err = s.Store.ApproveProof(c.Request.Context(), place.Territory.ID, openingID, version, account.ID, s.Now())
	if jema.KindOf(err) == jema.KindConflict {
		return redirect(c, back, "proof_changed")
	}
	if err != nil {
		return err
	}
	return redirect(c, back, "proof_approved")
}
