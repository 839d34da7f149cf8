package page

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
)

// The language of a page is in its address: « /evenements » is French, «
// /en/evenements » the same page in English. Routes, handlers and templates do
// not depend on it. InLanguage takes it off the address of a request and puts
// it before the address of a redirect; Execute puts it before the links of a
// page.

type languageKey struct{}

// Language returns the language of the page that a request is for.
func Language(r *http.Request) string {
	if language, named := r.Context().Value(languageKey{}).(string); named {
		return language
	}
	return catalogue.Languages[0]
}

// Voice returns the language of a page.
func (k *Kit) Voice(c *gin.Context) *catalogue.Voice { return catalogue.In(Language(c.Request)) }

// InLanguage answers « /en/… » with what next answers to the same address without
// its language.
func InLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		language, rest := splitLanguage(r.URL.Path)
		switch {
		case language == "":
			next.ServeHTTP(w, r)
		case rest == "":
			home := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, home.String(), http.StatusMovedPermanently)
		default:
			inner := r.WithContext(context.WithValue(r.Context(), languageKey{}, language))
			address := *r.URL
			address.Path, address.RawPath = rest, ""
			inner.URL = &address
			next.ServeHTTP(&prefixing{ResponseWriter: w, prefix: catalogue.In(language).Prefix()}, inner)
		}
	})
}

// splitLanguage returns the language that an address begins with, "" where it names
// none, and the rest of the address.
func splitLanguage(address string) (language, rest string) {
	first, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	first, _, _ = strings.Cut(first, "?")
	if first != catalogue.Languages[0] && slices.Contains(catalogue.Languages, first) {
		return first, strings.TrimPrefix(address, "/"+first)
	}
	return "", address
}

// withoutLanguage returns an address of the site as its routes have it.
func withoutLanguage(address string) string {
	_, rest := splitLanguage(address)
	if rest == "" || strings.HasPrefix(rest, "?") {
		return "/" + rest
	}
	return rest
}

// prefixing is a ResponseWriter whose redirects stay in the language of the page.
type prefixing struct {
	http.ResponseWriter
	prefix string
}

func (w *prefixing) WriteHeader(status int) {
	if to := w.Header().Get("Location"); isLocal(to) {
		w.Header().Set("Location", w.prefix+withoutLanguage(to))
	}
	w.ResponseWriter.WriteHeader(status)
}

// Flush sends on what was written.
func (w *prefixing) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// Unwrap lets http.ResponseController reach the connection.
func (w *prefixing) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func isLocal(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

// linked are the attributes of a page that lead to another one, and what begins the
// address of a file, which has no language.
var (
	linked  = [][]byte{[]byte(" href"), []byte(" action"), []byte(" formaction")}
	noPages = [][]byte{[]byte("//"), []byte("/static/"), []byte("/photos/"), []byte("/api/"),
		[]byte("/favicon.ico"), []byte("/apple-touch-icon.png")}
)

// localLinks returns a page whose links stay in its language: « /evenements »
// becomes « /en/evenements ». A link with a hreflang names its own language.
func localLinks(page []byte, prefix string) []byte {
	if prefix == "" {
		return page
	}
	out, done := make([]byte, 0, len(page)+len(page)/32), 0
	for at := 0; ; {
		next := bytes.Index(page[at:], []byte(`="/`))
		if next < 0 {
			return append(out, page[done:]...)
		}
		at += next + len(`="`)
		if leadsToPage(page, at) {
			out = append(append(out, page[done:at]...), prefix...)
			done = at
		}
	}
}

// leadsToPage reports whether the value of an attribute, which begins at a place of a
// page, is the address of another page in the same language.
func leadsToPage(page []byte, at int) bool {
	named := func(name []byte) bool { return bytes.HasSuffix(page[:at-len(`="`)], name) }
	ofFile := func(start []byte) bool { return bytes.HasPrefix(page[at:], start) }
	if !slices.ContainsFunc(linked, named) || slices.ContainsFunc(noPages, ofFile) {
		return false
	}
	tag := page[bytes.LastIndexByte(page[:at], '<')+1:]
	end := bytes.IndexByte(tag, '>')
	return end < 0 || !bytes.Contains(tag[:end], []byte(" hreflang="))
}

// addressOf returns the address of the page that a request is for, with its query and
// without its language; of a form, that of the page on which it is.
func addressOf(c *gin.Context) string {
	if c.Request.Method == http.MethodPost {
		if from := cameFrom(c.Request); from != "" {
			return from
		}
		return path.Dir(c.Request.URL.Path)
	}
	address := url.URL{Path: c.Request.URL.Path}
	query := c.Request.URL.Query()
	query.Del(noticeDone)
	query.Del(noticeTime)
	address.RawQuery = query.Encode()
	return address.String()
}

// isListed reports whether a request is for a page that search engines may list:
// none that only the holder of a link sees.
func isListed(c *gin.Context) bool {
	return c.Request.Method != http.MethodPost && c.FullPath() != "" && c.Param("token")+c.Param("code") == "" &&
		!ForOffice(c.FullPath())
}

// Translation is a page in one language.
type Translation struct {
	Language, Name, Address string // Name in its own language; Address without the site's
	Here                    bool
}

// Translations lists the languages that a page is in.
func (l Layout) Translations() []Translation {
	list := make([]Translation, len(catalogue.Languages))
	for i, language := range catalogue.Languages {
		v := catalogue.In(language)
		list[i] = Translation{Language: language, Name: v.Say("layout.language"), Address: v.Prefix() + l.Address,
			Here: language == l.Voice.Language}
	}
	return list
}
