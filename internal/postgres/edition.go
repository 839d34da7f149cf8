package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"jema/internal/jema"
)

// editionRow is an edition as the table holds it.
type editionRow struct {
	ID                   jema.EditionID
	TerritoryID          jema.TerritoryID `db:"territory_id"`
	Year                 int
	State                jema.EditionState
	Name, Theme          string
	StartsOn             time.Time    `db:"starts_on"`
	EndsOn               time.Time    `db:"ends_on"`
	TimeZone             string       `db:"time_zone"`
	RegistrationOpensAt  time.Time    `db:"registration_opens_at"`
	RegistrationClosesAt time.Time    `db:"registration_closes_at"`
	BookingOpensAt       time.Time    `db:"booking_opens_at"`
	BookingClosesAt      time.Time    `db:"booking_closes_at"`
	SchoolOpensAt        time.Time    `db:"school_opens_at"`
	SchoolClosesAt       time.Time    `db:"school_closes_at"`
	BookingsPerVisitor   int          `db:"bookings_per_visitor"`
	FreezeAt             sql.NullTime `db:"freeze_at"`
	PrinterOn            sql.NullTime `db:"printer_on"`
	PurgeOn              time.Time    `db:"purge_on"`
	MarkNotice           string       `db:"mark_notice"`
	NationalURL          string       `db:"national_url"`
}

const editionColumns = `id, territory_id, year, state, name, theme, starts_on, ends_on, time_zone,
	registration_opens_at,
	registration_closes_at, booking_opens_at, booking_closes_at,
	coalesce(school_opens_at, booking_opens_at - interval '28 days') AS school_opens_at,
	coalesce(school_closes_at, booking_closes_at) AS school_closes_at,
	coalesce(bookings_per_visitor, 0) AS bookings_per_visitor, freeze_at, printer_on, purge_on, mark_notice,
	national_url`

func (r editionRow) edition() (jema.Edition, error) {
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		return jema.Edition{}, fmt.Errorf("edition %d: %w", r.ID, err)
	}
	e := jema.Edition{
		ID: r.ID, TerritoryID: r.TerritoryID, Year: r.Year, State: r.State, Name: r.Name, Theme: r.Theme,
		StartsOn: jema.DateOf(r.StartsOn), EndsOn: jema.DateOf(r.EndsOn), Zone: zone,
		RegistrationOpensAt: r.RegistrationOpensAt, RegistrationClosesAt: r.RegistrationClosesAt,
		BookingOpensAt: r.BookingOpensAt, BookingClosesAt: r.BookingClosesAt,
		SchoolOpensAt: r.SchoolOpensAt, SchoolClosesAt: r.SchoolClosesAt,
		BookingsPerVisitor: r.BookingsPerVisitor, FreezeAt: r.FreezeAt.Time, PurgeOn: jema.DateOf(r.PurgeOn),
		MarkNotice: r.MarkNotice, NationalURL: r.NationalURL,
	}
	if r.PrinterOn.Valid {
		e.PrinterOn = jema.DateOf(r.PrinterOn.Time)
	}
	return e, nil
}

// ErrEditionMissing refuses a year for which a territory has no edition.
var ErrEditionMissing = jema.NotFound("edition.missing")

// CreateEdition adds an edition and returns it with its id and state: the first
// of a territory is current at once, a later one is prepared behind it.
func (s *Store) CreateEdition(ctx context.Context, e jema.Edition, now time.Time) (_ jema.Edition, err error) {
	defer attempted(&err, "creating an edition")
	if err := e.Check(); err != nil {
		return e, err
	}
	e.Year = e.StartsOn.Year
	err = s.inTx(ctx, func(tx *tx) error {
		// Two first editions at once take turns.
		if err := lockTerritory(ctx, tx, e.TerritoryID); err != nil {
			return err
		}
		return insertEdition(ctx, tx, &e, now)
	})
	return e, err
}

func lockTerritory(ctx context.Context, tx *tx, territoryID jema.TerritoryID) error {
	var id int64
	return one(ctx, tx, errTerritoryMissing, &id, `SELECT id FROM territory WHERE id = $1 FOR NO KEY UPDATE`, territoryID)
}

