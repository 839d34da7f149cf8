package flow

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// answer is the response to one request. Work that the program does by itself
// has no response: status 0.
type answer struct {
	status  int
	body    string
	to      string // where a redirection leads
	cookies []*http.Cookie
}

// done reports whether the response acknowledges the action.
func (a answer) done() bool { return a.status >= 200 && a.status < 400 }

// away reports whether the response is "not now, try again".
func (a answer) away() bool { return a.status == http.StatusServiceUnavailable }

// send posts a form to a site as a browser does.
func (w *world) send(site http.Handler, who *http.Cookie, path string, typed url.Values) answer {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, base+path,
		strings.NewReader(typed.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if who != nil {
		r.AddCookie(who)
	}
	return w.serve(site, r)
}

// see requests a page.
func (w *world) see(who *http.Cookie, path string) answer {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, base+path, nil)
	r.AddCookie(who)
	return w.serve(w.batch, r)
}

// call books by the API, with a key of 32 digits.
func (w *world) call(site http.Handler, path, key, body string) answer {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, base+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", strings.Join([]string{key[:8], key[8:12], key[12:16], key[16:20], key[20:]}, "-"))
	return w.serve(site, r)
}

func (w *world) serve(site http.Handler, r *http.Request) answer {
	recorder := httptest.NewRecorder()
	site.ServeHTTP(recorder, r)
	result := recorder.Result()
	_ = result.Body.Close() // it is in memory
	return answer{result.StatusCode, recorder.Body.String(), result.Header.Get("Location"), result.Cookies()}
}

// byItself is how the program's own work ended: what may pass will be done
// next time.
func byItself(err error) answer {
	if err != nil && jema.KindOf(err) == 0 && !postgres.MayPass(err) {
		return answer{status: http.StatusInternalServerError, body: err.Error()}
	}
	return answer{}
}

var tag = regexp.MustCompile(`(?s)^.*<main[^>]*>|</main>.*$|<[^>]*>`)

// words returns the beginning of a page's text.
func words(page string) string {
	said := strings.Join(strings.Fields(tag.ReplaceAllString(page, " ")), " ")
	return said[:min(len(said), 300)]
}
