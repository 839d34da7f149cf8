package jema

import (
	"errors"
	"testing"
	"time"
)

func between(from, to int) Interval {
	day := time.Date(2027, 4, 8, 0, 0, 0, 0, time.UTC)
	return Interval{day.Add(time.Duration(from) * time.Minute), day.Add(time.Duration(to) * time.Minute)}
}

func TestTravel(t *testing.T) {
	romans := Site{WorkshopID: 1, INSEE: "26281", Lat: 45.05478, Lon: 5.03814}
	for what, c := range map[string]struct {
		to   Site
		want int
	}{
		"the same workshop":     {Site{WorkshopID: 1, INSEE: "26034"}, 0},
		"the same place":        {Site{2, "26281", 45.05478, 5.03814}, 5},
		"a kilometre on foot":   {Site{3, "26281", 45.06377, 5.03814}, 15}, // 1 km and no less: 20 min at 3 km/h, 15 by coach
		"the next street":       {Site{4, "26281", 45.05878, 5.03814}, 10},
		"next door, other town": {Site{5, "26165", 45.0560, 5.0390}, 15},
		"fifteen kilometres":    {Site{6, "26034", 45.06198, 5.21987}, 30},
		"nobody knows where":    {Site{WorkshopID: 7, INSEE: "26000"}, 30},
	} {
		for _, takes := range []time.Duration{Travel(romans, c.to), Travel(c.to, romans)} {
			if takes != time.Duration(c.want)*time.Minute {
				t.Errorf("%s: %s, want %d minutes", what, takes, c.want)
			}
		}
	}
}

func TestPlanRotation(t *testing.T) {
	travel := 15 * time.Minute
	for what, c := range map[string]struct {
		a, b   Interval
		needed string // "" where it is possible
		far    bool
	}{
		"together":                     {between(600, 660), between(600, 660), "", false},
		"together, one longer":         {between(600, 720), between(600, 660), "", false},
		"together, too short":          {between(600, 640), between(600, 660), "45", false},
		"one after the other":          {between(600, 660), between(675, 735), "", false},
		"the other first":              {between(675, 735), between(600, 660), "", false},
		"no minute between":            {between(600, 660), between(660, 720), "15", false},
		"fourteen minutes between":     {between(600, 660), between(674, 734), "15", false},
		"one into the other":           {between(600, 660), between(630, 690), "15", false},
		"a wait of half an hour":       {between(600, 660), between(705, 765), "", false},
		"a longer wait":                {between(600, 660), between(710, 770), "", true},
		"after the other, too short":   {between(600, 625), between(640, 700), "30", false},
		"together, exactly enough":     {between(600, 645), between(600, 645), "", false},
		"together, a minute too short": {between(600, 644), between(600, 645), "45", false},
	} {
		plan, err := PlanRotation(c.a, c.b, travel)
		if got := MinutesNeeded(err); got != c.needed || errors.Is(err, ErrSchoolNoRotation) && c.needed == "" && !c.far ||
			(err != nil) != (c.needed != "" || c.far) {
			t.Errorf("%s: %q minutes, %v", what, got, err)
		}
		if err == nil {
			soundPlan(t, what, plan, [2]Interval{c.a, c.b}, travel)
		}
	}
}

// soundPlan holds a timetable to what it is for: each half is in each workshop
// once, within its slot, with the journey between, and never meets the other.
func soundPlan(t *testing.T, what string, plan Rotation, slots [2]Interval, travel time.Duration) {
	t.Helper()
	for _, half := range plan {
		if half[0].Visit == half[1].Visit || half[1].Start.Sub(half[0].End) < travel {
			t.Errorf("%s: a half goes %v", what, half)
		}
		for _, stop := range half {
			slot := slots[stop.Visit]
			if stop.Start.Before(slot.Start) || stop.End.After(slot.End) || stop.End.Sub(stop.Start) < RotationTurn {
				t.Errorf("%s: the stop %v is not in %v", what, stop, slot)
			}
		}
	}
	for _, one := range plan[0] {
		for _, other := range plan[1] {
			if one.Visit == other.Visit && one.Start.Before(other.End) && other.Start.Before(one.End) {
				t.Errorf("%s: both halves are in one workshop: %v", what, plan)
			}
		}
	}
}
