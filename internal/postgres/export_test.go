package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/jmoiron/sqlx"
)

// MadeQueries are the queries that are put together while the program runs,
// by the function that does so.
func MadeQueries() map[string][]string {
	made := map[string][]string{
		"named":         {positional(`SELECT o.id` + entryWhere + ` ORDER BY o.id`), positional(`SELECT o.id` + entryWhere + ` ORDER BY o.id LIMIT :limit`)},
		"currentFields": {currentFieldsQuery()},
		"insertEdition": {editionQuery()},
	}
	for _, i := range invariants {
		made["Check"] = append(made["Check"], i.count)
	}
	for _, c := range importColumns {
		made["writeFields"] = append(made["writeFields"],
			`UPDATE `+c.table+` SET updated_at = now(), `+fmt.Sprintf(c.set, "$2")+` WHERE id = $1`)
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

func currentFieldsQuery() string {
	var columns []string
	for _, c := range importColumns {
		columns = append(columns, c.get+" AS "+c.field)
	}
	return `SELECT ` + strings.Join(columns, ", ") + ` FROM opening JOIN workshop ON workshop.id = opening.workshop_id
		WHERE opening.id = $1 FOR NO KEY UPDATE`
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
