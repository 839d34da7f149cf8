package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// Visit is a booking with all that its visitor is shown.
type Visit struct {
	Booking jema.Booking
	Slot    jema.Slot
	Entry   jema.Entry
}

const bookingColumns = `b.id, b.slot_id AS slotid, b.code, b.status, b.origin, b.party_size AS partysize, b.name,
	b.email, b.phone,
	b.language, b.sequence, b.created_at AS createdat, b.idempotency_key AS key, b.generation,
	coalesce(b.offer_expires_at, '0001-01-01 00:00:00+00') AS offerends, b.cancelled_why AS why,
	CASE WHEN b.status = 'waiting' THEN (SELECT count(*) FROM booking o WHERE o.slot_id = b.slot_id AND o.status =
		'waiting'
		AND o.waiting_position <= b.waiting_position) ELSE 0 END AS rank`

// BookingByToken finds the booking of a territory that a link opens; one that was revoked opens
// nothing.
func (s *Store) BookingByToken(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (v Visit, err error) {
	defer attempted(&err, "reading the booking of a link")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, jema.ErrBookingMissing, &v.Booking, bookingOfLink, territoryID, tokenHash)
		if err != nil {
			return err
		}
		return visit(ctx, tx, &v, now)
	})
	return v, err
}

// BookingOfLink finds the booking of a territory that a link opens, and the opening that it
// is for, in one prepared statement.
func (s *Store) BookingOfLink(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte) (b jema.Booking,
	opening jema.OpeningID, err error) {
	defer attempted(&err, "reading the booking of a link and its opening")
	var row struct {
		jema.Booking
		OpeningID jema.OpeningID
	}
	err = s.onePrepared(ctx, jema.ErrBookingMissing, &row, bookingAndOpening, territoryID, tokenHash)
	return row.Booking, row.OpeningID, err
}

const bookingAndOpening = `SELECT ` + bookingColumns + `, s.opening_id AS openingid
	FROM booking b JOIN slot s ON s.id = b.slot_id
	WHERE b.territory_id = $1 AND b.token_hash = $2 AND b.purged_at IS NULL`

const bookingOfLink = `SELECT ` + bookingColumns + ` FROM booking b
	WHERE b.territory_id = $1 AND b.token_hash = $2 AND b.purged_at IS NULL`

// visit adds slot and opening to a booking, whatever their states.
func visit(ctx context.Context, tx *tx, v *Visit, now time.Time) error {
	var r slotRow
	err := one(ctx, tx, jema.ErrSlotMissing, &r, `SELECT `+slotColumns+slotTables+`WHERE s.id = $2`, now, v.Booking.SlotID)
	if err != nil {
		return err
	}
	v.Slot = r.slot()
	list, err := loadEntries(ctx, tx, []jema.OpeningID{r.OpeningID}, now)
	if err == nil && len(list) == 0 {
		err = errOpeningMissing
	}
	if err != nil {
		return err
	}
	v.Entry = list[0]
	return nil
}
