package plan

import (
	"slices"

	"jema/internal/jema"
)

// piece is a stretch of a day on the way to becoming spans. A start has no
// stretch: its end is its beginning.
type piece struct {
	Mark
	from, to     jema.Clock
	start        bool
	through      bool // a departure may start at its end
	step, length int
}

const noon, lateMorning, fivePM, sixPM, eightPM = 12 * 60, 14 * 60, 17 * 60, 18 * 60, 20 * 60

// fits reports whether hours lie in a part of the day as people speak of it.
func (p piece) fits(part Part) bool {
	switch part {
	case Morning:
		return p.from < noon && p.to <= lateMorning
	case Afternoon:
		return p.from >= noon
	case Evening:
		return p.from >= fivePM
	}
	return true
}

// pieces reads the hours of a group, the same for each of its days.
func (g *group) pieces(f Frame) ([]piece, *Fault) {
	var out []piece
	for _, it := range g.hours {
		p, fault := g.piece(it, f)
		if fault != nil {
			return nil, fault
		}
		out = append(out, p)
	}
	return out, g.partsAgree(out)
}

func (g *group) piece(it Item, f Frame) (piece, *Fault) {
	h := g.through(g.completed(it.Hours, f), f)
	p := piece{Mark: it.Mark, from: h.From, to: h.To, step: h.Step, length: h.Length, through: h.Through}
	if p.length == 0 {
		p.length = f.Minutes
	}
	switch {
	case h.Form == Since:
		return p, NewFault(OpenEnd, it.Mark).Clock(h.From)
	case h.Form == Until:
		return p, NewFault(OpenStart, it.Mark).Clock(h.To)
	case h.Form == Between && h.To <= h.From:
		return p, NewFault(ClockOrder, it.Mark).Clock(h.From, h.To)
	case h.Form == Between && f.Kind == Slots && h.Step == 0:
		return p, NewFault(NoStep, it.Mark).Clock(h.From, h.To)
	case h.Form == Between && f.Kind == Slots && g.lastUnclear(h, f):
		return p, NewFault(LastStart, it.Mark).Clock(h.To)
	case h.Form == Start && f.Kind == Free && h.Length > 0 && h.From+jema.Clock(h.Length) <= endOfDay:
		p.to = h.From + jema.Clock(h.Length) // « démonstrations à 11h et 15h, durée 45 min »
	case h.Form == Start && f.Kind == Free:
		return p, NewFault(BareStart, it.Mark).Clock(h.From)
	case h.Form == Start && p.length == 0:
		return p, NewFault(NoLength, it.Mark).Clock(h.From)
	case h.Form == Start && h.From+jema.Clock(p.length) > endOfDay:
		return p, NewFault(PastMidnight, it.Mark).Clock(h.From)
	case h.Form == Start:
		p.start, p.to = true, p.from
	}
	return p, nil
}

// completed ends a start without end where something else gives the end: the
// morning ends at noon, departures end with the last one.
func (g *group) completed(h Hours, f Frame) Hours {
	if h.Form != Since {
		return h
	}
	if h.Shift != 0 || h.Again {
		return h
	}
	if h.From < noon && g.mentions(Morning) {
		h.Form, h.To = Between, noon
	}
	length := h.Length
	if length == 0 {
		length = f.Minutes
	}
	for _, b := range g.bounds {
		if b.Kind == LastAt && f.Kind == Slots && h.Step > 0 {
			h.Form, h.To = Between, min(b.Hours.From+jema.Clock(max(length, 1)), endOfDay)
		}
	}
	return h
}

func (g *group) mentions(p Part) bool {
	return slices.ContainsFunc(g.parts, func(it Item) bool { return it.Part == p }) ||
		slices.ContainsFunc(g.on, func(d dayPart) bool { return d.part == p })
}

// unparted is where the first part of the day begins, if it begins something
// new: « de 10h à 12h et l'après-midi de 14h à 18h ». It does not concern the
// hours before it.
func (g *group) unparted() int {
	if len(g.parts) == 0 || g.parts[0].Gap == NoGap ||
		slices.ContainsFunc(g.days, func(d Days) bool { return d.Part != 0 }) {
		return 0
	}
	start := g.parts[0].Start
	if !slices.ContainsFunc(g.hours, func(h Item) bool { return h.Start > start }) {
		return 0
	}
	return start
}

// partsAgree wants every part of the day given to have hours, and no hours
// outside the parts given.
func (g *group) partsAgree(pieces []piece) *Fault {
	marks := map[Part]Mark{}
	for _, d := range g.days {
		marks[d.Part] = d.Mark
	}
	for _, it := range g.parts {
		marks[it.Part] = it.Mark
	}
	delete(marks, 0)
	for _, part := range []Part{Morning, Afternoon, Evening} {
		m, said := marks[part]
		if said && !slices.ContainsFunc(pieces, func(p piece) bool { return p.fits(part) }) {
			return NewFault(PartConflict, m)
		}
	}
	if fault := g.mixedParts(pieces); fault != nil {
		return fault
	}
	for _, p := range pieces {
		fits := len(marks) == 0 || p.Start < g.unparted()
		for part := range marks {
			fits = fits || p.fits(part)
		}
		if !fits {
			return NewFault(PartConflict, p.Mark)
		}
	}
	return nil
}

