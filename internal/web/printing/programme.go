package printing

import (
	"archive/zip"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// Programmes shows programmes before they are printed, and sends them.
type Programmes struct{ *printer }

// download sends a commune's programme for the screen, made of what
// is approved now, as the organisers have set it.
func (h Programmes) download(c *gin.Context) error {
	p, err := h.pressAsSet(c, c.Param("insee"))
	if err != nil {
		return err
	}
	pdf, _, err := h.made(c.Request.Context(), p, jema.ForScreen)
	if err != nil {
		return err
	}
	servePDF(c, pdf, p.fileName(jema.ForScreen, p.one.Edition.Year), "inline")
	return nil
}

// archive sends the programmes of the communes that are ticked, or of
// all where something opens, one after the other as they are made:
// « ?commune=26281&pour=presse ».
func (h Programmes) archive(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	set, err := h.Store.Printing(ctx, place.Territory.ID, place.Edition.ID)
	if err != nil {
		return err
	}
	spec, err := h.specOf(ctx, place.Territory.ID, set)
	if err != nil {
		return err
	}
	all, err := h.Store.Programmes(ctx, place.Edition, h.Now())
	if err != nil {
		return err
	}
	chosen := c.QueryArray("commune")
	var wanted []press
	for _, one := range all {
		if len(one.Entries) > 0 && (len(chosen) == 0 || slices.Contains(chosen, one.Commune.INSEE)) {
			wanted = append(wanted, press{Key: one.Commune.INSEE, Name: one.Commune.Name, one: one, spec: spec})
		}
	}
	edition := requestedVariant(c)
	return h.sendArchive(c, "programmes-"+strconv.Itoa(place.Edition.Year)+"-"+pressFiles[edition],
		func(out *zip.Writer) error {
			for _, p := range wanted {
				pdf, _, err := h.made(ctx, p, edition)
				if err == nil {
					err = intoArchive(c, out, p.fileName(edition, place.Edition.Year), p.one.AsOf, pdf)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
}

// requestedVariant reads « ?pour=presse »; the screen's if it is not given.
func requestedVariant(c *gin.Context) jema.MadeFor {
	for e, name := range pressFiles {
		if c.Query("pour") == name {
			return e
		}
	}
	return jema.ForScreen
}

// sendArchive sends files as they are made.
func (h *printer) sendArchive(c *gin.Context, name string, fill func(*zip.Writer) error) error {
	header := c.Writer.Header()
	header.Set("Content-Type", "application/zip")
	header.Set("Content-Disposition", `attachment; filename="`+name+`.zip"`)
	header.Set("Cache-Control", "private, no-store")
	if c.Request.Method == http.MethodHead {
		return nil
	}
	out := zip.NewWriter(c.Writer)
	err := fill(out)
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		// Half of it is on its way: only a broken connection reports it.
		h.Log.Error("programmes not sent", "id", page.RequestID(c.Request), "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// archiveStep is how long one programme may take to make and to send.
const archiveStep = time.Minute

func intoArchive(c *gin.Context, out *zip.Writer, name string, made time.Time, pdf []byte) error {
	connection := http.NewResponseController(c.Writer)
	_ = connection.SetWriteDeadline(time.Now().Add(archiveStep)) // a test's recorder has none
	file, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: made})
	if err == nil {
		_, err = file.Write(pdf)
	}
	if err == nil {
		err = out.Flush()
	}
	_ = connection.Flush()
	return err
}
