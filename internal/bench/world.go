package bench

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Now is what the clock of a world shows: a morning on which one may book.
func Now() time.Time { return time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC) }

// slug names the territory of every world.
const slug = "mesure"

// communes is over how many communes a world's openings are spread; the first
// of them is the one whose page is looked at.
const communes = 10

// commune is the INSEE code of that one.
const commune = "99001"

// World is a database with slots that may be booked.
type World struct {
	DSN   string
	Slots []int64 // by id
	store *postgres.Store
}

// size is the extent of a world.
type size struct {
	slots, perOpening int
	capacity          int
}

// world makes a database of that name.
func (g *Ground) world(ctx context.Context, name string, s size) (w *World, err error) {
	w = &World{}
	if w.store, w.DSN, err = g.open(ctx, name); err != nil {
		return nil, err
	}
	if err = w.furnish(ctx, s); err != nil {
		_ = w.store.Close() // what went wrong is said
		return nil, fmt.Errorf("meubler %s : %w", name, err)
	}
	return w, nil
}

// Close gives the connections back.
func (w *World) Close() error { return w.store.Close() }

func (w *World) furnish(ctx context.Context, s size) error {
	territory, err := w.store.CreateTerritory(ctx, jema.Territory{Slug: slug, Name: "Territoire mesuré",
		BaseURL:      "http://mesure.test",
		ContactEmail: "contact@example.org", ContactPhone: "04 65 71 00 99", IsDemo: true})
	if err != nil {
		return err
	}
	edition, err := w.store.CreateEdition(ctx, edition(territory.ID), Now())
	if err != nil {
		return err
	}
	err = w.inTx(ctx, func(tx *sqlx.Tx) error {
		for _, f := range furnishing(edition, s) {
			if _, err := tx.ExecContext(ctx, f.query, f.args...); err != nil {
				return err
			}
		}
		return tx.SelectContext(ctx, &w.Slots, `SELECT id FROM slot ORDER BY id`)
	})
	if err != nil {
		return err
	}
	return w.settle(ctx)
}

func edition(territoryID jema.TerritoryID) jema.Edition {
	now := Now()
	return jema.Edition{
		TerritoryID: territoryID, Year: 2027, Name: "Journées mesurées", Theme: "Mesure", Zone: time.UTC,
		StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11},
		RegistrationOpensAt: now.AddDate(0, -3, 0), RegistrationClosesAt: now.AddDate(0, 1, 0),
		BookingOpensAt: now.AddDate(0, 0, -7), BookingClosesAt: time.Date(2027, 4, 11, 22, 0, 0, 0, time.UTC),
		PurgeOn: jema.Date{Year: 2027, Month: 7, Day: 11},
	}
}

type furniture struct {
	query string
	args  []any
}

// furnishing are the steps from an edition to slots of twenty minutes, twenty
// a day. A slot may be as large as the measure needs.
func furnishing(e jema.Edition, s size) []furniture {
	openings := (s.slots + s.perOpening - 1) / s.perOpening
	return []furniture{
		{`ALTER TABLE slot DROP CONSTRAINT slot_capacity_positive, ADD CONSTRAINT slot_capacity_positive CHECK (capacity
			>= 1)`, nil},
		{`INSERT INTO commune (territory_id, insee, name, sort_name, at_name, of_name, postal_codes, lat, lon, population)
			SELECT $1, (99000 + i)::text, 'Commune ' || i, 'commune ' || i, 'à Commune ' || i, 'de Commune ' || i,
				ARRAY['99000'], 45 + i * 0.02, 5, 1000
			FROM generate_series(1, $2::integer) AS i`, []any{e.TerritoryID, communes}},
		{`INSERT INTO workshop (territory_id, name, commune_insee)
			SELECT $1, 'Atelier ' || i, (99001 + i % $3::integer)::text FROM generate_series(0, $2::integer - 1) AS i`,
			[]any{e.TerritoryID, openings, communes}},
		{`INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, description, state)
			SELECT territory_id, $2, id, commune_insee, 'demonstration', 'Démonstration de l’' || lower(name),
				'Une demi-heure devant l’établi.', 'approved'
			FROM workshop WHERE territory_id = $1 ORDER BY id`, []any{e.TerritoryID, e.ID}},
		{`INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at,
			edition_closes_at, starts_at, ends_at, capacity)
			SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, t.at, t.at +
				interval '20 minutes', $2
			FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id,
				LATERAL (SELECT timestamptz '2027-04-06 09:00Z' + n / 20 * interval '1 day' + n % 20 * interval '20 minutes' AS at
					FROM generate_series(0, $4::integer - 1) AS n) t
			WHERE o.edition_id = $1 ORDER BY o.id, t.at LIMIT $3`, []any{e.ID, s.capacity, s.slots, s.perOpening}},
	}
}

