package web

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"jema/internal/catalogue"
	"jema/internal/web/api"
	"jema/internal/web/page"
	"jema/internal/work"
)

// guard wraps the routes in the handlers that every request passes, outermost first: request
// id and log, the language, panics, headers, the Host, forms sent by other sites.
func (s *Site) guard(routes http.Handler) (http.Handler, error) {
	crossSite := http.NewCrossOriginProtection()
	if err := crossSite.AddTrustedOrigin(s.Base.Scheme + "://" + s.Base.Host); err != nil {
		return nil, err
	}
	crossSite.SetDenyHandler(http.HandlerFunc(s.refuseCrossSite))
	return s.logged(page.InLanguage(s.recovered(s.headers(s.hosted(crossSite.Handler(routes)))))), nil
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Flush sends on what was written.
func (w *statusWriter) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// logged notes each request once, without query, body or token.
func (s *Site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		r, id := page.WithRequestID(r)
		sw := &statusWriter{ResponseWriter: w}
		sw.Header().Set("X-Request-Id", id)
		next.ServeHTTP(sw, r)
		if s.Log.Enabled(r.Context(), slog.LevelDebug) {
			s.Log.Debug("request", "id", id, "method", r.Method, "path", s.redact(r.URL.Path), "status", sw.status, "took",
				time.Since(start))
		}
	})
}

func (s *Site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			stack := string(debug.Stack())
			if err, ok := v.(error); ok {
				stack = cmp.Or(work.Stack(err), stack) // of the goroutine that panicked
			}
			s.Log.Error("panic", "id", page.RequestID(r), "path", s.redact(r.URL.Path), "value", v, "stack", stack)
			s.PlainError(w, r, http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// headers forbid a page to load anything from elsewhere, to contain inline
// scripts or styles, and to be framed. A site that uses HTTPS cannot be reached
// without it.
func (s *Site) headers(next http.Handler) http.Handler {
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src " +
		"'self'; " +
		"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // no other site learns a link with a token
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if s.Base.Scheme == "https" && s.Base.Hostname() != "localhost" {
			h.Set("Strict-Transport-Security", "max-age=31536000") // a year; other names of the domain are not ours
		}
		next.ServeHTTP(w, r)
	})
}

// hosted refuses requests for other host names; health checks come by address
// and pass.
func (s *Site) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		health := r.URL.Path == livePath || r.URL.Path == readyPath
		if !health && !s.servesHost(r.Host) {
			s.PlainError(w, r, http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Site) servesHost(host string) bool {
	return strings.EqualFold(host, s.Base.Host) ||
		slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, host) })
}

func (s *Site) refuseCrossSite(w http.ResponseWriter, r *http.Request) {
	if api.Handles(r) {
		api.RefuseCrossSite(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	sentence := catalogue.In(page.Language(r)).Say("error.cross_site") + "\n"
	_, _ = w.Write([]byte(sentence)) //nolint:gosec // G705: a sentence of the catalogue, sent as plain text
}
