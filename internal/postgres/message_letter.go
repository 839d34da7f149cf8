package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// Letter is all the content of a message, read together when it is sent: it
// holds what a letter needs of each record, and nothing of records it is not
// about.
type Letter struct {
	Message   jema.Message
	Changed   jema.Changed
	To        string // address or number of the message's channel, "" when there is none any more
	Language  string
	Territory jema.Territory
	Edition   jema.Edition // of the visit or the opening; else the one on show, or none
	Booking   jema.Booking
	Slot      jema.Slot
	Opening   jema.Opening
	Workshop  jema.Workshop
	Commune   jema.Commune
	SignIn    jema.SignInLink
	School    jema.SchoolRequest // of a class: what it asks, and how that visit stands
	Visit     jema.VisitState
	Class     Class // the whole of it: both halves of a rotation
	// Choices are slots for a class whose own visit does not take place.
	Choices []SchoolChoice
	// Alternatives are other slots for somebody whose own was called off or moved.
	Alternatives []jema.Alternative
	Reason       string // why the visit's slot was cancelled, in the words of whoever did it
}

// alternativesShown is how many other slots a letter names.
const alternativesShown = 3

// StillTrue reports whether a letter about a booking is still true at now; one
// that is not about a booking always is.
func (l Letter) StillTrue(now time.Time) bool {
	statuses := jema.TrueIn(l.Message.Kind)
	switch {
	case l.Message.SchoolVisitID != 0:
		return l.classStillTrue(now)
	case statuses == nil:
		return true
	case !slices.Contains(statuses, l.Booking.Status), !now.Before(l.Slot.End):
		return false
	case l.Message.Kind == jema.MessageOffer:
		return now.Before(l.Booking.OfferEnds)
	case l.Message.Kind == jema.MessageReminder:
		return now.Before(l.Slot.Start) && l.Changed.AboutAt.Equal(l.Slot.Start)
	}
	return true
}

// classStillTrue reports whether a letter about a class is still true at now: an
// artisan who has answered gets no more requests, and nobody gets a message
// about a visit that has ended since.
func (l Letter) classStillTrue(now time.Time) bool {
	state := l.School.State
	if !now.Before(l.Slot.End) {
		return false
	}
	switch l.Message.Kind {
	case jema.MessageSchoolRequest, jema.MessageSchoolReminder:
		return state == jema.SchoolAsked && l.Visit == jema.VisitAsked
	case jema.MessageSchoolExpected, jema.MessageSchoolSoon:
		return state == jema.SchoolAccepted
	case jema.MessageSchoolWithdrawn:
		return l.Visit == jema.VisitWithdrawn
	case jema.MessageSchoolAsked:
		return state == jema.SchoolAsked
	case jema.MessageSchoolMoved, jema.MessageSchoolOtherMoved:
		return state == jema.SchoolAsked || state == jema.SchoolAccepted
	case jema.MessageSchoolAnswer:
		return state != jema.SchoolCancelled
	case jema.MessageSchoolCancelled:
		return state == jema.SchoolCancelled
	}
	return true
}

// CalledOff reports whether the letter is about what the workshop did to a
// visit: called it off or moved it.
func (l Letter) CalledOff() bool {
	return l.Message.Kind == jema.MessageCancellation && l.Booking.Why == jema.WhyCalledOff ||
		l.Message.Kind == jema.MessageChange && l.Changed.Cause == jema.CauseWorkshop
}

