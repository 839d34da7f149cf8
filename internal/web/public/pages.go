// Package public is what everybody is shown alike. One State is read a second, and
// from it pages are made ahead: their bytes are shared by all visitors, and no
// request has a part in making them. What belongs to one visitor is put between the
// shared bytes as they are sent, and is never stored.
package public

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/pagecache"
	"jema/internal/postgres"
)

// Config is what the pages are made of.
type Config struct {
	Store     *postgres.Store
	Territory string // its slug
	Now       func() time.Time
	Log       *slog.Logger // nil logs nothing
}

// Pages are the pages that are ready to be sent, by address.
type Pages struct {
	*pagecache.Cache[*State]
	Config
}

// Limit is the memory that public pages may take, in bytes: a page takes some 100 kB.
const Limit = 64 << 20

// New returns no pages yet; each is made at its first request.
func New(config Config) *Pages {
	p := &Pages{Config: config}
	log := config.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	p.Cache = pagecache.New(pagecache.Config[*State]{Read: p.read, Fill: (*State).fill, Limit: Limit, Log: log})
	return p
}

// Recipe is how a page is made.
type Recipe struct {
	Render func(context.Context, *State) ([]byte, error)
	// Depends returns numbers that change whenever what the page shows does, apart
	// from its marks.
	Depends func(*State) []int64
}

// Page returns the page of an address.
func (p *Pages) Page(ctx context.Context, address string, how Recipe) (*pagecache.Page, error) {
	return p.Get(ctx, address, pagecache.Recipe[*State]{
		Key:    func(s *State) string { return fmt.Sprint(s.shared, how.Depends(s)) },
		Render: how.Render,
	})
}

// Send sends a page. late returns what is put at each late mark.
func Send(c *gin.Context, contentType string, page *pagecache.Page, late func(mark string) string) {
	c.Header("Vary", "Accept-Encoding, Cookie")
	if page.Shared() {
		c.Header("Cache-Control", "no-cache") // may be stored, must be asked for again: 304 is cheap
		c.Header("ETag", page.Tag)
		if c.GetHeader("If-None-Match") == page.Tag {
			c.Status(http.StatusNotModified)
			return
		}
	} else {
		c.Header("Cache-Control", "private, no-cache")
	}
	parts := page.Plain(late)
	if TakesGzip(c.GetHeader("Accept-Encoding")) {
		c.Header("Content-Encoding", "gzip")
		parts = page.Zipped(late)
	}
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	c.Header("Content-Type", contentType)
	c.Header("Content-Length", strconv.Itoa(size)) // else it goes out in chunks
	c.Status(http.StatusOK)
	for _, part := range parts {
		if _, err := c.Writer.Write(part); err != nil {
			return // the browser has gone
		}
	}
}

// TakesGzip reads Accept-Encoding; a browser that refuses gzip sends q=0.
func TakesGzip(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q := strings.ReplaceAll(quality, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
