package page

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/gin-gonic/gin"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// Nothing that somebody typed is lost. Whatever a form is refused with, its
// page comes back as it was sent: handlers that show their form again do so
// with their own means, and what they do not set is filled in by render; where
// a handler has no form to show, formAgain finds the page the form was on.

// TypedForm is a form as it was sent, without passwords and files.
type TypedForm struct {
	jema.ParkedForm
	files []string // fields in which a file was chosen
}

// typedOf returns the form of a request, for as much of it as could be read.
func typedOf(c *gin.Context) TypedForm {
	t := typedIn(c.Request)
	all, _ := c.Value(uploadsKey).(map[string]*Upload)
	for name := range all {
		t.files = append(t.files, name)
	}
	return t
}

func typedIn(r *http.Request) TypedForm {
	t := TypedForm{ParkedForm: jema.ParkedForm{Path: r.URL.Path, Page: cameFrom(r), Fields: map[string][]string{}}}
	for name, values := range r.PostForm {
		if strings.Contains(name, "password") {
			continue
		}
		for _, value := range values {
			t.Fields[name] = append(t.Fields[name], strings.ReplaceAll(strings.ToValidUTF8(value, ""), "\x00", ""))
		}
	}
	return t
}

// cameFrom is the page of this site on which a form was, according to the
// browser; "" without that information.
func cameFrom(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || !strings.EqualFold(from.Host, r.Host) {
		return ""
	}
	return LocalPath(withoutLanguage(from.RequestURI()))
}

// Pages are where the form may be found again: the page it came from, the
// address it was sent to, and those above it.
func (t TypedForm) Pages() []string {
	list := []string{t.Page, t.Path}
	for at := t.Path; strings.Count(at, "/") > 1; {
		at = at[:strings.LastIndex(at, "/")]
		list = append(list, at)
	}
	return slices.DeleteFunc(list, func(page string) bool { return page == "" })
}

// Words are the texts of the form that a person may want back, longest first.
func (t TypedForm) Words() (list []string) {
	for name, values := range t.Fields {
		for _, value := range values {
			if value = strings.TrimSpace(value); len(value) > 1 && !machineField[name] && !slices.Contains(list, value) {
				list = append(list, value)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// machineField names the hidden fields and buttons of the site's forms, which
// nobody typed.
var machineField = map[string]bool{"key": true, "version": true, "state": true, "do": true, "decision": true,
	"suite": true, "parked": true,
	"slot": true, "hold": true, "ends": true, "moyen": true}

type replayed struct{}

// formAgain answers a refused form with the page it was on, filled as it was
// sent, and the sentence above it. It returns false where there is no such page
// or nothing was typed.
func (k *Kit) formAgain(c *gin.Context, status int, t TypedForm, sentence string) bool {
	if c.Request.Context().Value(replayed{}) != nil {
		return false
	}
	for _, at := range t.Pages() {
		page, ok := k.Seen(c, at)
		if !ok {
			continue
		}
		if page, ok = t.Refill(page, Refilling{Hidden: true, Sentence: sentence,
			again: k.Voice(c).Say("form.file_again")}); ok {
			c.Header("Cache-Control", "no-store")
			c.Data(status, "text/html; charset=utf-8", page)
			return true
		}
	}
	return false
}

// Seen returns a page of the site as whoever sent this request sees it.
func (k *Kit) Seen(c *gin.Context, at string) ([]byte, bool) {
	u, err := url.Parse(at)
	if err != nil {
		return nil, false
	}
	r := c.Request.Clone(context.WithValue(c.Request.Context(), replayed{}, true))
	r.Method, r.URL, r.RequestURI, r.Body, r.ContentLength = http.MethodGet, u, at, http.NoBody, 0
	r.Form, r.PostForm, r.MultipartForm = nil, nil, nil
	for _, name := range []string{"Accept-Encoding", "If-None-Match", "If-Modified-Since", "Content-Type",
		"Content-Length"} {
		r.Header.Del(name)
	}
	w := &bufferedPage{header: http.Header{}}
	k.routed.ServeHTTP(w, r)
	return w.body.Bytes(), w.status == http.StatusOK && strings.HasPrefix(w.header.Get("Content-Type"), "text/html")
}

// bufferedPage is a ResponseWriter that sends nothing.
type bufferedPage struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *bufferedPage) Header() http.Header { return w.header }

func (w *bufferedPage) WriteHeader(status int) { w.status = status }

func (w *bufferedPage) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.body.Write(b)
}

// Refilling is how a page is filled.
type Refilling struct {
	Hidden   bool   // hidden fields too: the version and the key that were sent
	Sentence string // above the page's content
	again    string // beside a field whose file has to be chosen again
	Parked   string // the number of the parked form it is, "" for none
}

// Refill returns the page with its form filled as it was sent. It returns
// false where the page has no such form, or the form nothing to type.
func (t TypedForm) Refill(page []byte, how Refilling) ([]byte, bool) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return nil, false
	}
	form := t.formIn(doc)
	if form == nil || form.Find(`textarea, select, input:not([type="hidden"])`).Length() == 0 {
		return nil, false
	}
	t.fill(form, how)
	if how.Parked != "" {
		form.AppendNodes(element(atom.Input, "", "type", "hidden", "name", "parked", "value", how.Parked))
	}
	if how.Sentence != "" {
		doc.Find("main").First().PrependNodes(element(atom.P, how.Sentence, "class", "notice attention", "role", "alert"))
	}
	return rendered(doc, page), true
}

