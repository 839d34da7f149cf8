package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

const openingColumns = factColumns + `, o.id, o.territory_id AS territoryid, o.edition_id AS editionid,
	o.workshop_id AS workshopid,
	coalesce(o.commune_insee, '') AS communeinsee, o.kind, o.state, o.title, o.description,
	o.title_en AS titleenglish, o.description_en AS descriptionenglish, o.printed_text AS printedtext,
	o.printed_text_proposed AS printedtextproposed, o.hours_text AS hourstext, o.slots_text AS slotstext,
	coalesce(o.duration, 0) AS duration, o.party_max AS partymax, o.counted, o.price, o.minimum_age AS minimumage,
		o.languages, o.access,
	o.remarks, o.moderation_note AS moderationnote, o.national_number AS nationalnumber, o.stops, o.photo_weight AS
		photoweight,
		o.version,
		o.updated_at AS updatedat`

var (
	errOpeningMissing = jema.NotFound("opening.missing")
	errOpeningState   = jema.Conflict("opening.state")
)

// SlotPlan is a slot as its opening plans it; who booked is not its matter.
type SlotPlan struct {
	jema.Interval
	Audience string
	Capacity int
}

// OpeningPlan is an opening with the times it offers, as it is edited. Key, of
// a new one, is chosen by its editor: the same key with the same content makes
// one draft, however often it is sent.
type OpeningPlan struct {
	Opening jema.Opening
	Hours   []jema.Interval
	Slots   []SlotPlan
	Key     string
}

// Opening finds an opening of a territory with its hours and slots, whatever
// its state.
func (s *Store) Opening(ctx context.Context, territoryID jema.TerritoryID,
	id jema.OpeningID) (plan OpeningPlan, err error) {
	defer attempted(&err, "reading an opening")
	err = s.read(ctx, func(tx *tx) error {
		plan, err = openingPlan(ctx, tx, territoryID, id)
		return err
	})
	return plan, err
}

func openingPlan(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	id jema.OpeningID) (plan OpeningPlan, err error) {
	err = one(ctx, tx, errOpeningMissing, &plan.Opening,
		`SELECT `+openingColumns+` FROM opening o WHERE o.territory_id = $1 AND o.id = $2`, territoryID, id)
	if err == nil {
		plan.Hours, plan.Slots, err = plannedTimes(ctx, tx, id)
	}
	return plan, err
}

func plannedTimes(ctx context.Context, tx *tx, openingID jema.OpeningID) (hours []jema.Interval,
	slots []SlotPlan, err error) {
	var rows []struct {
		StartsAt time.Time `db:"starts_at"`
		EndsAt   time.Time `db:"ends_at"`
		Audience string
		Capacity int
	}
	err = tx.SelectContext(ctx, &rows, `
		SELECT starts_at, ends_at, '' AS audience, 0 AS capacity FROM hours WHERE opening_id = $1
		UNION ALL SELECT starts_at, ends_at, audience, capacity FROM slot WHERE opening_id = $1 AND state <> 'cancelled'
		ORDER BY 1, 2`, openingID)
	for _, r := range rows {
		interval := jema.Interval{Start: r.StartsAt, End: r.EndsAt}
		if r.Audience == "" {
			hours = append(hours, interval)
		} else {
			slots = append(slots, SlotPlan{interval, r.Audience, r.Capacity})
		}
	}
	return hours, slots, err
}

// SaveOpening adds an opening without id as a draft, or replaces the content of
// one together with its hours and slots, at now. Its state does not change
// here, and a slot somebody has booked is never removed: that is a Conflict.
func (s *Store) SaveOpening(ctx context.Context, plan OpeningPlan, now time.Time) (id jema.OpeningID, err error) {
	defer attempted(&err, "saving an opening")
	if err := plan.Opening.Check(); err != nil {
		return 0, err
	}
	err = s.inTx(ctx, func(tx *tx) error {
		id, err = saveOpening(ctx, tx, plan, now)
		return err
	})
	return id, err
}

func saveOpening(ctx context.Context, tx *tx, plan OpeningPlan, now time.Time) (id jema.OpeningID, err error) {
	if id = plan.Opening.ID; id == 0 {
		var known bool
		if id, known, err = insertOpening(ctx, tx, plan, now); known {
			return id, err
		}
	} else {
		err = updateOpening(ctx, tx, plan.Opening, now)
	}
	if err != nil {
		return id, err
	}
	if err := writeFacts(ctx, tx, id, plan.Opening); err != nil {
		return id, err
	}
	if err := replaceHours(ctx, tx, id, plan.Hours); err != nil {
		return id, err
	}
	return id, replaceSlots(ctx, tx, id, plan.Slots, now)
}

