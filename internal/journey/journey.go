// Package journey plays what people do on a demonstration in a real browser, and counts
// what it takes them: screens, presses, fields, keys, heights and a typist's seconds.
package journey

import (
	"context"
	"fmt"
)

// Counts are what a story takes whoever plays it.
type Counts struct {
	Screens int   `json:"screens"` // pages on which one does something
	Taps    int   `json:"taps"`
	Fields  int   `json:"fields"` // typed into, or chosen from a list
	Keys    int   `json:"keys"`
	Heights []int `json:"heights"` // of each screen, in CSS pixels
}

// Seconds is how long a typist needs who takes 0.2 s a key and 1.3 s a field.
func (c Counts) Seconds() float64 {
	const key, field = 0.2, 1.3
	return key*float64(c.Keys) + field*float64(c.Fields)
}

// Result is what one story took, at a width in CSS pixels.
type Result struct {
	Story string `json:"story"`
	Width int64  `json:"width"`
	Counts
	Seconds float64 `json:"seconds"`
}

// Site is a demonstration that runs, and the accounts by which its stories sign in.
type Site struct {
	Base               string // "http://127.0.0.1:8080"
	Organiser, Adviser string // e-mail addresses
	Password           string // of both
	Returning          string // e-mail address of an artisan who has an event of last year to take over
	Run                string // letters or digits that no earlier run had: of a new artisan and new titles
}

type story struct {
	name  string
	width int64
	play  func(*walk, Site)
}

// stories are played in this order: the last one publishes what waits.
var stories = []story{
	{"entry", 360, enterByThumb},
	{"telephone", 1280, enterByTelephone},
	{"taken_over", 360, takeOver},
	{"moderation", 1280, moderate},
}

// Play plays every story on a site and returns what each took. It changes the site:
// three events are sent, and one is published.
func Play(ctx context.Context, site Site) (results []Result, err error) {
	browser, stop, err := startChromium(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	for _, s := range stories {
		w, stop := begin(browser, site.Base, s.width)
		s.play(w, site)
		stop()
		if w.err != nil {
			return results, fmt.Errorf("story %s: %w", s.name, w.err)
		}
		results = append(results, Result{s.name, s.width, w.counts, w.counts.Seconds()})
	}
	return results, nil
}
