package history

import (
	"cmp"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
)

// change is a field that two states of an event have differently, in words.
type change struct {
	Label       string
	Before, Now string
}

// Sides are both in pieces, with the words marked that the other one lacks.
func (c change) Sides() (sides struct{ Before, Now []text.Piece }) {
	sides.Before, sides.Now = text.Diff(c.Before, c.Now)
	return sides
}

// changes lists what an event and its workshop have differently in two edits.
func (f frame) changes(before, now postgres.OpeningEdit) (list []change) {
	for _, name := range now.Plan.Changed(before.Plan) {
		list = f.add(list, name, before, now)
	}
	if !slices.Contains(now.Plan.Changed(before.Plan), slotsField) { // one may be closed, or have a note
		list = f.add(list, slotsField, before, now)
	}
	return append(list, f.shopChanges(before.Workshop, now.Workshop)...)
}

func (f frame) add(list []change, name string, before, now postgres.OpeningEdit) []change {
	c := change{Label: artisan.FieldLabel(f.Layout, name), Before: f.words(name, before), Now: f.words(name, now)}
	if c.Before == c.Now { // times read from other words, or a choice that is worded alike
		return list
	}
	return append(list, c)
}

// words are the value of a field after an edit. Times are those that visitors read.
func (f frame) words(name string, e postgres.OpeningEdit) string {
	switch name {
	case "hours_text":
		var lines []string
		for _, i := range e.Plan.Hours {
			lines = append(lines, f.Voice.When(i.Span(f.Edition.Zone)))
		}
		return cmp.Or(strings.Join(lines, "\n"), e.Plan.Opening.HoursText)
	case slotsField:
		return cmp.Or(strings.Join(slotLines(f, e), "\n"), e.Plan.Opening.SlotsText)
	}
	return artisan.FieldShown(f.Layout, name, e.Plan, f.choices)
}

// slotLines are the slots of an edit, a line each.
func slotLines(f frame, e postgres.OpeningEdit) (lines []string) {
	for _, s := range e.Slots {
		line := f.T("history.slot", "when", f.Voice.When(s.Span(f.Edition.Zone)), "n", s.Capacity)
		if s.Audience == jema.AudienceSchools {
			line += ", " + f.T("myopening.audience.schools")
		}
		if s.State == jema.SlotClosed {
			line += ", " + f.T("slot_page.closed")
		}
		if s.Note != "" {
			line += " (" + s.Note + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// shopChanges lists what two states of a workshop have differently.
func (f frame) shopChanges(before, now jema.Workshop) (list []change) {
	for _, name := range postgres.WorkshopFieldNames {
		c := change{Label: artisan.FieldLabel(f.Layout, name),
			Before: artisan.WorkshopFieldShown(f.Layout, name, before, f.choices),
			Now:    artisan.WorkshopFieldShown(f.Layout, name, now, f.choices)}
		if c.Before != c.Now {
			list = append(list, c)
		}
	}
	return list
}