// fill adds bookings that were made before, spread evenly, each with its
// message.
func (w *World) fill(ctx context.Context, bookings int) error {
	err := w.inTx(ctx, func(tx *sqlx.Tx) error {
		for _, query := range []string{
			`INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size, name, email,
				contact, idempotency_key, content, token_hash, created_at)
			SELECT s.territory_id, s.edition_id, s.id, lpad((i * 97)::text, 8, '0'), 'confirmed', 'confirmed', 'api', 1,
				'Visiteuse Inventée',
				'ancien' || i || '@example.org', h, 'ancien-' || i, h, h, timestamptz '2027-02-25 09:00Z'
			FROM generate_series(1, $1::integer) AS i, LATERAL (SELECT sha256(('ancien' || i)::bytea) AS h) x,
				LATERAL (SELECT * FROM slot WHERE id = ($2::bigint[])[1 + i % cardinality($2::bigint[])]) s`,
			`INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
			SELECT territory_id, id, 'confirmation', 'email', created_at FROM booking WHERE $1 > 0 AND
				cardinality($2::bigint[]) > 0`,
			`UPDATE slot SET taken = n FROM (SELECT slot_id, count(*) AS n FROM booking GROUP BY slot_id) b
			WHERE slot.id = b.slot_id AND $1 > 0 AND cardinality($2::bigint[]) > 0`,
		} {
			if _, err := tx.ExecContext(ctx, query, bookings, array(w.Slots)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.settle(ctx)
}

func array(ids []int64) string {
	texts := strings.Fields(fmt.Sprint(ids))
	return "{" + strings.Trim(strings.Join(texts, ","), "[]") + "}"
}

// reset takes every booking away, so that each measure begins alike.
func (w *World) reset(ctx context.Context) error {
	err := w.inTx(ctx, func(tx *sqlx.Tx) error {
		for _, query := range []string{`TRUNCATE booking, message, booking_client CASCADE`,
			`UPDATE slot SET taken = 0, waiting = 0 WHERE taken > 0 OR waiting > 0`} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.settle(ctx)
}

// settle lets Postgres vacuum and analyse its tables before a measure. VACUUM
// cannot run in a transaction; running it twice does no harm.
func (w *World) settle(ctx context.Context) error {
	_, err := w.store.DB().ExecContext(ctx, `VACUUM (ANALYZE) slot, booking, message`)
	return err
}

// bookings counts the rows that are there.
func (w *World) bookings(ctx context.Context) (n int, err error) {
	err = w.store.DB().QueryRowContext(ctx, `SELECT count(*) FROM booking`).Scan(&n)
	return n, err
}

// holds returns an error for a world in which an invariant is broken, or whose
// bookings are not exactly those from before and those that were acknowledged.
// Of the requests without a definite answer, any may have been booked.
func (w *World) holds(ctx context.Context, before, acknowledged, unknown int) error {
	if err := w.counts(ctx, before, acknowledged, unknown); err != nil {
		return err
	}
	list, err := w.store.Check(ctx, time.Now())
	if err != nil {
		return err
	}
	for _, i := range list {
		if i.Broken > 0 {
			return &BrokenError{fmt.Sprintf("invariant rompu %d fois : %s", i.Broken, i.Name)}
		}
	}
	return nil
}

// counts is the part of holds that is quick however large the world is.
func (w *World) counts(ctx context.Context, before, acknowledged, unknown int) error {
	after, err := w.bookings(ctx)
	if more := after - before - acknowledged; err == nil && (more < 0 || more > unknown) {
		err = &BrokenError{fmt.Sprintf("%d réservations annoncées aux visiteurs, %d dans la base",
			acknowledged, after-before)}
	}
	return err
}

// breakOne makes an invariant false, for the control of the measures
// themselves.
func (w *World) breakOne(ctx context.Context) error {
	return w.inTx(ctx, func(tx *sqlx.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE slot SET waiting = waiting + 1 WHERE id = (SELECT min(id) FROM slot)`)
		return err
	})
}

// BrokenError reports that a booking was wrong: the figures beside it are worth
// nothing.
type BrokenError struct{ What string }

func (b *BrokenError) Error() string { return b.What }

func (w *World) inTx(ctx context.Context, work func(*sqlx.Tx) error) error {
	tx, err := sqlx.NewDb(w.store.DB(), "postgres").BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // says ErrTxDone after a commit
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
