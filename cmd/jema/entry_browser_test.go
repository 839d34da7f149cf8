package main

import "testing"

// A field is being saved when somebody types on and presses the button of the next step. The
// button waits for the answer: else the server would take the saved field for a change made
// on another device.
func TestTheNextStepWaitsForWhatIsBeingSaved(t *testing.T) {
	b := openBrowser(t, demonstration(t).base, 360)
	b.signIn(demoAdviser)
	b.open("/atelier/nouveau")
	b.fill(map[string]string{"name": "Forge de l’Attente", "craft": "Ferronnier", "title": "Forger"})
	b.run(`document.querySelector('[name=title]').dispatchEvent(new Event('change', {bubbles: true}))`)
	b.until(`/etapes/.test(document.querySelector('form[data-entry]').action)`)
	b.run(`(() => { const send = window.fetch; window.held = 0;
		window.fetch = async (...request) => { window.held++; const answer = await send(...request);
			await new Promise(done => setTimeout(done, 2000)); return answer }; return true })()`)
	b.fill(map[string]string{"title": "Forger un clou"})
	b.run(`document.querySelector('[name=title]').dispatchEvent(new Event('change', {bubbles: true}))`)
	b.until(`window.held > 0`)
	b.fill(map[string]string{"title": "Forger un clou de charpente"})
	b.tap(`.thumb-bar button[value="next"]`)
	b.run(`/horaires/.test(location.pathname)`)
	b.tap(`a[href$="/etapes/activite"]`)
	b.run(`document.querySelector('[name=title]').value === 'Forger un clou de charpente'`)
}
