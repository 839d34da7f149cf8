package account

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/web/page"
)

// Mailboxes shows the mails that the demonstration sent to itself.
type Mailboxes struct{ *page.Kit }

type mailboxPage struct {
	page.Layout
	Mails []mail.Received
}

// show lists the mails that the demonstration sent to itself.
func (h Mailboxes) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("mailbox.title"))
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "mailbox/list", mailboxPage{layout, h.Mailbox.Mails()})
}

type mailPage struct {
	page.Layout
	Mail  mail.Received
	Parts []mailPart
}

// mailPart is a stretch of a mail's text: words, or an address to follow.
type mailPart struct{ Words, Link string }

// mail shows one mail: its words, with links to follow, and its HTML in
// a frame that may do nothing.
func (h Mailboxes) mail(c *gin.Context) error {
	number, err := page.ID[int64](c, "mail")
	if err != nil {
		return err
	}
	m, found := h.Mailbox.Mail(int(number))
	if !found {
		return jema.NotFound("mail.missing")
	}
	layout, err := h.Layout(c, m.Subject)
	if err != nil {
		return err
	}
	// The frame takes this page's policy over: the mail's own style is let
	// through, on this page of the demonstration alone.
	policy := c.Writer.Header().Get("Content-Security-Policy")
	c.Header("Content-Security-Policy", strings.Replace(policy, "style-src 'self'", "style-src 'self' 'unsafe-inline'", 1))
	c.Header("Cache-Control", "no-store")
	return h.Render(c, http.StatusOK, "mailbox/show", mailPage{layout, m, mailParts(m.Text)})
}

var mailLink = regexp.MustCompile(`https?://[^\s<>"]+`)

func mailParts(s string) (parts []mailPart) {
	for {
		at := mailLink.FindStringIndex(s)
		if at == nil {
			return append(parts, mailPart{Words: s})
		}
		parts = append(parts, mailPart{Words: s[:at[0]]}, mailPart{Link: s[at[0]:at[1]]})
		s = s[at[1]:]
	}
}