type letterRow struct {
	MessageID      jema.MessageID       `db:"message_id"`
	SMSURL         string               `db:"sms_url"`
	Cause          string               `db:"cause"`
	Note           string               `db:"note"`
	AboutAt        time.Time            `db:"about_at"`
	WasStartsAt    sql.NullTime         `db:"was_starts_at"`
	WasEndsAt      sql.NullTime         `db:"was_ends_at"`
	WasParty       int                  `db:"was_party"`
	OfferEnds      time.Time            `db:"offer_ends"`
	Why            string               `db:"cancelled_why"`
	To             string               `db:"to_address"`
	Language       string               `db:"language"`
	Territory      string               `db:"territory"`
	ContactEmail   string               `db:"contact_email"`
	ContactPhone   string               `db:"contact_phone"`
	Edition        string               `db:"edition"`
	Year           int                  `db:"year"`
	Zone           string               `db:"time_zone"`
	MarkNotice     string               `db:"mark_notice"`
	BookingID      jema.BookingID       `db:"booking_id"`
	SlotID         jema.SlotID          `db:"slot_id"`
	Code           string               `db:"code"`
	Status         string               `db:"status"`
	PartySize      int                  `db:"party_size"`
	Rank           int                  `db:"rank"`
	Sequence       int                  `db:"sequence"`
	Key            string               `db:"idempotency_key"`
	Generation     int                  `db:"generation"`
	OpeningID      jema.OpeningID       `db:"opening_id"`
	State          string               `db:"state"`
	Title          string               `db:"title"`
	ModerationNote string               `db:"moderation_note"`
	Workshop       string               `db:"workshop"`
	Address        string               `db:"address"`
	PostalCode     string               `db:"postal_code"`
	PublishAddress bool                 `db:"publish_address"`
	Lat            float64              `db:"lat"`
	Lon            float64              `db:"lon"`
	Parking        string               `db:"parking"`
	ParkingEnglish string               `db:"parking_en"`
	INSEE          string               `db:"insee"`
	Commune        string               `db:"commune"`
	SchoolState    string               `db:"school_state"`
	VisitState     string               `db:"visit_state"`
	RequestID      jema.SchoolRequestID `db:"request_id"`
	SchoolKey      string               `db:"school_key"`
	CancelReason   string               `db:"cancel_reason"`
	SchoolGen      int                  `db:"school_generation"`
	Pupils         int                  `db:"pupils"`
	Adults         int                  `db:"adults"`
	Level          string               `db:"level"`
	Coach          bool                 `db:"coach"`
	Rotation       bool                 `db:"rotation"`
	AnswerBy       time.Time            `db:"answer_by"`
	SignInID       jema.SignInLinkID    `db:"sign_in_id"`
	SignInExpires  time.Time            `db:"sign_in_expires"`
}

const letterQuery = `
SELECT m.id AS message_id, m.cause, m.note, coalesce(m.about_at, s.starts_at, 'epoch') AS about_at,
	m.was_starts_at, m.was_ends_at,
       coalesce(m.was_party, 0) AS was_party, t.sms_url,
       coalesce(b.offer_expires_at, 'epoch') AS offer_ends, coalesce(b.cancelled_why, '') AS cancelled_why,
       CASE m.channel WHEN 'email' THEN coalesce(b.email, l.email,
           CASE WHEN m.kind = ANY ($3) THEN q.email END, nullif(a.email, ''), w.email, '') ELSE coalesce(b.phone,
	nullif(w.phone, ''), a.phone, '') END AS to_address,
       coalesce(b.language, CASE WHEN m.kind = ANY ($3) THEN q.language END, a.language, la.language, 'fr') AS language,
       t.name AS territory, t.contact_email, t.contact_phone,
       coalesce(e.name, '') AS edition, coalesce(e.year, 0) AS year, coalesce(e.time_zone, 'UTC') AS time_zone,
       coalesce(e.mark_notice, '') AS mark_notice,
       coalesce(b.id, 0) AS booking_id, coalesce(s.id, 0) AS slot_id, coalesce(b.code, '') AS code,
       coalesce(b.status, '') AS status, coalesce(b.party_size, 0) AS party_size,
       CASE b.status WHEN 'waiting' THEN (SELECT count(*) FROM booking o WHERE o.slot_id = b.slot_id
           AND o.status = 'waiting' AND o.waiting_position <= b.waiting_position) ELSE 0 END AS rank,
       coalesce(b.sequence, 0) AS sequence, coalesce(b.idempotency_key, '') AS idempotency_key,
       coalesce(b.generation, 0) AS generation,
       coalesce(o.id, 0) AS opening_id, coalesce(o.state, '') AS state, coalesce(o.title, '') AS title,
       coalesce(o.moderation_note, '') AS moderation_note,
       coalesce(w.name, '') AS workshop, coalesce(w.address, '') AS address, coalesce(w.postal_code, '') AS postal_code,
       coalesce(w.publish_address, false) AS publish_address, coalesce(w.lat, 0) AS lat, coalesce(w.lon, 0) AS lon,
       coalesce(w.parking, '') AS parking, coalesce(w.parking_en, '') AS parking_en,
       coalesce(c.insee, '') AS insee, coalesce(c.name, '') AS commune,
       coalesce(q.id, 0) AS request_id, coalesce(s.cancel_reason, '') AS cancel_reason,
       coalesce(q.state, '') AS school_state, coalesce(v.state, '') AS visit_state, coalesce(q.idempotency_key, '')
	AS school_key,
       coalesce(q.generation, 0) AS school_generation, coalesce(q.pupils, 0) AS pupils, coalesce(q.adults, 0) AS adults,
       coalesce(q.level, '') AS level, coalesce(q.coach, false) AS coach, coalesce(q.rotation, false) AS rotation,
       coalesce(q.answer_by, 'epoch') AS answer_by,
       coalesce(l.id, 0) AS sign_in_id, coalesce(l.expires_at, 'epoch') AS sign_in_expires
FROM message m
JOIN territory t ON t.id = m.territory_id
LEFT JOIN booking b ON b.id = m.booking_id
LEFT JOIN school_visit v ON v.id = m.school_visit_id
LEFT JOIN school_request q ON q.id = v.request_id
LEFT JOIN slot s ON s.id = coalesce(b.slot_id, v.slot_id)
LEFT JOIN sign_in_link l ON l.id = m.sign_in_link_id
LEFT JOIN account la ON la.territory_id = l.territory_id AND la.email = l.email
LEFT JOIN opening o ON o.id = coalesce(m.opening_id, s.opening_id)
LEFT JOIN workshop w ON w.id = o.workshop_id
LEFT JOIN account a ON a.id = w.owner_id AND a.territory_id = w.territory_id
LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
LEFT JOIN edition e ON e.id = coalesce(o.edition_id,
    (SELECT n.id FROM edition n WHERE n.territory_id = t.id ORDER BY n.state = 'current' DESC, n.state = 'past'
	DESC, n.year DESC LIMIT 1))
WHERE m.territory_id = $1 AND m.id = ANY ($2)`

