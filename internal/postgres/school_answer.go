package postgres

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"time"

	"jema/internal/jema"
)

// heldClass is a request whose slots and row the transaction holds, in that
// order, with its visits.
type heldClass struct {
	schoolRow
	visits []*heldVisit
}

type heldVisit struct {
	ID        jema.SchoolVisitID
	SlotID    jema.SlotID `db:"slot_id"`
	Position  int
	Party     int
	State     jema.VisitState
	BookingID jema.BookingID `db:"booking_id"`
	slot      *lockedSlot
}

// holdClass locks the slots a request is about, its second choice among them,
// in their order, and then the request.
func holdClass(ctx context.Context, tx *tx, requestID jema.SlotID, now time.Time) (c heldClass,
	slots map[jema.SlotID]*lockedSlot, err error) {
	var ids []jema.SlotID
	err = tx.SelectContext(ctx, &ids, `SELECT slot_id FROM school_visit WHERE request_id = $1
		UNION SELECT choice_slot_id FROM school_request WHERE id = $1 AND choice_slot_id IS NOT NULL
		UNION SELECT b.slot_id FROM school_visit v JOIN booking b ON b.id = v.booking_id WHERE v.request_id = $1`, requestID)
	if err != nil {
		return c, nil, err
	}
	if slots, err = lockSlots(ctx, tx, now, ids...); err != nil {
		return c, nil, err
	}
	err = one(ctx, tx, jema.ErrSchoolMissing, &c.schoolRow, `SELECT `+schoolColumns+
		` FROM school_request q WHERE q.id = $1 FOR NO KEY UPDATE`, requestID)
	if err != nil {
		return c, nil, err
	}
	err = tx.SelectContext(ctx, &c.visits, `SELECT id, slot_id, position, party, state, coalesce(booking_id, 0) AS
		booking_id
		FROM school_visit WHERE request_id = $1 ORDER BY position`, requestID)
	for _, v := range c.visits {
		v.slot = slots[v.SlotID]
	}
	return c, slots, err
}

// SchoolAnswer is an artisan's yes or no to a class's visit of an opening, or the
// organiser's for them (OpeningID 0). HashOf hashes the token of the link of a
// booking with that key.
type SchoolAnswer struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	VisitID     jema.SchoolVisitID
	Accept      bool
	HashOf      func(key string) []byte
}

// AnswerSchool gives an answer to a class. A whole class that is accepted is booked; a half is when
// both workshops have agreed, both slots in one transaction, never one without the other. booked
// reports that the class comes now. The same answer twice is one; another one after it is
// ErrSchoolAnswered.
func (s *Store) AnswerSchool(ctx context.Context, answer SchoolAnswer, now time.Time) (booked bool, err error) {
	defer attempted(&err, "answering a class")
	err = s.inTx(ctx, func(tx *tx) error {
		var requestID jema.SlotID
		err := one(ctx, tx, jema.ErrSchoolMissing, &requestID, `SELECT v.request_id FROM school_visit v JOIN slot s ON
			s.id = v.slot_id
			WHERE v.id = $1 AND v.territory_id = $2 AND $3::bigint IN (0, s.opening_id)`, answer.VisitID, answer.TerritoryID,
			answer.OpeningID)
		if err != nil {
			return err
		}
		class, slots, err := holdClass(ctx, tx, requestID, now)
		if err != nil {
			return err
		}
		a := schoolAnswer{tx, class, slots, answer.HashOf, answer.OpeningID == 0, now}
		v := a.visit(answer.VisitID)
		switch {
		case v == nil:
			return jema.ErrSchoolMissing
		case answer.Accept && (v.State == jema.VisitAgreed || v.State == jema.VisitBooked), !answer.Accept &&
			v.State == jema.VisitDeclined:
			booked = v.State == jema.VisitBooked
			return nil
		case class.State != string(jema.SchoolAsked) || v.State != jema.VisitAsked:
			return jema.ErrSchoolAnswered
		case answer.Accept:
			booked, err = a.accept(ctx, v)
		default:
			err = a.decline(ctx, v)
		}
		return err
	})
	return booked && err == nil, err
}

