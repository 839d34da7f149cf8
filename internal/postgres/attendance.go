package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// Attendance lists who is awaited at an opening of a territory, slot by slot:
// parties with places by name, then those who wait in their order. Territory
// and edition are left to the caller, who has them. It is for whoever runs the
// slot or receives at the desk.
func (s *Store) Attendance(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID,
	now time.Time) (a jema.Attendance, err error) {
	defer attempted(&err, "reading who is expected")
	a.AsOf = now
	err = s.read(ctx, func(tx *tx) error {
		list, err := loadEntries(ctx, tx, []jema.OpeningID{openingID}, now)
		if err == nil && (len(list) == 0 || list[0].Opening.TerritoryID != territoryID) {
			err = errOpeningMissing
		}
		if err != nil {
			return err
		}
		a.Entry = list[0]
		a.Slots, err = expected(ctx, tx, territoryID, openingID)
		return err
	})
	return a, err
}

// Visitors lists the slots of an opening of a territory with who is expected, as
// Attendance does. It is for the artisan of the opening and for the organiser.
func (s *Store) Visitors(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (list []jema.SlotAttendance, err error) {
	defer attempted(&err, "listing the visitors of an opening")
	err = s.read(ctx, func(tx *tx) error {
		list, err = expected(ctx, tx, territoryID, openingID)
		return err
	})
	return list, err
}

// expected reads the slots of an opening that take place, with their parties:
// those with places and those who wait. Whose name was erased is not expected.
func expected(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	openingID jema.OpeningID) ([]jema.SlotAttendance, error) {
	var slots []slotRow
	err := tx.SelectContext(ctx, &slots, `SELECT `+storedSlot+`
		FROM slot s WHERE territory_id = $1 AND opening_id = $2 AND state <> 'cancelled' ORDER BY starts_at, ends_at, id`,
		territoryID, openingID)
	if err != nil {
		return nil, err
	}
	var bookings []jema.Booking
	err = tx.SelectContext(ctx, &bookings, `SELECT `+bookingColumns+` FROM booking b JOIN slot s ON s.id = b.slot_id
		WHERE s.territory_id = $1 AND s.opening_id = $2 AND b.status IN ('confirmed', 'offered', 'waiting') AND
			b.purged_at IS NULL
		ORDER BY b.waiting_position NULLS FIRST, b.name COLLATE "fr-x-icu", b.id`, territoryID, openingID)
	if err != nil {
		return nil, err
	}
	list, at := make([]jema.SlotAttendance, len(slots)), map[jema.SlotID]int{}
	for i, slot := range slots {
		list[i].Slot, at[slot.ID] = slot.slot(), i
	}
	for _, b := range bookings {
		i, known := at[b.SlotID]
		switch {
		case !known:
		case b.Status == jema.Waiting:
			list[i].Waiting = append(list[i].Waiting, b)
		default:
			list[i].Coming = append(list[i].Coming, b)
		}
	}
	return list, nil
}
