package journey

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take on a busy machine.
const patience = 2 * time.Minute

// walk is somebody's way through the site in a window of its own. It counts what they do;
// after the first step that fails, no further step is taken.
type walk struct {
	ctx    context.Context
	base   string
	counts Counts
	err    error
}

// startChromium starts a browser; begin opens windows of it. stop ends it.
func startChromium(ctx context.Context) (browser context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root
		options = append(options, chromedp.NoSandbox)
	}
	alloc, end := chromedp.NewExecAllocator(ctx, options...)
	browser, closeTab := chromedp.NewContext(alloc)
	stop = func() { closeTab(); end() }
	if err := chromedp.Do(browser); err != nil {
		stop()
		return nil, nil, fmt.Errorf("starting Chromium: %w", err)
	}
	return browser, stop, nil
}

// begin opens a window with a profile of its own, of a width in CSS pixels. stop closes it.
func begin(browser context.Context, base string, width int64) (w *walk, stop func()) {
	tab, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	w = &walk{ctx: tab, base: base}
	const height = 800
	w.do(chromedp.EmulateViewport(width, height))
	return w, closeTab
}

func (w *walk) do(actions ...chromedp.Action[chromedp.Void]) {
	if w.err == nil {
		w.err = w.at(chromedp.Do(w.ctx, actions...))
	}
}

// at adds to an error where the browser is.
func (w *walk) at(err error) error {
	if err == nil {
		return nil
	}
	where, _ := chromedp.Run(w.ctx, chromedp.Location())
	return fmt.Errorf("at %s: %w", where, err)
}

// open goes to a page whose way is not counted.
func (w *walk) open(path string) { w.do(chromedp.Navigate(w.base + path)) }

// count begins to count, on the page that is open.
func (w *walk) count() { w.counts = Counts{} }

// screen counts the page that is left, with its height.
func (w *walk) screen() {
	height, err := chromedp.Run(w.ctx, chromedp.Evaluate[int](`document.documentElement.scrollHeight`))
	w.err = w.at(err)
	w.counts.Screens++
	w.counts.Heights = append(w.counts.Heights, height)
}

// is reports whether a script of the page yields true.
func (w *walk) is(script string) (yes bool) {
	if w.err == nil {
		yes, w.err = chromedp.Run(w.ctx, chromedp.Evaluate[bool](script))
		w.err = w.at(w.err)
	}
	return yes
}

// tap presses the middle of the first visible element of a selector, as a finger does.
func (w *walk) tap(selector string) { w.do(w.tapped(selector)) }

func (w *walk) tapped(selector string) chromedp.Action[chromedp.Void] {
	w.counts.Taps++
	return func(ctx context.Context, t *chromedp.Target) (none chromedp.Void, err error) {
		at, err := chromedp.Evaluate[string](`(() => { const e = [...document.querySelectorAll(`+quote(selector)+`)]
			.find(e => e.checkVisibility()); if (!e) return 'null';
			e.scrollIntoView({block: 'center', behavior: 'instant'});
			const r = e.getClientRects()[0]; return JSON.stringify([r.x + r.width / 2, r.y + r.height / 2]) })()`)(ctx, t)
		var middle []float64
		if err == nil {
			err = json.Unmarshal([]byte(at), &middle)
		}
		if err == nil && len(middle) != 2 {
			err = fmt.Errorf("nothing to press: %s", selector)
		}
		if err != nil {
			return none, err
		}
		return chromedp.MouseClickXY(middle[0], middle[1])(ctx, t)
	}
}

// follow taps what leads to the next page.
func (w *walk) follow(selector string) {
	if w.err == nil {
		w.next(w.tapped(selector))
	}
}

func (w *walk) next(step chromedp.Action[chromedp.Void]) {
	if w.err != nil {
		return
	}
	w.screen()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	w.is(`window.isLeft = true`)
	answer, err := chromedp.RunResponse(ctx, step)
	if err == nil && answer == nil { // the page changed its own address meanwhile: its form was stored
		err = replaced(ctx)
	}
	if err == nil && answer != nil && answer.Status >= 400 {
		said, _ := chromedp.Run(ctx, chromedp.Evaluate[string](
			`document.querySelector('main [role=alert]')?.innerText ?? ''`))
		err = fmt.Errorf("the next page has status %d: %s", answer.Status, strings.Join(strings.Fields(said), " "))
	}
	w.err = w.at(err)
}

// replaced waits until the page that was left has given way to another.
func replaced(ctx context.Context) error {
	for {
		isThere, err := chromedp.Run(ctx, chromedp.Evaluate[bool](
			`window.isLeft === undefined && document.readyState === 'complete'`))
		if isThere && err == nil {
			return nil
		}
		select { // an error is that of a page that is just being left
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// types types into the field that has the focus.
func (w *walk) types(words string) {
	w.counts.Fields++
	w.counts.Keys += utf8.RuneCountInString(words)
	if w.err == nil {
		_, err := chromedp.Call(w.ctx, input.InsertText, input.InsertTextParams{Text: words})
		w.err = w.at(err)
	}
}

// fill taps a field and types into it.
func (w *walk) fill(name, words string) {
	w.tap(`[name="` + name + `"]`)
	w.types(words)
}

// choose taps a list and one of its choices, which the system shows and a page cannot.
func (w *walk) choose(name, value string) {
	const open, choice = 1, 1
	w.counts.Taps += open + choice
	w.pick(name, value)
}

// pick sets a choice that was made in a list outside the page.
func (w *walk) pick(name, value string) {
	w.counts.Fields++
	if !w.is(`(() => { const e = document.querySelector(`+quote(`select[name="`+name+`"]`)+`); e.value = `+
		quote(value)+`; e.dispatchEvent(new Event('change', {bubbles: true})); return e.value === `+quote(value)+
		` })()`) && w.err == nil {
		w.err = fmt.Errorf("%s has no choice %s", name, value)
	}
}

// tabs presses Tab until the first visible element of a selector has the focus.
func (w *walk) tabs(selector string) {
	const most = 200
	for range most {
		if w.is(`document.activeElement.matches(`+quote(selector)+`)`) || w.err != nil {
			return
		}
		w.key("\t")
	}
	w.err = w.at(errors.New("Tab does not lead to " + selector))
}

func (w *walk) key(key string) {
	w.counts.Keys++
	w.do(chromedp.KeyEvent(key))
}

// enter types into a field that Tab leads to.
func (w *walk) enter(name, words string) {
	w.tabs(`[name="` + name + `"]`)
	w.types(words)
}

// press presses a key that leads to the next page.
func (w *walk) press(key string) {
	w.counts.Keys++
	w.next(chromedp.KeyEvent(key))
}

// expect fails where the page lacks words.
func (w *walk) expect(words string) {
	if w.err != nil {
		return
	}
	text, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.body.innerText`))
	if err == nil && !strings.Contains(text, words) {
		err = fmt.Errorf("the page does not have %q", words)
	}
	w.err = w.at(err)
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(b)
}
