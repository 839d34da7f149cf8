package programme

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// place is where an entry is, with its commune.
func place(e entry) string {
	return strings.TrimPrefix(e.Street+", "+postal(e.Commune), ", ")
}

// postal keeps a postal code and the name behind it on one line.
func postal(commune string) string { return strings.Replace(commune, " ", text.NoBreak, 1) }

// said puts the lines of a timetable into a sentence.
func (w *words) said(lines []timeLine) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.Days + " " + l.Hours
	}
	if strings.HasPrefix(w.Tag, "fr") {
		return strings.Join(parts, "\u202f; ")
	}
	return strings.Join(parts, "; ")
}

// free says how the hours without booking changed.
func (d *difference) free(before, after []jema.Span) {
	o, was, is := d.words, d.base.Say.timetable(before, true), d.base.Say.timetable(after, true)
	switch {
	case slices.Equal(before, after):
	case len(before) == 0:
		d.say(ErratumHours, fill(o.FreeAdded, d.base.said(is)))
	case len(after) == 0:
		d.say(ErratumHours, fill(o.FreeGone, d.base.said(was)))
	default:
		d.say(ErratumHours, fill(o.FreeNow, d.base.said(is), d.base.said(was)))
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
		d.say(ErratumHours, fill(o.BookedLess, d.base.said(d.base.Say.timetable(less, false))))
	}
	if len(more) > 0 {
		d.say(ErratumHours, fill(o.BookedMore, d.base.said(d.base.Say.timetable(more, false))))
	}
}

// without returns the spans that are not in another list.
func without(spans, other []jema.Span) []jema.Span {
	return slices.DeleteFunc(slices.Clone(spans), func(s jema.Span) bool { return slices.Contains(other, s) })
}

// announced says of a new entry what a reader of the paper needs: when, where.
func (d *difference) announced(e entry) string {
	o, parts := d.words, []string{d.words.IsNew}
	if len(e.spans) > 0 {
		parts = append(parts, fill(o.FreeIs, d.base.said(e.Free)))
	}
	if len(e.starts) > 0 {
		parts = append(parts, fill(o.BookedNow, d.base.said(e.Booked)))
	}
	return strings.Join(append(parts, capital(place(e))+"."), " ")
}
