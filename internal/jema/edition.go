package jema

import "time"

// Edition is one year's days. Every date of it is data.
type Edition struct {
	ID                   EditionID
	TerritoryID          TerritoryID
	Year                 int
	State                EditionState
	Name                 string // the public name, « Journées européennes des métiers d’art »
	Theme                string
	StartsOn, EndsOn     Date
	Zone                 *time.Location
	RegistrationOpensAt  time.Time
	RegistrationClosesAt time.Time
	BookingOpensAt       time.Time
	BookingClosesAt      time.Time
	SchoolOpensAt        time.Time // schools ask before the public books; zero: four weeks before
	SchoolClosesAt       time.Time // zero: when booking closes
	BookingsPerVisitor   int       // how many live bookings one contact may hold; 0 is no limit
	FreezeAt             time.Time // zero when not set
	PrinterOn            Date      // the printer must have the programmes on this day; zero when not set
	PurgeOn              Date      // visitors' identities are removed on this day
	MarkNotice           string    // how the registered mark is to be named
	NationalURL          string
}

// Days returns the edition's days in order.
func (e Edition) Days() []Date {
	days := make([]Date, 0, e.StartsOn.DaysUntil(e.EndsOn)+1)
	for d := e.StartsOn; d.Compare(e.EndsOn) <= 0; d = d.AddDays(1) {
		days = append(days, d)
	}
	return days
}

// CheckBookable refuses times of booking of a slot's own (zero: the edition's)
// that lie outside the edition's, contradict each other, or begin when the
// visit does at start.
func (e Edition) CheckBookable(from, until, start time.Time) error {
	var p Problems
	switch {
	case from.IsZero():
	case from.Before(e.BookingOpensAt):
		p.Add("bookable_from", "slot.bookable_outside")
	case !from.Before(start):
		p.Add("bookable_from", "slot.bookable_late")
	}
	switch {
	case until.IsZero():
	case until.After(e.BookingClosesAt):
		p.Add("bookable_until", "slot.bookable_outside")
	case !until.After(e.BookingOpensAt), !from.IsZero() && !until.After(from):
		p.Add("bookable_until", "slot.bookable_order")
	}
	return p.Err()
}

// CheckPrinterDay refuses a day for the printer after the edition's last.
func (e Edition) CheckPrinterDay(day Date) error {
	if !day.IsZero() && day.Compare(e.EndsOn) > 0 {
		var p Problems
		p.Add("printer_on", "edition.printer_late")
		return p.Err()
	}
	return nil
}

// Check refuses an edition whose dates contradict each other.
func (e Edition) Check() error {
	var p Problems
	if e.Name == "" {
		p.Add("name", "edition.name.missing")
	}
	if e.EndsOn.Compare(e.StartsOn) < 0 {
		p.Add("ends_on", "edition.ends_before_start")
	}
	if e.StartsOn.DaysUntil(e.EndsOn) >= 62 {
		p.Add("ends_on", "edition.too_long")
	}
	if !e.RegistrationOpensAt.Before(e.RegistrationClosesAt) {
		p.Add("registration_closes_at", "edition.registration_order")
	}
	if !e.BookingOpensAt.Before(e.BookingClosesAt) {
		p.Add("booking_closes_at", "edition.booking_order")
	}
	if !e.SchoolOpensAt.IsZero() && !e.SchoolClosesAt.IsZero() && !e.SchoolOpensAt.Before(e.SchoolClosesAt) {
		p.Add("school_opens_at", "edition.school_order")
	}
	if e.BookingsPerVisitor < 0 {
		p.Add("bookings_per_visitor", "edition.bookings_per_visitor.range")
	}
	if e.PurgeOn.Compare(e.EndsOn) <= 0 {
		p.Add("purge_on", "edition.purge_early")
	}
	return p.Err()
}
