package pagecache

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// bytes returns what the pages take.
func (s *snapshot[S]) bytes() (n int64) {
	for _, p := range s.pages {
		n += p.bytes()
	}
	return n
}

// bound drops the pages that were sent least recently until the others take no
// more than limit bytes. It is called before readers see the snapshot.
func (s *snapshot[S]) bound(limit int64) {
	for n := s.bytes(); n > limit; {
		oldest := ""
		for path, p := range s.pages {
			if oldest == "" || p.used.Load() < s.pages[oldest].used.Load() {
				oldest = path
			}
		}
		n -= s.pages[oldest].bytes()
		delete(s.pages, oldest)
		delete(s.how, oldest)
	}
}

// figures count what the cache does.
type figures struct{ rendered, failed prometheus.Counter }

func newFigures() figures {
	return figures{
		rendered: prometheus.NewCounter(prometheus.CounterOpts{Name: "jema_page_cache_renderings_total",
			Help: "Public pages that were rendered."}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{Name: "jema_page_cache_failures_total",
			Help: "Refreshes of the public pages, and renderings of one of them, that failed."}),
	}
}

var (
	bytesFigure = prometheus.NewDesc("jema_page_cache_bytes", "Memory that the public pages take.", nil, nil)
	limitFigure = prometheus.NewDesc("jema_page_cache_limit_bytes", "Memory that the public pages may take.", nil, nil)
	pagesFigure = prometheus.NewDesc("jema_page_cache_pages", "Public pages that are ready.", nil, nil)
	ageFigure   = prometheus.NewDesc("jema_page_cache_age_seconds",
		"How long ago the state was read that the public pages show.", nil, nil)
)

// Describe implements prometheus.Collector.
func (c *Cache[S]) Describe(to chan<- *prometheus.Desc) { prometheus.DescribeByCollect(c, to) }

// Collect implements prometheus.Collector.
func (c *Cache[S]) Collect(to chan<- prometheus.Metric) {
	var bytes, pages, age float64
	if now := c.current.Load(); now != nil {
		bytes, pages = float64(now.bytes()), float64(len(now.pages))
		age = time.Since(time.Unix(0, c.read.Load())).Seconds()
	}
	to <- prometheus.MustNewConstMetric(bytesFigure, prometheus.GaugeValue, bytes)
	to <- prometheus.MustNewConstMetric(limitFigure, prometheus.GaugeValue, float64(c.Limit))
	to <- prometheus.MustNewConstMetric(pagesFigure, prometheus.GaugeValue, pages)
	to <- prometheus.MustNewConstMetric(ageFigure, prometheus.GaugeValue, age)
	to <- c.figures.rendered
	to <- c.figures.failed
}
