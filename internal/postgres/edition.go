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
	ID                   int64
	TerritoryID          int64 `db:"territory_id"`
	Year                 int
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
	PurgeOn              time.Time    `db:"purge_on"`
	MarkNotice           string       `db:"mark_notice"`
	NationalURL          string       `db:"national_url"`
}

const editionColumns = `id, territory_id, year, name, theme, starts_on, ends_on, time_zone, registration_opens_at,
	registration_closes_at, booking_opens_at, booking_closes_at,
	coalesce(school_opens_at, booking_opens_at - interval '28 days') AS school_opens_at,
	coalesce(school_closes_at, booking_closes_at) AS school_closes_at,
	coalesce(bookings_per_visitor, 0) AS bookings_per_visitor, freeze_at, purge_on, mark_notice, national_url`

func (r editionRow) edition() (jema.Edition, error) {
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil {
		return jema.Edition{}, fmt.Errorf("edition %d: %w", r.ID, err)
	}
	return jema.Edition{
		ID: r.ID, TerritoryID: r.TerritoryID, Year: r.Year, Name: r.Name, Theme: r.Theme,
		StartsOn: jema.DateOf(r.StartsOn), EndsOn: jema.DateOf(r.EndsOn), Zone: zone,
		RegistrationOpensAt: r.RegistrationOpensAt, RegistrationClosesAt: r.RegistrationClosesAt,
		BookingOpensAt: r.BookingOpensAt, BookingClosesAt: r.BookingClosesAt,
		SchoolOpensAt: r.SchoolOpensAt, SchoolClosesAt: r.SchoolClosesAt,
		BookingsPerVisitor: r.BookingsPerVisitor, FreezeAt: r.FreezeAt.Time, PurgeOn: jema.DateOf(r.PurgeOn), MarkNotice: r.MarkNotice, NationalURL: r.NationalURL,
	}, nil
}

// ErrEditionMissing says that a territory has no such edition.
var ErrEditionMissing = jema.NotFound("edition.missing")

// CreateEdition adds an edition and returns it with its id.
func (s *Store) CreateEdition(ctx context.Context, e jema.Edition) (jema.Edition, error) {
	if err := e.Check(); err != nil {
		return e, err
	}
	e.Year = e.StartsOn.Year
	err := s.inTx(ctx, func(tx *tx) error {
		return tx.GetContext(ctx, &e.ID, `
			INSERT INTO edition (territory_id, year, name, theme, starts_on, ends_on, time_zone, registration_opens_at,
				registration_closes_at, booking_opens_at, booking_closes_at, freeze_at, purge_on, mark_notice, national_url, bookings_per_visitor,
				school_opens_at, school_closes_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, nullif($16, 0), $17, $18) RETURNING id`,
			e.TerritoryID, e.Year, e.Name, e.Theme, e.StartsOn.String(), e.EndsOn.String(), e.Zone.String(),
			e.RegistrationOpensAt, e.RegistrationClosesAt, e.BookingOpensAt, e.BookingClosesAt,
			sql.NullTime{Time: e.FreezeAt, Valid: !e.FreezeAt.IsZero()}, e.PurgeOn.String(), e.MarkNotice, e.NationalURL, e.BookingsPerVisitor,
			orNull(e.SchoolOpensAt), orNull(e.SchoolClosesAt))
	})
	return e, err
}

// Edition finds a territory's edition by year; year 0 finds the last one.
func (s *Store) Edition(ctx context.Context, territoryID int64, year int) (e jema.Edition, err error) {
	err = s.read(ctx, func(tx *tx) error {
		e, err = editionOf(ctx, tx, territoryID, year)
		return err
	})
	return e, err
}

func editionOf(ctx context.Context, tx *tx, territoryID int64, year int) (jema.Edition, error) {
	var r editionRow
	err := one(ctx, tx, ErrEditionMissing, &r, `SELECT `+editionColumns+` FROM edition
		WHERE territory_id = $1 AND $2 IN (0, year) ORDER BY year DESC LIMIT 1`, territoryID, year)
	if err != nil {
		return jema.Edition{}, err
	}
	return r.edition()
}

// MoveEdition moves a demonstration edition and all its hours and slots by
// whole weeks in wall time, so that an opening at ten stays at ten whatever
// the clocks do; move rewrites the words the hours were read from. What has
// opened already, registration and booking, stays open.
func (s *Store) MoveEdition(ctx context.Context, e jema.Edition, weeks int, move func(phrase string, kind string, minutes int) string) error {
	return s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `SET CONSTRAINTS hours_edition_fkey, slot_edition_fkey, hours_no_overlap, slot_exclusive_no_overlap DEFERRED`); err != nil {
			return err
		}
		// Slots by id: the one lock order of the house.
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE edition_id = $1 ORDER BY id FOR NO KEY UPDATE`, e.ID); err != nil {
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
			registration_closes_at = timezone(time_zone, timezone(time_zone, registration_closes_at) + make_interval(weeks => $2)),
			booking_closes_at = timezone(time_zone, timezone(time_zone, booking_closes_at) + make_interval(weeks => $2)),
			school_closes_at = timezone(time_zone, timezone(time_zone, school_closes_at) + make_interval(weeks => $2)),
			freeze_at = timezone(time_zone, timezone(time_zone, freeze_at) + make_interval(weeks => $2)) WHERE id = $1`, e.ID, weeks)
		if err != nil {
			return fmt.Errorf("moving the edition: %w", err)
		}
		_, err = tx.ExecContext(ctx, `UPDATE slot SET bookable_until = timezone($3, timezone($3, bookable_until) + make_interval(weeks => $2))
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

func movePhrases(ctx context.Context, tx *tx, editionID int64, move func(phrase, kind string, minutes int) string) error {
	var rows []struct {
		ID       int64
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