const editionInsert = `
	INSERT INTO edition (territory_id, year, state, name, theme, starts_on, ends_on, time_zone, registration_opens_at,
		registration_closes_at, booking_opens_at, booking_closes_at, freeze_at, purge_on, mark_notice, national_url,
		bookings_per_visitor, school_opens_at, school_closes_at, created_at)
	SELECT :territory, :year,
		CASE WHEN EXISTS (SELECT FROM edition WHERE territory_id = :territory) THEN 'prepared' ELSE 'current' END,
		:name, :theme, :starts_on, :ends_on, :zone, :registration_opens, :registration_closes,
		:booking_opens, :booking_closes, :freeze_at, :purge_on, :mark_notice, :national_url,
		nullif(CAST(:bookings_per_visitor AS integer), 0), :school_opens, :school_closes, CAST(:now AS timestamptz)
	RETURNING id, state`

func insertEdition(ctx context.Context, tx *tx, e *jema.Edition, now time.Time) error {
	var row struct {
		ID    jema.EditionID
		State jema.EditionState
	}
	err := getNamed(ctx, tx, &row, editionInsert, map[string]any{
		"territory": e.TerritoryID, "year": e.Year, "name": e.Name, "theme": e.Theme,
		"starts_on": e.StartsOn.String(), "ends_on": e.EndsOn.String(), "zone": e.Zone.String(),
		"registration_opens": e.RegistrationOpensAt, "registration_closes": e.RegistrationClosesAt,
		"booking_opens": e.BookingOpensAt, "booking_closes": e.BookingClosesAt,
		"freeze_at": orNull(e.FreezeAt), "purge_on": e.PurgeOn.String(), "mark_notice": e.MarkNotice,
		"national_url":         e.NationalURL,
		"bookings_per_visitor": e.BookingsPerVisitor, "school_opens": orNull(e.SchoolOpensAt),
		"school_closes": orNull(e.SchoolClosesAt), "now": now,
	})
	if err != nil {
		return err
	}
	e.ID, e.State = row.ID, row.State
	return nil
}