// schoolAnswer is one answer being given, every lock held.
type schoolAnswer struct {
	tx     *tx
	class  heldClass
	slots  map[jema.SlotID]*lockedSlot
	hashOf func(key string) []byte
	forOne bool // the organiser answers for the artisan
	now    time.Time
}

func (a schoolAnswer) visit(id jema.SchoolVisitID) *heldVisit {
	for _, v := range a.class.visits {
		if v.ID == id {
			return v
		}
	}
	return nil
}

func (a schoolAnswer) set(ctx context.Context, v *heldVisit, state jema.VisitState) error {
	v.State = state
	_, err := a.tx.ExecContext(ctx, `UPDATE school_visit SET state = $2, answered_at = $3 WHERE id = $1`,
		v.ID, state, a.now)
	return err
}

func (a schoolAnswer) end(ctx context.Context, state jema.SchoolState, end jema.SchoolEnd) error {
	_, err := a.tx.ExecContext(ctx, `UPDATE school_request SET state = $2, ended_at = $3, ended_by = $4,
		ended_visit_id = nullif($5, 0),
		ended_reason = $6 WHERE id = $1`, a.class.ID, state, a.now, end.By, end.VisitID, end.Reason)
	return err
}

// accept books the class when nobody else has to agree any more.
func (a schoolAnswer) accept(ctx context.Context, v *heldVisit) (booked bool, err error) {
	if err := v.slot.forClass(v.Party, a.now); err != nil {
		return false, err
	}
	if err := a.set(ctx, v, jema.VisitAgreed); err != nil {
		return false, err
	}
	var agreed []*heldVisit
	for _, other := range a.class.visits {
		switch other.State {
		case jema.VisitAsked:
			return false, nil
		case jema.VisitAgreed:
			agreed = append(agreed, other)
		}
	}
	if err := a.bookAll(ctx, agreed); err != nil {
		return false, err
	}
	if err := a.end(ctx, jema.SchoolAccepted, jema.SchoolEnd{}); err != nil {
		return false, err
	}
	return true, notifyClass(ctx, a.tx, v.slot, v.ID, jema.MessageSchoolAnswer, a.now)
}

// bookAll books the visits that were agreed to, none without the others, and
// queues messages to their artisans: all of a rotation, and an artisan on whose
// behalf somebody answered.
func (a schoolAnswer) bookAll(ctx context.Context, agreed []*heldVisit) error {
	if a.class.Rotation {
		if err := mayRotate(ctx, a.tx, agreed[0].slot, agreed[1].slot); jema.KindOf(err) != 0 {
			return jema.Conflict("school.no_rotation")
		} else if err != nil {
			return err
		}
	}
	for _, v := range agreed {
		if err := a.book(ctx, v); err != nil {
			return err
		}
		if !a.class.Rotation && !a.forOne {
			continue
		}
		if err := notifyClass(ctx, a.tx, v.slot, v.ID, jema.MessageSchoolExpected, a.now); err != nil {
			return err
		}
	}
	return nil
}

