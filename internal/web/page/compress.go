package page

import (
	"compress/gzip"
	"sync"

	"github.com/gin-gonic/gin"

	"jema/internal/web/public"
)

var gzips = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return w }}

// Send answers with text, compressed where the browser takes it. What holds a
// secret beside what somebody typed (no-store) is sent as it is: its length
// under compression would reveal the secret.
func Send(c *gin.Context, status int, contentType string, data []byte) {
	c.Header("Vary", "Accept-Encoding, Cookie")
	if len(data) < 1024 || c.Writer.Header().Get("Cache-Control") == "no-store" ||
		!public.TakesGzip(c.GetHeader("Accept-Encoding")) {
		c.Data(status, contentType, data)
		return
	}
	c.Header("Content-Encoding", "gzip")
	c.Header("Content-Type", contentType)
	c.Status(status)
	w := gzips.Get().(*gzip.Writer)
	defer gzips.Put(w)
	w.Reset(c.Writer)
	if _, err := w.Write(data); err != nil {
		return // the browser has gone
	}
	_ = w.Close()
}
