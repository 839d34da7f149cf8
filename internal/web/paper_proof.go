package web

import (
	"io"

	"github.com/gin-gonic/gin"

	"jema/internal/programme"
)

// proofDownload sends an event's proof, as it would print if it were approved
// now.
func (s *Site) proofDownload(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	openingID, err := id(c, "opening")
	if err != nil {
		return err
	}
	p, err := s.Store.ProgrammeWith(c.Request.Context(), place.Edition, openingID, s.Now())
	if err != nil {
		return err
	}
	return s.sendPaper(c, paperName("epreuve", p, openingID, ".pdf"), true, func(w io.Writer) error {
		return programme.WriteProof(w, p, openingID, programme.Spec{})
	})
}