// SetPrinterDay sets the day on which the printer must have an edition's
// programmes; the zero day removes it.
func (s *Store) SetPrinterDay(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	day jema.Date) (err error) {
	defer attempted(&err, "setting the printer's day")
	on := ""
	if !day.IsZero() {
		on = day.String()
	}
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, ErrEditionMissing, &id, `UPDATE edition SET printer_on = CAST(nullif($3, '') AS date)
			WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, editionID, on)
	})
}

// Edition finds a territory's edition by year; year 0 finds the one on show.
func (s *Store) Edition(ctx context.Context, territoryID jema.TerritoryID, year int) (e jema.Edition, err error) {
	defer attempted(&err, "reading an edition")
	err = s.read(ctx, func(tx *tx) error {
		e, err = editionOf(ctx, tx, territoryID, year)
		return err
	})
	return e, err
}

// Editions lists a territory's editions, the latest year first.
func (s *Store) Editions(ctx context.Context, territoryID jema.TerritoryID) (list []jema.Edition, err error) {
	defer attempted(&err, "listing the editions")
	err = s.read(ctx, func(tx *tx) error {
		var rows []editionRow
		if err := tx.SelectContext(ctx, &rows, `SELECT `+editionColumns+` FROM edition
			WHERE territory_id = $1 ORDER BY year DESC`, territoryID); err != nil {
			return err
		}
		list, err = editionsOf(rows)
		return err
	})
	return list, err
}

func editionsOf(rows []editionRow) ([]jema.Edition, error) {
	list := make([]jema.Edition, len(rows))
	for i, r := range rows {
		var err error
		if list[i], err = r.edition(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func editionOf(ctx context.Context, tx *tx, territoryID jema.TerritoryID, year int) (jema.Edition, error) {
	var r editionRow
	err := one(ctx, tx, ErrEditionMissing, &r, `SELECT `+editionColumns+` FROM edition
		WHERE territory_id = $1 AND $2 IN (0, year)`+shownFirst+` LIMIT 1`, territoryID, year)
	if err != nil {
		return jema.Edition{}, err
	}
	return r.edition()
}

// MoveEdition moves a demonstration edition and all its hours and slots by
// whole weeks in wall time, so that an opening at ten stays at ten whatever
// the clocks do; move rewrites the words the hours were read from. What has
// opened already, registration and booking, stays open.
func (s *Store) MoveEdition(ctx context.Context, e jema.Edition, weeks int, move func(phrase string, kind string,
	minutes int) string) (err error) {
	defer attempted(&err, "moving an edition to other days")
	return s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx,
			`SET CONSTRAINTS hours_edition_fkey, slot_edition_fkey, hours_no_overlap,
				slot_exclusive_no_overlap DEFERRED`); err != nil {
			return err
		}
		// Slots by id: the one lock order of the house.
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE edition_id = $1 ORDER BY id FOR NO KEY UPDATE`,
			e.ID); err != nil {
			return err
		}
		if err := moveTimes(ctx, tx, "hours", e, weeks); err != nil {
			return err
		}
		if err := moveTimes(ctx, tx, "slot", e, weeks); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE edition SET year = EXTRACT(year FROM starts_on + 7 * $2::integer),
			starts_on = starts_on + 7 * $2, ends_on = ends_on + 7 * $2, purge_on = purge_on + 7 * $2,
			printer_on = printer_on + 7 * $2,
			registration_closes_at = timezone(time_zone, timezone(time_zone, registration_closes_at) + make_interval(weeks
				=> $2)),
			booking_closes_at = timezone(time_zone, timezone(time_zone, booking_closes_at) + make_interval(weeks => $2)),
			school_closes_at = timezone(time_zone, timezone(time_zone, school_closes_at) + make_interval(weeks => $2)),
			freeze_at = timezone(time_zone, timezone(time_zone, freeze_at) + make_interval(weeks => $2)) WHERE id = $1`, e.ID,
			weeks)
		if err != nil {
			return fmt.Errorf("moving the edition: %w", err)
		}
		_, err = tx.ExecContext(ctx, `UPDATE slot SET bookable_until = timezone($3, timezone($3, bookable_until) +
			make_interval(weeks => $2))
			WHERE edition_id = $1 AND bookable_until IS NOT NULL`, e.ID, weeks, e.Zone.String())
		if err != nil {
			return fmt.Errorf("moving the times of booking: %w", err)
		}
		return movePhrases(ctx, tx, e.ID, move)
	})
}

// moveTimes moves the rows of hours or slot, with the bounds they carry.
func moveTimes(ctx context.Context, tx *tx, table string, e jema.Edition, weeks int) error {
	starts, ends := e.StartsOn.AddDays(7*weeks), e.EndsOn.AddDays(7*weeks)
	_, err := tx.ExecContext(ctx, `UPDATE `+table+` SET
		starts_at = ((starts_at AT TIME ZONE $3) + make_interval(weeks => $2)) AT TIME ZONE $3,
		ends_at = ((ends_at AT TIME ZONE $3) + make_interval(weeks => $2)) AT TIME ZONE $3,
		edition_opens_at = timezone($3, $4::date::timestamp), edition_closes_at = timezone($3, ($5::date + 1)::timestamp)
		WHERE edition_id = $1`, e.ID, weeks, e.Zone.String(), starts.String(), ends.String())
	if err != nil {
		return fmt.Errorf("moving %s: %w", table, err)
	}
	return nil
}

func movePhrases(ctx context.Context, tx *tx, editionID jema.EditionID, move func(phrase, kind string,
	minutes int) string) error {
	var rows []struct {
		ID       jema.OpeningID
		Hours    string `db:"hours_text"`
		Slots    string `db:"slots_text"`
		Duration int
	}
	err := tx.SelectContext(ctx, &rows, `SELECT id, hours_text, slots_text, coalesce(duration, 0) AS duration
		FROM opening WHERE edition_id = $1`, editionID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		_, err := tx.ExecContext(ctx, `UPDATE opening SET hours_text = $2, slots_text = $3 WHERE id = $1`,
			r.ID, move(r.Hours, "free", 0), move(r.Slots, "slots", r.Duration))
		if err != nil {
			return err
		}
	}
	return nil
}
