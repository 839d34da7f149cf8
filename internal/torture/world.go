package torture

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Now is what the clock of a furnished world shows.
var Now = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)

// Furnish makes slots of a capacity in a new territory, a hundred an opening,
// and returns their ids in order.
func Furnish(ctx context.Context, store *postgres.Store, name string, slots,
	capacity int) (ids []jema.SlotID, err error) {
	edition, err := furnishEdition(ctx, store, name)
	if err != nil {
		return nil, err
	}
	db := sqlx.NewDb(store.DB(), "postgres")
	t, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = t.Rollback() }() // says ErrTxDone after a commit
	for _, f := range furnishing(edition, slots, capacity) {
		if err == nil {
			_, err = t.ExecContext(ctx, f.query, f.args...)
		}
	}
	if err == nil {
		err = t.SelectContext(ctx, &ids, `SELECT id FROM slot WHERE edition_id = $1 ORDER BY id`, edition.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("furnishing %d slots: %w", slots, err)
	}
	return ids, t.Commit()
}

func furnishEdition(ctx context.Context, store *postgres.Store, name string) (jema.Edition, error) {
	territory, err := store.CreateTerritory(ctx, jema.Territory{Slug: name, Name: name,
		BaseURL:      "http://" + name + ".test",
		ContactEmail: "contact@example.org", ContactPhone: "04 65 71 00 99", IsDemo: true})
	if err != nil {
		return jema.Edition{}, err
	}
	return store.CreateEdition(ctx, jema.Edition{
		TerritoryID: territory.ID, Year: 2027, Name: name, Theme: name, Zone: time.UTC,
		StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11},
		RegistrationOpensAt: Now.AddDate(0, -3, 0), RegistrationClosesAt: Now.AddDate(0, 1, 0),
		BookingOpensAt: Now.AddDate(0, 0, -7), BookingClosesAt: time.Date(2027, 4, 11, 22, 0, 0, 0, time.UTC),
		PurgeOn: jema.Date{Year: 2027, Month: 7, Day: 11},
	}, Now)
}

type furniture struct {
	query string
	args  []any
}

// furnishing are the steps from an edition to slots: twenty a day, of twenty
// minutes, over five days.
func furnishing(e jema.Edition, slots, capacity int) []furniture {
	return []furniture{
		{`INSERT INTO commune (territory_id, insee, name, sort_name, at_name, of_name, postal_codes, lat, lon, population)
			VALUES ($1, '26281', 'Romans-sur-Isère', 'romans-sur-isere', 'à Romans-sur-Isère', 'de Romans-sur-Isère',
				ARRAY['26100'], 45.05, 5.04, 33139)`, []any{e.TerritoryID}},
		{`INSERT INTO workshop (territory_id, name, commune_insee) SELECT $1, 'Atelier ' || i, '26281' FROM
			generate_series(1, ($2::integer + 99) / 100) AS i`,
			[]any{e.TerritoryID, slots}},
		{`INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, state)
			SELECT territory_id, $2, id, commune_insee, 'demonstration', 'Essai', 'approved' FROM workshop WHERE
				territory_id = $1 ORDER BY id`,
			[]any{e.TerritoryID, e.ID}},
		{`INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at,
			edition_closes_at, starts_at, ends_at, capacity)
			SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, t.at, t.at +
				interval '20 minutes', $2
			FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id,
				LATERAL (SELECT timestamptz '2027-04-06 09:00Z' + d * interval '1 day' + n * interval '20 minutes' AS at
					FROM generate_series(0, 4) AS d, generate_series(0, 19) AS n) t
			WHERE o.edition_id = $1 ORDER BY o.id, t.at LIMIT $3`, []any{e.ID, capacity, slots}},
	}
}
