package postgres

import (
	"context"
	"database/sql"
	"errors"
)

// MadeQueries are the queries that are put together while the program runs,
// by the function that does so.
func MadeQueries() map[string][]string {
	link, id := ofLink(0, nil), ofID(0, 0)
	allEntries := `SELECT o.id` + entryWhere + ` ORDER BY o.id`
	ofEntries := []string{allEntries, allEntries + ` LIMIT :limit`}
	made := map[string][]string{
		"bookInTx":     {bookBatch},
		"batch":        {bookBatch},
		"lockBooking":  {link.slot, link.lock, id.slot, id.lock},
		"entries":      ofEntries,
		"query":        ofEntries,
		"readFields":   {fieldsQuery("opening"), fieldsQuery("workshop")},
		"writeRecords": {writeQuery("workshop"), openingQuery()},
	}
	for _, i := range invariants {
		made["Check"] = append(made["Check"], i.count)
	}
	return made
}

// Publishable is the condition on lacks under which an opening can be published.
const Publishable = publishable

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