// Letters reads the full content of messages of a territory, as of now, by
// message. One that is not there is not in the answer.
func (s *Store) Letters(ctx context.Context, territoryID jema.TerritoryID, messages []jema.Message,
	now time.Time) (found map[jema.MessageID]Letter, err error) {
	defer attempted(&err, "reading letters")
	query, err := s.prepared(ctx, letterQuery)
	if err != nil {
		return nil, err
	}
	err = s.read(ctx, func(t *tx) error {
		var rows []letterRow
		//nolint:sqlclosecheck // prepared once, for as long as the store is open
		err := t.StmtxContext(ctx, query).SelectContext(ctx, &rows, territoryID, pq.Array(idsOf(messages)),
			pq.Array(jema.ToSchoolKinds()))
		if err != nil {
			return err
		}
		found, err = lettersFrom(ctx, t, territoryID, rows, messages, now)
		return err
	})
	return found, err
}

// letters is Letters within a transaction.
func letters(ctx context.Context, t *tx, territoryID jema.TerritoryID, messages []jema.Message,
	now time.Time) (map[jema.MessageID]Letter, error) {
	var rows []letterRow
	if err := t.SelectContext(ctx, &rows, letterQuery, territoryID, pq.Array(idsOf(messages)),
		pq.Array(jema.ToSchoolKinds())); err != nil {
		return nil, err
	}
	return lettersFrom(ctx, t, territoryID, rows, messages, now)
}

// lettersFrom completes what was read of messages.
func lettersFrom(ctx context.Context, t *tx, territoryID jema.TerritoryID, rows []letterRow, messages []jema.Message,
	now time.Time) (map[jema.MessageID]Letter, error) {
	whole, err := classesOf(ctx, t, territoryID, rows, now)
	if err != nil {
		return nil, err
	}
	about, err := openingFacts(ctx, t, territoryID, rows)
	if err != nil {
		return nil, err
	}
	slots, err := letterSlots(ctx, t, territoryID, rows, now)
	if err != nil {
		return nil, err
	}
	message := make(map[jema.MessageID]jema.Message, len(messages))
	for _, m := range messages {
		message[m.ID] = m
	}
	found := make(map[jema.MessageID]Letter, len(rows))
	for _, r := range rows {
		zone, err := time.LoadLocation(r.Zone)
		if err != nil {
			return nil, fmt.Errorf("the edition's zone: %w", err)
		}
		l := r.letter(message[r.MessageID], zone)
		l.Slot = slots[r.SlotID]
		if l.CalledOff() {
			if err := t.SelectContext(ctx, &l.Alternatives, alternatives, r.BookingID, now, alternativesShown, true,
				territoryID); err != nil {
				return nil, err
			}
		}
		if class, ok := whole[r.RequestID]; ok {
			if err := l.ofClass(ctx, t, class, now); err != nil {
				return nil, err
			}
		}
		if facts, known := about[l.Opening.ID]; known {
			facts.ID, facts.State, facts.Title, facts.ModerationNote = l.Opening.ID, l.Opening.State, l.Opening.Title,
				l.Opening.ModerationNote
			l.Opening = facts
		}
		found[r.MessageID] = l
	}
	return found, nil
}

