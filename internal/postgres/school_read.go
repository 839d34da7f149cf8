package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

type schoolRow struct {
	ID         jema.SchoolRequestID
	State      string
	Rotation   bool
	Choice     jema.SlotID
	School     string
	Town       string
	PostalCode string `db:"postal_code"`
	Teacher    string
	Email      string
	Phone      string
	Pupils     int
	Adults     int
	Level      string
	Coach      bool
	Language   string
	AnswerBy   time.Time `db:"answer_by"`
	Key        string
	Generation int
	CreatedAt  time.Time `db:"created_at"`
	Territory  jema.TerritoryID
	Edition    jema.EditionID
	EndedBy    jema.EndedBy       `db:"ended_by"`
	EndedVisit jema.SchoolVisitID `db:"ended_visit"`
	Reason     string             `db:"ended_reason"`
}

const schoolColumns = `q.id, q.state, q.rotation, coalesce(q.choice_slot_id, 0) AS choice, q.school, q.town,
	q.postal_code, q.teacher, q.email,
	q.phone, q.pupils, q.adults, q.level, q.coach, q.language, q.answer_by, q.idempotency_key AS key, q.generation,
		q.created_at,
	q.territory_id AS territory, q.edition_id AS edition, q.ended_by, coalesce(q.ended_visit_id, 0) AS ended_visit,
		q.ended_reason`

func (r schoolRow) request() jema.SchoolRequest {
	return jema.SchoolRequest{ID: r.ID, TerritoryID: r.Territory, EditionID: r.Edition, Choice: r.Choice, Key: r.Key,
		School: r.School,
		Town:   r.Town, PostalCode: r.PostalCode, Teacher: r.Teacher, Email: r.Email, Phone: r.Phone, Pupils: r.Pupils,
		Adults: r.Adults,
		Level:  r.Level, Coach: r.Coach, Rotation: r.Rotation, Language: r.Language, State: jema.SchoolState(r.State),
		AnswerBy: r.AnswerBy, CreatedAt: r.CreatedAt,
		Generation: r.Generation, End: jema.SchoolEnd{By: r.EndedBy, VisitID: r.EndedVisit, Reason: r.Reason}}
}

// SchoolVisit is a slot that a class requested, as it is now; Booking is empty
// until the class is accepted.
type SchoolVisit struct {
	ID      jema.SchoolVisitID
	Party   int
	State   jema.VisitState
	Slot    jema.Slot
	Entry   jema.Entry
	Booking jema.Booking
}

// CalledOff reports whether the class was accepted here and does not come after
// all.
func (v SchoolVisit) CalledOff() bool {
	return v.State == jema.VisitBooked && v.Booking.Status == jema.BookingCancelled
}

// Class is a request with its visits, in their order.
type Class struct {
	Request jema.SchoolRequest
	Visits  []SchoolVisit
}

// Awaited reports whether a workshop still waits for the class at now.
func (c Class) Awaited(now time.Time) bool {
	if c.Request.State == jema.SchoolCancelled || c.Request.State == jema.SchoolDeclined {
		return false
	}
	return slices.ContainsFunc(c.Visits, func(v SchoolVisit) bool {
		return v.State != jema.VisitDeclined && v.State != jema.VisitWithdrawn && now.Before(v.Slot.End)
	})
}

