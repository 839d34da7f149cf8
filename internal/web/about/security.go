package about

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// securityMonths is how long a reader may rely on security.txt: RFC 9116 advises
// less than a year.
const securityMonths = 6

// securityShow specifies where a weakness is reported (RFC 9116), when the territory
// has set an address for it.
func (h Abouts) securityShow(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	if place.Territory.SecurityContact == "" {
		return jema.NotFound("error.not_found")
	}
	expires := h.Now().UTC().Truncate(24*time.Hour).AddDate(0, securityMonths, 0)
	c.Header("Cache-Control", "public, max-age=3600")
	c.String(http.StatusOK, fmt.Sprintf("Contact: %s\nExpires: %s\nPreferred-Languages: fr, en\nCanonical: "+
		"%s/.well-known/security.txt\n",
		place.Territory.SecurityContact, expires.Format(time.RFC3339), h.Links.Base()))
	return nil
}
