package search

import (
	"time"

	find "jema/internal/search"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// examplesTried is how many openings an example is looked for among.
const examplesTried = 12

// Example is a whole question that finds something: what may be typed.
type Example struct{ Question, Address string }

// ExampleOf returns a question that some opening of the page's edition answers, in the
// language of the page; nil where none of the first ones does.
func ExampleOf(l page.Layout, from *public.State) *Example {
	days := l.Edition.Days()
	if len(days) == 0 {
		return nil
	}
	day := days[len(days)-1]
	for _, d := range days {
		if d.Weekday() == time.Saturday {
			day = d
		}
	}
	x, entries := from.Index(), from.Entries()
	for _, e := range entries[:min(len(entries), examplesTried)] {
		if e.Craft == nil {
			continue
		}
		question := l.T("home.example", "craft", l.Voice.Craft(*e.Craft), "commune", e.Commune.Name,
			"weekday", l.Voice.Weekday(day))
		asked := find.Query{Words: question}
		if q, err := x.Complete(asked, from.Now); err == nil &&
			x.Find(q, find.Options{PageSize: 1, Now: from.Now}).Count > 0 {
			return &Example{question, address(asked)}
		}
	}
	return nil
}
