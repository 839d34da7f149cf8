package postgres

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/reading"
)

// factColumns reads the facts of opening o into Opening.Facts, entryFactColumns
// into the same of an entry.
const (
	factColumns = `o.price_kind AS "facts.price.kind", coalesce(o.price_from, 0) AS "facts.price.from",
		coalesce(o.price_to, 0) AS "facts.price.to",
	o.age_from IS NOT NULL AS "facts.age.known", coalesce(o.age_from, 0) AS "facts.age.years",
	array_to_string(o.language_codes, ' ') AS "facts.languages", o.facts_of AS "facts.of",
	CASE o.access_hi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "facts.access.hi",
	CASE o.access_vi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "facts.access.vi",
	CASE o.access_mi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "facts.access.mi",
	CASE o.access_ii WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "facts.access.ii",
	CASE o.access_pi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "facts.access.pi"`
	entryFactColumns = `o.price_kind AS "o.facts.price.kind", coalesce(o.price_from, 0) AS "o.facts.price.from",
		coalesce(o.price_to, 0) AS "o.facts.price.to",
	o.age_from IS NOT NULL AS "o.facts.age.known", coalesce(o.age_from, 0) AS "o.facts.age.years",
	array_to_string(o.language_codes, ' ') AS "o.facts.languages", o.facts_of AS "o.facts.of",
	CASE o.access_hi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "o.facts.access.hi",
	CASE o.access_vi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "o.facts.access.vi",
	CASE o.access_mi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "o.facts.access.mi",
	CASE o.access_ii WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "o.facts.access.ii",
	CASE o.access_pi WHEN true THEN 'yes' WHEN false THEN 'no' ELSE '' END AS "o.facts.access.pi"`
)

// writeFacts stores the facts of an opening; those without Of are read from its
// words first.
func writeFacts(ctx context.Context, tx *tx, id jema.OpeningID, o jema.Opening) error {
	values := factRecord(reading.Facts(o))
	values["id"], values["language_codes"] = id, pq.Array(values["language_codes"])
	return execNamed(ctx, tx, `
		UPDATE opening SET price_kind = :price_kind, price_from = :price_from, price_to = :price_to, age_from = :age_from,
			language_codes = :language_codes, facts_of = :facts_of, access_hi = :access_hi, access_vi = :access_vi,
			access_mi = :access_mi, access_ii = :access_ii, access_pi = :access_pi
		WHERE id = :id`, values)
}

// readOldFacts gives the openings of before the facts that their words hold.
// Words that cannot be read leave the fact open.
func readOldFacts(ctx context.Context, old *sql.Tx) error {
	tx := &sqlx.Tx{Tx: old, Mapper: sqlx.NewDb(nil, "postgres").Mapper}
	var list []jema.Opening
	err := tx.SelectContext(ctx, &list,
		`SELECT id, price, minimum_age AS minimumage, languages, access FROM opening WHERE NOT facts_current ORDER BY id`)
	if err != nil {
		return err
	}
	for _, o := range list {
		o.Facts = reading.FactsOf(o)
		if err := writeFacts(ctx, tx, o.ID, o); err != nil {
			return err
		}
	}
	return nil
}

// factRecord are the values of the columns that hold facts, by column.
func factRecord(f jema.Facts) map[string]any {
	kind := f.Price.Kind
	if kind == "" {
		kind = jema.PriceUnknown
	}
	r := map[string]any{"price_kind": kind, "price_from": nil, "price_to": nil, "age_from": nil, "facts_of": f.Of,
		"language_codes": append([]string{}, f.Languages.List()...)}
	if kind == jema.PriceAmount || kind == jema.PriceRange {
		if r["price_from"] = f.Price.From; f.Price.To > 0 {
			r["price_to"] = f.Price.To
		}
	}
	if f.Age.Known {
		r["age_from"] = f.Age.Years
	}
	for _, k := range jema.AccessKinds {
		if r["access_"+k] = nil; f.Access.Of(k) != "" {
			r["access_"+k] = f.Access.Of(k) == jema.Yes
		}
	}
	return r
}
