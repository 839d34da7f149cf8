package catalogue

import (
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

func TestBacklogInWords(t *testing.T) {
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		b      jema.Backlog
		age    time.Duration
		fr, en string
	}{
		{jema.Backlog{Channel: jema.ChannelEmail, Status: jema.StatusWaiting, Messages: 1}, 59 * time.Second,
			"1 courriel attend de partir, depuis moins d’une minute.", "1 e-mail waits to leave, for less than a minute now."},
		{jema.Backlog{Channel: jema.ChannelEmail, Status: jema.StatusRetrying, Messages: 12}, 3 * time.Minute,
			"12 courriels ne sont pas passés et seront retentés\u00a0: le plus ancien attend depuis 3 minutes.",
			"12 e-mails did not get through and will be tried again: the oldest has waited for 3 minutes."},
		{jema.Backlog{Channel: jema.ChannelSMS, Status: jema.StatusWaiting, Messages: 2}, 47 * time.Hour,
			"2 SMS attendent de partir, le plus ancien depuis 47 heures.",
			"2 text messages wait to leave, the oldest for 47 hours now."},
		{jema.Backlog{Channel: jema.ChannelSMS, Status: jema.StatusRetrying, Messages: 1}, 49 * time.Hour,
			"1 SMS n’est pas passé et sera retenté\u00a0: il attend depuis 2 jours.",
			"1 text message did not get through and will be tried again: it has waited for 2 days."},
	} {
		c.b.Since = now.Add(-c.age)
		// Numbers and their nouns may be bound by spaces that do not break.
		plain := strings.NewReplacer("\u202f", " ", "\u00a0", " ")
		if got := plain.Replace(In("fr").Backlog(c.b, now)); got != strings.ReplaceAll(c.fr, "\u00a0", " ") {
			t.Errorf("%q, want %q", got, c.fr)
		}
		if got := In("en").Backlog(c.b, now); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}
