package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// findsPerHour is how often an hour somebody may try codes with one contact,
// and contacts with one code.
const findsPerHour = 10

// FindByCode finds a booking of a territory by its code, however spaced,
// together with the e-mail address or telephone it was made with. Every wrong
// pair is ErrBookingMissing alike; too many tries are ErrFindTooMany.
func (s *Store) FindByCode(ctx context.Context, territoryID int64, code, contact string, now time.Time) (b jema.Booking, err error) {
	code = strings.Map(digit, code)
	email, phone := strings.ToLower(text.Line(contact)), ""
	if number, ok := text.Phone(contact); ok {
		email, phone = "", number
	}
	var refusal error // told after the commit, so that the try is counted
	err = s.inTx(ctx, func(tx *tx) error {
		// In this order always, or two who try would wait for each other.
		for _, by := range [][2]string{{"find by code", code}, {"find by contact", email + phone}} {
			count, _, err := countAttempt(ctx, tx, by[0], by[1], now, time.Hour)
			if err != nil {
				return err
			}
			if count > findsPerHour {
				refusal = jema.ErrFindTooMany
			}
		}
		if refusal != nil || email+phone == "" {
			return nil
		}
		return one(ctx, tx, nil, &b, `SELECT `+bookingColumns+` FROM booking b
			WHERE b.territory_id = $1 AND b.code = $2 AND b.purged_at IS NULL
			AND ($3 <> '' AND lower(b.email) = $3 OR $4 <> '' AND b.phone = $4) ORDER BY b.id DESC LIMIT 1`, territoryID, code, email, phone)
	})
	if err == nil && refusal == nil && b.ID == 0 {
		refusal = jema.ErrBookingMissing
	}
	if err == nil {
		err = refusal
	}
	return b, err
}

func digit(r rune) rune {
	if r < '0' || '9' < r {
		return -1
	}
	return r
}
