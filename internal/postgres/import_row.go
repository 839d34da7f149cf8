package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"jema/internal/jema"
)

// batch merges rows into their openings. Where the database refuses the hours
// or slots of one, the rows are halved until that one is isolated; that row is
// loaded without its times, as incomplete.
func (run *importRun) batch(ctx context.Context, targets []*importTarget) ([]ImportResult, error) {
	results, err := run.tryBatch(ctx, targets)
	refusal, isRefusal := errors.AsType[*jema.Error](err)
	switch {
	case !isRefusal:
		return results, err
	case len(targets) == 1:
		targets[0].row = run.withoutTimes(targets[0].row, refusal)
		if results, err = run.tryBatch(ctx, targets); err == nil {
			results[0].TimesRefused = refusal
		}
		return results, err
	}
	half := len(targets) / 2
	if results, err = run.batch(ctx, targets[:half]); err != nil {
		return nil, err
	}
	rest, err := run.batch(ctx, targets[half:])
	return append(results, rest...), err
}

// tryBatch works in a savepoint, which an error undoes.
func (run *importRun) tryBatch(ctx context.Context, targets []*importTarget) ([]ImportResult, error) {
	if _, err := run.tx.ExecContext(ctx, `SAVEPOINT import_rows`); err != nil {
		return nil, err
	}
	before := run.now
	run.now = before.clone()
	results, err := run.layBatch(ctx, targets)
	if err != nil {
		run.now = before
		_, undone := run.tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT import_rows`)
		return nil, errors.Join(domainError(err), undone)
	}
	_, err = run.tx.ExecContext(ctx, `RELEASE SAVEPOINT import_rows`)
	return results, err
}

func (run *importRun) layBatch(ctx context.Context, targets []*importTarget) ([]ImportResult, error) {
	plans := make([]*importPlan, len(targets))
	for i, t := range targets {
		var err error
		if plans[i], err = run.plan(t); err != nil {
			return nil, err
		}
	}
	if err := run.write(ctx, plans); err != nil {
		return nil, err
	}
	results := make([]ImportResult, len(plans))
	for i, p := range plans {
		results[i] = p.result
	}
	return results, nil
}

func (run *importRun) withoutTimes(row ImportRow, refusal *jema.Error) ImportRow {
	field, words := "slots_text", row.Slots.Text
	if words == "" {
		field, words = "hours_text", row.Hours.Text
	}
	row.Hours.Read, row.Hours.Plans = false, nil
	row.Slots.Read, row.Slots.Plans = false, nil
	row.State = jema.Incomplete
	row.Defects = append([]jema.Defect{{Field: field, Value: words, Problem: run.options.Explain(refusal),
		Blocking: true}}, row.Defects...)
	return row
}

// importPlan is what is to be written for a row.
type importPlan struct {
	*importTarget
	result       ImportResult
	base         importBase
	take         map[string]string // fields of the opening and of its workshop
	hours, slots bool              // are written
	wish         importWish        // what waits for an organiser
	onward       bool              // goes to result.State
	defects      []jema.Defect     // new or changed
	repaired     []string          // fields whose defects are gone
}

// plan is the three-way merge of one row: the values of the last import, of the
// program now, and of the row.
func (run *importRun) plan(t *importTarget) (*importPlan, error) {
	p := &importPlan{importTarget: t, base: t.o.base.clone(),
		result: ImportResult{OpeningID: t.o.ID, Created: t.is.opening, State: t.o.State}}
	m := fieldMerge{base: p.base.Fields, current: run.now.fields(t), row: run.given(t), result: &p.result,
		fresh: func(c importColumn) bool {
			return c.table == "opening" && t.is.opening || c.table == "workshop" && t.is.workshop
		}}
	m.run()
	p.take = m.take
	run.now.take(t, m.take)
	p.planTimes(run.now)
	if err := run.planWish(p); err != nil {
		return nil, err
	}
	p.planState()
	p.base.Identity = t.row.Identities[0]
	return p, nil
}

func (b importBase) clone() importBase {
	b.Fields, b.Defects = maps.Clone(b.Fields), maps.Clone(b.Defects)
	if b.Fields == nil {
		b.Fields = map[string]string{}
	}
	return b
}

// remembered returns what is to be stored of this import, "" when the last one
// contained the same.
func (p *importPlan) remembered() (string, error) {
	now, err := json.Marshal(p.base)
	if err != nil {
		return "", fmt.Errorf("writing down what was imported: %w", err)
	}
	before, err := json.Marshal(p.o.base)
	if err != nil {
		return "", fmt.Errorf("writing down what was imported: %w", err)
	}
	if string(now) == string(before) && p.o.Key == p.row.Key {
		return "", nil
	}
	return string(now), nil
}
