package page

import (
	"compress/gzip"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

var gzips = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return w }}

// Send answers with text, compressed where the browser takes it. What holds a
// secret beside what somebody typed (no-store) is sent as it is: its length
// under compression would tell of the secret.
func Send(c *gin.Context, status int, contentType string, data []byte) {
	c.Header("Vary", "Accept-Encoding, Cookie")
	if len(data) < 1024 || c.Writer.Header().Get("Cache-Control") == "no-store" || !takesGzip(c.GetHeader("Accept-Encoding")) {
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

// takesGzip reads Accept-Encoding; a browser that refuses gzip says q=0.
func takesGzip(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q := strings.ReplaceAll(quality, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
