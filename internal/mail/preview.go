package mail

import (
	"net/mail"
	"strings"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// Words are a letter as it reads, for those who look after messages.
type Words struct {
	Language string
	Subject  string // of a mail only
	Text     string
}

// Preview writes a letter as it would be written at now, by its own channel and
// in its reader's language. Its links are cut short: what it shows opens
// nothing. It returns false for a letter that has no words to show: one that
// signs somebody in, or whose class has moved on to a state that has no letter.
func Preview(l postgres.Letter, ln links.Links, now time.Time) (Words, bool) {
	if l.Message.Kind == jema.MessageSignIn || !catalogue.In("fr").Has("mail."+variant(l)+".subject") {
		return Words{}, false
	}
	words := Words{Language: catalogue.In(l.Language).Language}
	switch l.Message.Channel {
	case jema.ChannelCall:
		words.Language, words.Text = "fr", strings.Join(Script(l, now), "\n\n")
	case jema.ChannelSMS:
		m, err := Short(l, ln, now)
		if err != nil {
			return Words{}, false // no mobile number any more
		}
		words.Text = m.Message
	default:
		m, err := Compose(l, ln, mail.Address{}, now)
		if err != nil {
			return Words{}, false
		}
		words.Subject, words.Text = m.Subject, m.Text
	}
	ln = ln.Under(catalogue.In(words.Language).Prefix())
	manage := ln.ManageToken(l.Booking.Key, l.Booking.Generation)
	words.Text = strings.NewReplacer(ln.Mailed(manage), ln.Booking("…"), manage, "…",
		ln.SchoolToken(l.School.Key, l.School.Generation), "…").Replace(words.Text)
	return words, true
}
