package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// The desk at the keyboard, in a browser: the focus is where the work begins;
// held places count down by the server's time; when the time is over one
// sentence is left, and the typed values are still there when the places are
// held again.
func TestTheDeskAtTheKeyboard(t *testing.T) {
	base := demonstration(t).base
	for _, width := range []int64{360, 1440} {
		b := openBrowser(t, base, width)
		b.open("/connexion")
		b.fill(map[string]string{"email": demoOrganiser, "password": demoPassword})
		b.press("Me connecter")
		b.open("/accueil")
		b.until(`document.activeElement.name === 'q'`)
		b.open("/accueil?q=atelier")
		// Openings that only have free visits offer no slot.
		path := b.read(`Promise.all([...document.querySelectorAll('section .rows h3 a')].map(async a => {
			const page = new DOMParser().parseFromString(await (await fetch(a.href)).text(), 'text/html');
			return page.querySelector('input[name="slot"]:not([disabled])') ? a.getAttribute('href') : '' })).then(all => all.find(a => a) || '')`)
		b.open(path)
		b.fits()
		b.run(`(() => { document.querySelector('input[name="slot"]:not([disabled])').click(); return true })()`)
		b.press("Garder ces places trois minutes")
		b.until(`document.activeElement.name === 'name' && ` +
			`/^[0-2]:\d\d$|^3:00$/.test(document.querySelector('[data-left]').textContent)`)
		b.fits()
		b.snap(fmt.Sprintf("desk-held-%d", width))
		b.fill(map[string]string{"name": "Camille Essai"})
		// The clock first jumps to the last seconds, and then past them.
		b.run(`(() => { window.clock = Date.now.bind(Date); Date.now = () => performance.timeOrigin + 165000; return true ` +
			`})()`)
		b.until(`document.querySelector('[data-spoken]').textContent.startsWith('Plus que')`)
		b.run(`(() => { Date.now = () => window.clock() + 200000; return true })()`)
		b.until(`document.querySelector('[data-held]').textContent.startsWith('La garde est finie')`)
		b.run(`document.querySelector('[data-left]').textContent === '' && document.querySelector('[data-spoken]').textContent === '' && !document.body.innerText.includes('gardées jusqu')
			&& [...document.querySelectorAll('[data-while-held]')].every(e => e.hidden) && !document.querySelector('[data-once-over]').hidden`)
		b.fits()
		b.snap(fmt.Sprintf("desk-over-%d", width))
		b.press("Garder de nouveau trois minutes")
		b.until(`!!document.querySelector('[data-countdown]') && document.querySelector('[name="name"]').value === ` +
			`'Camille Essai'`)
		b.fill(map[string]string{"phone": fmt.Sprintf("06 39 98 %02d 12", width/100)})
		b.press("Réserver")
		b.shows("Lisez le code à la personne", "Appel suivant")
		b.until(`document.activeElement.id === 'fait'`)
		b.fits()
		b.snap(fmt.Sprintf("desk-made-%d", width))
		if len(b.foreign) > 0 {
			t.Errorf("requests to other sites: %v", b.foreign)
		}
	}
}

// read evaluates a script that promises a text.
func (b *browser) read(script string) string {
	b.t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil || found == "" {
		b.snap("failure")
		b.t.Fatalf("in the page: %q, %v: %s (at %s)", found, err, script, b.location())
	}
	return found
}
