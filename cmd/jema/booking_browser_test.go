package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// bookable is an event of the demonstration that takes bookings.
type bookable struct {
	ID    int64
	Title string
	Slots []struct {
		ID, Free int64
		State    string
		Audience string
		StartsAt time.Time `json:"starts_at"`
		EndsAt   time.Time `json:"ends_at"`
	}
}

// overlapping returns two events and a slot of each, which meet in time.
func overlapping(t *testing.T, base string) (events [2]bookable, slots [2]int64) {
	t.Helper()
	var list struct{ Items []struct{ ID int64 } }
	read(t, base+"/api/v1/openings?free=true", &list)
	var seen []bookable
	for _, o := range list.Items {
		var event bookable
		read(t, fmt.Sprint(base, "/api/v1/openings/", o.ID), &event)
		for _, s := range event.Slots {
			for _, before := range seen {
				for _, b := range before.Slots {
					if open(s.State, s.Audience, s.Free) && open(b.State, b.Audience, b.Free) &&
						s.StartsAt.Before(b.EndsAt) && b.StartsAt.Before(s.EndsAt) {
						return [2]bookable{before, event}, [2]int64{b.ID, s.ID}
					}
				}
			}
		}
		seen = append(seen, event)
	}
	t.Fatalf("no two of %d events overlap", len(list.Items))
	return events, slots
}

func open(state, audience string, free int64) bool {
	return state == "open" && audience == "public" && free > 1
}

func read(t *testing.T, url string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(fetch(t, url)), into); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
}

// A visitor with a telephone sees when a slot ends, and is warned before sending
// that it overlaps with what this device has booked.
func TestATelephoneShowsEndsAndOverlaps(t *testing.T) {
	base := demonstration(t).base
	events, slots := overlapping(t, base)
	b := openBrowser(t, base, 360)
	b.open(fmt.Sprint("/evenements/", events[0].ID))
	b.run(`[...document.querySelectorAll('label.slot')].every(l => {
		const end = new Intl.DateTimeFormat('fr', {timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit'})
			.format(l.querySelector('input').dataset.end * 1000).replace(/^0/, '');
		const [h, m] = end.split(':'), words = l.innerText.replace(/\s+/g, ' ');
		return words.includes(m === '00' ? h + ' h' : h + ' h ' + m) &&
			l.scrollWidth <= l.clientWidth && l.getBoundingClientRect().right <= innerWidth })`)
	b.run(fmt.Sprintf(`(document.getElementById('slot-%d').click(), true)`, slots[0]))
	b.fill(map[string]string{"party_size": "1", "name": "Visiteuse Inventée", "phone": "06 39 98 00 12"})
	b.press("Réserver")
	if !strings.Contains(b.location(), "/r/") {
		t.Fatalf("after booking the visitor is at %s", b.location())
	}
	b.open(fmt.Sprint("/evenements/", events[1].ID))
	b.run(`document.querySelector('[data-overlap]').hidden`)
	b.run(fmt.Sprintf(`(document.getElementById('slot-%d').click(), true)`, slots[1]))
	b.until(`!document.querySelector('[data-overlap]').hidden &&
		document.querySelector('[data-overlap]').innerText.length > 20`)
	b.snap("visitor-overlap")
}

// No page gets wider than a telephone by a word of two hundred letters, wherever
// it is typed.
func TestALongWordWidensNoPage(t *testing.T) {
	base := demonstration(t).base
	events, _ := overlapping(t, base)
	b := openBrowser(t, base, 360)
	for _, path := range []string{"/", "/evenements", "/communes/26281", fmt.Sprint("/evenements/",
		events[0].ID), "/retrouver"} {
		b.open(path)
		b.run(`(() => { for (const e of document.querySelectorAll(
			'main :is(h1, h2, h3, p, li, dt, dd, td, label, strong, b, span, a):not(.skip-map *)'))
			for (const n of e.childNodes)
				if (n.nodeType === Node.TEXT_NODE && n.data.trim() !== '') { n.data += ' ' + 'x'.repeat(200); break }
			return document.documentElement.scrollWidth <= innerWidth })()`)
	}
}
