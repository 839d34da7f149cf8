package jema

// DayIn returns the day of another edition that takes the place of a day of this one:
// the first Saturday becomes the first Saturday. ok is false where the other edition
// has no such day.
func (e Edition) DayIn(other Edition, day Date) (moved Date, ok bool) {
	nth := e.StartsOn.DaysUntil(day) / daysOfWeek
	first := other.StartsOn
	for first.Weekday() != day.Weekday() {
		first = first.AddDays(1)
	}
	moved = first.AddDays(nth * daysOfWeek)
	return moved, day.Compare(e.StartsOn) >= 0 && moved.Compare(other.EndsOn) <= 0
}

const daysOfWeek = 7

// IntervalIn returns the interval of another edition that takes the place of one of
// this edition: the same hours of the wall clock on the day that DayIn returns. ok is
// false where there is no such day, or the clocks skip such an hour.
func (e Edition) IntervalIn(other Edition, i Interval) (moved Interval, ok bool) {
	span := i.Span(e.Zone)
	if span.Day, ok = e.DayIn(other, span.Day); !ok {
		return Interval{}, false
	}
	moved, err := span.Interval(other.Zone)
	return moved, err == nil
}

// Predecessor is an event of an earlier edition that may be taken over.
type Predecessor struct {
	ID                       OpeningID
	WorkshopID               WorkshopID
	Title, Workshop, Commune string
	Year                     int        // of its edition
	Left                     []Interval // its times for which the other edition has no day
}

// TakenOver is what an event has from the one of an earlier edition that it follows.
type TakenOver struct {
	FromID   OpeningID
	Year     int        // of the edition that it was taken from
	ToReread bool       // nobody of the workshop has looked at it since
	Left     []Interval // times of the earlier event for which the edition has no day
}
