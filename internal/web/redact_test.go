package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// logBuffer stores what is logged.
type logBuffer struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.all.Write(p)
}

func (b *logBuffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := b.all.String()
	b.all.Reset()
	return text
}

// No address that holds a token is logged with it, whichever route it belongs
// to, wherever the token was put, and whatever goes wrong.
func TestNoTokenIsLogged(t *testing.T) {
	s := newTestSite(t)
	token := s.links.ManageToken("clé", 1)
	var log logBuffer
	now := func() time.Time { return storetest.Now }
	config := s.site.Config
	config.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	config.Now = func() time.Time { return now() }
	site, handler, err := build(config)
	if err != nil {
		t.Fatal(err)
	}
	g := gin.New()
	site.mount(g)
	whole := map[string]func(){
		"as it is":               func() {},
		"when everything panics": func() { now = func() time.Time { panic("no clock") } },
		"without a database": func() {
			now = func() time.Time { return storetest.Now }
			if err := s.Store.Close(); err != nil {
				t.Fatal(err)
			}
		},
	}
	for _, state := range []string{"as it is", "when everything panics", "without a database"} {
		whole[state]()
		for _, r := range g.Routes() {
			for _, address := range addressesWith(token, r.Path) {
				asked := httptest.NewRequestWithContext(t.Context(), r.Method, "/", strings.NewReader(""))
				asked.Host, asked.URL.Path = site.Base.Host, address
				handler.ServeHTTP(httptest.NewRecorder(), asked)
				if told := log.take(); !strings.Contains(told, "path=") || strings.Contains(told, token) {
					t.Fatalf("%s, %s %s: %s", state, r.Method, address, told)
				}
			}
		}
	}
}

// addressesWith puts a token in the place of each parameter of a route, and
// where it does not belong.
func addressesWith(token, path string) (list []string) {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if strings.ContainsAny(segment, ":*") {
			filled := slices.Clone(segments)
			filled[i] = token
			list = append(list, strings.Join(filled, "/"))
		}
	}
	return append(list, "/"+token+path, path+"/"+token, "/"+path+"//"+token)
}

// What helps to find a fault remains: the route, and numbers of rows.
func TestRedactedAddressesRemainOfUse(t *testing.T) {
	s := newTestSite(t)
	for address, want := range map[string]string{
		"/evenements/12/reservations":                            "/evenements/12/reservations",
		"/communes/26281/programme.pdf":                          "/communes/26281/programme.pdf",
		"/classe/" + s.links.SchoolToken("k", 1) + "/annulation": "/classe/…/annulation", "/connexion/abc": "/connexion/…",
		"/r/12345678": "/r/…", "/": "/", "/api/v1/slots/7/bookings": "/api/v1/slots/7/bookings",
	} {
		if got := s.site.redact(address); got != want {
			t.Errorf("%s is logged as %s", address, got)
		}
	}
}

// Over HTTPS the session's cookie belongs to this very host, and the browser
// may use nothing else; over HTTP neither would work.
func TestHTTPSHardensCookieAndTransport(t *testing.T) {
	s := newTestSite(t)
	s.organiser()
	for base, secure := range map[string]bool{"https://jema.example.org": true, "http://jema.example.org": false} {
		config := s.site.Config
		config.Base = mustURL(t, base)
		config.Links, _ = links.New(base, make([]byte, links.SecretBytes))
		handler, err := New(config)
		if err != nil {
			t.Fatal(err)
		}
		form := strings.NewReader("email=organisation%40example.org&password=un+mot+de+passe")
		asked := httptest.NewRequestWithContext(t.Context(), http.MethodPost, base+"/connexion", form)
		asked.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answered := httptest.NewRecorder()
		handler.ServeHTTP(answered, asked)
		cookies := answered.Result().Cookies()
		i := slices.IndexFunc(cookies, func(c *http.Cookie) bool { return strings.HasSuffix(c.Name, "jema") })
		if i < 0 {
			t.Fatalf("%s: %d, cookies %v", base, answered.Code, cookies)
		}
		if c := cookies[i]; strings.HasPrefix(c.Name, "__Host-") != secure || c.Secure != secure || c.Path != "/" ||
			c.Domain != "" || !c.HttpOnly {
			t.Errorf("%s: %v", base, c)
		}
		if got := answered.Header().Get("Strict-Transport-Security"); (got != "") != secure {
			t.Errorf("%s: Strict-Transport-Security %q", base, got)
		}
	}
}
