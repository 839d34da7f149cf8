package web

import (
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/static"
)

// healthLive says that the process answers.
func (s *Site) healthLive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// healthReady says that the database answers and holds the schema this
// program needs.
func (s *Site) healthReady(c *gin.Context) {
	if err := s.Store.Ready(c.Request.Context()); err != nil {
		s.Log.Warn("not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready\n")
		return
	}
	c.String(http.StatusOK, "ready\n")
}

// staticFile sends a file by its fingerprinted name; it never changes.
func (s *Site) staticFile(c *gin.Context) {
	name := strings.TrimPrefix(c.Param("file"), "/")
	data, ok := static.Open(name)
	if !ok {
		s.fail(c, jema.NotFound("error.not_found"))
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".woff2" { // compressed as it is
		c.Data(http.StatusOK, "font/woff2", data)
		return
	}
	send(c, http.StatusOK, kind, data)
}
