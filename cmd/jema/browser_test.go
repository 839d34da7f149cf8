package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// axe is the accessibility checker axe-core (MPL-2.0, see testdata).
//
//go:embed testdata/axe.min.js
var axe string

// browser is a real Chromium with a window of one size.
type browser struct {
	t       *testing.T
	ctx     context.Context
	base    string
	foreign []string // requests that went to other sites; there must be none
}

// chromium is the Chromium of a test binary. Each browser of a story is a window of it with
// a profile of its own.
var chromium struct {
	ctx  context.Context
	stop context.CancelFunc // nil before the first story
}

// startChromium starts Chromium unless it runs.
func startChromium(t *testing.T) {
	t.Helper()
	if chromium.stop != nil {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root
		options = append(options, chromedp.NoSandbox)
	}
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeTab := chromedp.NewContext(alloc)
	chromium.ctx, chromium.stop = ctx, func() { closeTab(); end() }
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
}

// openBrowser opens a window with a profile of its own. Its width is in CSS pixels.
func openBrowser(t *testing.T, base string, width int64) *browser {
	t.Helper()
	startChromium(t)
	ctx, closeTab := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 3*patience)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, base: base}
	b.do(chromedp.EmulateViewport(width, 800))
	err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && strings.HasPrefix(e.Request.URL, "http") &&
			!strings.HasPrefix(e.Request.URL, base) {
			b.foreign = append(b.foreign, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.snap("failure")
		b.t.Fatalf("browser: %v (at %s)", err, b.location())
	}
}

func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// fill types into fields by name, as with a keyboard. It finds them by script:
// Chromium may have forgotten a node's number between finding and using it.
func (b *browser) fill(values map[string]string) {
	b.t.Helper()
	for name, value := range values {
		field := quote(`[name="` + name + `"]`)
		b.run(`(() => { const e = document.querySelector(` + field + `); const d = e.closest('details'); if (d) d.open = true;
			e.value = ''; e.scrollIntoView({block: 'center'}); e.focus(); return document.activeElement === e })()`)
		if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: value}); err != nil {
			b.t.Fatalf("typing into %s: %v", name, err)
		}
		b.run(`document.querySelector(` + field + `).value.length >= ` + quote(value) + `.length`)
	}
}

// choose picks an option of a select, or a radio button, by its value.
func (b *browser) choose(name, value string) {
	b.t.Helper()
	b.run(`(() => { const all = [...document.getElementsByName(` + quote(name) + `)];
		const radio = all.find(e => e.type === 'radio' && e.value === ` + quote(value) + `);
		if (radio) { radio.click(); return true }
		all[0].value = ` + quote(value) +
		`; all[0].dispatchEvent(new Event('change', {bubbles: true})); return all[0].value === ` + quote(value) + ` })()`)
}

// patience is how long a page, or the program, may take on a busy machine.
const patience = 5 * time.Minute

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// press clicks the button or link with a label, and waits for the next page.
// The page clicks a moment later, so that the script's result is not lost with
// the page.
func (b *browser) press(words string) {
	b.t.Helper()
	find := `(() => { const all = [...document.querySelectorAll('button, a')].map(e => [e, e.textContent.replace(/\s+/g, ' ').trim()]);
		const [e] = all.find(([, s]) => s === ` + quote(words) + `) || all.find(([, s]) => s.startsWith(` +
		quote(words) + `)) || [];
		if (e) setTimeout(() => e.click(), 0); return !!e })()`
	b.leave(words, find)
}

// tap clicks what a selector finds first, and waits for the next page.
func (b *browser) tap(selector string) {
	b.t.Helper()
	b.leave(selector, `(() => { const e = document.querySelector(`+quote(selector)+`);
		if (e) setTimeout(() => e.click(), 0); return !!e })()`)
}

// leave runs a script that leads to the next page a moment later, and waits for that page.
// The script yields false where it finds nothing to click.
func (b *browser) leave(what, script string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	_, err := chromedp.RunResponse(ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		found, err := chromedp.Evaluate[bool](script)(ctx, t)
		if err == nil && !found {
			err = errors.New("there is no such button")
		}
		return chromedp.Void{}, err
	})
	if err != nil {
		b.snap("failure")
		b.t.Fatalf("pressing %q: %v (at %s)", what, err, b.location())
	}
}

// run evaluates a script that must answer true.
func (b *browser) run(script string) {
	b.t.Helper()
	ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script))
	if err != nil || !ok {
		b.snap("failure")
		b.t.Fatalf("in the page: %t, %v: %s (at %s)", ok, err, script, b.location())
	}
}

// until waits for a script to answer true.
func (b *browser) until(script string) {
	b.t.Helper()
	ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`new Promise(done => { const end = performance.now() + `+
		milliseconds(patience)+`;
		(function look() { if (`+script+
		`) done(true); else if (performance.now() > end) done(false); else setTimeout(look, 50) })() })`,
		chromedp.EvalAwaitPromise))
	if err != nil || !ok {
		b.snap("failure")
		b.t.Fatalf("in the page, in the end: %t, %v: %s (at %s)", ok, err, script, b.location())
	}
}

func (b *browser) location() string {
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	return at
}

// text returns the text of the page, with every space plain.
func (b *browser) text() string {
	b.t.Helper()
	words, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body.innerText`))
	if err != nil {
		b.t.Fatal(err)
	}
	return plain(words)
}

// shows fails the test when words are missing on the page.
func (b *browser) shows(words ...string) {
	b.t.Helper()
	page := b.text()
	for _, w := range words {
		if !strings.Contains(strings.ToLower(page), strings.ToLower(w)) {
			b.snap("failure")
			b.t.Fatalf("%s does not say %q:\n%s", b.location(), w, page)
		}
	}
}

// fits fails the test when the page is wider than its window, or when
// axe-core finds a fault of WCAG 2.2 AA. Bars at the edge of the window are put where
// they are without it, so that what they happen to cover is no fault.
func (b *browser) fits() {
	b.t.Helper()
	b.run(`document.documentElement.scrollWidth <= window.innerWidth`)
	bars := `document.querySelectorAll('.thumb-bar, .decide-bar').forEach(e => { e.style.position = `
	b.run(`(` + bars + `'static' }), true)`)
	defer b.run(`(` + bars + `'' }), true)`)
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](axe+"; null")); err != nil {
		b.t.Fatal(err)
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})
		.then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	if found != "[]" {
		b.t.Errorf("%s: %s", b.location(), found)
	}
}

// wholeWords fails the test when a word within the elements of a selector is
// broken over two lines.
func (b *browser) wholeWords(selector string) {
	b.t.Helper()
	b.run(`[...document.querySelectorAll(` + quote(selector) + `)].every(e => {
		const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), word = document.createRange();
		while (texts.nextNode()) for (const found of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
			word.setStart(texts.currentNode, found.index); word.setEnd(texts.currentNode, found.index + found[0].length);
			if (new Set([...word.getClientRects()].map(line => line.top)).size > 1) return false;
		}
		return true })`)
}

// snap saves a picture of the page in the directory that JEMA_PICTURES names.
func (b *browser) snap(name string) {
	b.t.Helper()
	dir := os.Getenv("JEMA_PICTURES")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(90))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// plain makes every no-break space and typographic apostrophe what a test
// types.
func plain(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(s)
}
