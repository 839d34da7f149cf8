package french

import "jema/internal/schedule/plan"

// draft is the items that were read so far, and what is between the last of them and
// the next.
type draft struct {
	*passage
	items     []plan.Item
	noHours   int // so many of them give no hours
	gap       plan.Gap
	and, adds bool // « et » is in the gap; « + » or « ainsi que »
	further   bool // « aussi » was there: what a part of the day leads to is added
	event     bool // something that takes place is spoken of since the last item
	depth     int  // open brackets
}

// add appends an item read from lexemes i to j-1.
func (d *draft) add(it plan.Item, i, j int) {
	it.Mark, it.Gap, it.And, it.Adds, it.Enclosed = d.mark(i, j), d.gap, d.and, d.adds, d.depth > 0
	it.Event = d.event && d.gap != plan.Strong || d.at(i).strange
	d.event = false
	d.items = append(d.items, it)
	d.gap, d.and, d.adds = plan.NoGap, d.further && it.Kind == plan.InPart, false
	d.further = d.and
}

func (d *draft) last() *plan.Item {
	if len(d.items) == 0 {
		return nil
	}
	return &d.items[len(d.items)-1]
}

// behindHours reports whether hours end right before i.
func (d *draft) behindHours(i int) bool {
	last := d.last()
	return last != nil && last.Kind == plan.AtHours && last.End == d.at(i-1).End
}

// daysApart reports whether the days given last lead to the word at i and do not go on
// with a list: « …, jeudi fermé de 12h à 15h », not « 10h-18h mardi & jeudi avec une
// pause ».
func (d *draft) daysApart(i int) bool {
	last := d.last()
	return !last.And && !last.Adds && last.End == d.at(i-1).End
}

// awaitsHours reports whether days were given that have no hours yet.
func (d *draft) awaitsHours() bool {
	for i := len(d.items) - 1; i >= 0 && d.items[i].Kind != plan.AtHours; i-- {
		if d.items[i].Kind == plan.OnDays {
			return true
		}
	}
	return false
}

// behindDays reports whether nothing but days comes before.
func (d *draft) behindDays() bool {
	last := d.last()
	return last != nil && last.Kind == plan.OnDays && d.gap == plan.NoGap
}

// behindDaysOrColon reports whether nothing but days comes before, and perhaps a colon.
func (d *draft) behindDaysOrColon() bool {
	last := d.last()
	return last != nil && last.Kind == plan.OnDays && (d.gap == plan.NoGap || d.gap == plan.Colon)
}

// hoursLead reports whether hours come before days in the statement.
func (d *draft) hoursLead() bool {
	lead := false
	for i := len(d.items) - 1; i >= 0; i-- {
		it := d.items[i]
		if it.Kind == plan.AtHours || it.Kind == plan.OnDays {
			lead = it.Kind == plan.AtHours
		}
		if it.Gap == plan.Strong {
			break
		}
	}
	return lead
}

// behindSame reports whether « idem » leads to the days that are read.
func (d *draft) behindSame() bool {
	last := d.last()
	return last != nil && last.Kind == plan.Again && d.gap == plan.NoGap
}

// partBefore returns the part of the day spoken of directly before, 0 if none.
func (d *draft) partBefore() plan.Part {
	last := d.last()
	switch {
	case last == nil || d.gap == plan.Strong:
		return 0
	case last.Kind == plan.OnDays:
		return last.Days[len(last.Days)-1].Part
	case last.Kind == plan.InPart:
		return last.Part
	}
	return 0
}

// saidHours reports whether hours were given before.
func (d *draft) saidHours() bool {
	for d.noHours = min(d.noHours, len(d.items)); d.noHours < len(d.items); d.noHours++ {
		if d.items[d.noHours].Kind == plan.AtHours {
			return true
		}
	}
	return false
}
