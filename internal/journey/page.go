package journey

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"jema/internal/work"
)

// PageFigures are what a page takes on a slow telephone. LCP is when its largest part was
// painted, in milliseconds.
type PageFigures struct {
	Path     string  `json:"path"`
	Bytes    int     `json:"bytes"` // sent, headers included, up to the end of loading
	Requests int     `json:"requests"`
	LCP      float64 `json:"lcp_ms"`      // median
	BareLCP  float64 `json:"bare_lcp_ms"` // median of a page of equal weight
	Ratio    float64 `json:"lcp_vs_bare"`
	Heaviest string  `json:"heaviest"` // of its parts
	Largest  string  `json:"largest"`  // the part that LCP is about, as CSS names it
}

// PagePlan is how pages are measured.
type PagePlan struct {
	Base        string // of a site that runs: "http://127.0.0.1:8080"
	Paths       []string
	Width       int64 // CSS pixels
	Repetitions int
}

// What is slow: 4G as browsers' own tools imitate it when it is slow, and a processor
// four times slower.
const (
	slowLatency = 150           // milliseconds
	slowDown    = 1_638_400 / 8 // bytes a second
	slowUp      = 768_000 / 8
	slowerBy    = 4
)

// weighed is one loading of a page.
type weighed struct {
	Bytes    int
	Document int // of them
	Pictures int // of them
	Requests int
	LCP      float64
	Heaviest string
	Largest  string
}

// Pages loads each page in Chromium with a slow network and a slow processor, nothing
// cached, in turns with a bare page of equal weight: one document, one stylesheet with the
// bytes of all else, and one picture with those of the page's pictures.
func Pages(ctx context.Context, plan PagePlan) (all []PageFigures, err error) {
	browser, end, err := startChromium(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	w, stop := begin(browser, plan.Base, plan.Width)
	defer stop()
	if err := w.slow(); err != nil {
		return nil, err
	}
	bare := &barePage{}
	base, stopBare, err := bare.serve(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stopBare()) }()
	for _, path := range plan.Paths {
		f, err := w.weigh(path, plan.Repetitions, base, bare)
		if err != nil {
			return all, err
		}
		all = append(all, f)
	}
	return all, nil
}

func (w *walk) slow() error {
	if w.err != nil {
		return w.err
	}
	_, err := chromedp.Call(w.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	if err == nil {
		_, err = chromedp.Call(w.ctx, network.EmulateNetworkConditionsByRule,
			network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{
				Latency: slowLatency, DownloadThroughput: slowDown, UploadThroughput: slowUp}}})
	}
	if err == nil {
		_, err = chromedp.Call(w.ctx, emulation.SetCPUThrottlingRate,
			emulation.SetCPUThrottlingRateParams{Rate: slowerBy})
	}
	return err
}

// weigh measures one page, and the bare one beside it.
func (w *walk) weigh(path string, repetitions int, bareBase string, bare *barePage) (f PageFigures, err error) {
	var own, beside []float64
	var last weighed
	for range repetitions {
		if last, err = w.load(w.base + path); err != nil {
			return f, err
		}
		own = append(own, last.LCP)
		bare.weigh(last)
		b, err := w.load(bareBase)
		if err != nil {
			return f, err
		}
		beside = append(beside, b.LCP)
	}
	f = PageFigures{Path: path, Bytes: last.Bytes, Requests: last.Requests, Heaviest: last.Heaviest,
		Largest: last.Largest, LCP: median(own), BareLCP: median(beside)}
	f.Ratio = f.LCP / f.BareLCP
	return f, nil
}

// watch notes the largest part that has been painted so far, and from then on.
const watch = `window.largest = 0; new PerformanceObserver(l => { for (const e of l.getEntries())
	{ window.largest = e.startTime; window.what = e.element?.tagName.toLowerCase() + (e.element?.className ? '.' +
		e.element.className : '') } }).observe({type: 'largest-contentful-paint', buffered: true}); true`

// weight is what was sent so far.
const weight = `(() => { const all = [...performance.getEntriesByType('navigation'),
	...performance.getEntriesByType('resource')].filter(e => e.transferSize);
	const sum = list => list.reduce((n, e) => n + e.transferSize, 0);
	const heavy = all.reduce((a, b) => b.transferSize > a.transferSize ? b : a);
	return {Bytes: sum(all), Document: sum(all.filter(e => e.entryType === 'navigation')),
		Pictures: sum(all.filter(e => e.initiatorType === 'img')), Requests: all.length,
		LCP: window.largest, Largest: window.what || '', Heaviest: heavy.name + ' ' + heavy.transferSize} })()`

// load opens an address with nothing cached, and weighs it once its largest part is
// painted.
func (w *walk) load(address string) (found weighed, err error) {
	w.do(chromedp.Navigate(address))
	if !w.is(watch) {
		return found, w.err
	}
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(200 * time.Millisecond) {
		before := found
		if found, err = chromedp.Run(w.ctx, chromedp.Evaluate[weighed](weight)); err != nil {
			return found, w.at(err)
		}
		if found.LCP > 0 && found == before {
			return found, nil
		}
	}
	return found, fmt.Errorf("%s: nothing large was painted", address)
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}

// headingLetters is how long the heading of a bare page is.
const headingLetters = 16

// barePage is a page that has nothing but its weight.
type barePage struct {
	mu                       sync.Mutex
	document, style, picture []byte
}

// weigh makes the page as heavy as another. Its heading follows all the rest of its
// document, as nothing can be painted before the bytes of a page that need to be there.
func (b *barePage) weigh(as weighed) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.document = fmt.Appendf(nil, `<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>-</title>`+
		`<link rel="stylesheet" href="/style.css"><!--%s-->`, noise(as.Document))
	b.style = fmt.Appendf(nil, `h1 { color: #221811 } /*%s*/`, noise(max(as.Bytes-as.Document-as.Pictures, 0)))
	b.picture = nil
	if as.Pictures > 0 {
		b.picture = fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" `+
			`height="3" fill="#8e5c2d"/><!--%s--></svg>`, noise(as.Pictures))
		b.document = append(b.document, `<img src="/picture.svg" width="340" height="255" alt="">`...)
	}
	b.document = fmt.Appendf(b.document, `<h1>%s</h1>`, noise(headingLetters))
}

// noise returns random letters, which compress badly.
func noise(bytes int) []byte {
	random := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // chance that can be repeated, not a secret
	letters := make([]byte, bytes)
	for i := range letters {
		letters[i] = 'a' + byte(random.IntN(26)) //nolint:gosec // below 26
	}
	return letters
}

// serve serves the page on this machine until end is called.
func (b *barePage) serve(ctx context.Context) (base string, end func() error, err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	mux := http.NewServeMux()
	send := func(path, kind string, data *[]byte) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			b.mu.Lock()
			sent := *data
			b.mu.Unlock()
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Length", strconv.Itoa(len(sent)))
			_, _ = w.Write(sent) // a browser that has gone
		})
	}
	send("/{$}", "text/html; charset=utf-8", &b.document)
	send("/style.css", "text/css", &b.style)
	send("/picture.svg", "image/svg+xml", &b.picture)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	served := work.Go(func() error { return server.Serve(l) })
	return "http://" + l.Addr().String() + "/", func() error {
		err := server.Close()
		if stopped := <-served; !errors.Is(stopped, http.ErrServerClosed) {
			err = errors.Join(err, stopped)
		}
		return err
	}, nil
}
