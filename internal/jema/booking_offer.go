package jema

import "time"

// Offers of places to those who wait: how long one is valid.
const (
	OfferLasts    = 12 * time.Hour   // at most, of waking time
	OfferShortest = 15 * time.Minute // less is no offer
	OfferNone     = 3 * time.Hour    // before the visit nothing is offered any more: the places are the public's
	offerShare    = 4                // at most a quarter of the waking time that is left
)

// The hours between which the clock of an offer goes, in the edition's zone.
const (
	wakes  = 8
	sleeps = 20
)

// The refusals of an answer to an offer.
var (
	ErrOfferGone   = Conflict("offer.gone")
	ErrOfferMade   = Conflict("offer.made")
	ErrOfferAnswer = Conflict("offer.confirmed")
)

// OfferEnds returns until when places offered at now for a visit that starts at
// start are held for one party: twelve hours, at most a quarter of the time
// that is left, counted in waking hours – the clock pauses from 20:00 to 08:00
// in zone. false means that nothing is to be offered: the visit is less than
// three hours away, or there is too little time to answer.
func OfferEnds(now, start time.Time, zone *time.Location) (time.Time, bool) {
	return offerEnds(now, start, zone, OfferLasts, offerShare)
}

// OfferCallBy returns until when places are held for a party that has to be
// called: twice as long, because the offer's own clock starts only at the call.
func OfferCallBy(now, start time.Time, zone *time.Location) (time.Time, bool) {
	return offerEnds(now, start, zone, 2*OfferLasts, offerShare/2)
}

func offerEnds(now, start time.Time, zone *time.Location, most time.Duration, share int) (time.Time, bool) {
	if start.Sub(now) < OfferNone {
		return time.Time{}, false
	}
	lasts := min(most, awake(now, start, zone, time.Duration(share)*most)/time.Duration(share))
	if lasts < OfferShortest {
		return time.Time{}, false
	}
	return afterWaking(now, lasts, zone), true
}

// waking returns the next stretch in which the clock goes, from t on.
func waking(t time.Time, zone *time.Location) Interval {
	for d := DateOf(t.In(zone)); ; d = d.AddDays(1) {
		end := time.Date(d.Year, d.Month, d.Day, sleeps, 0, 0, 0, zone)
		if !t.Before(end) {
			continue
		}
		start := time.Date(d.Year, d.Month, d.Day, wakes, 0, 0, 0, zone)
		if t.After(start) {
			start = t
		}
		return Interval{start, end}
	}
}

// awake counts the waking time from one moment to another; what is beyond
// enough is not counted.
func awake(from, to time.Time, zone *time.Location, enough time.Duration) (sum time.Duration) {
	for sum < enough {
		w := waking(from, zone)
		if !w.Start.Before(to) {
			break
		}
		if w.End.After(to) {
			w.End = to
		}
		sum += w.End.Sub(w.Start)
		from = w.End
	}
	return sum
}

// afterWaking returns the moment when lasts of waking time have passed.
func afterWaking(from time.Time, lasts time.Duration, zone *time.Location) time.Time {
	for {
		w := waking(from, zone)
		if long := w.End.Sub(w.Start); lasts > long {
			lasts, from = lasts-long, w.End
			continue
		}
		return w.Start.Add(lasts)
	}
}

// Daytime returns t, or when the night ends if t is between 20:00 and 08:00
// in zone: nobody is called or sent an SMS at night.
func Daytime(t time.Time, zone *time.Location) time.Time { return waking(t, zone).Start }