// openingFacts reads what the openings of letters cost, and for whom they are,
// by id.
func openingFacts(ctx context.Context, t *tx, territoryID jema.TerritoryID,
	rows []letterRow) (map[jema.OpeningID]jema.Opening, error) {
	ids := make([]jema.OpeningID, len(rows))
	for i, r := range rows {
		ids[i] = r.OpeningID
	}
	var list []jema.Opening
	err := t.SelectContext(ctx, &list, `SELECT o.id, o.price, o.minimum_age AS minimumage, o.languages, o.access, `+
		factColumns+`
		FROM opening o WHERE o.territory_id = $1 AND o.id = ANY ($2)`, territoryID, pq.Array(ids))
	about := make(map[jema.OpeningID]jema.Opening, len(list))
	for _, o := range list {
		about[o.ID] = o
	}
	return about, err
}

// letterSlots reads the slots that letters are about, by id, as they are at now.
func letterSlots(ctx context.Context, t *tx, territoryID jema.TerritoryID, rows []letterRow,
	now time.Time) (map[jema.SlotID]jema.Slot, error) {
	ids := make([]jema.SlotID, len(rows))
	for i, r := range rows {
		ids[i] = r.SlotID
	}
	var list []slotRow
	err := t.SelectContext(ctx, &list, `SELECT `+slotColumns+slotTables+`WHERE s.territory_id = $2 AND s.id = ANY ($3)`,
		now, territoryID, pq.Array(ids))
	slots := make(map[jema.SlotID]jema.Slot, len(list))
	for _, r := range list {
		slots[r.ID] = r.slot()
	}
	return slots, err
}

func (r letterRow) letter(m jema.Message, zone *time.Location) Letter {
	return Letter{
		Message: m, To: r.To, Language: r.Language, Reason: r.CancelReason,
		Changed: jema.Changed{Cause: r.Cause, Note: r.Note, AboutAt: r.AboutAt, WasParty: r.WasParty,
			WasSlot: jema.Interval{Start: r.WasStartsAt.Time, End: r.WasEndsAt.Time}},
		Territory: jema.Territory{ID: m.TerritoryID, Name: r.Territory, ContactEmail: r.ContactEmail,
			ContactPhone: r.ContactPhone, SMSURL: r.SMSURL},
		Edition: jema.Edition{TerritoryID: m.TerritoryID, Name: r.Edition, Year: r.Year, Zone: zone,
			MarkNotice: r.MarkNotice},
		Booking: jema.Booking{ID: r.BookingID, SlotID: r.SlotID, Code: r.Code, Status: jema.BookingStatus(r.Status),
			PartySize: r.PartySize, Rank: r.Rank, Sequence: r.Sequence, Key: r.Key, Generation: r.Generation,
			OfferEnds: r.OfferEnds, Why: r.Why},
		Opening: jema.Opening{ID: r.OpeningID, State: jema.OpeningState(r.State), Title: r.Title,
			ModerationNote: r.ModerationNote},
		Workshop: jema.Workshop{Name: r.Workshop, Address: r.Address, PostalCode: r.PostalCode,
			PublishAddress: r.PublishAddress, Lat: r.Lat, Lon: r.Lon, Parking: r.Parking,
			ParkingEnglish: r.ParkingEnglish},
		Commune: jema.Commune{INSEE: r.INSEE, Name: r.Commune},
		School: jema.SchoolRequest{Key: r.SchoolKey, Generation: r.SchoolGen, State: jema.SchoolState(r.SchoolState),
			Pupils: r.Pupils,
			Adults: r.Adults, Level: r.Level, Coach: r.Coach, Rotation: r.Rotation, AnswerBy: r.AnswerBy},
		Visit:  jema.VisitState(r.VisitState),
		SignIn: jema.SignInLink{ID: r.SignInID, TerritoryID: m.TerritoryID, ExpiresAt: r.SignInExpires},
	}
}
