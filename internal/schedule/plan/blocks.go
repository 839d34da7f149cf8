package plan

import "slices"

// block is a stretch of items that has both days and hours, in which the first
// of the two leads: days then hours, or hours then days.
type block struct{ items []Item }

// exception is an Except or Pause that is alone, after blocks[:until].
type exception struct {
	Item
	until int
}

func has(items []Item, k ItemKind) bool {
	return slices.ContainsFunc(items, func(it Item) bool { return it.Kind == k })
}

func first(items []Item, kinds ...ItemKind) (Item, bool) {
	for _, it := range items {
		if slices.Contains(kinds, it.Kind) {
			return it, true
		}
	}
	return Item{}, false
}

func (b block) hoursLead() bool {
	it, _ := first(b.items, OnDays, AtHours)
	return it.Kind == AtHours
}

// segments cuts at strong gaps.
func segments(items []Item) [][]Item {
	var out [][]Item
	for i, it := range items {
		if i == 0 || it.Gap == Strong {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], it)
	}
	return headed(out)
}

// headed puts a part of the day that is alone before the days and hours that
// follow: it is their heading.
func headed(segs [][]Item) [][]Item {
	var out [][]Item
	for i := 0; i < len(segs); i++ {
		seg := segs[i]
		if len(seg) == 1 && seg[0].Kind == InPart && i+1 < len(segs) && has(segs[i+1], OnDays) && has(segs[i+1], AtHours) {
			i++
			seg = append(seg[:1:1], segs[i]...)
		}
		out = append(out, seg)
	}
	return out
}

// splitter joins segments that lack days or hours to those that complete them.
type splitter struct {
	blocks  []block
	pending []Item // the segments that wait for days or hours, and which of both
	days    bool   // they have
	hours   bool
	after   []exception
	closed  bool // days said to be closed came last: hours do not reach back over them
}

func split(items []Item, whole Mark) ([]block, []exception, *Fault) {
	var s splitter
	for _, seg := range segments(items) {
		if fault := s.take(seg); fault != nil {
			return nil, nil, fault
		}
	}
	if len(s.pending) > 0 {
		return nil, nil, incomplete(s.pending)
	}
	if len(s.blocks) == 0 {
		return nil, nil, NewFault(Nothing, whole)
	}
	return s.blocks, s.after, nil
}

func (s *splitter) take(seg []Item) *Fault {
	days, hours := has(seg, OnDays), has(seg, AtHours)
	closed := s.closed
	s.closed = !days && !hours && closesDays(seg)
	switch {
	case hours && !days && closed:
		return incomplete(seg)
	case days && hours:
		if s.hours || s.days && !announces(s.pending, seg) {
			return incomplete(s.pending)
		}
		s.complete(seg)
	case days && len(s.pending) == 0 && len(s.blocks) > 0 && has(seg, Only) && parted(seg):
		s.complete(seg)
	case hours && s.days, days && s.hours:
		s.complete(seg)
	case hours && len(s.blocks) > 0 && len(s.pending) == 0:
		last := &s.blocks[len(s.blocks)-1]
		if last.hoursLead() {
			return incomplete(seg)
		}
		last.items = append(last.items, seg...)
	case days || hours || len(s.blocks) == 0 || len(s.pending) > 0:
		s.pending = append(s.pending, seg...)
		s.days, s.hours = s.days || days, s.hours || hours
	default:
		s.remark(seg)
	}
	return nil
}

// closesDays reports whether days or parts of them are taken away.
func closesDays(seg []Item) bool {
	return slices.ContainsFunc(seg, func(it Item) bool { return it.Kind == Except && len(it.Days) > 0 })
}

// announces reports whether days without hours may lead to a statement that has
// both: its weekdays only specify which days of a range of dates count. Otherwise
// hours never reach back to days over others that they belong to.
func announces(pending, seg []Item) bool {
	lead, _ := first(seg, OnDays)
	head, _ := first(pending, OnDays)
	dated := len(head.Days) == 1 && head.Days[0].Shape == Range && head.Days[0].From.Number+head.Days[0].To.Number != 0
	bare := func(d Days) bool { return d.From.Number == 0 && d.To.Number == 0 }
	return dated && !slices.ContainsFunc(lead.Days, func(d Days) bool { return !bare(d) })
}

// parted reports whether a part of the day is named.
func parted(seg []Item) bool {
	return slices.ContainsFunc(seg, func(it Item) bool {
		return it.Kind == InPart || it.Kind == OnDays &&
			partOf(it.Days) != 0
	})
}

func (s *splitter) complete(seg []Item) {
	s.blocks = append(s.blocks, block{append(s.pending, seg...)})
	s.pending, s.days, s.hours = nil, false, false
}

// remark takes a segment without days or hours of its own.
func (s *splitter) remark(seg []Item) {
	for _, it := range seg {
		if it.Kind == Except || it.Kind == Pause {
			s.after = append(s.after, exception{it, len(s.blocks)})
			continue
		}
		last := &s.blocks[len(s.blocks)-1]
		last.items = append(last.items, it)
	}
}

// incomplete specifies what is missing: the hours of days, or the days of hours.
func incomplete(items []Item) *Fault {
	part, vague := first(items, InPart, WholeDay)
	days, hasDays := first(items, OnDays)
	hours, hasHours := first(items, AtHours)
	switch {
	case hasHours && !hasDays:
		return NewFault(NoDays, hours.Mark)
	case vague && !hasHours:
		return NewFault(VaguePart, part.Mark)
	case hasDays && !hasHours:
		return NewFault(NoHours, days.Mark)
	}
	return NewFault(Nothing, items[0].Mark.To(items[len(items)-1].Mark))
}