// updateOpening replaces the content of an opening; Version is the one its
// editor saw, so that two people who edit at once do not undo each other.
func updateOpening(ctx context.Context, tx *tx, o jema.Opening, now time.Time) error {
	return oneNamed(ctx, tx, errOpeningState, &o.ID, `
		UPDATE opening SET kind = :kind, title = :title, description = :description, title_en = :titleenglish,
			description_en = :descriptionenglish, printed_text = :printedtext,
			printed_text_proposed = :printedtextproposed, hours_text = :hourstext, slots_text = :slotstext,
			duration = nullif(:duration, 0), party_max = :partymax, price = :price, minimum_age = :minimumage,
			languages = :languages, access = :access, remarks = :remarks, counted = coalesce(nullif(:counted, ''), counted),
			stops = :stops, version = version + 1, `+dated+`
		WHERE id = :id AND version = :version AND territory_id = :territoryid RETURNING id`, datedOpening{o, now})
}

// datedOpening is an opening with the moment at which it is written.
type datedOpening struct {
	jema.Opening
	Now time.Time
}

// OpeningMove takes an opening of a territory from the state its editor saw to
// another. Note is what the organiser writes to the artisan, or the reason that
// visitors of a cancelled opening read.
type OpeningMove struct {
	TerritoryID jema.TerritoryID
	ID          jema.OpeningID
	From, To    jema.OpeningState
	Note        string
	Version     int // that was seen; 0 moves whatever version there is
	Notes       FieldNotes
}

// MoveOpening takes an opening from the state its editor saw to another. A move
// that the rules do not allow, or from a state it has left, is a Conflict. In
// the same transaction it queues messages: to the artisan about what an
// organiser decides, and to visitors of an opening that will not take place.
func (s *Store) MoveOpening(ctx context.Context, m OpeningMove, now time.Time) (err error) {
	defer attempted(&err, "moving an opening to another state")
	if !m.From.May(m.To) {
		return errOpeningState
	}
	return s.inTxUnmoved(ctx, func(tx *tx) error { return moveOpening(ctx, tx, m, now) })
}

func moveOpening(ctx context.Context, tx *tx, m OpeningMove, now time.Time) error {
	var version int
	err := one(ctx, tx, errOpeningState, &version, `
		UPDATE opening SET state = $4, moderation_note = $5, note_draft = '', updated_at = $6, version = version + 1,
			submitted_at = CASE WHEN $4 = 'submitted' THEN $6 ELSE submitted_at END,
			approved_at = CASE WHEN $4 = 'approved' THEN $6 ELSE approved_at END,
			to_reread = to_reread AND ($4 <> 'submitted' OR $8)
		WHERE territory_id = $1 AND id = $2 AND state = $3 AND $7 IN (0, version)
			AND ($4 <> 'approved' OR NOT EXISTS (SELECT 1 FROM defect d WHERE d.opening_id = $2 AND d.blocking))
		RETURNING version`, m.TerritoryID, m.ID, m.From, m.To, m.Note, now, m.Version,
		byOffice(ctx))
	if err != nil {
		return err
	}
	// What its artisan approved to be printed is no other for being moved.
	if _, err := tx.ExecContext(ctx, `UPDATE proof SET version = $2 WHERE opening_id = $1 AND version = $2 - 1`, m.ID,
		version); err != nil {
		return err
	}
	if m.To == jema.Approved {
		err = forgetNotes(ctx, tx, m.ID, []string{})
	} else {
		err = noteFields(ctx, tx, m.ID, m.Notes, now)
	}
	if err != nil {
		return err
	}
	if m.To == jema.Cancelled || m.To == jema.Refused {
		if err := callOff(ctx, tx, m.ID, m.Note, now); err != nil {
			return err
		}
	}
	if m.From == jema.Approved {
		if err := closeProposals(ctx, tx, m.ID, now); err != nil {
			return err
		}
	}
	if m.To == jema.Cancelled && byOffice(ctx) {
		return queueArtisanNews(ctx, tx, artisanNews{Opening: m.ID, Kind: jema.MessageEventCancelled, Note: m.Note, Due: now},
			now)
	}
	return notifyArtisan(ctx, tx, m.ID, m.To, version, now)
}

