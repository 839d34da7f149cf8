package visitor

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Photos sends workshops' pictures.
type Photos struct{ *page.Kit }

// show sends a workshop's picture whole, small where that is requested.
func (h Photos) show(c *gin.Context) error {
	found, territoryID, err := h.found(c, jema.PhotoSize{})
	if err != nil {
		return err
	}
	photo, err := h.Store.Photo(c.Request.Context(), territoryID, found.ID)
	if err != nil {
		return err
	}
	data, size := photo.Large, "l"
	if c.Query("taille") == "petite" {
		data, size = photo.Small, "s"
	}
	lasting := c.Query("v") == hex.EncodeToString(photo.SHA256[:4])
	return h.send(c, found, sent{data: data, size: size, format: "jpeg", lasting: lasting})
}

// showSize sends a picture in one of its widths, as JPEG or WebP. Its address holds
// the picture's fingerprint: it never changes, and may be cached for ever.
func (h Photos) showSize(c *gin.Context) error {
	name, format, _ := strings.Cut(c.Param("size"), ".")
	wide, print, _ := strings.Cut(name, "-")
	width, err := strconv.Atoi(wide)
	if err != nil || format != "jpeg" && format != "webp" {
		return jema.NotFound("photo.missing")
	}
	found, territoryID, err := h.found(c, jema.PhotoSize{Width: width, Format: format})
	if err != nil {
		return err
	}
	if print != hex.EncodeToString(found.SHA256[:4]) || !slices.Contains(found.Widths(), width) {
		return jema.NotFound("photo.missing")
	}
	out := sent{data: found.Data, size: name, format: format, lasting: true}
	if out.data == nil { // not made yet
		photo, err := h.Store.Photo(c.Request.Context(), territoryID, found.ID)
		if err != nil {
			return err
		}
		out = sent{data: photo.Large, size: "l", format: "jpeg"}
	}
	return h.send(c, found, out)
}

// found finds the picture of the address, where whoever asks may see it.
func (h Photos) found(c *gin.Context, size jema.PhotoSize) (p postgres.SizedPhoto, territoryID int64, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, 0, err
	}
	n, err := page.ID(c, "photo")
	if err != nil {
		return p, 0, err
	}
	p, err = h.Store.PhotoSize(c.Request.Context(), place.Territory.ID, n, size)
	if err == nil && !h.isPublic(p) {
		err = h.mayPreview(c, p.Photo)
	}
	return p, place.Territory.ID, err
}

// isPublic reports whether everybody may see a picture.
func (h Photos) isPublic(p postgres.SizedPhoto) bool { return p.IsPublic && p.OnSite(h.Now()) }

// sent is a picture as it is sent.
type sent struct {
	data         []byte
	size, format string
	lasting      bool // the address is of these bytes alone
}

func (h Photos) send(c *gin.Context, p postgres.SizedPhoto, out sent) error {
	tag := `"` + hex.EncodeToString(p.SHA256[:8]) + out.size + out.format[:1] + `"`
	c.Header("ETag", tag)
	switch {
	case !h.isPublic(p):
		c.Header("Cache-Control", "private, no-cache")
	case out.lasting:
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	default:
		c.Header("Cache-Control", "public, max-age=300")
	}
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.Data(http.StatusOK, "image/"+out.format, out.data)
	return nil
}

// mayPreview lets whoever may write a workshop see a picture that is not
// public; for others it is not there.
func (h Photos) mayPreview(c *gin.Context, photo jema.Photo) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	if account != nil && h.Store.EntrustedWorkshop(c.Request.Context(), *account, photo.WorkshopID) == nil {
		return nil
	}
	return jema.NotFound("photo.missing")
}
