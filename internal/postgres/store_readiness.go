package postgres

import (
	"context"
	"fmt"
	"time"
)

// spill makes the server write a few hundred kilobytes to its disk, in a
// temporary file that the end of the transaction removes: a row alone may find
// room in a page that is already there, on a disk that is full.
const spill = `SELECT count(*) FROM generate_series(1, 20000)`

// Writable returns nil when the database takes writes at now: it is not read
// only, its write-ahead log takes a commit, and its disk has room.
func (s *Store) Writable(ctx context.Context, now time.Time) (err error) {
	defer attempted(&err, "writing to the database")
	return s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `SET LOCAL work_mem = '64kB'`); err != nil {
			return err
		}
		var rows int
		if err := tx.GetContext(ctx, &rows, spill); err != nil {
			return err
		}
		written, err := touch(ctx, tx, `UPDATE readiness SET probed_at = $1`, now)
		if err == nil && written != 1 {
			err = fmt.Errorf("the table readiness has %d rows", written)
		}
		return err
	})
}
