package serve

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"jema/internal/links"
	"jema/internal/postgres/storetest"
	"jema/internal/work"
)

// A site that is served refreshes its public pages by itself, shows their figures,
// and ends with all of that.
func TestPublicPagesAreRefreshedAndMeasured(t *testing.T) {
	w := storetest.New(t)
	front, figures := listen(t), listen(t)
	base, err := url.Parse("http://" + front.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	site := Site{Store: w.Store, Secret: make([]byte, links.SecretBytes), Base: base, Territory: w.Territory.Slug,
		Metrics: figures,
		Now:     func() time.Time { return storetest.Now }, Log: slog.New(slog.DiscardHandler)}
	ctx, stop := context.WithCancel(t.Context())
	ended := work.Go(func() error { return site.Serve(ctx, front) })
	page, measures := base.String()+"/communes/26281", "http://"+figures.Addr().String()+"/metrics"
	get(t, page)
	if shown := get(t, measures); !strings.Contains(shown, "jema_page_cache_pages 1\n") ||
		!strings.Contains(shown, "jema_page_cache_bytes ") {
		t.Errorf("the public pages are not among the figures:\n%s", shown)
	}
	w.Opening("Tournage").Slot("2027-04-10", 600, 660, 3)
	for deadline := time.Now().Add(time.Minute); !strings.Contains(get(t, page),
		"Tournage"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a page that was ready is not refreshed")
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}
