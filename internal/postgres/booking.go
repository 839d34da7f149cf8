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

// BookingOfLink finds the booking of a territory that a link opens, and its slot, in
// two prepared statements; the entry is left out.
func (s *Store) BookingOfLink(
	ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, now time.Time,
) (v Visit, err error) {
	defer attempted(&err, "reading the booking of a link and its slot")
	if err := s.onePrepared(ctx, jema.ErrBookingMissing, &v.Booking, bookingOfLink, territoryID, tokenHash); err != nil {
		return v, err
	}
	var r slotRow
	err = s.onePrepared(ctx, jema.ErrSlotMissing, &r, `SELECT `+slotColumns+slotTables+
		`WHERE s.territory_id = $2 AND s.id = $3`, now, territoryID, v.Booking.SlotID)
	v.Slot = r.slot()
	return v, err
}

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