// mixedParts refuses « samedi et dimanche matin » beside hours that are not all
// of the morning: it is unclear which of them Saturday has.
func (g *group) mixedParts(pieces []piece) *Fault {
	whole := slices.ContainsFunc(g.days, func(d Days) bool { return d.Part == 0 })
	for _, d := range g.days {
		if whole && d.Part != 0 && slices.ContainsFunc(pieces, func(p piece) bool { return !p.fits(d.Part) }) {
			return NewFault(PartConflict, d.Mark)
		}
	}
	return nil
}

// spans returns the spans of a group, day by day.
func (g *group) spans(f Frame) ([]jema.Span, *Fault) {
	pieces, fault := g.pieces(f)
	if fault != nil {
		return nil, fault
	}
	var out []jema.Span
	for _, d := range g.on {
		left, fault := g.takeAway(g.ofPart(pieces, d.part), d.date, f)
		if fault != nil {
			return nil, fault
		}
		some, fault := g.onDay(d.date, left, f)
		if fault != nil {
			return nil, fault
		}
		if some, fault = g.withoutStarts(some, d.date, f); fault != nil {
			return nil, fault
		}
		g.perDay = max(g.perDay, len(some))
		out = append(out, some...)
	}
	g.total = len(out)
	if len(out) == 0 {
		return nil, NewFault(NothingLeft, g.closing())
	}
	return out, nil
}

// closing is where a phrase specifies what leaves a group without hours.
func (g *group) closing() Mark {
	if len(g.takes) == 0 {
		return g.hours[0].Mark
	}
	return g.takes[len(g.takes)-1].Mark
}

// ofPart leaves a day its own part's hours where the days of the group have
// different ones: « samedi matin et dimanche après-midi, 10h-12h et 14h-18h ».
func (g *group) ofPart(pieces []piece, part Part) []piece {
	other := func(d dayPart) bool { return d.part != 0 && d.part != part }
	if part == 0 || !slices.ContainsFunc(g.on, other) {
		return pieces
	}
	evening := slices.ContainsFunc(g.on, func(d dayPart) bool { return d.part == Evening })
	return slices.DeleteFunc(slices.Clone(pieces), func(p piece) bool {
		return !p.fits(part) || part == Afternoon && evening && p.from >= sixPM
	})
}

// onDay makes spans of the pieces left on one day.
func (g *group) onDay(d jema.Date, left []piece, f Frame) ([]jema.Span, *Fault) {
	var out []jema.Span
	for _, p := range left {
		some := []jema.Span{{Day: d, From: p.from, To: p.to}}
		var fault *Fault
		switch {
		case p.start:
			some[0].To = p.from + jema.Clock(p.length)
		case f.Kind == Slots:
			some, fault = p.departures(d)
		}
		if fault != nil {
			return nil, fault
		}
		out = append(out, some...)
	}
	slices.SortFunc(out, jema.Span.Compare)
	return out, g.boundsHold(out, f)
}

// departures starts every step before the end. One of fixed length ends by the
// end; one without lasts until the next would start.
func (p piece) departures(d jema.Date) ([]jema.Span, *Fault) {
	var out []jema.Span
	last := p.to - 1
	if p.through {
		last++
	}
	for at := p.from; at <= last; at += jema.Clock(p.step) {
		end := at + jema.Clock(p.step)
		if p.length > 0 {
			end = at + jema.Clock(p.length)
			if end > p.to && !p.through {
				break
			}
		}
		if end > endOfDay {
			return nil, NewFault(PastMidnight, p.Mark).Clock(at)
		}
		out = append(out, jema.Span{Day: d, From: at, To: end})
	}
	if len(out) == 0 {
		return nil, NewFault(NoDeparture, p.Mark).Number(p.length).Clock(p.from, p.to)
	}
	return out, nil
}

// lastOfStretch reports whether one of several last departures ends a stretch of
// the day: no other follows it at its own step.
func (g *group) lastOfStretch(b Item, day []jema.Span) bool {
	n := 0
	for _, o := range g.bounds {
		if o.Kind == LastAt {
			n++
		}
	}
	i := slices.IndexFunc(day, func(s jema.Span) bool { return s.From == b.Hours.From })
	return n > 1 && i >= 0 && (i+1 == len(day) || day[i+1].From > day[i].To)
}

// boundsHold compares the first and last departure announced with those read.
// Of free hours it only wants the last admission to fall within them.
func (g *group) boundsHold(day []jema.Span, f Frame) *Fault {
	for _, b := range g.bounds {
		at := b.Hours.From
		if len(day) == 0 {
			continue
		}
		if f.Kind == Free {
			in := func(s jema.Span) bool { return s.From <= at && at <= s.To }
			if !slices.ContainsFunc(day, in) {
				return NewFault(LastMismatch, b.Mark).Clock(at)
			}
			continue
		}
		read := day[0].From
		if b.Kind == LastAt {
			read = day[len(day)-1].From
			if several := g.lastOfStretch(b, day); several {
				continue
			}
		}
		if read != at {
			return NewFault(LastMismatch, b.Mark).Clock(at, read)
		}
	}
	return nil
}
