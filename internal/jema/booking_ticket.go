package jema

// Ticket is a confirmed booking with all that its visitor takes along. The
// holder of a place sees the address, published or not.
type Ticket struct {
	Territory Territory
	Edition   Edition
	Entry     Entry
	Slot      Slot
	Booking   Booking
	PassURL   string // the page of its door pass
}
