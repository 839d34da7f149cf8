package jema

import (
	"errors"
	"math"
	"strconv"
	"time"
)

// How long half a class needs between two workshops. Distances are straight
// lines; the speeds are low enough for the bends of a road and for a group that
// has to be gathered.
const (
	walkSpeed     = 3.0  // km/h, within a commune
	rideSpeed     = 30.0 // km/h, by coach
	walkLeast     = 5 * time.Minute
	rideLeast     = 15 * time.Minute // to get in and out of a coach
	travelUnknown = 30 * time.Minute // where a position is not known
	travelStep    = 5 * time.Minute  // journeys are rounded up to it
)

const (
	// RotationTurn is the shortest time that half a class spends in one workshop.
	RotationTurn = 15 * time.Minute
	// RotationWait is the longest that a class waits between two slots, beyond
	// the journey.
	RotationWait = 30 * time.Minute
)

// Site is where a visit takes place: the workshop's position if it has one,
// else the middle of its commune; both coordinates are 0 when neither is.
type Site struct {
	WorkshopID WorkshopID
	INSEE      string
	Lat, Lon   float64
}

// Site is where the entry's visits take place.
func (e Entry) Site() Site {
	s := Site{WorkshopID: e.Workshop.ID, INSEE: e.Commune.INSEE, Lat: e.Commune.Lat, Lon: e.Commune.Lon}
	if e.Workshop.Placed() {
		s.Lat, s.Lon = e.Workshop.Lat, e.Workshop.Lon
	}
	return s
}

func (s Site) located() bool { return s.Lat != 0 || s.Lon != 0 }

// Travel is how long half a class needs from one site to another: none within
// a workshop; on foot or by coach, whichever is shorter, within a commune; by
// coach to another.
func Travel(a, b Site) time.Duration {
	switch {
	case a.WorkshopID == b.WorkshopID:
		return 0
	case !a.located() || !b.located():
		return travelUnknown
	}
	km := distance(a, b)
	takes := max(rideLeast, hours(km/rideSpeed))
	if a.INSEE == b.INSEE {
		takes = min(takes, max(walkLeast, hours(km/walkSpeed)))
	}
	return (takes + travelStep - 1).Truncate(travelStep)
}

func hours(h float64) time.Duration { return time.Duration(h * float64(time.Hour)) }

// Kilometres returns the straight line between two sites, 0 where one has no
// coordinates.
func Kilometres(a, b Site) float64 {
	if !a.located() || !b.located() {
		return 0
	}
	return distance(a, b)
}

// distance is the straight line between two sites in kilometres, on a sphere.
func distance(a, b Site) float64 {
	const radius, degree = 6371.0, math.Pi / 180
	x := (b.Lon - a.Lon) * degree * math.Cos((a.Lat+b.Lat)/2*degree)
	y := (b.Lat - a.Lat) * degree
	return radius * math.Hypot(x, y)
}

// Stop is the time that half a class spends in the workshop of one of its two
// visits, 0 or 1.
type Stop struct {
	Visit int
	Interval
}

// Rotation is the timetable of a class in two halves: the stops of each, in
// their order.
type Rotation [2][2]Stop

// PlanRotation makes the timetable of a class that visits two slots in halves
// and needs travel between them. Slots that start together hold one half each,
// which change places in between; of slots that follow each other each holds
// one half after the other. Slots that leave too little time are refused with
// the minutes that are needed, those that are too far apart by
// ErrSchoolNoRotation.
func PlanRotation(a, b Interval, travel time.Duration) (Rotation, error) {
	if a.Start.Equal(b.Start) {
		return planTogether(a, b, travel)
	}
	first, second := 0, 1
	slots := [2]Interval{a, b}
	if b.Start.Before(a.Start) {
		first, second = 1, 0
	}
	gap := slots[second].Start.Sub(slots[first].End)
	switch {
	case gap < travel:
		return Rotation{}, tooTight("school.rotation_tight", travel, travel)
	case gap > travel+RotationWait:
		return Rotation{}, ErrSchoolNoRotation
	}
	var r Rotation
	for i, visit := range [2]int{first, second} {
		slot := slots[visit]
		turn := (slot.End.Sub(slot.Start) / 2).Truncate(travelStep)
		if turn < RotationTurn {
			return Rotation{}, tooTight("school.rotation_short", 2*RotationTurn, 0)
		}
		r[0][i] = Stop{visit, Interval{slot.Start, slot.Start.Add(turn)}}
		r[1][i] = Stop{visit, Interval{slot.Start.Add(turn), slot.End}}
	}
	return r, nil
}

func planTogether(a, b Interval, travel time.Duration) (Rotation, error) {
	end := a.End
	if b.End.Before(end) {
		end = b.End
	}
	turn := ((end.Sub(a.Start) - travel) / 2).Truncate(travelStep)
	if turn < RotationTurn {
		return Rotation{}, tooTight("school.rotation_short", 2*RotationTurn+travel, travel)
	}
	before, after := Interval{a.Start, a.Start.Add(turn)}, Interval{end.Add(-turn), end}
	return Rotation{{{0, before}, {1, after}}, {{1, before}, {0, after}}}, nil
}

// tooTight refuses a pair of slots; needed is what must be there, for the
// journey or as the length of a slot.
func tooTight(message string, needed, travel time.Duration) error {
	return &Error{Kind: KindInvalid, Message: "form.invalid", Fields: []FieldError{{Field: "second", Message: message,
		Args: []string{"needed", minutes(needed), "travel", minutes(travel)}}}}
}

// MinutesNeeded returns the minutes that a refusal of PlanRotation names, ""
// for any other error.
func MinutesNeeded(err error) string {
	refused, ok := errors.AsType[*Error](err)
	if !ok || len(refused.Fields) != 1 || len(refused.Fields[0].Args) < 2 {
		return ""
	}
	return refused.Fields[0].Args[1]
}

func minutes(d time.Duration) string { return strconv.Itoa(int(d / time.Minute)) }
