package web

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/programme"
	"jema/internal/text"
)

// programmeDownload sends a commune's programme, made of what is approved now.
func (s *Site) programmeDownload(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	p, err := s.Store.Programme(c.Request.Context(), place.Edition, text.Line(c.Param("insee")), s.Now())
	if err != nil {
		return err
	}
	pdf, err := s.printed(c.Request.Context(), p)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(pdf)
	h := c.Writer.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+programmeName(p)+`"`)
	h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	h.Set("Cache-Control", "no-cache") // asked for again each time, sent again when it has changed
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(pdf))
	return nil
}

// printed makes a programme; it takes a processor while it does, so that only
// a few are made at once.
func (s *Site) printed(ctx context.Context, p jema.Programme) ([]byte, error) {
	select {
	case s.presses <- struct{}{}:
		defer func() { <-s.presses }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var b bytes.Buffer
	if err := programme.Write(&b, p, programme.Spec{}); err != nil {
		return nil, fmt.Errorf("printing the programme of %s: %w", p.Commune.INSEE, err)
	}
	return b.Bytes(), nil
}

// programmeName is the file's name, programme-romans-sur-isere-2027.pdf.
func programmeName(p jema.Programme) string {
	return "programme-" + text.Slug(p.Commune.Name) + "-" + strconv.Itoa(p.Edition.Year) + ".pdf"
}

type programmePage struct {
	Layout
	Communes []postgres.CommuneCount
	With     int // communes where something opens
	Openings int
}

// programmeList shows every commune with its programme.
func (s *Site) programmeList(c *gin.Context) error {
	layout, err := s.layout(c, s.voice(c).Say("programme.list_title"))
	if err != nil {
		return err
	}
	p := programmePage{Layout: layout}
	if p.Communes, err = s.Store.CommuneCounts(c.Request.Context(), layout.Edition); err != nil {
		return err
	}
	for _, x := range p.Communes {
		p.Openings += x.Openings
		if x.Openings > 0 {
			p.With++
		}
	}
	return s.render(c, http.StatusOK, "programme/list", p)
}

// programmeArchive sends the programmes of all communes where something opens,
// one after the other as they are made.
func (s *Site) programmeArchive(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	all, err := s.Store.Programmes(c.Request.Context(), place.Edition, s.Now())
	if err != nil {
		return err
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="programmes-`+strconv.Itoa(place.Edition.Year)+`.zip"`)
	h.Set("Cache-Control", "no-store")
	if c.Request.Method == http.MethodHead {
		return nil
	}
	if err := s.writeArchive(c, all); err != nil {
		// Half of it is on its way: only a connection that breaks says so.
		s.Log.Error("programmes not sent", "id", requestID(c.Request), "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// archiveStep is how long one programme may take to make and to send.
const archiveStep = time.Minute

func (s *Site) writeArchive(c *gin.Context, all []jema.Programme) error {
	out := zip.NewWriter(c.Writer)
	connection := http.NewResponseController(c.Writer)
	for _, p := range all {
		if len(p.Entries) == 0 {
			continue
		}
		pdf, err := s.printed(c.Request.Context(), p)
		if err != nil {
			return err
		}
		_ = connection.SetWriteDeadline(time.Now().Add(archiveStep)) // a test's recorder has none
		file, err := out.CreateHeader(&zip.FileHeader{Name: programmeName(p), Method: zip.Store, Modified: p.AsOf})
		if err == nil {
			_, err = file.Write(pdf)
		}
		if err == nil {
			err = out.Flush()
		}
		if err != nil {
			return err
		}
		_ = connection.Flush()
	}
	return out.Close()
}
