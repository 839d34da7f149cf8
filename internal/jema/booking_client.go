package jema

import (
	"strconv"
	"time"
)

// Client is the network that a request came from, as keyed hashes: Near is an
// address or a household, Wide the larger network around it. 0 is none: what
// comes from the desk or from a school is not counted.
type Client struct {
	Near, Wide int64
}

// ErrTooManyBookings means that a network has booked as much as its territory
// allows for the moment.
var ErrTooManyBookings = TooMany("booking.too_many", 0)

// TooMany returns an error: something was done too often, and may be done again
// after a pause; the sentence has it in minutes, rounded up, as « n ».
func TooMany(message string, pause time.Duration) *Error {
	minutes := int((pause + time.Minute - 1) / time.Minute)
	return &Error{Kind: KindTooMany, Message: message, Args: []string{"n", strconv.Itoa(max(1, minutes))}, Pause: pause}
}

// ClientUse is what a network did in its territory within one window of time.
type ClientUse struct {
	Bookings int // made; a party that grew counts once more
	Places   int // of these
}

// ClientLimit is how much a network may do: Bookings in ten minutes, as its
// territory allows, Share times as much for a network around several
// households.
type ClientLimit struct {
	Bookings, Share int
}

// The windows in which a network is counted.
const (
	ClientShortWindow = 10 * time.Minute
	ClientDayWindow   = 24 * time.Hour
)

const (
	clientPlaces     = 3  // places a booking, on average
	clientPlacesMin  = 30 // a class comes where a single booking is allowed
	clientDays       = 5  // times the limit of ten minutes, in a day
	clientContactMin = 10 // bookings a day with one contact, where a quarter is less
)

func (l ClientLimit) places() int { return max(clientPlacesMin, clientPlaces*l.Bookings) * l.Share }

// Full returns the window that has no room for one more booking of so many
// places, 0 when there is room in both. The rule is that of book_batch_v3, and a
// test compares the two.
func (l ClientLimit) Full(short, day ClientUse, places int) time.Duration {
	switch {
	case short.Bookings >= l.Bookings*l.Share, short.Places+places > l.places():
		return ClientShortWindow
	case day.Bookings >= clientDays*l.Bookings*l.Share, day.Places+places > clientDays*l.places():
		return ClientDayWindow
	}
	return 0
}

// PerContact is how many bookings a network may make in a day with one contact.
func (l ClientLimit) PerContact() int {
	return min(l.Bookings, max(clientContactMin, l.Bookings/4))
}