// book makes the booking of a visit.
func (a schoolAnswer) book(ctx context.Context, v *heldVisit) error {
	if err := v.slot.forClass(v.Party, a.now); err != nil {
		return err
	}
	r := jema.BookingRequest{SlotID: v.SlotID, Key: fmt.Sprintf("classe:%s:%d", a.class.Key, v.Position),
		PartySize: v.Party,
		Name:      a.class.School + ", " + a.class.Teacher, Email: a.class.Email, Phone: a.class.Phone,
		Language: a.class.Language, Origin: jema.OriginSchool}
	content, contact := r.Content(), r.Contact()
	err := getNamed(ctx, a.tx, &v.BookingID, `INSERT INTO booking (territory_id, edition_id, slot_id, code, status,
		first_status, origin,
			party_size, name, email, phone, contact, language, idempotency_key, content, token_hash, created_at)
		SELECT :territory, :edition, :slotid, c.code, 'confirmed', 'confirmed', :origin, :partysize, :name, :email,
			:phone, :contact,
			:language, :key, :content, :token, :now
		FROM (SELECT lpad(CAST((CAST(:code AS bigint) + 7919 * i) % 100000000 AS text), 8, '0') AS code FROM
			generate_series(0, 999) i) c
		WHERE NOT EXISTS (SELECT FROM booking b WHERE b.edition_id = :edition AND b.code = c.code) LIMIT 1 RETURNING id`,
		struct {
			jema.BookingRequest
			Territory               jema.TerritoryID
			Edition                 jema.EditionID
			Code                    int64
			Contact, Content, Token []byte
			Now                     time.Time
		}{r, v.slot.TerritoryID, v.slot.EditionID, drawCode(), contact[:], content[:], a.hashOf(r.Key), a.now})
	if err != nil {
		return err
	}
	if err := notify(ctx, a.tx, v.slot, notice{BookingID: v.BookingID, Kind: jema.MessageConfirmation},
		a.now); err != nil {
		return err
	}
	if err := v.slot.count(ctx, a.tx, v.Party, 0); err != nil {
		return err
	}
	_, err = a.tx.ExecContext(ctx, `UPDATE school_visit SET state = 'booked', booking_id = $2 WHERE id = $1`,
		v.ID, v.BookingID)
	return err
}

func drawCode() int64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return int64(binary.BigEndian.Uint64(b[:]) % 100_000_000)
}

// decline sends the request to the second choice if there is one; else the
// request ends, the other half's with it.
func (a schoolAnswer) decline(ctx context.Context, v *heldVisit) error {
	if err := a.set(ctx, v, jema.VisitDeclined); err != nil {
		return err
	}
	if a.mayRequestChoice(v) {
		return a.requestChoice(ctx, a.slots[a.class.Choice])
	}
	for _, other := range a.class.visits {
		if other.State == jema.VisitAsked || other.State == jema.VisitAgreed {
			if err := a.withdraw(ctx, other); err != nil {
				return err
			}
		}
	}
	by := jema.EndedByWorkshop
	if a.forOne { // the artisan has not declined: they are told
		by = jema.EndedByOrganiser
		if err := notifyClass(ctx, a.tx, v.slot, v.ID, jema.MessageSchoolWithdrawn, a.now); err != nil {
			return err
		}
	}
	if err := a.end(ctx, jema.SchoolDeclined, jema.SchoolEnd{By: by, VisitID: v.ID}); err != nil {
		return err
	}
	return notifyClass(ctx, a.tx, v.slot, v.ID, jema.MessageSchoolAnswer, a.now)
}

// mayRequestChoice reports whether the second choice can be requested instead of v.
func (a schoolAnswer) mayRequestChoice(v *heldVisit) bool {
	return v.Position == 1 && len(a.class.visits) == 1 && a.slots[a.class.Choice].forClass(v.Party, a.now) == nil
}

func (a schoolAnswer) requestChoice(ctx context.Context, choice *lockedSlot) error {
	r := a.class.request()
	r.TerritoryID, r.EditionID, r.AnswerBy = choice.TerritoryID, choice.EditionID, answerBy(choice, a.now)
	if _, err := a.tx.ExecContext(ctx, `UPDATE school_request SET answer_by = $2 WHERE id = $1`, r.ID,
		r.AnswerBy); err != nil {
		return err
	}
	visit, err := insertVisit(ctx, a.tx, r, choice, 2, a.now)
	if err != nil {
		return err
	}
	return notifyClass(ctx, a.tx, choice, visit, jema.MessageSchoolAnswer, a.now)
}

func (a schoolAnswer) withdraw(ctx context.Context, v *heldVisit) error {
	if err := a.set(ctx, v, jema.VisitWithdrawn); err != nil {
		return err
	}
	return notifyClass(ctx, a.tx, v.slot, v.ID, jema.MessageSchoolWithdrawn, a.now)
}
