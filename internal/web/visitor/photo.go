package visitor

import (
	"encoding/hex"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// Photos sends workshops' pictures.
type Photos struct{ *page.Kit }

// show sends a workshop's picture, small where that is requested. Its
// address carries its fingerprint, so that it may be cached for ever.
func (h Photos) show(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	n, err := page.ID(c, "photo")
	if err != nil {
		return err
	}
	photo, err := h.Store.Photo(c.Request.Context(), place.Territory.ID, n)
	if err != nil {
		return err
	}
	shown, err := h.Store.WorkshopShown(c.Request.Context(), place.Territory.ID, photo.WorkshopID)
	if err != nil {
		return err
	}
	if !shown {
		if err := h.mayPreview(c, photo); err != nil {
			return err
		}
	}
	data, size := photo.Large, "l"
	if c.Query("taille") == "petite" {
		data, size = photo.Small, "s"
	}
	tag := `"` + hex.EncodeToString(photo.SHA256[:8]) + size + `"`
	c.Header("ETag", tag)
	switch {
	case !shown:
		c.Header("Cache-Control", "private, no-cache")
	case c.Query("v") == hex.EncodeToString(photo.SHA256[:4]):
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	default:
		c.Header("Cache-Control", "public, max-age=300")
	}
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.Data(http.StatusOK, "image/jpeg", data)
	return nil
}

// mayPreview lets a workshop's owner and the organisers see a picture before
// anything of the workshop is public; for others it is not there.
func (h Photos) mayPreview(c *gin.Context, photo jema.Photo) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	if account != nil && slices.Contains(page.Organiser.Roles, account.Role) {
		return nil
	}
	if account != nil && h.Store.OwnsWorkshop(c.Request.Context(), account.TerritoryID, account.ID,
		photo.WorkshopID) == nil {
		return nil
	}
	return jema.NotFound("photo.missing")
}