// refilledIn returns a page with a refused form's visible fields as they were sent;
// its hidden ones are the handler's. Where the page has the form no more, the
// texts come below.
func (t TypedForm) refilledIn(page []byte, v *catalogue.Voice) []byte {
	if kept, ok := t.Refill(page, Refilling{again: v.Say("form.file_again")}); ok {
		return kept
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return page
	}
	section, shown := element(atom.Section, "", "class", "stack measure"), doc.Find("main").Text()
	section.AppendChild(element(atom.H2, v.Say("parked.words"), "class", "title", "id", "ecrit"))
	doc.Find("main [value]").Each(func(_ int, f *goquery.Selection) { shown += "\n" + f.AttrOr("value", "") })
	missing := 0
	for _, word := range t.Words() {
		if strings.Contains(shown, word) {
			continue
		}
		missing++
		section.AppendChild(element(atom.Textarea, word, "class", "typed", "readonly", "", "aria-labelledby", "ecrit"))
	}
	if missing == 0 {
		return page
	}
	doc.Find("main").First().AppendNodes(section)
	return rendered(doc, page)
}

// rendered returns a document as HTML, or otherwise where it cannot be written.
func rendered(doc *goquery.Document, otherwise []byte) []byte {
	var out bytes.Buffer
	if err := html.Render(&out, doc.Nodes[0]); err != nil {
		return otherwise
	}
	return out.Bytes()
}

// formIn finds the form of a page that was sent: of those that lead to its
// address the one that has most of its fields.
func (t TypedForm) formIn(doc *goquery.Document) (found *goquery.Selection) {
	most := -1
	doc.Find("form").Each(func(_ int, form *goquery.Selection) {
		leads := pathOf(form.AttrOr("action", ""), t.Path) == t.Path
		form.Find("[formaction]").Each(func(_ int, b *goquery.Selection) {
			leads = leads || pathOf(b.AttrOr("formaction", ""), "") == t.Path
		})
		if !leads || !strings.EqualFold(form.AttrOr("method", ""), http.MethodPost) {
			return
		}
		has := 0
		form.Find("[name]").Each(func(_ int, f *goquery.Selection) {
			if _, sent := t.Fields[f.AttrOr("name", "")]; sent {
				has++
			}
		})
		if has > most {
			most, found = has, form
		}
	})
	return found
}

func pathOf(address, otherwise string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return otherwise
	}
	return withoutLanguage(u.Path)
}

func (t TypedForm) fill(form *goquery.Selection, how Refilling) {
	nth := map[string]int{}
	form.Find("textarea[name], select[name], input[name]").Each(func(_ int, f *goquery.Selection) {
		name := f.AttrOr("name", "")
		if _, off := f.Attr("disabled"); off {
			return
		}
		values := t.Fields[name]
		value, typed := "", nth[name] < len(values)
		if typed {
			value = values[nth[name]]
		}
		switch kind := f.AttrOr("type", goquery.NodeName(f)); kind {
		case "checkbox", "radio":
			mark(f, slices.Contains(values, f.AttrOr("value", "on")), "checked")
			return
		case "password", "submit", "button":
			return
		case "file":
			if slices.Contains(t.files, name) && how.again != "" {
				f.BeforeNodes(element(atom.P, how.again, "class", "wrong-text"))
			}
			return
		case "select":
			if typed {
				f.Find("option").Each(func(_ int, o *goquery.Selection) {
					mark(o,
						o.AttrOr("value", o.Text()) == value, "selected")
				})
			}
		case "textarea":
			if typed {
				f.SetText(strings.ReplaceAll(value, "\r\n", "\n"))
			}
		default:
			if typed && (kind != "hidden" || how.Hidden) {
				f.SetAttr("value", value)
			}
		}
		nth[name]++
	})
}

func mark(f *goquery.Selection, on bool, attribute string) {
	f.RemoveAttr(attribute)
	if on {
		f.SetAttr(attribute, "")
	}
}

// element makes an element with attributes in pairs and a text.
func element(kind atom.Atom, words string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: kind, Data: kind.String()}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	if words != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: words})
	}
	return n
}
