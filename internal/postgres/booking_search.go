package postgres

import (
	"context"
	"strings"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// Wanted is what the desk searches the bookings of an edition for, as it was
// typed: the beginning of a telephone in any notation, of a code, of an e-mail
// address, or of words of a name. Skip is how many to pass over, Limit how many
// to return.
type Wanted struct {
	Typed       string
	Skip, Limit int
}

// FindBookings finds bookings for the desk, whatever their status: live ones
// first, then by name and time. It also reports whether there are more.
func (s *Store) FindBookings(ctx context.Context, editionID jema.EditionID, wanted Wanted) (list []LiveBooking,
	more bool, err error) {
	defer attempted(&err, "searching the bookings of an edition")
	number, email, words := wanted.read()
	if number == "" && email == "" && len(words) == 0 {
		return nil, false, nil
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, liveBookings+`WHERE b.edition_id = $1 AND b.purged_at IS NULL AND CASE
			WHEN $2 <> '' THEN starts_with(regexp_replace(b.phone, '[^0-9+]', '', 'g'), $2) OR starts_with(b.code, $7)
			WHEN $3 <> '' THEN starts_with(lower(b.email), $3)
			ELSE ' ' || regexp_replace(jema_fold(b.name), '[^a-z0-9]+', ' ', 'g') LIKE ALL ($4::text[]) END
			ORDER BY b.status = 'cancelled', b.name COLLATE "fr-x-icu", s.starts_at, b.id LIMIT $5 OFFSET $6`,
			editionID, number, email, pq.Array(beginnings(words)), wanted.Limit+1, wanted.Skip,
			strings.Map(digitOrPlus, wanted.Typed))
	})
	if more = len(list) > wanted.Limit; more {
		list = list[:wanted.Limit]
	}
	return list, more, err
}

// read classifies what was typed: the digits of a number as they are stored,
// the beginning of an address, or the words of a name.
func (w Wanted) read() (number, email string, words []string) {
	typed := text.Fold(w.Typed)
	switch {
	case strings.Contains(typed, "@"):
		return "", strings.ReplaceAll(typed, " ", ""), nil
	case strings.Trim(typed, "0123456789 +.()/-") == "":
		return numberTyped(typed), "", nil
	}
	return "", "", strings.FieldsFunc(typed, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func digitOrPlus(r rune) rune {
	if r == '+' {
		return r
	}
	return digit(r)
}

// beginnings returns LIKE patterns that find a name with a word that begins with
// each of the given ones. These are letters and digits alone: nothing is escaped.
func beginnings(words []string) []string {
	patterns := make([]string, len(words))
	for i, w := range words {
		patterns[i] = "% " + w + "%"
	}
	return patterns
}

// numberTyped returns a typed telephone number, or its beginning, without
// separators, and a French one with its 0 instead of +33.
func numberTyped(typed string) string {
	number := strings.Map(digitOrPlus, strings.ReplaceAll(typed, "(0)", ""))
	if rest, found := strings.CutPrefix(number, "00"); found && len(rest) > 1 {
		number = "+" + rest
	}
	if rest, found := strings.CutPrefix(number, "+33"); found {
		number = "0" + strings.TrimPrefix(rest, "0")
	}
	return number
}

// BookingAt reads a booking of a territory by its id, for the desk.
func (s *Store) BookingAt(ctx context.Context, territoryID jema.TerritoryID,
	id jema.BookingID) (b jema.Booking, err error) {
	defer attempted(&err, "reading a booking")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrBookingMissing, &b, `SELECT `+bookingColumns+` FROM booking b
			WHERE b.territory_id = $1 AND b.id = $2 AND b.purged_at IS NULL`, territoryID, id)
	})
	return b, err
}
