package page

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// clockKey is where a request holds the site's clock.
const clockKey = "clock"

// noticeLasts is how long after an action its notice may be shown: the time of
// a redirect over a slow line. An address that is opened again later, from the
// history or a bookmark, shows what is so, without the notice.
const noticeLasts = time.Minute

// noticeDone and noticeTime are where an address has the key of a notice, and the
// second of the action.
const noticeDone, noticeTime = "fait", "le"

func now(c *gin.Context) time.Time { return c.MustGet(clockKey).(func() time.Time)() }

// noticeStamp is the second of the action, for the address of the redirect.
func noticeStamp(c *gin.Context) string { return strconv.FormatInt(now(c).Unix(), 36) }

// notice returns the sentence that follows an action, "" where the address is
// not that of the redirect. The address carries a key, never a sentence.
func notice(c *gin.Context, voice *catalogue.Voice) string {
	done := c.Query(noticeDone)
	at, err := strconv.ParseInt(c.Query(noticeTime), 36, 64)
	if done == "" || err != nil || !voice.Has("notice."+done) {
		return ""
	}
	if age := now(c).Sub(time.Unix(at, 0)); age < -noticeLasts || age > noticeLasts {
		return ""
	}
	return voice.Say("notice." + done)
}

// noticeStatus is the status of a booking in which a notice about it is true;
// one that is not listed is true of every live booking.
var noticeStatus = map[string]jema.BookingStatus{
	"reserve": jema.Confirmed, "accepte": jema.Confirmed, "deplace": jema.Confirmed, "attente": jema.Waiting,
	"annule": jema.BookingCancelled, "refuse": jema.BookingCancelled, "quitte": jema.BookingCancelled,
}

// NoticeHolds reports whether a notice is true of a booking as it is now.
func NoticeHolds(done string, status jema.BookingStatus) bool {
	if want, listed := noticeStatus[done]; listed {
		return status == want
	}
	return status != jema.BookingCancelled
}
