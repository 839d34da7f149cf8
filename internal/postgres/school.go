package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"jema/internal/jema"
)

// schoolsPerHour is how many requests one address may send in an hour.
const schoolsPerHour = 10

// forClass returns why a slot cannot receive a class of that many people at
// now; nil when it can. What limits a family's party does not limit a class.
func (s *lockedSlot) forClass(party int, now time.Time) error {
	switch {
	case s == nil, !s.Approved, s.State != jema.SlotOpen, s.Audience != jema.AudienceSchools, !now.Before(s.StartsAt):
		return jema.ErrSchoolSlotGone
	case s.free() < party:
		return jema.ErrSchoolNoRoom
	}
	return nil
}

// RequestSchool stores the request of a class and queues messages to the artisans and the
// school. The same key with the same content is the same request; tokenHash is of the
// link that belongs to the key. Refusals: ErrSchoolNotOpen, ErrSchoolSlotGone,
// ErrSchoolNoRoom, ErrSchoolNoRotation, ErrSchoolTwice, ErrKeyReused.
func (s *Store) RequestSchool(ctx context.Context, edition jema.Edition, r jema.SchoolRequest, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "asking for a class's visit")
	if err := r.Check(); err != nil {
		return err
	}
	r.EditionID, r.TerritoryID = edition.ID, edition.TerritoryID
	return s.inTx(ctx, func(tx *tx) error {
		// Locks first: of two that send the same key, the second finds it stored.
		slots, err := lockSlots(ctx, tx, now, append([]jema.SlotID{r.Choice}, r.Slots...)...)
		if err != nil {
			return err
		}
		known, err := schoolOfKey(ctx, tx, r)
		if err != nil || known {
			return err
		}
		if !edition.SchoolOpen(now) {
			return jema.ErrSchoolNotOpen
		}
		if err := mayRequest(ctx, tx, slots, r, now); err != nil {
			return err
		}
		return insertSchool(ctx, tx, slots, r, tokenHash, now)
	})
}

// schoolOfKey reports whether the key is stored already.
func schoolOfKey(ctx context.Context, tx *tx, r jema.SchoolRequest) (known bool, err error) {
	var content []byte
	err = tx.GetContext(ctx, &content, `SELECT content FROM school_request WHERE idempotency_key = $1`, r.Key)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if wanted := r.Content(); err == nil && !bytes.Equal(content, wanted[:]) {
		err = jema.ErrKeyReused
	}
	return true, err
}

// mayRequest refuses what no artisan could accept.
func mayRequest(ctx context.Context, tx *tx, slots map[jema.SlotID]*lockedSlot, r jema.SchoolRequest,
	now time.Time) error {
	wanted := r.Slots
	if r.Choice != 0 {
		wanted = []jema.SlotID{r.Slots[0], r.Choice}
	}
	for _, id := range wanted {
		slot := slots[id]
		if slot == nil || slot.EditionID != r.EditionID {
			return jema.ErrSchoolSlotGone
		}
		if err := slot.forClass(r.Party(), now); err != nil {
			return err
		}
	}
	if r.Rotation {
		if err := mayRotate(ctx, tx, slots[r.Slots[0]], slots[r.Slots[1]]); err != nil {
			return err
		}
	}
	count, _, err := countAttempt(ctx, tx, "school", r.Email, now, time.Hour)
	if err == nil && count > schoolsPerHour {
		err = jema.ErrSchoolTooMany
	}
	if err != nil {
		return err
	}
	var asked bool
	err = tx.GetContext(ctx, &asked, `SELECT EXISTS (SELECT FROM school_visit v JOIN school_request q ON q.id =
		v.request_id
		WHERE v.slot_id = $1 AND q.email = $2 AND q.state IN ('asked', 'accepted') AND v.state IN ('asked', 'agreed',
			'booked'))`, r.Slots[0], r.Email)
	if err == nil && asked {
		err = jema.ErrSchoolTwice
	}
	return err
}

func insertSchool(ctx context.Context, tx *tx, slots map[jema.SlotID]*lockedSlot, r jema.SchoolRequest,
	tokenHash []byte,
	now time.Time) error {
	content := r.Content()
	r.AnswerBy = answerBy(slots[r.Slots[0]], now)
	err := getNamed(ctx, tx, &r.ID, `INSERT INTO school_request (territory_id, edition_id, rotation, choice_slot_id,
		school, town, postal_code,
			teacher, email, phone, pupils, adults, level, coach, answer_by, idempotency_key, content, token_hash,
				created_at, language)
		VALUES (:territoryid, :editionid, :rotation, nullif(:choice, 0), :school, :town, :postalcode, :teacher, :email,
			:phone, :pupils,
			:adults, :level, :coach, :answerby, :key, :content, :token, :now, coalesce(nullif(:language, ''), 'fr'))
				RETURNING id`, struct {
		jema.SchoolRequest
		Content, Token []byte
		Now            time.Time
	}{r, content[:], tokenHash, now})
	if err != nil {
		return err
	}
	for i, slot := range r.Slots {
		visit, err := insertVisit(ctx, tx, r, slots[slot], i+1, now)
		if err != nil {
			return err
		}
		if i == 0 {
			if err := notifyClass(ctx, tx, slots[slot], visit, jema.MessageSchoolAsked, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// insertVisit queues the request to a workshop, and a reminder two days before
// its answer is due: the reminder is dropped when there is an answer by then.
func insertVisit(ctx context.Context, tx *tx, r jema.SchoolRequest, slot *lockedSlot, position int,
	now time.Time) (id jema.SchoolVisitID, err error) {
	err = tx.GetContext(ctx, &id, `INSERT INTO school_visit (territory_id, edition_id, request_id, slot_id, position,
		party)
		VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`, r.TerritoryID, r.EditionID, r.ID, slot.ID, position, r.Party())
	if err != nil {
		return id, err
	}
	if err := notifyClass(ctx, tx, slot, id, jema.MessageSchoolRequest, now); err != nil {
		return id, err
	}
	if remind := r.AnswerBy.AddDate(0, 0, -jema.SchoolReminderDays); remind.After(now) {
		return id, notifyClassThat(ctx, tx, slot, id, classMessage{kind: jema.MessageSchoolReminder, due: remind}, now)
	}
	return id, nil
}

// answerBy is the artisan's deadline to answer: some days, in the wall time of
// the edition, and never after the visit.
func answerBy(slot *lockedSlot, now time.Time) time.Time {
	by := now.In(slot.zone).AddDate(0, 0, jema.SchoolAnswerDays)
	if slot.StartsAt.Before(by) {
		return slot.StartsAt
	}
	return by
}
