package papers

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
)

// place is where an entry is, with its commune.
func place(e content.Entry) string {
	return strings.TrimPrefix(e.Street+", "+content.Postal(e.Commune), ", ")
}

// free notes how the hours without booking changed.
func (d *difference) free(before, after []jema.Span) {
	o, was, is := d.words, d.base.Say.Timetable(before, true), d.base.Say.Timetable(after, true)
	switch {
	case slices.Equal(before, after):
	case len(before) == 0:
		d.say(ErratumHours, fill(o.FreeAdded, d.base.Said(is)))
	case len(after) == 0:
		d.say(ErratumHours, fill(o.FreeGone, d.base.Said(was)))
	default:
		d.say(ErratumHours, fill(o.FreeNow, d.base.Said(is), d.base.Said(was)))
	}
}

// booked names the sessions that are gone and those that are added.
func (d *difference) booked(before, after []jema.Span) {
	o, less, more := d.words, without(before, after), without(after, before)
	switch {
	case len(before) > 0 && len(after) == 0:
		d.say(ErratumHours, o.BookedGone)
		return
	case len(less) > 0:
		d.say(ErratumHours, fill(o.BookedLess, d.base.Said(d.base.Say.Timetable(less, false))))
	}
	if len(more) > 0 {
		d.say(ErratumHours, fill(o.BookedMore, d.base.Said(d.base.Say.Timetable(more, false))))
	}
}

// without returns the spans that are not in another list.
func without(spans, other []jema.Span) []jema.Span {
	return slices.DeleteFunc(slices.Clone(spans), func(s jema.Span) bool { return slices.Contains(other, s) })
}

// announced returns what a reader of the paper needs of a new entry: when,
// where.
func (d *difference) announced(e content.Entry) string {
	o, parts := d.words, []string{d.words.IsNew}
	if len(e.Spans) > 0 {
		parts = append(parts, fill(o.FreeIs, d.base.Said(e.Free)))
	}
	if len(e.Starts) > 0 {
		parts = append(parts, fill(o.BookedNow, d.base.Said(e.Booked)))
	}
	return strings.Join(append(parts, content.Capital(place(e))+"."), " ")
}
