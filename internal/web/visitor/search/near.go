package search

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/text"
)

const (
	// addressesMost is how many addresses are suggested.
	addressesMost = 8
	// addressLeast is how many letters are typed before any is.
	addressLeast = 4
	// addressMost is how many letters are looked at.
	addressMost = 100
)

// Addresses suggests the territory's own addresses that begin with what is typed into the
// field « autour de », as a JSON list of lines.
func (h Lists) Addresses(c *gin.Context) error {
	state, err := h.Public.State(c.Request.Context())
	if err != nil {
		return err
	}
	list := []string{}
	if typed := text.Line(c.Query("q")); text.Length(typed) >= addressLeast && text.Length(typed) <= addressMost {
		if err := h.Suggestions.allow(h.ClientAddress(c.Request), h.Now()); err != nil {
			return err
		}
		found, err := h.Store.FindAddresses(c.Request.Context(), state.Place.Territory.ID, typed, addressesMost)
		if err != nil {
			return err
		}
		for _, a := range found {
			list = append(list, a.String())
		}
	}
	c.Header("Cache-Control", "private, max-age=300")
	c.JSON(http.StatusOK, list)
	return nil
}
