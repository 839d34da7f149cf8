package postgres

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"jema/internal/jema"
)

// CancelSchool withdraws the request of a class, frees its places, and queues
// messages to the artisans and the school. Twice is once; after the first visit
// has begun it is ErrSchoolBegun.
func (s *Store) CancelSchool(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "cancelling a class")
	return s.inTx(ctx, func(tx *tx) error {
		var requestID jema.SlotID
		err := one(ctx, tx, jema.ErrSchoolMissing, &requestID, `SELECT id FROM school_request
			WHERE territory_id = $1 AND token_hash = $2 AND purged_at IS NULL`, territoryID, tokenHash)
		if err != nil {
			return err
		}
		return cancelClass(ctx, tx, requestID, now)
	})
}

// cancelClassOf is CancelSchool by the link of a live booking of the class: its
// halves come together or not at all. false means that the link is no class's.
func (s *Store) cancelClassOf(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (itWas bool, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		var requestID jema.SlotID
		err := tx.GetContext(ctx, &requestID, `SELECT v.request_id FROM booking b JOIN school_visit v ON v.booking_id = b.id
			WHERE b.territory_id = $1 AND b.token_hash = $2 AND b.purged_at IS NULL AND b.status <> 'cancelled'`,
			territoryID, tokenHash)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		itWas = true
		return cancelClass(ctx, tx, requestID, now)
	})
	return itWas, err
}

func cancelClass(ctx context.Context, tx *tx, requestID jema.SlotID, now time.Time) error {
	class, slots, err := holdClass(ctx, tx, requestID, now)
	if err != nil || class.over() {
		return err
	}
	for _, v := range class.visits {
		if v.BookingID != 0 && v.live() && !now.Before(v.slot.StartsAt) {
			return jema.ErrSchoolBegun
		}
	}
	a := schoolAnswer{tx: tx, class: class, slots: slots, now: now}
	return a.endWhole(ctx, jema.SchoolEnd{}, 0)
}

// over reports whether the class does not come, nor has an open request.
func (c heldClass) over() bool {
	return c.State == string(jema.SchoolCancelled) || c.State == string(jema.SchoolDeclined)
}

// live reports whether the visit is requested or agreed to.
func (v *heldVisit) live() bool {
	return v.State != jema.VisitDeclined && v.State != jema.VisitWithdrawn
}

// endWhole ends a class's visit in all its workshops at once: their places are
// free again, and the school and every artisan get one message each. endedBy is
// the visit whose artisan did it and needs no message, 0 for none.
func (a schoolAnswer) endWhole(ctx context.Context, end jema.SchoolEnd, endedBy jema.SchoolVisitID) error {
	told := a.class.visits[0]
	for _, v := range a.class.visits {
		if !v.live() {
			continue
		}
		if v.ID == end.VisitID || !told.live() {
			told = v
		}
		if err := a.release(ctx, v, end); err != nil {
			return err
		}
		if v.ID == endedBy {
			if err := a.set(ctx, v, jema.VisitWithdrawn); err != nil {
				return err
			}
		} else if err := a.withdraw(ctx, v); err != nil {
			return err
		}
	}
	if err := a.end(ctx, jema.SchoolCancelled, end); err != nil {
		return err
	}
	return notifyClass(ctx, a.tx, told.slot, told.ID, jema.MessageSchoolCancelled, a.now)
}

// release gives the places of a visit's booking back, to those who wait first.
func (a schoolAnswer) release(ctx context.Context, v *heldVisit, end jema.SchoolEnd) error {
	if v.BookingID == 0 {
		return nil
	}
	var b booked
	err := a.tx.GetContext(ctx, &b, `SELECT id, slot_id, status, cancelled_why, origin, party_size, idempotency_key,
		generation
		FROM booking WHERE id = $1 FOR NO KEY UPDATE`, v.BookingID)
	if err != nil || b.Status == jema.BookingCancelled {
		return err
	}
	if b.slot = a.slots[b.SlotID]; b.slot == nil {
		return errMovedOn
	}
	why := ""
	if end.By != "" {
		why = jema.WhyCalledOff
	}
	return release(ctx, a.tx, b, why, a.now)
}

// callOffClasses ends the visits of classes in slots that do not take place,
// the other halves with them; a class with an open request goes on to its
// second choice. All slots of these classes are locked.
func callOffClasses(ctx context.Context, tx *tx, slotIDs []jema.SlotID, end jema.SchoolEnd, now time.Time) error {
	requests, err := classesIn(ctx, tx, slotIDs)
	for _, id := range requests {
		if err == nil {
			err = callOffClass(ctx, tx, id, slotIDs, end, now)
		}
	}
	return err
}

func callOffClass(ctx context.Context, tx *tx, requestID jema.SlotID, slotIDs []jema.SlotID, end jema.SchoolEnd,
	now time.Time) error {
	class, slots, err := holdClass(ctx, tx, requestID, now)
	if err != nil || class.over() {
		return err
	}
	at := slices.IndexFunc(class.visits, func(v *heldVisit) bool { return v.live() && slices.Contains(slotIDs, v.SlotID) })
	if at < 0 {
		return nil
	}
	a, v := schoolAnswer{tx: tx, class: class, slots: slots, now: now}, class.visits[at]
	if class.State == string(jema.SchoolAsked) && a.mayRequestChoice(v) {
		return a.decline(ctx, v)
	}
	end.VisitID = v.ID
	endedBy := jema.SchoolVisitID(0)
	if end.By == jema.EndedByWorkshop {
		endedBy = v.ID
	}
	return a.endWhole(ctx, end, endedBy)
}

// EndBrokenClasses ends whole the classes of which one half was called off
// alone, which the program before this one did, and returns how many there were.
func (s *Store) EndBrokenClasses(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "ending classes of which a half is lost")
	ids, err := s.ids(ctx, `SELECT DISTINCT v.request_id FROM booking b JOIN school_visit v ON v.booking_id = b.id
		JOIN school_request q ON q.id = v.request_id JOIN slot s ON s.id = b.slot_id
		WHERE q.state = 'accepted' AND v.state = 'booked' AND b.origin = 'school' AND b.status = 'cancelled' AND
			s.starts_at > $1
		ORDER BY v.request_id LIMIT $2`, now, sweep)
	for _, id := range ids {
		err = errors.Join(err, s.inTx(ctx, func(tx *tx) error {
			var called []jema.SlotID
			err := tx.SelectContext(ctx, &called, `SELECT v.slot_id FROM school_visit v JOIN booking b ON b.id = v.booking_id
				WHERE v.request_id = $1 AND b.status = 'cancelled'`, id)
			if err != nil {
				return err
			}
			n++
			return callOffClass(ctx, tx, id, called, jema.SchoolEnd{By: jema.EndedByWorkshop}, now)
		}))
	}
	return n, err
}
