package web

import (
	"encoding/hex"
	"net/http"

	"github.com/gin-gonic/gin"
)

// photoShow sends a workshop's picture, small where it is asked for. Its
// address carries its fingerprint, so that it may be kept for ever.
func (s *Site) photoShow(c *gin.Context) error {
	place, err := s.place(c)
	if err != nil {
		return err
	}
	n, err := id(c, "photo")
	if err != nil {
		return err
	}
	photo, err := s.Store.Photo(c.Request.Context(), place.Territory.ID, n)
	if err != nil {
		return err
	}
	data, size := photo.Large, "l"
	if c.Query("taille") == "petite" {
		data, size = photo.Small, "s"
	}
	tag := `"` + hex.EncodeToString(photo.SHA256[:8]) + size + `"`
	c.Header("ETag", tag)
	if c.Query("v") == hex.EncodeToString(photo.SHA256[:4]) {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		c.Header("Cache-Control", "public, max-age=300")
	}
	if c.GetHeader("If-None-Match") == tag {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.Data(http.StatusOK, "image/jpeg", data)
	return nil
}
