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

// ErrTooManyBookings says that a network has booked as much as its territory
// allows for the moment.
var ErrTooManyBookings = TooMany("booking.too_many", 0)

// TooMany says that something was done too often, and may be done again after
// a pause; the sentence has it in minutes, rounded up, as « n ».
func TooMany(message string, pause time.Duration) *Error {
	minutes := int((pause + time.Minute - 1) / time.Minute)
	return &Error{Kind: KindTooMany, Message: message, Args: []string{"n", strconv.Itoa(max(1, minutes))}, Pause: pause}
}
