package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// How often an hour somebody may try contacts with one code, and codes with one
// contact. Other people have a contact's address, and must not lock its owner
// out: eight digits are not guessed at that pace, and a right guess only sends
// its owner a letter.
const (
	findsByCode    = 10
	findsByContact = 100
)

// FindByCode finds a booking of a territory by its code, however spaced,
// together with the e-mail address or telephone it was made with. Every wrong
// pair is ErrBookingMissing alike; too many tries are ErrFindTooMany.
func (s *Store) FindByCode(ctx context.Context, territoryID jema.TerritoryID, code, contact string,
	now time.Time) (b jema.Booking, err error) {
	defer attempted(&err, "finding a booking by code and contact")
	code = strings.Map(digit, code)
	email, phone := strings.ToLower(text.Line(contact)), ""
	if number, ok := text.Phone(contact); ok {
		email, phone = "", number
	}
	tooMany := false // told after the commit, so that the try is counted
	err = s.inTx(ctx, func(tx *tx) error {
		if tooMany, err = triedToFind(ctx, tx, code, email+phone, now); err != nil || tooMany {
			return err
		}
		return one(ctx, tx, nil, &b, `SELECT `+bookingColumns+` FROM booking b
			WHERE b.territory_id = $1 AND b.code = $2 AND b.purged_at IS NULL
			AND ($3 <> '' AND lower(b.email) = $3 OR $4 <> '' AND b.phone = $4) ORDER BY b.id DESC LIMIT 1`, territoryID,
			code, email, phone)
	})
	switch {
	case err != nil:
		return jema.Booking{}, err
	case tooMany:
		return jema.Booking{}, jema.ErrFindTooMany
	case b.ID == 0:
		return jema.Booking{}, jema.ErrBookingMissing
	}
	return b, nil
}

// triedToFind counts one more try with a code and with a contact, and reports
// whether there were too many of either.
func triedToFind(ctx context.Context, tx *tx, code, contact string, now time.Time) (tooMany bool, err error) {
	// In this order always, or two who try would wait for each other.
	for _, by := range []struct {
		what, typed string
		most        int
	}{{"find by code", code, findsByCode}, {"find by contact", contact, findsByContact}} {
		count, _, err := countAttempt(ctx, tx, by.what, by.typed, now, time.Hour)
		if err != nil {
			return false, err
		}
		tooMany = tooMany || count > by.most
	}
	return tooMany, nil
}

func digit(r rune) rune {
	if r < '0' || '9' < r {
		return -1
	}
	return r
}
