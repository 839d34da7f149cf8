package account

import (
	"math"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// How often a client may try to sign in before it is slowed down: to one
// account, and at all. Behind one client there may be a whole office, so that
// the second is generous. Nothing is counted by account alone: a stranger who
// tries from elsewhere locks nobody out.
const (
	triesToAccount = 10
	triesByClient  = 60
	waitToAccount  = time.Minute
	waitByClient   = 30 * time.Second
	triesForgotten = 15 * time.Minute
)

var errTooMany = jema.Invalid("signin.too_many")

// throttles are those of a way to sign in, for the client of a request and the
// address it typed.
func (h SignIns) throttles(c *gin.Context, way, email string) (account, client postgres.Throttle) {
	from := h.ClientAddress(c.Request)
	account = postgres.Throttle{Key: page.TryKey(way+" to "+h.Territory+"/"+email, from), Free: triesToAccount,
		Most: waitToAccount}
	client = postgres.Throttle{Key: page.TryKey(way+" from", from), Free: triesByClient, Most: waitByClient}
	account.Window, client.Window = triesForgotten, triesForgotten
	return account, client
}

// tried counts one more try to sign in. It returns errTooMany with the seconds
// to wait, which Retry-After names too, when the client has tried too often.
func (h SignIns) tried(c *gin.Context, account, client postgres.Throttle) error {
	wait, err := h.Store.Try(c.Request.Context(), h.Now(), account, client)
	if err != nil || wait == 0 {
		return err
	}
	seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
	c.Header("Retry-After", seconds)
	return jema.Invalid(errTooMany.Message, "n", seconds)
}
