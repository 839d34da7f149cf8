package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// classMessage is a message about a class: from when on it is due, and where
// the slot was before it moved.
type classMessage struct {
	kind string
	due  time.Time
	was  jema.Interval
}

// notifyClass queues a message about a class, due at now.
func notifyClass(ctx context.Context, tx *tx, slot *lockedSlot, visitID jema.SchoolVisitID, kind string,
	now time.Time) error {
	return notifyClassThat(ctx, tx, slot, visitID, classMessage{kind: kind, due: now}, now)
}

// visitArtisan joins to a visit v how the artisan h of its workshop w is reached.
const visitArtisan = `JOIN slot s ON s.id = v.slot_id JOIN workshop w ON w.id = s.workshop_id LEFT JOIN account a
		ON a.id = w.owner_id AND a.territory_id = w.territory_id
	JOIN territory t ON t.id = v.territory_id
	CROSS JOIN LATERAL (SELECT coalesce(nullif(a.email, ''), w.email) AS email, coalesce(nullif(w.phone, ''), a.phone,
		'') AS phone) h`

// NotifiedWorkshop is a workshop that gets a message about a class's visit. Channel
// is "" where it can be reached by none.
type NotifiedWorkshop struct{ Workshop, Channel string }

// NotifiedOfClass lists the workshops of a territory's class that would get a
// message if its visit were cancelled.
func (s *Store) NotifiedOfClass(ctx context.Context, territoryID jema.TerritoryID,
	requestID jema.SchoolRequestID) (list []NotifiedWorkshop,
	err error) {
	defer attempted(&err, "finding who is told of a class")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT w.name AS workshop,
				CASE WHEN h.email = '' AND h.phone = '' THEN '' ELSE booking_channel(h.email, h.phone, t.sms_url) END AS channel
			FROM school_visit v `+visitArtisan+` WHERE v.territory_id = $1 AND v.request_id = $2 AND v.state NOT IN
				('declined', 'withdrawn')
			ORDER BY v.position`, territoryID, requestID)
	})
	return list, err
}

// notifyClassThat queues a message about a visit of a class in slot: to its
// teacher by e-mail, to the artisan by the channel the artisan has, never at
// night by telephone. Nothing is queued for a person without any channel: the
// organiser's queue shows the request. It needs the slot's lock, which makes
// the numbers of the messages unique.
func notifyClassThat(ctx context.Context, tx *tx, slot *lockedSlot, visitID jema.SchoolVisitID, m classMessage,
	now time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO message (territory_id, school_visit_id, kind, seq, channel, due_at,
		created_at, about_at,
			was_starts_at, was_ends_at)
		SELECT v.territory_id, v.id, $2, 1 + (SELECT coalesce(max(m.seq), 0) FROM message m WHERE m.school_visit_id =
			v.id AND m.kind = $2),
			r.channel, CASE r.channel WHEN 'email' THEN $3::timestamptz ELSE $4 END, $5, s.starts_at, $6, $7
		FROM school_visit v `+visitArtisan+`
		CROSS JOIN LATERAL (SELECT CASE WHEN $2 = ANY ($8) THEN 'email' ELSE booking_channel(h.email, h.phone, t.sms_url)
			END AS channel) r
		WHERE v.id = $1 AND ($2 = ANY ($8) OR h.email <> '' OR h.phone <> '')`,
		visitID, m.kind, m.due, jema.Daytime(m.due, slot.zone), now, orNull(m.was.Start), orNull(m.was.End),
		pq.Array(jema.ToSchoolKinds()))
	return err
}

// notifyClassAgain queues once more the message to the teacher about the state of
// a booking's class, unless it is on its way.
func notifyClassAgain(ctx context.Context, tx *tx, b booked, now time.Time) error {
	kind := jema.MessageSchoolAnswer
	if b.Status == jema.BookingCancelled {
		kind = jema.MessageSchoolCancelled
	}
	var visits []jema.SchoolVisitID
	err := tx.SelectContext(ctx, &visits, `SELECT v.id FROM school_visit v WHERE v.booking_id = $1 AND NOT EXISTS
		(SELECT FROM message m WHERE m.school_visit_id = v.id AND m.kind = $2 AND m.state = 'queued')`, b.ID, kind)
	if err != nil || len(visits) == 0 {
		return err
	}
	return notifyClass(ctx, tx, b.slot, visits[0], kind, now)
}