// notifyArtisan queues what an organiser decided for the person who registered
// the opening, by the channel the workshop or its owner has.
func notifyArtisan(ctx context.Context, tx *tx, openingID jema.OpeningID, decided jema.OpeningState, version int,
	now time.Time) error {
	if decided != jema.Approved && decided != jema.ChangesRequested && decided != jema.Refused {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO message (territory_id, opening_id, kind, seq, channel, due_at, created_at)
		SELECT o.territory_id, o.id, $2, greatest($3, 1 + (SELECT max(m.seq) FROM message m WHERE m.opening_id = o.id AND
			m.kind = $2)),
			CASE WHEN coalesce(a.email, w.email) <> '' THEN 'email' ELSE 'call' END, $4, $4
		FROM opening o JOIN workshop w ON w.id = o.workshop_id LEFT JOIN account a
			ON a.id = w.owner_id AND a.territory_id = w.territory_id
		WHERE o.id = $1 AND (coalesce(a.email, w.email) <> '' OR w.phone <> '')`,
		openingID, string(decided), version, now)
	return err
}

// OpeningLine is an opening as a list of the artisan or the organiser shows it.
type OpeningLine struct {
	jema.Opening
	Workshop string
	Artisan  string
	Commune  string
	Defects  int
	Slots    int
	Booked   int  // places taken
	Proposed bool // changes wait for an organiser beside it
	Classes  int  // that wait for the artisan's answer
	ToReread bool // taken over from an earlier edition, and not looked at since
}

const openingLine = `SELECT ` + openingColumns + `, w.name AS workshop, w.artisan, coalesce(c.name, '') AS commune,
	(SELECT count(*) FROM defect d WHERE d.opening_id = o.id) AS defects,
	(SELECT count(*) FROM slot s WHERE s.opening_id = o.id AND s.state <> 'cancelled') AS slots,
	(SELECT coalesce(sum(s.taken), 0) FROM slot s WHERE s.opening_id = o.id) AS booked,
	EXISTS (SELECT FROM proposal p WHERE p.territory_id = o.territory_id AND p.opening_id = o.id AND p.state = 'open')
		AS proposed,
	(SELECT count(*) FROM school_visit v JOIN slot s ON s.id = v.slot_id WHERE s.opening_id = o.id AND v.state =
		'asked') AS classes, o.to_reread AS toreread
	FROM opening o JOIN workshop w ON w.id = o.workshop_id
	LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee `

// OpeningsOf lists what an artisan offers in an edition.
func (s *Store) OpeningsOf(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	editionID jema.EditionID) (list []OpeningLine, err error) {
	defer attempted(&err, "listing the openings of an account")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, openingLine+`WHERE o.territory_id = $1 AND w.owner_id = $2 AND o.edition_id = $3
			ORDER BY o.id`, territoryID, accountID, editionID)
	})
	return list, err
}

// OpeningsIn lists what a workshop offers in an edition, whatever its state.
func (s *Store) OpeningsIn(ctx context.Context, e jema.Edition, workshopID jema.WorkshopID) (list []OpeningLine,
	err error) {
	defer attempted(&err, "listing the openings of a workshop")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, openingLine+`WHERE o.territory_id = $1 AND o.workshop_id = $2
			AND o.edition_id = $3 ORDER BY o.id`, e.TerritoryID, workshopID, e.ID)
	})
	return list, err
}

// StateCounts returns how many openings of an edition are in each state.
func (s *Store) StateCounts(ctx context.Context, editionID jema.EditionID) (_ map[jema.OpeningState]int, err error) {
	defer attempted(&err, "counting the openings by state")
	var rows []struct {
		State jema.OpeningState
		N     int
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &rows, `SELECT state, count(*) AS n FROM opening WHERE edition_id = $1 GROUP BY state`,
			editionID)
	})
	counts := map[jema.OpeningState]int{}
	for _, r := range rows {
		counts[r.State] = r.N
	}
	return counts, err
}

// Defects lists what is wrong with an imported opening, blocking ones first, and
// organisers' notes on its answers.
func (s *Store) Defects(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (list []jema.Defect, err error) {
	defer attempted(&err, "listing the defects of an opening")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT d.field, d.header, d.value, d.problem, d.blocking
			FROM defect d JOIN opening o ON o.id = d.opening_id WHERE o.territory_id = $1 AND o.id = $2
			UNION ALL SELECT n.field, '', '', n.note, false FROM opening_note n WHERE n.territory_id = $1 AND n.opening_id = $2
			ORDER BY blocking DESC, header, field`, territoryID, openingID)
	})
	return list, err
}

// forgetDefects removes the defects of fields that have been repaired, and the
// notes on them; an empty list removes all defects.
func forgetDefects(ctx context.Context, tx *tx, openingID jema.OpeningID, fields []string) error {
	_, err := tx.ExecContext(ctx,
		`DELETE FROM defect WHERE opening_id = $1 AND (cardinality($2::text[]) = 0 OR field = ANY ($2))`,
		openingID, pq.Array(fields))
	if err != nil || len(fields) == 0 {
		return err
	}
	return forgetNotes(ctx, tx, openingID, fields)
}
