package postgres_test

import (
	"slices"
	"testing"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// broken lists statements that break each invariant once in the furnished
// world; where the schema forbids it, its guard is dropped first.
var broken = map[string][]string{
	"slot.taken = places of live bookings and holds": {`UPDATE slot SET taken = taken - 1 WHERE waiting > 0`},
	"slot.waiting = parties that wait":               {`UPDATE slot SET waiting = waiting + 1 WHERE waiting > 0`},
	"no slot is oversold": {`ALTER TABLE slot DROP CONSTRAINT slot_not_oversold, DROP CONSTRAINT slot_room_for_held`,
		`UPDATE slot SET capacity = taken - 1 WHERE waiting > 0`},
	"one first message per booking": {`DELETE FROM message WHERE kind = 'confirmation'`},
	"a cancelled booking has its message": {`UPDATE booking SET status = 'cancelled', cancelled_at = timestamptz
		'2027-03-01 09:00Z' WHERE idempotency_key = 'un'`},
	"one live booking per slot and contact": {`DROP INDEX booking_contact_once`,
		`UPDATE booking SET contact = sha256('same')`},
	"no idempotency key twice": {`ALTER TABLE booking DROP CONSTRAINT booking_idempotency_key`,
		`UPDATE booking SET idempotency_key = 'same'`},
	"waiting positions are unique": {`ALTER TABLE booking DROP CONSTRAINT booking_waiting_position_key`,
		`UPDATE booking SET waiting_position = 1`},
	"no party is larger than its slot": {`UPDATE booking SET party_size = 5 WHERE status = 'waiting'`},
	"a booking is of its slot's edition": {`ALTER TABLE booking DROP CONSTRAINT booking_slot_fkey`,
		`UPDATE booking SET edition_id = 0 WHERE idempotency_key = 'un'`},
	"a slot carries its edition's bounds": {`ALTER TABLE slot DROP CONSTRAINT slot_edition_fkey`,
		`UPDATE slot SET edition_opens_at = edition_opens_at - interval '1 day' WHERE waiting > 0`},
	"hours carry their edition's bounds": {`ALTER TABLE hours DROP CONSTRAINT hours_edition_fkey`,
		`UPDATE hours SET edition_closes_at = edition_closes_at + interval '1 day' WHERE id = (SELECT min(id) FROM hours)`},
	"an approved opening has no blocking defect": {`UPDATE defect SET blocking = true`},
	"a correspondent has a commune": {`ALTER TABLE account DROP CONSTRAINT account_correspondent_of_commune`,
		`UPDATE account SET role = 'correspondent' WHERE email = 'accueil@example.org'`},
	"a message is of the territory of what it is about": {`UPDATE message SET territory_id = (SELECT id FROM territory
		WHERE slug = 'ailleurs') WHERE kind = 'confirmation'`},
	"no offer past its time": {`UPDATE booking SET status = 'offered', offered_at = timestamptz '2027-03-01 09:00Z' -
		interval '1 day',
		offer_expires_at = timestamptz '2027-03-01 09:00Z' - interval '6 minutes' WHERE status = 'waiting'`},
	"an offer has its message": {`UPDATE booking SET status = 'offered', offered_at = timestamptz '2027-03-01 09:00Z',
		offer_expires_at = timestamptz '2027-03-01 09:00Z' + interval '1 hour'
		WHERE status = 'waiting'`},
	"a proposal waits for an event on the site": {`UPDATE opening SET state =
		'cancelled' WHERE id = (SELECT opening_id FROM proposal WHERE state = 'open')`},
	"a proposal is of its opening's territory and begins at a version it had": {`UPDATE proposal SET base_version =
		1000 WHERE state = 'open'`},
	"an artisan is told what became of a proposal": {`UPDATE proposal SET state = 'accepted', decided_by = account_id
		WHERE state = 'withdrawn'`},
	"no parked form past its day": {`UPDATE parked_form SET parked_at = timestamptz '2027-03-01 09:00Z' - interval
		'10 hours', expires_at = timestamptz '2027-03-01 09:00Z' - interval '6 minutes'
		WHERE id = (SELECT min(id) FROM parked_form)`},
	"no hold past its time": {`UPDATE hold SET created_at = timestamptz '2027-03-01 09:00Z' - interval '1 hour',
		expires_at = timestamptz '2027-03-01 09:00Z' - interval '6 minutes'
		WHERE id = (SELECT min(id) FROM hold)`},
	"somebody reached has been told": {`UPDATE call SET outcome = 'reached' WHERE id = (SELECT min(id) FROM call)`},
	"an accepted class has a booking for each of its visits, both or none": {
		`UPDATE school_request SET state = 'accepted', ended_at = timestamptz '2027-03-01 09:00Z' WHERE idempotency_key =
			'classe-1'`},
	"a class's booking is the school's own": {`UPDATE school_visit SET state = 'booked', answered_at = timestamptz
		'2027-03-01 09:00Z',
		booking_id = (SELECT id FROM booking WHERE idempotency_key = 'un') WHERE id = (SELECT min(id) FROM school_visit)`},
	"a class comes as its artisans agreed": {`UPDATE booking SET origin = 'school' WHERE idempotency_key = 'un'`,
		`UPDATE school_visit SET state = 'booked', answered_at = timestamptz '2027-03-01 09:00Z', booking_id = (SELECT id
			FROM booking WHERE idempotency_key = 'un')
		WHERE id = (SELECT min(id) FROM school_visit)`},
	"both halves of a class share their fate": {`UPDATE school_visit SET state = 'booked', answered_at = timestamptz
		'2027-03-01 09:00Z',
		booking_id = (SELECT id FROM booking WHERE idempotency_key = 'un') WHERE id = (SELECT min(id) FROM school_visit)`,
		`UPDATE school_request SET state = 'accepted', ended_at = timestamptz '2027-03-01 09:00Z' WHERE id = (SELECT
			request_id FROM school_visit WHERE state = 'booked')`,
		`UPDATE booking SET status = 'cancelled', cancelled_at = timestamptz '2027-03-01 09:00Z' WHERE idempotency_key =
			'un'`},
	"a visit has places for its class, or for the larger half": {`UPDATE school_visit SET party = 12 WHERE id =
		(SELECT min(id) FROM school_visit)`},
	"a school was told by whom its visit was ended": {`UPDATE school_request SET state = 'cancelled', ended_at =
		timestamptz '2027-03-01 09:00Z', ended_by = 'workshop' WHERE idempotency_key = 'classe-1'`},
	"a class that asks is asked of somebody": {`UPDATE school_visit SET state = 'declined', answered_at = timestamptz
		'2027-03-01 09:00Z'
		WHERE request_id = (SELECT min(id) FROM school_request)`},
	"a school was told that it asked, and the answer": {`DELETE FROM message WHERE kind = 'school_asked' AND
		school_visit_id IN
		(SELECT id FROM school_visit WHERE request_id = (SELECT min(id) FROM school_request))`},
	"a message that a person set aside says who": {`UPDATE message SET state = 'parked', parked_why = 'person',
		last_error = 'x' WHERE kind = 'confirmation'`},
	"no identity outlives its day of erasure": {`ALTER TABLE edition DROP CONSTRAINT edition_purged_after_end`,
		`UPDATE booking SET purged_at = timestamptz '2027-03-01 09:00Z', name = '', email = '', phone = '', contact =
			NULL WHERE idempotency_key <> 'un'`,
		`UPDATE school_request SET purged_at = timestamptz '2027-03-01 09:00Z', teacher = '', email = '', phone = ''`,
		`UPDATE edition SET purge_on = '2027-02-27'`},
	"the history of an event ends with its version": {`ALTER TABLE opening DISABLE TRIGGER opening_edit_recorded`,
		`UPDATE opening SET version = version + 1 WHERE title = 'Émaillage'`},
	"no history outlives its day of erasure": {`ALTER TABLE edition DROP CONSTRAINT edition_purged_after_end`,
		`UPDATE booking SET purged_at = timestamptz '2027-03-01 09:00Z', name = '', email = '', phone = '', contact = NULL`,
		`UPDATE school_request SET purged_at = timestamptz '2027-03-01 09:00Z', teacher = '', email = '', phone = ''`,
		`UPDATE edition SET purge_on = '2027-02-27'`,
		`UPDATE opening_edit SET edited_at = timestamptz '2027-02-26 09:00Z' WHERE id = (SELECT min(id) FROM opening_edit)`},
	"what was erased left no words behind": {`UPDATE call SET note = 'rappelle lundi' WHERE id = (SELECT min(id) FROM
		call)`,
		`UPDATE booking SET purged_at = timestamptz '2027-03-01 09:00Z', name = '', email = '', phone = '', contact = NULL
		WHERE id = (SELECT m.booking_id FROM message m JOIN call c ON c.message_id = m.id ORDER BY c.id LIMIT 1)`},
	"a parked message says why": {`UPDATE message SET state = 'parked' WHERE kind = 'confirmation'`},
}

func TestCheckCountsWhatIsBroken(t *testing.T) {
	sound := check(t, furnished(t).Store)
	for _, i := range sound {
		if i.Broken != 0 {
			t.Errorf("a sound world breaks %q %d times", i.Name, i.Broken)
		}
		if broken[i.Name] == nil {
			t.Errorf("nothing breaks %q", i.Name)
		}
	}
	for name, statements := range broken {
		t.Run(name, func(t *testing.T) {
			w := furnished(t)
			for _, statement := range statements {
				if _, err := w.DB.Exec(statement); err != nil {
					t.Fatalf("%v\n%s", err, statement)
				}
			}
			list := check(t, w.Store)
			i := slices.IndexFunc(list, func(i postgres.Invariant) bool { return i.Name == name })
			if i < 0 || list[i].Broken != 1 {
				t.Errorf("broken once, the check says %+v", list)
			}
		})
	}
}

func check(t *testing.T, store *postgres.Store) []postgres.Invariant {
	t.Helper()
	list, err := store.Check(t.Context(), storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