// SchoolByToken finds the request of a territory that a link opens.
func (s *Store) SchoolByToken(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (c Class, err error) {
	defer attempted(&err, "reading the class of a link")
	err = s.read(ctx, func(tx *tx) error {
		list, err := classes(ctx, tx, now, `q.territory_id = $1 AND q.token_hash = $2 AND q.purged_at IS NULL`,
			territoryID, tokenHash)
		if err == nil && len(list) == 0 {
			err = jema.ErrSchoolMissing
		}
		if err == nil {
			c = list[0]
		}
		return err
	})
	return c, err
}

// ClassOfBooking finds the request that a booking was made for; ErrSchoolMissing
// when it is no class's.
func (s *Store) ClassOfBooking(ctx context.Context, territoryID jema.TerritoryID, bookingID jema.BookingID,
	now time.Time) (c Class, err error) {
	defer attempted(&err, "reading the class of a booking")
	err = s.read(ctx, func(tx *tx) error {
		list, err := classes(ctx, tx, now, `q.territory_id = $1 AND q.purged_at IS NULL
			AND q.id = (SELECT request_id FROM school_visit WHERE booking_id = $2)`, territoryID, bookingID)
		if err == nil && len(list) == 0 {
			err = jema.ErrSchoolMissing
		}
		if err == nil {
			c = list[0]
		}
		return err
	})
	return c, err
}

// Classes lists the requests of classes in an edition, those without an answer
// first, the longest overdue before the others; of one opening unless 0.
func (s *Store) Classes(ctx context.Context, edition jema.Edition, openingID jema.OpeningID,
	now time.Time) (list []Class, err error) {
	defer attempted(&err, "listing the classes")
	err = s.read(ctx, func(tx *tx) error {
		list, err = classes(ctx, tx, now, `q.edition_id = $1 AND q.purged_at IS NULL AND ($2::bigint = 0 OR EXISTS
			(SELECT FROM school_visit v
			JOIN slot s ON s.id = v.slot_id WHERE v.request_id = q.id AND s.opening_id = $2::bigint))`, edition.ID, openingID)
		return err
	})
	return list, err
}

type visitRow struct {
	ID        jema.SchoolVisitID
	RequestID jema.SchoolRequestID `db:"request_id"`
	Party     int
	State     jema.VisitState
	SlotID    jema.SlotID    `db:"slot_id"`
	BookingID jema.BookingID `db:"booking_id"`
}

func classes(ctx context.Context, tx *tx, now time.Time, where string, args ...any) ([]Class, error) {
	var rows []schoolRow
	err := tx.SelectContext(ctx, &rows, `SELECT `+schoolColumns+` FROM school_request q WHERE `+where+
		` ORDER BY q.state <> 'asked', q.answer_by, q.id LIMIT 1000`, args...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list, ids, at := make([]Class, len(rows)), make([]jema.SchoolRequestID, len(rows)), map[jema.SchoolRequestID]int{}
	for i, r := range rows {
		list[i].Request, ids[i], at[r.ID] = r.request(), r.ID, i
	}
	var visits []visitRow
	err = tx.SelectContext(ctx, &visits, `SELECT v.id, v.request_id, v.party, v.state, coalesce(b.slot_id, v.slot_id)
		AS slot_id,
		coalesce(v.booking_id, 0) AS booking_id FROM school_visit v LEFT JOIN booking b ON b.id = v.booking_id
		WHERE v.request_id = ANY ($1) ORDER BY v.request_id, v.position`, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	shown, err := showVisits(ctx, tx, visits, now)
	if err != nil {
		return nil, err
	}
	for i, v := range visits {
		c := &list[at[v.RequestID]]
		c.Visits = append(c.Visits, shown[i])
		c.Request.Slots = append(c.Request.Slots, v.SlotID)
	}
	return list, nil
}

// showVisits adds slots, openings and bookings to visits, in their order.
func showVisits(ctx context.Context, tx *tx, rows []visitRow, now time.Time) ([]SchoolVisit, error) {
	slotIDs, bookingIDs := make([]jema.SlotID, len(rows)), make([]jema.BookingID, len(rows))
	for i, r := range rows {
		slotIDs[i], bookingIDs[i] = r.SlotID, r.BookingID
	}
	var slots []slotRow
	if err := tx.SelectContext(ctx, &slots, `SELECT `+slotColumns+slotTables+`WHERE s.id = ANY ($2)`, now,
		pq.Array(slotIDs)); err != nil {
		return nil, err
	}
	var bookings []jema.Booking
	if err := tx.SelectContext(ctx, &bookings, `SELECT `+bookingColumns+` FROM booking b WHERE b.id = ANY ($1)`,
		pq.Array(bookingIDs)); err != nil {
		return nil, err
	}
	openings := make([]jema.OpeningID, len(slots))
	bySlot, byBooking, byOpening := map[jema.SlotID]jema.Slot{}, map[jema.BookingID]jema.Booking{},
		map[jema.OpeningID]jema.Entry{}
	for i, r := range slots {
		openings[i], bySlot[r.ID] = r.OpeningID, r.slot()
	}
	for _, b := range bookings {
		byBooking[b.ID] = b
	}
	entries, err := loadEntries(ctx, tx, openings, now)
	for _, e := range entries {
		byOpening[e.Opening.ID] = e
	}
	list := make([]SchoolVisit, len(rows))
	for i, r := range rows {
		slot := bySlot[r.SlotID]
		list[i] = SchoolVisit{ID: r.ID, Party: r.Party, State: r.State, Slot: slot, Entry: byOpening[slot.OpeningID],
			Booking: byBooking[r.BookingID]}
	}
	return list, err
}

// SchoolSlot is a slot of the schools' calendar.
type SchoolSlot struct {
	Slot  jema.Slot
	Entry jema.Entry
	Asked int // classes that ask for it and have no answer yet
}

// Room is how many people a class may bring here.
func (s SchoolSlot) Room() int {
	return max(0, min(jema.ClassMost, s.Slot.Capacity-s.Slot.Taken-s.Slot.Held))
}

// SchoolSlots lists an edition's slots for schools that begin after now, by
// time.
func (s *Store) SchoolSlots(ctx context.Context, edition jema.Edition, now time.Time) (list []SchoolSlot, err error) {
	defer attempted(&err, "listing the slots for classes")
	err = s.read(ctx, func(tx *tx) error {
		list, err = schoolSlots(ctx, tx, edition.ID, now)
		return err
	})
	return list, err
}

func schoolSlots(ctx context.Context, tx *tx, editionID jema.EditionID, now time.Time) (list []SchoolSlot, err error) {
	var rows []struct {
		slotRow
		Asked int
	}
	err = tx.SelectContext(ctx, &rows, `SELECT `+slotColumns+`, (SELECT count(*) FROM school_visit v JOIN
		school_request q ON q.id = v.request_id
			WHERE v.slot_id = s.id AND q.state = 'asked' AND v.state IN ('asked', 'agreed')) AS asked`+slotTables+`
			WHERE s.edition_id = $2 AND s.audience = 'schools' AND s.state = 'open' AND o.state = 'approved' AND s.starts_at > $1
			ORDER BY s.starts_at, s.ends_at, s.id`, now, editionID)
	if err != nil {
		return nil, err
	}
	openings := make([]jema.OpeningID, len(rows))
	for i, r := range rows {
		openings[i] = r.OpeningID
	}
	entries, err := loadEntries(ctx, tx, openings, now)
	byOpening := make(map[jema.OpeningID]jema.Entry, len(entries))
	for _, e := range entries {
		byOpening[e.Opening.ID] = e
	}
	for _, r := range rows {
		list = append(list, SchoolSlot{r.slot(), byOpening[r.OpeningID], r.Asked})
	}
	return list, err
}
