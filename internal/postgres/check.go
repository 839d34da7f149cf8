package postgres

import (
	"context"
	"strings"
	"time"
)

// Invariant is a statement that must hold of the whole database, and how many
// rows break it.
type Invariant struct {
	Name   string
	Broken int
}

// NotOversold is the invariant that nobody is sold a place that does not exist.
const NotOversold = "no slot is oversold"

// outlived are the editions e whose identities should have been erased at $1;
// upkeep erases every hour.
const outlived = `timezone(e.time_zone, e.purge_on::timestamp) <= $1::timestamptz - interval '2 hours'`

// invariants are what CHECK and UNIQUE cannot express because it spans rows or
// tables; each query counts the rows that break it, at the time $1 where it has one.
var invariants = []struct{ name, count string }{
	{"slot.taken = places of live bookings and holds", `SELECT count(*) FROM slot s WHERE s.taken <> (SELECT
		coalesce(sum(b.party_size), 0)
		FROM booking b WHERE b.slot_id = s.id AND b.status IN ('confirmed', 'offered'))
		+ (SELECT coalesce(sum(h.places), 0) FROM hold h WHERE h.slot_id = s.id)`},
	{"slot.waiting = parties that wait", `SELECT count(*) FROM slot s WHERE s.waiting <> (SELECT count(*)
		FROM booking b WHERE b.slot_id = s.id AND b.status = 'waiting')`},
	{NotOversold, `SELECT count(*) FROM slot WHERE taken + held > capacity`},
	{"one first message per booking", `SELECT count(*) FROM booking b WHERE (SELECT count(*) FROM message m
		WHERE m.booking_id = b.id AND m.seq = 1 AND m.kind = CASE b.first_status WHEN 'waiting' THEN 'waiting' ELSE
			'confirmation' END) <> 1`},
	{"a cancelled booking has its message", `SELECT count(*) FROM booking b WHERE b.status = 'cancelled' AND NOT EXISTS
		(SELECT 1 FROM message m WHERE m.booking_id = b.id AND m.kind = 'cancellation')`},
	{"one live booking per slot and contact", `SELECT count(*) FROM (SELECT 1 FROM booking WHERE status <> 'cancelled'
		AND origin IN ('web', 'api') AND contact IS NOT NULL GROUP BY slot_id, contact HAVING count(*) > 1) twice`},
	{"no idempotency key twice",
		`SELECT count(*) FROM (SELECT 1 FROM booking GROUP BY idempotency_key HAVING count(*) > 1) twice`},
	{"waiting positions are unique", `SELECT count(*) FROM (SELECT 1 FROM booking WHERE waiting_position IS NOT NULL
		GROUP BY slot_id, waiting_position HAVING count(*) > 1) twice`},
	{"no party is larger than its slot", `SELECT count(*) FROM booking b JOIN slot s ON s.id = b.slot_id
		WHERE b.status <> 'cancelled' AND b.party_size > s.capacity`},
	{"a booking is of its slot's edition", `SELECT count(*) FROM booking b JOIN slot s ON s.id = b.slot_id
		WHERE b.edition_id <> s.edition_id OR b.territory_id <> s.territory_id`},
	{"a slot carries its edition's bounds", `SELECT count(*) FROM slot s JOIN edition e ON e.id = s.edition_id
		WHERE s.edition_opens_at <> e.opens_at OR s.edition_closes_at <> e.closes_at`},
	{"hours carry their edition's bounds", `SELECT count(*) FROM hours h JOIN edition e ON e.id = h.edition_id
		WHERE h.edition_opens_at <> e.opens_at OR h.edition_closes_at <> e.closes_at`},
	{"an approved opening has no blocking defect", `SELECT count(*) FROM opening o WHERE o.state = 'approved'
		AND EXISTS (SELECT 1 FROM defect d WHERE d.opening_id = o.id AND d.blocking)`},
	{"a correspondent has a commune",
		`SELECT count(*) FROM account WHERE (role = 'correspondent') <> (commune_insee IS NOT NULL)`},
	{"a message is of the territory of what it is about", `SELECT count(*) FROM message m
		LEFT JOIN booking b ON b.id = m.booking_id LEFT JOIN sign_in_link l ON l.id = m.sign_in_link_id LEFT JOIN opening
			o ON o.id = m.opening_id
		LEFT JOIN school_visit v ON v.id = m.school_visit_id
		WHERE m.territory_id IS DISTINCT FROM coalesce(b.territory_id, l.territory_id, o.territory_id, v.territory_id)`},
	{"no offer past its time", `SELECT count(*) FROM booking WHERE status = 'offered' AND offer_expires_at <
		$1::timestamptz - interval '5 minutes'`},
	{"an offer has its message", `SELECT count(*) FROM booking b WHERE b.status = 'offered' AND NOT EXISTS
		(SELECT FROM message m WHERE m.booking_id = b.id AND m.kind = 'offer')`},
	{"a proposal waits for an event on the site", `SELECT count(*) FROM proposal p JOIN opening o ON o.id = p.opening_id
		WHERE p.state = 'open' AND o.state <> 'approved'`},
	{"a proposal is of its opening's territory and begins at a version it had", `SELECT count(*) FROM proposal p JOIN
		opening o ON o.id = p.opening_id
		WHERE o.territory_id <> p.territory_id OR p.base_version > o.version`},
	{"an artisan is told what became of a proposal", `SELECT count(*) FROM proposal p JOIN workshop w ON w.id =
		p.workshop_id
		LEFT JOIN account a ON a.id = w.owner_id LEFT JOIN account b ON b.id = p.account_id WHERE p.state IN ('accepted',
			'refused') AND p.decided_by IS NOT NULL
		AND (coalesce(b.role NOT IN ('organiser', 'administrator'), false) OR p.state = 'accepted') AND
			(coalesce(a.email, w.email) <> '' OR w.phone <> '')
		AND NOT EXISTS (SELECT FROM message m WHERE m.opening_id = p.opening_id
			AND m.kind = CASE WHEN coalesce(b.role IN ('organiser', 'administrator'), true) THEN 'event_edited'
				ELSE 'proposal_' || p.state END)`},
	{"no parked form past its day",
		`SELECT count(*) FROM parked_form WHERE expires_at < $1::timestamptz - interval '5 minutes'`},
	{"no hold past its time", `SELECT count(*) FROM hold WHERE expires_at < $1::timestamptz - interval '5 minutes'`},
	{"somebody reached has been told", `SELECT count(*) FROM message m WHERE m.state = 'queued' AND EXISTS
		(SELECT FROM call c WHERE c.message_id = m.id AND c.outcome IN ('reached', 'left_message'))`},
	{"an accepted class has a booking for each of its visits, both or none", `SELECT count(*) FROM school_request q
		WHERE (q.state = 'accepted' AND (SELECT count(*) FROM school_visit v WHERE v.request_id = q.id AND v.state =
			'booked') <> CASE WHEN q.rotation THEN 2 ELSE 1 END)
		OR (q.state <> 'accepted' AND EXISTS (SELECT FROM school_visit v WHERE v.request_id = q.id AND v.state = 'booked'))`},
	{"a class's booking is the school's own", `SELECT count(*) FROM school_visit v JOIN booking b ON b.id = v.booking_id
		WHERE b.origin <> 'school' OR b.territory_id <> v.territory_id OR (v.state <> 'booked' AND b.status <> 'cancelled')`},
	{"a class comes as its artisans agreed", `SELECT count(*) FROM school_visit v JOIN booking b ON b.id = v.booking_id
		WHERE v.state = 'booked' AND (b.slot_id <> v.slot_id OR b.party_size <> v.party)`},
	{"both halves of a class share their fate", `SELECT count(*) FROM school_request q WHERE q.state = 'accepted' AND
		EXISTS
		(SELECT FROM school_visit v JOIN booking b ON b.id = v.booking_id WHERE v.request_id = q.id AND v.state =
			'booked' AND b.status <> 'confirmed')`},
	{"a visit has places for its class, or for the larger half", `SELECT count(*) FROM school_visit v JOIN
		school_request q ON q.id = v.request_id
		WHERE v.party <> CASE WHEN q.rotation THEN (q.pupils + q.adults + 1) / 2 ELSE q.pupils + q.adults END`},
	{"a class that asks is asked of somebody", `SELECT count(*) FROM school_request q WHERE q.state = 'asked'
		AND NOT EXISTS (SELECT FROM school_visit v WHERE v.request_id = q.id AND v.state = 'asked')`},
	{"a school was told that it asked, and the answer", `SELECT count(*) FROM school_request q WHERE NOT EXISTS
		(SELECT FROM message m
		JOIN school_visit v ON v.id = m.school_visit_id WHERE v.request_id = q.id AND m.kind = CASE WHEN q.state IN
			('accepted', 'declined')
		THEN 'school_answer' ELSE 'school_asked' END)`},
	{"a school was told by whom its visit was ended", `SELECT count(*) FROM school_request q WHERE q.state =
		'cancelled' AND q.ended_by <> ''
		AND NOT EXISTS (SELECT FROM message m JOIN school_visit v ON v.id = m.school_visit_id
		WHERE v.request_id = q.id AND m.kind = 'school_cancelled')`},
	{"a message that a person set aside says who", `SELECT count(*) FROM message m WHERE m.state = 'parked' AND
		m.parked_why = 'person'
		AND NOT EXISTS (SELECT FROM message_action n WHERE n.message_id = m.id AND n.action = 'parked')`},
	{"no identity outlives its day of erasure",
		`SELECT (SELECT count(*) FROM booking b JOIN edition e ON e.id = b.edition_id
		WHERE b.purged_at IS NULL AND ` + outlived + `) + (SELECT count(*) FROM school_request q JOIN edition e ON e.id =
			q.edition_id
		WHERE q.purged_at IS NULL AND ` + outlived + `)`},
	{"the history of an event ends with its version", `SELECT count(*) FROM opening o
		JOIN edition e ON e.id = o.edition_id WHERE timezone(e.time_zone, e.purge_on::timestamp) > $1::timestamptz
		AND EXISTS (SELECT FROM opening_edit h WHERE h.edition_id = o.edition_id)
		AND NOT EXISTS (SELECT FROM opening_edit h WHERE h.opening_id = o.id AND h.version = o.version)`},
	{"no history outlives its day of erasure", `SELECT count(*) FROM opening_edit h JOIN edition e ON e.id = h.edition_id
		WHERE ` + outlived + ` AND h.edited_at < $1::timestamptz - interval '2 hours'`},
	{"what was erased left no words behind", `SELECT count(*) FROM message m LEFT JOIN booking b ON b.id = m.booking_id
		LEFT JOIN school_visit v ON v.id = m.school_visit_id LEFT JOIN school_request q ON q.id = v.request_id
		WHERE coalesce(b.purged_at, q.purged_at) IS NOT NULL AND EXISTS (SELECT FROM call c WHERE c.message_id = m.id AND
			c.note <> '')`},
	{"a parked message says why", `SELECT count(*) FROM message WHERE state = 'parked' AND last_error = ''`},
}

// Check evaluates every invariant on one snapshot, at now.
func (s *Store) Check(ctx context.Context, now time.Time) (list []Invariant, err error) {
	defer attempted(&err, "checking the invariants")
	err = s.read(ctx, func(tx *tx) error {
		for _, i := range invariants {
			found := Invariant{Name: i.name}
			var at []any
			if strings.Contains(i.count, "$1") {
				at = []any{now}
			}
			if err := tx.GetContext(ctx, &found.Broken, i.count, at...); err != nil {
				return err
			}
			list = append(list, found)
		}
		return nil
	})
	return list, err
}
