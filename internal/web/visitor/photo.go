package visitor

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Photos sends workshops' pictures.
type Photos struct {
	*page.Kit
	drawing *sync.Mutex // held while a preview is drawn
}

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
// the picture's fingerprint: its bytes never change.
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
		if out, err = h.preview(photo, width); err != nil {
			return err
		}
	}
	return h.send(c, found, out)
}

// preview returns what is sent of a picture in a width that is not made yet: never more
// than that width needs. The smallest is drawn at once, one at a time.
func (h Photos) preview(photo jema.Photo, width int) (out sent, err error) {
	out = sent{size: strconv.Itoa(width) + "p", format: "jpeg"}
	switch {
	case width > previewMost:
		out.data = photo.Large
	case width > jema.PhotoWidths[0]:
		out.data = photo.Small
	default:
		h.drawing.Lock()
		defer h.drawing.Unlock()
		out.data, err = picture.Preview(photo.Small, width)
	}
	return out, err
}

// previewMost is the widest picture for which Small serves.
const previewMost = 960

// found returns the picture of the address, where the requester may see it.
func (h Photos) found(c *gin.Context, size jema.PhotoSize) (p postgres.SizedPhoto,
	territoryID jema.TerritoryID, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, 0, err
	}
	n, err := page.ID[jema.PhotoID](c, "photo")
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
		c.Header("Cache-Control", h.cachedFor(p.Photo, pictureCached))
	default:
		c.Header("Cache-Control", h.cachedFor(p.Photo, 5*time.Minute))
	}
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.Data(http.StatusOK, "image/"+out.format, out.data)
	return nil
}

// pictureCached is how long the bytes of one address may be cached: a photo that is
// taken off the site is gone from every cache after a day.
const pictureCached = 24 * time.Hour

// cachedFor is the Cache-Control of a public photo: most at the longest, and never
// beyond the end of the right to use it.
func (h Photos) cachedFor(photo jema.Photo, most time.Duration) string {
	if !photo.RightsEnd.IsZero() {
		most = min(most, max(photo.RightsEnd.Sub(h.Now()), 0))
	}
	return "public, max-age=" + strconv.Itoa(int(most.Seconds()))
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
