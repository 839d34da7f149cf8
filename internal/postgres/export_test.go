package postgres

import (
	"context"
	"database/sql"
	"errors"
	"regexp"

	"github.com/jmoiron/sqlx"
)

// MadeQueries are the queries that are put together while the program runs,
// by the function that does so.
func MadeQueries() map[string][]string {
	made := map[string][]string{
		"named":         {positional(`SELECT o.id` + entryWhere + ` ORDER BY o.id`), positional(`SELECT o.id` + entryWhere + ` ORDER BY o.id LIMIT :limit`)},
		"readFields":    {fieldsQuery("opening"), fieldsQuery("workshop")},
		"writeRecords":  {writeQuery("workshop"), openingQuery()},
		"insertEdition": {editionQuery()},
	}
	for _, i := range invariants {
		made["Check"] = append(made["Check"], i.count)
	}
	return made
}

func editionQuery() string {
	values := map[string]any{}
	for _, name := range regexp.MustCompile(`:[a-z_]+`).FindAllString(editionInsert, -1) {
		values[name[1:]] = nil
	}
	bound, _, err := sqlx.Named(editionInsert, values)
	if err != nil {
		panic(err)
	}
	return sqlx.Rebind(sqlx.DOLLAR, bound)
}

func positional(query string) string {
	bound, _, err := sqlx.Named(query, map[string]any{"edition": 0, "commune": "", "craft": "", "domain": "", "after": 0, "ids": nil,
		"day": "", "free": false, "now": nil, "words": "", "limit": 0})
	if err != nil {
		panic(err)
	}
	return sqlx.Rebind(sqlx.DOLLAR, bound)
}

// RemindAt is when a visit is reminded, as the database reckons it.
const RemindAt = remindAt

// ReadOldFacts is the migration that reads facts out of their words.
func ReadOldFacts(ctx context.Context, db *sql.DB) error {
	old, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(readOldFacts(ctx, old), old.Commit())
}
