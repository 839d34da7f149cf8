package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
)

// BookingByCode finds a booking of an edition by its code, however spaced. It
// checks no contact: it is for the operator of the instance, never for a page.
func (s *Store) BookingByCode(ctx context.Context, editionID jema.EditionID, code string,
	now time.Time) (v Visit, err error) {
	defer attempted(&err, "reading the booking of a code")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, jema.ErrBookingMissing, &v.Booking, `SELECT `+bookingColumns+` FROM booking b JOIN slot s ON
			s.id = b.slot_id
			WHERE s.edition_id = $1 AND b.code = $2 AND b.purged_at IS NULL ORDER BY b.id DESC LIMIT 1`, editionID,
			strings.Map(digit, code))
		if err != nil {
			return err
		}
		return visit(ctx, tx, &v, now)
	})
	return v, err
}

// VisitAt finds a booking of a territory by its number, for its door pass. What
// was purged is ErrBookingMissing.
func (s *Store) VisitAt(ctx context.Context, territoryID jema.TerritoryID, bookingID jema.BookingID,
	now time.Time) (v Visit, err error) {
	defer attempted(&err, "reading a booking with its slot")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, jema.ErrBookingMissing, &v.Booking, `SELECT `+bookingColumns+` FROM booking b
			WHERE b.territory_id = $1 AND b.id = $2 AND b.purged_at IS NULL`, territoryID, bookingID)
		if err != nil {
			return err
		}
		return visit(ctx, tx, &v, now)
	})
	return v, err
}
