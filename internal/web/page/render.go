package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzip"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/web/public"
	"jema/static"
	"jema/templates"
)

// templateSet is one template set: the layout, the partials, and one page. In a
// shared set the last "content" would win everywhere.
type templateSet struct{ set *template.Template }

// Layout is what every page has; a page's own data embeds it.
type Layout struct {
	Voice       *catalogue.Voice
	Title       string
	Description string      // for search engines and for whoever shares the page; others have none
	Picture     string      // path of the picture that it is shared with, "" for the territory's
	Structured  template.JS // what it is about, as JSON-LD
	Path        string
	Address     string // of the page with its query, without its language
	Listed      bool   // search engines may list it
	Base        string
	Territory   jema.Territory
	Edition     jema.Edition // of what the page shows
	Shown       jema.Edition // that visitors are shown
	Years       []int        // of all editions, the latest first
	Account     *jema.Account
	Notice      string // said above the content after an action
	RequestID   string
	Unsent      []jema.ParkedForm // what the account typed when its session was over
	Problem     *jema.Error       // what keeps a form from being accepted
	shared      bool              // of a ready-made page: marks where something differs
}

// T returns a sentence of the catalogue; args are pairs of name and value.
func (l Layout) T(key string, args ...any) string { return l.Voice.Say(key, args...) }

// When writes the day and the hours of a visit: « samedi 10 avril, de 14 h à 15 h ».
func (l Layout) When(i jema.Interval) string { return l.Voice.When(i.Span(l.Edition.Zone)) }

// Moment writes a day and the time of it: « samedi 20 mars à 9 h ».
func (l Layout) Moment(t time.Time) string { return l.Voice.Moment(t, l.Edition.Zone) }

// DayMoment is Moment with the year.
func (l Layout) DayMoment(t time.Time) string { return l.Voice.DayMoment(t, l.Edition.Zone) }

// SharingPicture returns the address of the picture that networks show of the page.
func (l Layout) SharingPicture() string {
	if l.Picture == "" {
		return l.Base + l.Voice.Prefix() + "/partage.png"
	}
	return l.Base + l.Voice.Prefix() + l.Picture
}

// Short returns the address of an opening that is short enough to be read aloud.
func (l Layout) Short(opening jema.OpeningID) string {
	return l.Base + "/o/" + strconv.FormatInt(int64(opening), 10)
}

// Subscription returns the address at which a calendar program subscribes to the
// calendar of a path.
func (l Layout) Subscription(path string) template.URL {
	_, host, _ := strings.Cut(l.Base, "://")
	return template.URL("webcal://" + host + l.Voice.Prefix() + path) //nolint:gosec // the site's own address
}

// Wrong returns what is wrong with a field, "" when nothing is.
func (l Layout) Wrong(field string) string {
	if l.Problem == nil {
		return ""
	}
	for _, f := range l.Problem.Fields {
		if f.Field == field {
			return l.Voice.ExplainField(f)
		}
	}
	return ""
}

// Refusal returns the sentence above a form that was not accepted.
func (l Layout) Refusal() string {
	if l.Problem == nil {
		return ""
	}
	return l.Voice.Explain(l.Problem)
}

// Contact specifies how the organisers are reached: « 04 65 71 00 12, a@b.fr ».
func (l Layout) Contact() string {
	var ways []string
	for _, way := range []string{l.Territory.ContactPhone, l.Territory.ContactEmail} {
		if way != "" {
			ways = append(ways, text.Typeset(way))
		}
	}
	return strings.Join(ways, ", ")
}

// Fault is what is wrong with a field, as a sentence.
type Fault struct{ Field, Message string }

// Faults returns what is wrong with a form's fields, in their order.
func (l Layout) Faults() []Fault {
	if l.Problem == nil {
		return nil
	}
	faults := make([]Fault, len(l.Problem.Fields))
	for i, f := range l.Problem.Fields {
		faults[i] = Fault{f.Field, l.Voice.ExplainField(f)}
	}
	return faults
}

// parsedPages returns every page of every noun, <noun>/<page>.html, for each language. They
// are parsed once: the sites of a process share them, since nothing in them is of one site.
var parsedPages = sync.OnceValues(parsePages)

func parsePages() (map[string]map[string]*templateSet, error) {
	all := map[string]map[string]*templateSet{}
	for _, language := range catalogue.Languages {
		pages, err := parsePagesIn(catalogue.In(language))
		if err != nil {
			return nil, err
		}
		all[language] = pages
	}
	return all, nil
}

