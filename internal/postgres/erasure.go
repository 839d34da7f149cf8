package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// erasureBatch is how many identities one transaction erases.
const erasureBatch = 500

// linkRetention is how long a sign-in link that has expired stays on record, with
// the address that requested it.
const linkRetention = 30 * 24 * time.Hour

// overdue are the editions e whose day of erasure has begun at $1.
const overdue = `timezone(e.time_zone, e.purge_on::timestamp) <= $1`

// ErasuresDue lists the editions whose day of erasure has come at now and that
// still hold identities, with how many of each.
func (s *Store) ErasuresDue(ctx context.Context, now time.Time) (list []jema.ErasureDue, err error) {
	defer attempted(&err, "listing the erasures that are due")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT * FROM (SELECT t.slug AS territory, e.year, e.purge_on::text AS day,
				(SELECT count(*) FROM booking b WHERE b.edition_id = e.id AND b.purged_at IS NULL) AS bookings,
				(SELECT count(*) FROM school_request q WHERE q.edition_id = e.id AND q.purged_at IS NULL) AS classes,
				(SELECT count(*) FROM opening_edit h WHERE h.edition_id = e.id) AS edits
			FROM edition e JOIN territory t ON t.id = e.territory_id WHERE `+overdue+`) due
			WHERE bookings + classes + edits > 0 ORDER BY territory, year`, now)
	})
	return list, err
}

const (
	editionsDue = `SELECT e.id, e.territory_id AS territoryid FROM edition e WHERE ` + overdue + ` ORDER BY e.id`
	classesDue  = `SELECT id FROM school_request WHERE territory_id = $1 AND edition_id = $2 AND purged_at IS NULL
		ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED`
	bookingsDue = `SELECT id FROM booking WHERE territory_id = $1 AND edition_id = $2 AND purged_at IS NULL
		ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED`
)

// EraseDue removes the identities of every edition whose day of erasure has come
// at now, and returns of how many bookings and classes. Head-counts, times and
// what became of each stay; the history of its events goes.
func (s *Store) EraseDue(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "erasing what is due")
	var due []jema.Edition
	err = s.read(ctx, func(tx *tx) error { return tx.SelectContext(ctx, &due, editionsDue, now) })
	for _, e := range due {
		erased := 0
		if err == nil {
			erased, err = s.eraseEdition(ctx, e, now)
		}
		n += erased
	}
	return n, err
}

// eraseEdition erases the classes and the bookings of an edition and the history of
// its events, a batch at a time, and returns how many classes and bookings.
func (s *Store) eraseEdition(ctx context.Context, e jema.Edition, now time.Time) (int, error) {
	classes, err := s.inBatches(ctx, func(tx *tx) (int, error) {
		var ids []jema.SlotID
		if err := tx.SelectContext(ctx, &ids, classesDue, e.TerritoryID, e.ID, erasureBatch); err != nil {
			return 0, err
		}
		return len(ids), eraseClasses(ctx, tx, e.TerritoryID, ids, now)
	})
	if err != nil {
		return classes, err
	}
	bookings, err := s.inBatches(ctx, func(tx *tx) (int, error) {
		var ids []jema.BookingID
		if err := tx.SelectContext(ctx, &ids, bookingsDue, e.TerritoryID, e.ID, erasureBatch); err != nil {
			return 0, err
		}
		return len(ids), eraseBookings(ctx, tx, e.TerritoryID, ids, now)
	})
	if err != nil {
		return classes + bookings, err
	}
	_, err = s.inBatches(ctx, func(tx *tx) (int, error) {
		return touch(ctx, tx, `DELETE FROM opening_edit WHERE id IN (SELECT id FROM opening_edit
			WHERE territory_id = $1 AND edition_id = $2 ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)`, e.TerritoryID,
			e.ID, erasureBatch)
	})
	return classes + bookings, err
}

// inBatches repeats a transaction until it erases less than a batch, and returns
// how many were erased.
func (s *Store) inBatches(ctx context.Context, erase func(*tx) (int, error)) (n int, err error) {
	for more := true; more && err == nil; {
		erased := 0
		err = s.inTx(ctx, func(tx *tx) (err error) {
			erased, err = erase(tx)
			return err
		})
		if more = erased == erasureBatch; err == nil {
			n += erased
		}
	}
	return n, err
}

// SweepTraces deletes what is over and would point to a person: counts of
// attempts, stored under the hash of an address, and sign-in links with the
// address that requested them. It returns how many.
func (s *Store) SweepTraces(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "erasing traces past their day")
	err = s.inTx(ctx, func(tx *tx) error {
		territories, err := allTerritories(ctx, tx)
		if err != nil {
			return err
		}
		if n, err = touch(ctx, tx, `DELETE FROM attempt WHERE key IN
			(SELECT key FROM attempt WHERE expires_at <= $1 FOR UPDATE SKIP LOCKED)`, now); err != nil {
			return err
		}
		for _, t := range territories {
			links, err := touch(ctx, tx, `DELETE FROM sign_in_link WHERE territory_id = $1 AND expires_at <= $2`, t.ID,
				now.Add(-linkRetention))
			if err != nil {
				return err
			}
			n += links
		}
		return nil
	})
	return n, err
}

// EraseBooking removes the identity of the booking of a territory that a link
// opens, at once, at its holder's request. A visit that has not begun is
// cancelled first, and its places are offered to those who wait; nobody is
// written to any more. Of a class it is ErrSchoolFixed: see EraseSchool.
func (s *Store) EraseBooking(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "erasing the person of a booking")
	return s.onBookingOfLink(ctx, territoryID, tokenHash, now, func(tx *tx, b booked) error {
		if b.Origin == jema.OriginSchool {
			return jema.ErrSchoolFixed
		}
		if b.Status != jema.BookingCancelled && now.Before(b.slot.StartsAt) {
			if err := release(ctx, tx, b, "", now); err != nil {
				return err
			}
		}
		return eraseBookings(ctx, tx, territoryID, []jema.BookingID{b.ID}, now)
	})
}

// EraseSchool removes the identity of a class of a territory, identified by its
// link: the school, the teacher, and how they are reached. One that is still to
// come is ErrSchoolLive, because its workshops wait for it.
func (s *Store) EraseSchool(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "erasing the person of a class")
	return s.inTx(ctx, func(tx *tx) error {
		var id jema.SlotID
		err := one(ctx, tx, jema.ErrSchoolMissing, &id, `SELECT id FROM school_request
			WHERE territory_id = $1 AND token_hash = $2 AND purged_at IS NULL`, territoryID, tokenHash)
		if err != nil {
			return err
		}
		class, _, err := holdClass(ctx, tx, id, now)
		if err != nil {
			return err
		}
		for _, v := range class.visits {
			if !class.over() && v.live() && now.Before(v.slot.EndsAt) {
				return jema.ErrSchoolLive
			}
		}
		var bookings []jema.BookingID
		if err := tx.SelectContext(ctx, &bookings,
			`SELECT booking_id FROM school_visit WHERE request_id = $1 AND booking_id IS NOT NULL
			ORDER BY booking_id`, id); err != nil {
			return err
		}
		if err := eraseClasses(ctx, tx, territoryID, []jema.SlotID{id}, now); err != nil {
			return err
		}
		return eraseBookings(ctx, tx, territoryID, bookings, now)
	})
}

// eraseBookings removes who comes from bookings, and how they were written to.
// Their links open nothing any more.
func eraseBookings(ctx context.Context, tx *tx, territoryID jema.TerritoryID, ids []jema.BookingID,
	now time.Time) error {
	var messages []jema.MessageID
	if err := tx.SelectContext(ctx, &messages, `SELECT id FROM message WHERE booking_id = ANY ($1) ORDER BY id`,
		pq.Array(ids)); err != nil {
		return err
	}
	if err := eraseMessages(ctx, tx, messages, now); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE booking SET name = '', email = '', phone = '', contact = NULL, purged_at = $2,
		idempotency_key = gen_random_uuid(), content = sha256(''), token_hash = sha256(uuid_send(gen_random_uuid()))
		WHERE id = ANY ($1) AND territory_id = $3 AND purged_at IS NULL`, pq.Array(ids), now, territoryID)
	return err
}

