package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// partAt reads « le matin », « l'après-midi ».
func (r row) partAt(i int) (int, plan.Part) {
	j := i
	for r.is(j, article, atThe, each) {
		j++
	}
	if r.is(j, part) {
		return j + 1, plan.Part(r.at(j).value)
	}
	return i, 0
}

// hoursAt reports whether hours begin at i.
func (r row) hoursAt(i int) bool {
	for r.is(i, of, colon, comma) {
		i++
	}
	return r.clockish(i)
}

// partBehind reads a part of the day that directly follows its day.
func (r row) partBehind(i int) (int, plan.Part) {
	j := i
	if r.is(j, atThe) {
		j++
	}
	if r.is(j, part) {
		return j + 1, plan.Part(r.at(j).value)
	}
	return i, 0
}

// one reports whether « un » or « une » is at i.
func (r row) one(i int) bool { return r.is(i, number) && r.at(i).value == 1 && r.at(i).width == 0 }

// clockish reports whether an hour or a number that may be one is at i.
func (r row) clockish(i int) bool {
	return r.is(i, clock) || r.is(i, number) && r.at(i).value <= 24 && !r.at(i).ordinal
}

// oneHour reports whether « une heure » is at i: how long, never when.
func (r row) oneHour(i int) bool { return r.at(i).inWords && r.at(i).value < 120 }

func (r row) clockAt(i int) jema.Clock {
	if r.is(i, clock) {
		return jema.Clock(r.at(i).value)
	}
	return jema.NewClock(r.at(i).value, 0)
}

// connector passes over what joins the two ends of a range: a dash, « à »,
// « jusqu'à », a comma before the latter, or « et » behind « entre ».
func (r row) connector(i int, between bool) int {
	j := i
	if r.is(j, comma) && r.is(j+1, until) {
		j++
	}
	for r.is(j, dash, at, atThe, until) {
		j++
	}
	if j == i && between && r.is(j, and) {
		j++
	}
	return j
}

// unitAlone reads « heures », « demi-heures », « quarts d'heure ».
func (r row) unitAlone(i int) (int, int) {
	minutes := map[kind]int{hourUnit: 60, half: 30, quarter: 15}
	n, ok := minutes[r.at(i).kind]
	if !ok {
		return 0, i
	}
	if r.is(i+1, andHalf) && n == 60 {
		return 90, i + 2
	}
	return n, i + 1
}

// length reads a duration: « 45 min », « 1h30 », « une demi-heure ».
func (r row) length(i int) (int, int) {
	switch {
	case r.is(i, clock) && r.at(i).plain:
		return r.at(i).value, i + 1
	case r.is(i, number) && r.is(i+1, minuteUnit):
		return r.at(i).value, i + 2
	case r.is(i, number) && r.at(i).value <= 3 && r.is(i+1, half, quarter):
		n, _ := r.unitAlone(i + 1)
		return n * r.at(i).value, i + 2
	}
	return 0, i
}

func (r row) eventPerHour(i int) bool {
	for i++; r.is(i, event, nothing); i++ {
	}
	return r.is(i, perHour)
}
