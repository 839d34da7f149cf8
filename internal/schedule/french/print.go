package french

import (
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
	"jema/internal/text"
)

// Print writes spans as a French phrase that Read understands: days with the
// same hours together, « samedi 10 et dimanche 11 avril, de 10 h à 12 h ».
func Print(spans []jema.Span, f plan.Frame) string {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, jema.Span.Compare)
	groups := plan.Gather(spans)
	p := printer{frame: f, own: f.Kind == plan.Slots && mixed(spans, f)}
	var out []string
	for _, g := range groups {
		out = append(out, p.days(g.Days)+", "+p.hours(g.Hours))
	}
	phrase := strings.Join(out, text.NarrowNoBreak+"; ")
	if f.Kind == plan.Slots && f.Minutes == 0 && !p.own && p.listed {
		phrase += p.length(len(groups), spans[0].Minutes())
	}
	return phrase
}

type printer struct {
	frame  plan.Frame
	own    bool // every start bears its duration
	listed bool // some starts are listed, which say no duration
}

// mixed reports whether one duration for all would be wrong.
func mixed(spans []jema.Span, f plan.Frame) bool {
	return slices.ContainsFunc(spans, func(s jema.Span) bool {
		return s.Minutes() != spans[0].Minutes() || f.Minutes > 0 && s.Minutes() != f.Minutes
	})
}

// length writes once how long every slot lasts, where the frame lacks it.
func (p *printer) length(groups, n int) string {
	if groups > 1 {
		return text.NarrowNoBreak + "; durée" + text.NoBreak + ": " + minutes(n)
	}
	return ", durée " + minutes(n)
}

// days lists days, writing month and year once where the reader inherits them.
func (p *printer) days(days []jema.Date) string {
	if all := p.frame.Days(); len(all) > 1 && slices.Equal(all, days) {
		return "tous les jours"
	}
	var ends []jema.Date // every day that will be named
	for _, r := range plan.Runs(days) {
		if r.Length() >= 3 {
			ends = append(ends, r.First, r.Last)
			continue
		}
		for d := r.First; d.Compare(r.Last) <= 0; d = d.AddDays(1) {
			ends = append(ends, d)
		}
	}
	names := map[jema.Date]string{}
	for i, d := range ends {
		names[d] = p.name(d, i+1 < len(ends) && ends[i+1].Month == d.Month && ends[i+1].Year == d.Year)
	}
	var out []string
	for _, r := range plan.Runs(days) {
		out = append(out, runOf(r, names)...)
	}
	return text.Join(out)
}

func runOf(r plan.Run, names map[jema.Date]string) []string {
	switch r.Length() {
	case 1:
		return []string{names[r.First]}
	case 2:
		return []string{names[r.First], names[r.Last]}
	}
	return []string{"du " + names[r.First] + " au " + names[r.Last]}
}

// name writes one day, without its month if the next day has the same.
func (p *printer) name(d jema.Date, inherited bool) string {
	switch {
	case inherited:
		return text.Weekday(d) + text.NoBreak + text.DayNumber(d)
	case p.frame.From.Year != p.frame.To.Year:
		return text.Day(d)
	}
	return text.DayMonth(d)
}

// hours writes the hours of one day.
func (p *printer) hours(day []jema.Span) string {
	var out []string
	if p.frame.Kind == plan.Free {
		for _, s := range day {
			out = append(out, fromTo(s.From, s.To))
		}
		return text.Join(out)
	}
	if r, ok := plan.RhythmOf(day, p.frame.Minutes); ok && !p.own {
		return p.departures(r)
	}
	p.listed = true
	for _, s := range day {
		start := clockWords(s.From)
		if p.own {
			start += " (" + minutes(s.Minutes()) + ")"
		}
		out = append(out, start)
	}
	return "à " + text.Join(out)
}

// departures writes « toutes les 20 min de 14 h à 17 h ».
func (p *printer) departures(r plan.Rhythm) string {
	var out []string
	for _, s := range r.Stretches {
		if p.frame.Minutes > 0 || r.Step < 60 {
			out = append(out, fromTo(s[0], s[1]))
			continue
		}
		// A step of an hour or more leaves open whether one starts at the end;
		// « inclus » settles it.
		out = append(out, fromTo(s[0], s[1]-jema.Clock(r.Step))+" inclus")
	}
	return every(r.Step) + " " + text.Join(out)
}

func every(step int) string {
	switch {
	case step == 60:
		return "toutes les heures"
	case step < 60 || step%60 != 0:
		return "toutes les " + strconv.Itoa(step) + text.NoBreak + "minutes"
	}
	return "toutes les " + strconv.Itoa(step/60) + text.NoBreak + "heures"
}

// clockWords writes an hour; one of the night is marked as none of the
// afternoon.
func clockWords(c jema.Clock) string {
	if c >= 60 && c < 6*60 {
		return text.Clock(c) + " du matin"
	}
	return text.Clock(c)
}

func fromTo(from, to jema.Clock) string { return "de " + clockWords(from) + " à " + text.Clock(to) }
