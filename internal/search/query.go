package search

import (
	"math/bits"
	"slices"
	"time"

	"jema/internal/jema"
)

// Query is what somebody looks for. A zero field sets no condition.
type Query struct {
	Words    string      // matched against names, crafts, places and texts
	Communes []string    // INSEE codes; in any of them
	Craft    string      // slug of a craft, its specialties included; Ask turns a domain's into Domain
	Domain   string      // slug of a domain
	Near     string      // what was asked: a place, a postal code, « 45.05,5.04 »
	Around   []Point     // what Near means, see Index.Around
	Radius   float64     // kilometres around Near, 0 is DefaultRadius
	Days     []jema.Date // something happens on one of them
	From, To jema.Clock  // within these hours; both 0 is any time
	Places   int         // so many may come together: to one slot that has the places, or without booking
	Free     bool        // some slot may be booked now
	Age      *int        // years of the youngest
	Booking  string      // BookingWith or BookingWithout
	Access   []string    // of jema.AccessKinds, all of them answered yes
	Lang     string      // BCP 47
	PriceMax *int        // cents; 0 is free of charge
	Kind     jema.OpeningKind
	Sort     string // of Sorts, "" is the best order for what is asked
	Page     int    // from 1
}

// Ways to come.
const (
	BookingWith    = "with"
	BookingWithout = "without"
)

// Bookings are both.
var Bookings = []string{BookingWithout, BookingWith}

// The orders of results.
const (
	SortBest     = "best" // how well the words fit
	SortDistance = "distance"
	SortTime     = "time"   // of the first moment that fits
	SortPlaces   = "places" // the largest party that one slot can take, largest first
	SortName     = "name"
	SortCommune  = "commune"
)

// Sorts are all of them.
var Sorts = []string{SortBest, SortDistance, SortTime, SortPlaces, SortName, SortCommune}

// DefaultRadius and RadiusMost are kilometres.
const (
	DefaultRadius = 10
	RadiusMost    = 200
)

// PlacesMost bounds a party.
const PlacesMost = 500

// Order returns the order that holds: the one requested, or the best for the rest.
func (q Query) Order() string {
	switch {
	case q.Sort != "" && (q.Sort != SortDistance || len(q.Around) > 0):
		return q.Sort
	case q.Words != "":
		return SortBest
	case len(q.Around) > 0:
		return SortDistance
	case len(q.Days) > 0 || q.To > 0 || q.Places > 0 || q.Free:
		return SortTime
	}
	return SortCommune
}

// Kilometres returns how far around the requested place is searched.
func (q Query) Kilometres() float64 {
	if q.Radius > 0 {
		return q.Radius
	}
	return DefaultRadius
}

// bare reports whether nothing but words is set.
func (q Query) bare() bool {
	return len(q.Communes) == 0 && q.Craft == "" && q.Domain == "" && len(q.Around) == 0 &&
		len(q.Days) == 0 && !q.timed() &&
		q.party() == 0 && q.Age == nil && q.Booking == "" && len(q.Access) == 0 && q.Lang == "" &&
		q.PriceMax == nil && q.Kind == ""
}

// Moment is a part of the day that visitors choose by name.
type Moment struct {
	Name     string
	From, To jema.Clock
}

// Moments are the parts of a day, in their order.
var Moments = []Moment{{"morning", 0, 12 * 60}, {"afternoon", 12 * 60, 18 * 60}, {"evening", 18 * 60, 24 * 60}}

// Moment returns the name of the requested part of the day, "" for another stretch or
// none.
func (q Query) Moment() string {
	if m := q.moment(); m >= 0 {
		return Moments[m].Name
	}
	return ""
}

// Timed reports whether hours are requested.
func (q Query) Timed() bool { return q.timed() }

// moment returns which of Moments the hours are exactly, -1 for another stretch.
func (q *Query) moment() int {
	return slices.IndexFunc(Moments, func(m Moment) bool { return m.From == q.From && m.To == q.To })
}

// timed reports whether hours are requested.
func (q *Query) timed() bool { return q.To > 0 }

// party is how many places are needed, 0 when not given.
func (q *Query) party() int {
	if q.Free {
		return max(q.Places, 1)
	}
	return q.Places
}

// dimension is one thing by which an opening may differ from the query.
type dimension uint16

// The dimensions, in the order in which giving one up costs a visitor least.
const (
	dimFull dimension = 1 << iota // it has slots, but none with the places now
	dimTime
	dimDay
	dimPlace
	dimKind
	dimBooking
	dimPrice
	dimLang
	dimAge
	dimAccess
	dimCraft
	dimWords
)

// dimensions is how many there are.
const dimensions = 12

func (d dimension) count() int { return bits.OnesCount16(uint16(d)) }

// Differences name the dimensions for programs, in their order.
var Differences = []string{"places", "time", "day", "place", "kind", "booking", "price", "lang", "age", "access",
	"craft", "words"}

// names lists the dimensions of a set.
func (d dimension) names() (names []string) {
	for i, name := range Differences {
		if d&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// nowSpan is how long « ouvert maintenant » looks ahead.
const nowSpan = time.Hour