// eraseClasses removes the school and the teacher from requests of classes, and
// what somebody wrote about them. Messages still queued for the workshops stay:
// they name nobody.
func eraseClasses(ctx context.Context, tx *tx, territoryID jema.TerritoryID, ids []jema.SlotID, now time.Time) error {
	var messages []jema.MessageID
	err := tx.SelectContext(ctx, &messages, `SELECT m.id FROM message m JOIN school_visit v ON v.id = m.school_visit_id
		WHERE v.request_id = ANY ($1) ORDER BY m.id`, pq.Array(ids))
	if err != nil {
		return err
	}
	if err := eraseMessages(ctx, tx, messages, now); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE school_request SET school = '', town = '', teacher = '', email = '', phone =
		'', ended_reason = '',
		purged_at = $2, idempotency_key = gen_random_uuid(), content = sha256(''), token_hash =
			sha256(uuid_send(gen_random_uuid()))
		WHERE id = ANY ($1) AND territory_id = $3 AND purged_at IS NULL`, pq.Array(ids), now, territoryID)
	return err
}

// eraseMessages cancels what is still queued of some messages to their person,
// and removes the words that servers and callers left beside them.
func eraseMessages(ctx context.Context, tx *tx, ids []jema.MessageID, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `UPDATE call SET note = '' WHERE message_id = ANY ($1) AND note <> ''`,
		pq.Array(ids)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE message m SET last_error = '', parked_why = '',
			state = CASE WHEN theirs.waits THEN 'dropped' ELSE state END, done_at = CASE WHEN theirs.waits THEN $2 ELSE
				done_at END
		FROM (SELECT id, state IN ('queued', 'parked') AND (booking_id IS NOT NULL OR kind = ANY ($3)) AS waits FROM
			message WHERE id = ANY ($1)) theirs
		WHERE m.id = theirs.id AND (theirs.waits OR last_error <> '' AND state <> 'parked')`, pq.Array(ids), now,
		pq.Array(jema.ToSchoolKinds()))
	return err
}
