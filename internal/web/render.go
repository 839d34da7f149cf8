package web

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

// page is one template set: the layout, the partials, and one page. In a
// shared set the last "content" would win everywhere.
type page struct{ set *template.Template }

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
	marked      bool              // for the shelf: marks stand where places are counted
}

// T says a sentence of the catalogue; args are pairs of name and value.
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

// Contact says how the organisers are reached: « 04 65 71 00 12, a@b.fr ».
func (l Layout) Contact() string {
	var ways []string
	for _, way := range []string{l.Territory.ContactPhone, l.Territory.ContactEmail} {
		if way != "" {
			ways = append(ways, text.Typeset(way))
		}
	}
	return strings.Join(ways, ", ")
}

// Fault is what is wrong with a field, said.
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
func parsePages() (map[string]*page, error) {
	shared, err := template.New("layout.html").Funcs(functions()).ParseFS(templates.Files, "layout.html", "partial/*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the layout: %w", err)
	}
	names, err := fs.Glob(templates.Files, "*/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*page{}
	for _, name := range names {
		if dir := path.Dir(name); dir == "partial" || dir == "mail" {
			continue
		}
		set, err := template.Must(shared.Clone()).ParseFS(templates.Files, name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		pages[strings.TrimSuffix(name, ".html")] = &page{set}
	}
	return pages, nil
}

// render makes the page in memory first: a template that fails sends an error
// page, never half a page with status 200.
func (s *Site) render(c *gin.Context, status int, name string, data any) error {
	page, err := s.execute(name, "layout.html", data)
	if err != nil {
		return err
	}
	if status >= http.StatusBadRequest && status != http.StatusUnauthorized && c.Request.Method == http.MethodPost {
		page = typedOf(c).keptIn(page, s.voice(c))
	}
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "private, no-cache")
	}
	send(c, status, "text/html; charset=utf-8", page)
	return nil
}

// fragment renders one named template of a page, for what JavaScript asks.
func (s *Site) fragment(c *gin.Context, pageName, templateName string, data any) error {
	part, err := s.execute(pageName, templateName, data)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "text/html; charset=utf-8", part)
	return nil
}

func (s *Site) execute(pageName, templateName string, data any) ([]byte, error) {
	p, ok := s.pages[pageName]
	if !ok {
		return nil, fmt.Errorf("no page %q", pageName)
	}
	var b bytes.Buffer
	if err := p.set.ExecuteTemplate(&b, templateName, data); err != nil {
		return nil, fmt.Errorf("rendering %s of %s: %w", templateName, pageName, err)
	}
	return b.Bytes(), nil
}

// layout gathers what every page shows. title is a sentence, already said.
func (s *Site) layout(c *gin.Context, title string) (Layout, error) {
	place, err := s.place(c)
	if err != nil {
		return Layout{}, err
	}
	account, err := s.account(c)
	if err != nil {
		return Layout{}, err
	}
	voice := s.voice(c)
	l := Layout{
		Voice: voice, Title: title, Path: c.Request.URL.Path, Base: s.Base.String(),
		Territory: place.Territory, Edition: place.Edition, Account: account, RequestID: requestID(c.Request),
		Shown: place.Shown, Years: place.Years,
		marked: c.GetBool("marked"),
	}
	if account != nil {
		if l.Unsent, err = s.Store.ParkedForms(c.Request.Context(), place.Territory.ID, account.ID, s.Now()); err != nil {
			return l, err
		}
	}
	l.Notice = notice(c, voice)
	return l, nil
}

func (s *Site) voice(*gin.Context) *catalogue.Voice { return catalogue.In("fr") }

// layoutAway is the layout of a page that is made while the database does not
// answer: of the place as it was last known, for nobody in particular. It
// returns false before there was any.
func (s *Site) layoutAway(r *http.Request, title string) (Layout, bool) {
	last := s.lastPlace.Load()
	if last == nil {
		return Layout{}, false
	}
	return Layout{Voice: catalogue.In("fr"), Title: title, Path: r.URL.Path, Base: s.Base.String(), Territory: last.Territory,
		Edition: last.Edition, Shown: last.Shown, Years: last.Years, RequestID: requestID(r)}, true
}

func asset(name string) string { return static.URL(name) }

// Without returns the layout without its problem, if problem is true.
func (l Layout) Without(problem bool) Layout {
	if problem {
		l.Problem = nil
	}
	return l
}
