package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// messagesShown is how many messages a page lists.
const messagesShown = 50

// messageListPage is the list of messages sent or about to be.
type messageListPage struct {
	page.Layout
	Filter          postgres.MessageFilter
	Statuses        []statusLink
	Kinds, Channels []page.Option
	Lines           []messageLine
	Backlog         []string // what is due and has not left, a sentence each
	Newer, Older    string   // addresses, "" when there is nothing there
}

// statusLink leads to the messages of one status; Count is "" where all
// that ever was would have to be counted.
type statusLink struct {
	Label, Count, Link string
	Current            bool
}

// messageLine is a message with its status in words.
type messageLine struct {
	postgres.MessageLine
	layout page.Layout
}

// StatusText is the status in words; a call is not sent.
func (l messageLine) StatusText() string {
	if l.Status == jema.StatusSent && l.Channel == jema.ChannelCall {
		return l.layout.T("message.status.by_phone")
	}
	return l.layout.T("message.status." + string(l.Status))
}

// Tone is the class of the status tag.
func (l messageLine) Tone() string {
	switch l.Status {
	case jema.StatusSent:
		return " done"
	case jema.StatusRetrying, jema.StatusParked:
		return " attention"
	case jema.StatusUndeliverable:
		return " wrong"
	}
	return ""
}

// Reason is the sentence of what went wrong: one of the program's own, or what
// was written of an answer from outside.
func (l messageLine) Reason() string {
	sentence, _, _ := strings.Cut(l.Why, "\n")
	if slices.Contains(jema.MessageReasons, sentence) {
		return l.layout.T(sentence)
	}
	return text.Typeset(sentence)
}

// Detail is what the other side answered in its own words, "" when nothing.
func (l messageLine) Detail() string { _, detail, _ := strings.Cut(l.Why, "\n"); return detail }

// list shows the messages of the territory, the newest first.
func (h Messages) list(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("message.title"))
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	p := messageListPage{Layout: layout, Filter: messageFilter(c)}
	counts, err := h.Store.MessageCounts(ctx, layout.Territory.ID)
	if err != nil {
		return err
	}
	p.choices(counts)
	now := h.Now()
	backlog, err := h.Store.MessageBacklog(ctx, layout.Territory.ID, now)
	if err != nil {
		return err
	}
	for _, b := range backlog {
		p.Backlog = append(p.Backlog, h.Voice(c).Backlog(b, now))
	}
	found, err := h.Store.Messages(ctx, layout.Territory.ID, p.Filter)
	if err != nil {
		return err
	}
	if p.Filter.Before != 0 {
		p.Newer = p.link(func(f *postgres.MessageFilter) { f.Before = 0 })
	}
	if len(found) > messagesShown {
		found = found[:messagesShown]
		p.Older = p.link(func(f *postgres.MessageFilter) { f.Before = found[messagesShown-1].ID })
	}
	for _, m := range found {
		p.Lines = append(p.Lines, messageLine{m, layout})
	}
	c.Header("Cache-Control", "no-store") // names and addresses
	return h.Render(c, http.StatusOK, "message/list", p)
}

// messageFilter reads what is looked for; what cannot be is left out. One line
// more than is shown reports whether there are older ones.
func messageFilter(c *gin.Context) postgres.MessageFilter {
	f := postgres.MessageFilter{Limit: messagesShown + 1}
	if status := jema.MessageStatus(c.Query("etat")); slices.Contains(jema.MessageStatuses, status) {
		f.Status = status
	}
	if kind := c.Query("genre"); slices.Contains(jema.MessageKinds, kind) {
		f.Kind = kind
	}
	if channel := jema.Channel(c.Query("moyen")); slices.Contains(jema.Channels, channel) {
		f.Channel = channel
	}
	if words := text.Line(c.Query("q")); text.Length(words) <= page.WordsMax {
		f.Words = words
	}
	f.Before = page.TypedID[jema.MessageID](c.Query("avant"))
	return f
}

// choices are the links and the lists to choose from.
func (p *messageListPage) choices(counts map[jema.MessageStatus]int) {
	p.Statuses = []statusLink{{Label: p.T("message.all"), Current: p.Filter.Status == "",
		Link: p.link(func(f *postgres.MessageFilter) { f.Status, f.Before = "", 0 })}}
	for _, status := range jema.MessageStatuses {
		l := statusLink{Label: p.T("message.status." + string(status)), Current: p.Filter.Status == status,
			Link: p.link(func(f *postgres.MessageFilter) { f.Status, f.Before = status, 0 })}
		if status != jema.StatusSent && status != jema.StatusDropped {
			l.Count = text.Number(counts[status])
		}
		p.Statuses = append(p.Statuses, l)
	}
	p.Kinds = page.Options(p.Layout, "message.kind.", jema.MessageKinds)
	p.Channels = page.Options(p.Layout, "message.channel.", jema.Channels)
}

// link is the address of the list with something else looked for.
func (p *messageListPage) link(change func(*postgres.MessageFilter)) string {
	f := p.Filter
	change(&f)
	query := url.Values{}
	for name, value := range map[string]string{"etat": string(f.Status), "genre": f.Kind,
		"moyen": string(f.Channel), "q": f.Words} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if f.Before != 0 {
		query.Set("avant", strconv.FormatInt(int64(f.Before), 10))
	}
	if len(query) == 0 {
		return "/organisation/messages"
	}
	return "/organisation/messages?" + query.Encode()
}
