package postgres

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/reading"
)

// planField is one thing that a proposal may change of an opening. Two plans
// whose value is the same text have the same of it.
type planField struct {
	name  string
	value func(OpeningPlan) string
	copy  func(to *OpeningPlan, from OpeningPlan)
}

// planFields are all of them, in the order of the form, by the form's names.
// Times belong to the words they were read from.
var planFields = []planField{
	{"kind", func(p OpeningPlan) string { return string(p.Opening.Kind) },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Kind = from.Opening.Kind }},
	{"title", func(p OpeningPlan) string { return p.Opening.Title },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Title = from.Opening.Title }},
	{"description", func(p OpeningPlan) string { return p.Opening.Description },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Description = from.Opening.Description }},
	{"title_english", func(p OpeningPlan) string { return p.Opening.TitleEnglish },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.TitleEnglish = from.Opening.TitleEnglish }},
	{"description_english", func(p OpeningPlan) string { return p.Opening.DescriptionEnglish },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.DescriptionEnglish = from.Opening.DescriptionEnglish
		}},
	{"printed_text", func(p OpeningPlan) string { return p.Opening.PrintedText }, func(to *OpeningPlan, from OpeningPlan) {
		to.Opening.PrintedText, to.Opening.PrintedTextProposed = from.Opening.PrintedText, from.Opening.PrintedTextProposed
	}},
	{"stops", func(p OpeningPlan) string { return p.Opening.Stops },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Stops = from.Opening.Stops }},
	{"commune", func(p OpeningPlan) string { return p.Opening.CommuneINSEE },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.CommuneINSEE = from.Opening.CommuneINSEE }},
	{"hours_text", func(p OpeningPlan) string { return p.Opening.HoursText + timesKey(p.Hours) },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.HoursText, to.Hours = from.Opening.HoursText, slices.Clone(from.Hours)
		}},
	{"slots_text", func(p OpeningPlan) string {
		return fmt.Sprint(p.Opening.SlotsText, p.Opening.Duration, slotsKey(p.Slots))
	},
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.SlotsText, to.Opening.Duration, to.Slots = from.Opening.SlotsText, from.Opening.Duration,
				slices.Clone(from.Slots)
		}},
	{"party_max", func(p OpeningPlan) string { return fmt.Sprint(p.Opening.PartyMax) },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.PartyMax = from.Opening.PartyMax }},
	{"counted", func(p OpeningPlan) string { return string(p.Opening.Counted) },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Counted = from.Opening.Counted }},
	{"price", func(p OpeningPlan) string { return fmt.Sprint(p.Opening.Price, p.Opening.Facts.Price) },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.Price, to.Opening.Facts.Price = from.Opening.Price, from.Opening.Facts.Price
		}},
	{"minimum_age", func(p OpeningPlan) string { return fmt.Sprint(p.Opening.MinimumAge, p.Opening.Facts.Age) },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.MinimumAge, to.Opening.Facts.Age = from.Opening.MinimumAge, from.Opening.Facts.Age
		}},
	{"languages", func(p OpeningPlan) string { return fmt.Sprint(p.Opening.Languages, p.Opening.Facts.Languages) },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.Languages, to.Opening.Facts.Languages = from.Opening.Languages, from.Opening.Facts.Languages
		}},
	{"access", func(p OpeningPlan) string { return fmt.Sprint(p.Opening.Access, p.Opening.Facts.Access) },
		func(to *OpeningPlan, from OpeningPlan) {
			to.Opening.Access, to.Opening.Facts.Access = from.Opening.Access, from.Opening.Facts.Access
		}},
	{"remarks", func(p OpeningPlan) string { return p.Opening.Remarks },
		func(to *OpeningPlan, from OpeningPlan) { to.Opening.Remarks = from.Opening.Remarks }},
}

func timesKey(list []jema.Interval) string {
	var b strings.Builder
	for _, i := range list {
		fmt.Fprintf(&b, "\x1f%s/%s", i.Start.UTC().Format(time.RFC3339), i.End.UTC().Format(time.RFC3339))
	}
	return b.String()
}

func slotsKey(list []SlotPlan) string {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, "\x1f%v %d", p.key(), p.Capacity)
	}
	return b.String()
}

// Changed names the fields of the form that two plans have differently.
func (p OpeningPlan) Changed(other OpeningPlan) (names []string) {
	p, other = p.read(), other.read()
	for _, f := range planFields {
		if f.value(p) != f.value(other) {
			names = append(names, f.name)
		}
	}
	return names
}

// read returns the plan with its facts parsed from its present words.
func (p OpeningPlan) read() OpeningPlan {
	p.Opening.Facts = reading.Facts(p.Opening)
	return p
}

// merge merges a proposal into what is live: what the artisan changed since
// base is taken, but where take has TakeLive for a field. conflicts names the
// fields that have changed on both sides: of each the live one stays, but where
// take has TakeProposed.
func merge(base, live, value OpeningPlan, take map[string]string) (merged OpeningPlan, conflicts []string) {
	base, live, value = base.read(), live.read(), value.read()
	merged = live
	for _, f := range planFields {
		was, is, wanted := f.value(base), f.value(live), f.value(value)
		switch {
		case wanted == was || wanted == is:
			continue
		case is != was:
			if conflicts = append(conflicts, f.name); take[f.name] != TakeProposed {
				continue
			}
		case take[f.name] == TakeLive:
			continue
		}
		f.copy(&merged, value)
	}
	merged.Opening.Facts.Of = merged.Opening.FactWords()
	return merged, conflicts
}

// Which side of a field is taken.
const (
	TakeLive     = "live"
	TakeProposed = "proposed"
)
