package plan

// sessions reads ranges as single slots where the phrase says that they are: as
// long as one slot lasts, or as many as the sessions announced. Departures
// announced within one range of known duration share it out.
func sessions(items []Item, f Frame) {
	announced, ranges := 0, 0
	for _, it := range items {
		switch {
		case it.Kind == Announced:
			announced += it.Number
		case it.isRange():
			ranges++
		}
	}
	for i := range items {
		it := &items[i]
		if !it.isRange() {
			continue
		}
		length := it.Hours.Length
		if length == 0 {
			length = f.Minutes
		}
		whole := int(it.Hours.To - it.Hours.From)
		switch {
		case length == whole, length == 0 && announced == ranges:
			it.Hours.Form, it.Hours.Length = Start, whole
		case length > 0 && ranges == 1 && announced*length == whole:
			it.Hours.Step = length
		}
	}
}

// isRange tells whether the item is a range that no departures divide.
func (it Item) isRange() bool {
	return it.Kind == AtHours && it.Hours.Form == Between && it.Hours.Step == 0 && it.Hours.To > it.Hours.From
}
