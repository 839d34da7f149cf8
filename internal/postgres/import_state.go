package postgres

import (
	"context"

	"jema/internal/jema"
)

// mergeState moves an opening on when its row has become complete, and writes
// what is wrong with the cells. A state that somebody gave it in the program
// stays, that of an opening first written there too (its base has no state),
// and no import takes an opening back from the public.
func (run *importRun) mergeState(ctx context.Context, o *importedOpening, base *importBase, row ImportRow, result *ImportResult) error {
	imported := base.State != "" || result.Created
	onward := imported && (o.State == jema.Incomplete && row.State != jema.Incomplete ||
		o.State == jema.Submitted && base.State == jema.Submitted && row.State == jema.Approved)
	if onward {
		result.State = row.State
	}
	if err := run.writeDefects(ctx, o.ID, base, row.Defects, result.State); err != nil {
		return err
	}
	if imported && (base.State == "" || onward) {
		base.State = row.State
	}
	if !onward {
		return nil
	}
	_, err := run.tx.ExecContext(ctx, `
		UPDATE opening SET state = $2, version = version + 1, updated_at = now(),
			submitted_at = coalesce(submitted_at, now()),
			approved_at = CASE WHEN $2 = 'approved' THEN now() ELSE approved_at END
		WHERE id = $1`, o.ID, row.State)
	return err
}

// writeDefects brings what is wrong with an opening's cells up to date. A
// defect that the last import found too is left as it is: where it is gone,
// somebody has dealt with it. In an opening that is past incomplete nothing
// blocks any more.
func (run *importRun) writeDefects(ctx context.Context, openingID int64, base *importBase, defects []jema.Defect, state jema.OpeningState) error {
	now := map[string]string{}
	for _, d := range defects {
		if _, twice := now[d.Field]; twice {
			continue
		}
		now[d.Field] = d.Value
		if before, known := base.Defects[d.Field]; known && before == d.Value {
			continue
		}
		_, err := run.tx.ExecContext(ctx, `
			INSERT INTO defect (opening_id, field, header, value, problem, blocking) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (opening_id, field) DO UPDATE SET header = excluded.header, value = excluded.value,
				problem = excluded.problem, blocking = excluded.blocking`,
			openingID, d.Field, d.Header, d.Value, d.Problem, d.Blocking && state == jema.Incomplete)
		if err != nil {
			return err
		}
	}
	for field := range base.Defects {
		if _, still := now[field]; !still {
			if _, err := run.tx.ExecContext(ctx, `DELETE FROM defect WHERE opening_id = $1 AND field = $2`, openingID, field); err != nil {
				return err
			}
		}
	}
	base.Defects = now
	return nil
}
