package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// walk is a visitor's way through the site: taps are counted, and the pages seen.
type walk struct {
	*browser
	taps, screens int
}

// begin opens the first page.
func (w *walk) begin(path string) {
	w.open(path)
	w.taps, w.screens = 0, 1
}

// tap presses the middle of the first element of a selector, as a finger does.
func (w *walk) tap(selector string) {
	w.t.Helper()
	w.do(w.tapped(selector))
}

func (w *walk) tapped(selector string) chromedp.Action[chromedp.Void] {
	w.taps++
	return func(ctx context.Context, t *chromedp.Target) (none chromedp.Void, err error) {
		at, err := chromedp.Evaluate[string](`(() => { const e = document.querySelector(`+quote(selector)+`);
			if (!e) return 'null'; e.scrollIntoView({block: 'center', behavior: 'instant'});
			const r = e.getClientRects()[0]; return JSON.stringify([r.x + r.width / 2, r.y + r.height / 2]) })()`)(ctx, t)
		var middle []float64
		if err == nil {
			err = json.Unmarshal([]byte(at), &middle)
		}
		if err == nil && len(middle) != 2 {
			err = fmt.Errorf("nothing to tap: %s", selector)
		}
		if err != nil {
			return none, err
		}
		return chromedp.MouseClickXY(middle[0], middle[1])(ctx, t)
	}
}

// follow does what leads to the next page, and waits for it.
func (w *walk) follow(step chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, step); err != nil {
		w.snap("failure")
		w.t.Fatalf("no next page: %v (at %s)", err, w.location())
	}
	w.screens++
}

// types types where the last tap has put the cursor.
func (w *walk) types(words string) {
	w.t.Helper()
	if _, err := chromedp.Call(w.ctx, input.InsertText, input.InsertTextParams{Text: words}); err != nil {
		w.t.Fatal(err)
	}
}

// busTask is a search in one language: typed into the fields, and as one sentence.
type busTask struct {
	home, words, near, when, people string
	sentence                        string
	seen                            []string // on the event's page
}

var busTasks = []busTask{
	{"/", "céramique enfant de 8 ans", "Romans", "2027-04-10 afternoon", "3",
		"céramique près de Romans samedi après-midi à trois avec un enfant de huit ans",
		[]string{"samedi 10 avril", "de 10 h à 21 h", "Itinéraire", "sans réservation"}},
	{"/en", "ceramics child of 8", "Romans", "2027-04-10 afternoon", "3",
		"ceramics near Romans Saturday afternoon, three of us with a child of 8",
		[]string{"Saturday 10 April", "10:00 to 21:00", "no booking needed"}},
}

// Somebody on a bus looks for ceramics near Romans on Saturday afternoon, for three
// with a child of eight: at most six taps and three pages to the event.
func TestTheBusTask(t *testing.T) {
	base := demonstration(t).base
	for _, width := range []int64{360, 1440} {
		w := &walk{browser: openBrowser(t, base, width)}
		w.begin("/")
		w.weighs(90, "!e.name.includes('/photos/')") // photos are loaded when they are nearly in view
		w.fits()
		w.begin("/evenements/1")
		w.run(`document.querySelector('.lead-picture img').complete`)
		if width == 360 {
			w.until(`(window.ready ??= setInterval(() => fetch(document.querySelector("img").currentSrc, {cache: "reload"}).then(r => r.blob()).then(b => { window.kind = b.type }), 500), window.kind === "image/webp")`)
			w.begin("/evenements/1?q")
			w.weighs(200, "true")
		}
		for _, scriptless := range []bool{false, true} {
			if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled,
				emulation.SetScriptExecutionDisabledParams{Value: scriptless}); err != nil {
				t.Fatal(err)
			}
			for _, task := range busTasks {
				w.bySentence(task)
				w.byFields(task, !scriptless)
			}
		}
		if len(w.foreign) > 0 {
			t.Errorf("requests to other sites: %v", w.foreign)
		}
	}
}

// weight is a script that adds up the bytes of what a page has loaded, headers
// estimated.
const weight = `(of => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
	.filter(of).reduce((sum, e) => sum + e.encodedBodySize + 400, 0))`

// weighs fails the test when what a page has loaded is heavier than most, in KB.
func (w *walk) weighs(most int, of string) {
	w.t.Helper()
	w.run(fmt.Sprintf(`%s(e => %s) <= %d * 1024`, weight, of, most))
}

func (w *walk) bySentence(task busTask) {
	w.t.Helper()
	w.begin(task.home)
	w.tap("#f-q")
	w.types(task.sentence)
	w.follow(w.tapped("form.search .button"))
	w.arrive(task, false)
}

func (w *walk) byFields(task busTask, checkLayout bool) {
	w.t.Helper()
	w.begin(task.home)
	w.run(`document.querySelector('form.search .button').getBoundingClientRect().top < innerHeight`)
	w.tap("#f-q")
	w.types(task.words)
	w.tap("#f-near")
	w.types(task.near)
	w.taps++ // choose counts no tap; with the arrow keys a day is chosen in one
	w.choose("when", task.when)
	w.tap("#f-places")
	w.types(task.people)
	w.follow(chromedp.KeyEvent("\r"))
	if checkLayout {
		w.fits()
	}
	w.arrive(task, checkLayout)
}

// arrive opens the first event found, and counts.
func (w *walk) arrive(task busTask, checkLayout bool) {
	w.t.Helper()
	w.follow(w.tapped(".commune-group h3 a"))
	w.shows("Douze métiers sous un même toit")
	w.shows(task.seen...)
	w.run(`document.documentElement.scrollWidth <= window.innerWidth`)
	if checkLayout {
		w.fits()
	}
	if w.taps > 6 || w.screens > 3 {
		w.t.Errorf("%s: %d taps, %d pages", strings.TrimPrefix(w.location(), w.base), w.taps, w.screens)
	}
}

// The places of the chosen slot change in the page while somebody reads it, and are
// announced once they have; the form is beside the picture, and hides nothing.
func TestAnEventIsBookedBesideItsPicture(t *testing.T) {
	base := demonstration(t).base
	var event bookable
	read(t, base+"/api/v1/openings/58", &event)
	var slot int64
	for _, s := range event.Slots {
		if open(s.State, s.Audience, s.Free) {
			slot = s.ID
		}
	}
	path, chosen := fmt.Sprint("/evenements/", event.ID), fmt.Sprintf("#slot-%d", slot)
	narrow, wide := &walk{browser: openBrowser(t, base, 360)}, &walk{browser: openBrowser(t, base, 1440)}
	wide.begin(path)
	wide.run(`document.querySelector('.booking').getBoundingClientRect().left >
		document.querySelector('.lead-picture').getBoundingClientRect().right`)
	wide.fits()
	narrow.begin(path)
	narrow.run(`[...document.querySelectorAll('.booking :is(input, button):not([type=hidden])')].every(e =>
		e.getClientRects().length && e.getBoundingClientRect().right <= innerWidth) && !document.querySelector('.booking details')`)
	narrow.fits()
	narrow.run(`document.querySelector('[data-live]').hidden`)
	narrow.tap(chosen)
	wide.tap(chosen)
	wide.fill(map[string]string{"party_size": "2", "name": "Visiteuse Inventée", "phone": "06 39 98 00 13"})
	wide.press("Réserver")
	narrow.until(`document.querySelector('[data-live]').textContent.includes('il reste')`)
	narrow.run(`document.querySelector('[data-live]').role === 'status' && !document.querySelector('[data-live]').hidden`)
	narrow.fits()
	narrow.snap("event-live")
}
