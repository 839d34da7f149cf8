package journey

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A page is weighed with what it requests, and compared with one of its weight.
func TestPagesAreWeighed(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `<!DOCTYPE html><title>Essai</title><script src="/heavy.js"></script><h1>Une page d’essai</h1>`)
	})
	mux.HandleFunc("/heavy.js", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "//", strings.Repeat("x", 20_000))
	})
	site := httptest.NewServer(mux)
	defer site.Close()
	all, err := Pages(t.Context(), PagePlan{Base: site.URL, Paths: []string{"/page"}, Width: 360, Repetitions: 1})
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	if f := all[0]; f.Bytes < 20_000 || f.Bytes > 22_000 || f.Requests < 2 || f.LCP <= 0 || f.Ratio <= 0 ||
		f.Largest != "h1" || !strings.HasPrefix(f.Heaviest, site.URL+"/heavy.js") {
		t.Errorf("%+v", f)
	}
}
