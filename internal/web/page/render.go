package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/text"
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
	Description string // for search engines and for whoever shares the page
	Path        string
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

// parsePages reads every page of every noun, <noun>/<page>.html.
func parsePages() (map[string]*templateSet, error) {
	shared, err := template.New("layout.html").Funcs(functions()).ParseFS(templates.Files, "layout.html", "partial/*.html")
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
	page, err := k.Execute(name, "layout.html", data)
	if err != nil {
		return err
	}
	if status >= http.StatusBadRequest && status != http.StatusUnauthorized && c.Request.Method == http.MethodPost {
		page = typedOf(c).keptIn(page, k.Voice(c))
	}
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "private, no-cache")
	}
	Send(c, status, "text/html; charset=utf-8", page)
	return nil
}

// Fragment renders one named template of a page, for requests by JavaScript.
func (k *Kit) Fragment(c *gin.Context, pageName, templateName string, data any) error {
	part, err := k.Execute(pageName, templateName, data)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "text/html; charset=utf-8", part)
	return nil
}

// Execute renders one template of a page in memory.
func (k *Kit) Execute(pageName, templateName string, data any) ([]byte, error) {
	p, ok := k.pages[pageName]
	if !ok {
		return nil, fmt.Errorf("no page %q", pageName)
	}
	var b bytes.Buffer
	if err := p.set.ExecuteTemplate(&b, templateName, data); err != nil {
		return nil, fmt.Errorf("rendering %s of %s: %w", templateName, pageName, err)
	}
	return b.Bytes(), nil
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
		Voice: voice, Title: title, Path: c.Request.URL.Path, Base: k.Base.String(),
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

// Voice returns the language of a page.
func (k *Kit) Voice(*gin.Context) *catalogue.Voice { return catalogue.In("fr") }

// layoutAway is the layout of a page that is made while the database does not
// answer: of the place as it was last read, for nobody in particular. It
// returns false before there was any.
func (k *Kit) layoutAway(r *http.Request, title string) (Layout, bool) {
	last, known := k.Public.Current()
	if !known {
		return Layout{}, false
	}
	l := k.Ready().layout(r.URL.Path, last)
	l.Title, l.RequestID = title, RequestID(r)
	return l, true
}

func asset(name string) string { return static.URL(name) }