func parsePagesIn(v *catalogue.Voice) (map[string]*templateSet, error) {
	shared, err := template.New("layout.html").Funcs(functions(v)).ParseFS(templates.Files, "layout.html",
		"partial/*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the layout: %w", err)
	}
	names, err := fs.Glob(templates.Files, "*/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*templateSet{}
	for _, name := range names {
		if dir := path.Dir(name); dir == "partial" || dir == "mail" {
			continue
		}
		set, err := template.Must(shared.Clone()).ParseFS(templates.Files, name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		pages[strings.TrimSuffix(name, ".html")] = &templateSet{set}
	}
	return pages, nil
}

// Render makes the page in memory first: a template that fails sends an error
// page, never half a page with status 200.
func (k *Kit) Render(c *gin.Context, status int, name string, data any) error {
	page, err := k.Execute(k.Voice(c), name, "layout.html", data)
	if err != nil {
		return err
	}
	if status >= http.StatusBadRequest && status != http.StatusUnauthorized && c.Request.Method == http.MethodPost {
		page = typedOf(c).refilledIn(page, k.Voice(c))
	}
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "private, no-cache")
	}
	Send(c, status, "text/html; charset=utf-8", page)
	return nil
}

// Fragment renders one named template of a page, for requests by JavaScript.
func (k *Kit) Fragment(c *gin.Context, pageName, templateName string, data any) error {
	part, err := k.Execute(k.Voice(c), pageName, templateName, data)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "text/html; charset=utf-8", part)
	return nil
}

// Execute renders one template of a page in memory, in a language; its links stay
// in it.
func (k *Kit) Execute(v *catalogue.Voice, pageName, templateName string, data any) ([]byte, error) {
	p, ok := k.pages[v.Language][pageName]
	if !ok {
		return nil, fmt.Errorf("no page %q", pageName)
	}
	var b bytes.Buffer
	if err := p.set.ExecuteTemplate(&b, templateName, data); err != nil {
		return nil, fmt.Errorf("rendering %s of %s: %w", templateName, pageName, err)
	}
	return localLinks(b.Bytes(), v.Prefix()), nil
}

// Layout gathers what every page shows. title is a sentence in the reader's language.
func (k *Kit) Layout(c *gin.Context, title string) (Layout, error) {
	place, err := k.Place(c)
	if err != nil {
		return Layout{}, err
	}
	account, err := k.Account(c)
	if err != nil {
		return Layout{}, err
	}
	voice := k.Voice(c)
	l := Layout{
		Voice: voice, Title: title, Path: c.Request.URL.Path, Address: addressOf(c), Base: k.Base.String(),
		Listed:    account == nil && isListed(c),
		Territory: place.Territory, Edition: place.Edition, Account: account, RequestID: RequestID(c.Request),
		Shown: place.Shown, Years: place.Years,
	}
	if account != nil {
		if l.Unsent, err = k.Store.ParkedForms(c.Request.Context(), place.Territory.ID, account.ID, k.Now()); err != nil {
			return l, err
		}
	}
	l.Notice = notice(c, voice)
	return l, nil
}

// layoutAway is the layout of a page that is made while the database does not
// answer: of the place as it was last read, for nobody in particular. It
// returns false before there was any.
func (k *Kit) layoutAway(r *http.Request, title string) (Layout, bool) {
	last, known := k.Public.Current()
	if !known {
		return Layout{}, false
	}
	l := k.Ready().layout(catalogue.In(Language(r)), r.URL.Path, last)
	l.Title, l.RequestID = title, RequestID(r)
	return l, true
}

func asset(name string) string { return static.URL(name) }

var gzips = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return w }}

// Send answers with text, compressed where the browser takes it. What holds a
// secret beside what somebody typed (no-store) is sent as it is: its length
// under compression would reveal the secret.
func Send(c *gin.Context, status int, contentType string, data []byte) {
	c.Header("Vary", "Accept-Encoding, Cookie")
	if len(data) < 1024 || c.Writer.Header().Get("Cache-Control") == "no-store" ||
		!public.TakesGzip(c.GetHeader("Accept-Encoding")) {
		c.Data(status, contentType, data)
		return
	}
	c.Header("Content-Encoding", "gzip")
	c.Header("Content-Type", contentType)
	c.Status(status)
	w := gzips.Get().(*gzip.Writer)
	defer gzips.Put(w)
	w.Reset(c.Writer)
	if _, err := w.Write(data); err != nil {
		return // the browser has gone
	}
	_ = w.Close()
}
