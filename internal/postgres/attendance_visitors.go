package postgres

import (
	"context"

	"jema/internal/jema"
)

// SlotVisitors is a slot with the parties who come: those with places, not
// those who wait.
type SlotVisitors struct {
	Slot     jema.Slot
	Bookings []jema.Booking
}

// People counts who comes to the slot.
func (s SlotVisitors) People() (n int) {
	for _, b := range s.Bookings {
		n += b.PartySize
	}
	return n
}

// Visitors lists an opening's slots in order, each with its live bookings by
// name. It is for the artisan of the opening alone.
func (s *Store) Visitors(ctx context.Context, territoryID, openingID int64) (list []SlotVisitors, err error) {
	defer attempted(&err, "listing the visitors of an opening")
	err = s.read(ctx, func(tx *tx) error {
		var slots []slotRow
		err := tx.SelectContext(ctx, &slots, `SELECT id, opening_id, starts_at, ends_at, audience, capacity, taken, held, waiting, state,
			coalesce(bookable_from, '0001-01-01 00:00:00+00') AS bookable_from, coalesce(bookable_until, '0001-01-01 00:00:00+00') AS bookable_until
			FROM slot WHERE territory_id = $1 AND opening_id = $2 AND state <> 'cancelled' ORDER BY starts_at, ends_at, id`, territoryID, openingID)
		if err != nil {
			return err
		}
		var bookings []jema.Booking
		err = tx.SelectContext(ctx, &bookings, `SELECT `+bookingColumns+` FROM booking b JOIN slot s ON s.id = b.slot_id
			WHERE s.territory_id = $1 AND s.opening_id = $2 AND b.status IN ('confirmed', 'offered')
			ORDER BY b.name COLLATE "fr-x-icu", b.id`, territoryID, openingID)
		list = seated(slots, bookings)
		return err
	})
	return list, err
}

func seated(slots []slotRow, bookings []jema.Booking) []SlotVisitors {
	list := make([]SlotVisitors, len(slots))
	for i, slot := range slots {
		list[i].Slot = slot.slot()
		for _, b := range bookings {
			if b.SlotID == slot.ID {
				list[i].Bookings = append(list[i].Bookings, b)
			}
		}
	}
	return list
}
