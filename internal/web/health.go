package web

import (
	"context"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/static"
)

// Health checks come by address, whatever the Host.
const (
	livePath  = "/healthz"
	readyPath = "/readyz"
)

// healthLive answers as long as the process runs.
func (s *Site) healthLive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// healthReady answers 200 when this process can do its work: the database holds
// the schema that the program needs and takes writes, and letters can leave.
func (s *Site) healthReady(c *gin.Context) {
	if err := s.ready.check(c.Request.Context(), s.probe); err != nil {
		s.Log.Warn("not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready\n")
		return
	}
	c.String(http.StatusOK, "ready\n")
}

// probe looks whether this process can do its work.
func (s *Site) probe(ctx context.Context) error {
	if err := s.Store.Ready(ctx); err != nil {
		return err
	}
	if err := s.Store.Writable(ctx, s.Now()); err != nil || s.Outbox == nil {
		return err
	}
	return s.Outbox()
}

const (
	probeEvery = time.Second     // at most: however many ask, the database is probed once
	probeLimit = 4 * time.Second // of one probe; a pool that is busy for longer is not ready
)

// readiness shares the answer of one probe among all requests within a second.
type readiness struct {
	mu  sync.Mutex
	at  time.Time
	err error
}

func (r *readiness) check(ctx context.Context, probe func(context.Context) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.at.IsZero() && time.Since(r.at) < probeEvery {
		return r.err
	}
	// Others share the answer, so that it must not depend on who came first.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), probeLimit)
	defer cancel()
	r.err = probe(ctx)
	r.at = time.Now()
	return r.err
}

// staticFile sends a file by its fingerprinted name; it never changes.
func (s *Site) staticFile(c *gin.Context) {
	name := strings.TrimPrefix(c.Param("file"), "/")
	data, ok := static.Open(name)
	if !ok {
		s.Fail(c, jema.NotFound("error.not_found"))
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".woff2" { // compressed as it is
		c.Data(http.StatusOK, "font/woff2", data)
		return
	}
	page.Send(c, http.StatusOK, kind, data)
}
