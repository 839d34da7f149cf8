package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"jema/internal/jema"
	"jema/internal/text"
)

// row lays one row over the edition. When the database refuses its hours or
// slots, the row is loaded without them, as incomplete.
func (run *importRun) row(ctx context.Context, row ImportRow) (ImportResult, error) {
	o, is, err := run.opening(ctx, row)
	if err != nil {
		return ImportResult{}, err
	}
	run.taken[o.ID] = true
	result, err := run.tryRow(ctx, o, is, row)
	refusal, isRefusal := errors.AsType[*jema.Error](err)
	if !isRefusal {
		return result, err
	}
	result, err = run.tryRow(ctx, o, is, run.withoutTimes(row, refusal))
	result.TimesRefused = refusal
	return result, err
}

// tryRow works in a savepoint, which an error undoes.
func (run *importRun) tryRow(ctx context.Context, o *importedOpening, is born, row ImportRow) (ImportResult, error) {
	if _, err := run.tx.ExecContext(ctx, `SAVEPOINT import_row`); err != nil {
		return ImportResult{}, err
	}
	result, err := run.merge(ctx, o, is, row)
	if err != nil {
		_, undone := run.tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT import_row`)
		return ImportResult{}, errors.Join(domainError(err), undone)
	}
	_, err = run.tx.ExecContext(ctx, `RELEASE SAVEPOINT import_row`)
	return result, err
}

func (run *importRun) withoutTimes(row ImportRow, refusal *jema.Error) ImportRow {
	field, words := "slots_text", row.Slots.Text
	if words == "" {
		field, words = "hours_text", row.Hours.Text
	}
	row.Hours.Read, row.Hours.Plans = false, nil
	row.Slots.Read, row.Slots.Plans = false, nil
	row.State = jema.Incomplete
	row.Defects = append([]jema.Defect{{Field: field, Value: words, Problem: run.options.Explain(refusal), Blocking: true}}, row.Defects...)
	return row
}

// born tells what a row brought into being.
type born struct{ opening, workshop bool }

// opening returns the opening a row is, adding it and its workshop when there
// is none.
func (run *importRun) opening(ctx context.Context, row ImportRow) (o *importedOpening, is born, err error) {
	if o = run.find(row); o != nil {
		return o, is, nil
	}
	o = &importedOpening{State: jema.Incomplete}
	place := text.Slug(row.Fields["workshop"]) + "|" + row.Fields["workshop_commune"]
	if o.WorkshopID = run.workshops[place]; o.WorkshopID == 0 {
		o.WorkshopID, err = insertWorkshop(ctx, run.tx, jema.Workshop{TerritoryID: run.options.Edition.TerritoryID, Name: row.Fields["workshop"]})
		if err != nil {
			return nil, is, err
		}
		run.workshops[place], is.workshop = o.WorkshopID, true
	}
	err = run.tx.GetContext(ctx, &o.ID, `INSERT INTO opening (territory_id, edition_id, workshop_id, kind, state)
		VALUES ($1, $2, $3, 'open_doors', 'incomplete') RETURNING id`, run.options.Edition.TerritoryID, run.options.Edition.ID, o.WorkshopID)
	is.opening = true
	return o, is, err
}

// merge is the three-way merge of one row: what the last import said, what the
// program says now, what the row says.
func (run *importRun) merge(ctx context.Context, o *importedOpening, is born, row ImportRow) (result ImportResult, err error) {
	result = ImportResult{OpeningID: o.ID, Created: is.opening, State: o.State}
	current, err := currentFields(ctx, run.tx, o.ID)
	if err != nil {
		return result, err
	}
	base := o.base.clone()
	m := fieldMerge{base: base.Fields, current: current, row: row.Fields, result: &result,
		fresh: func(c importColumn) bool {
			return c.table == "opening" && is.opening || c.table == "workshop" && is.workshop
		}}
	m.run()
	if err := writeFields(ctx, run.tx, "opening", o.ID, m.take); err != nil {
		return result, err
	}
	if err := writeFields(ctx, run.tx, "workshop", o.WorkshopID, m.take); err != nil {
		return result, err
	}
	if err := run.writeImportedFacts(ctx, o.ID, is, current, m.take); err != nil {
		return result, err
	}
	if err := run.mergeTimes(ctx, o.ID, is.opening, &base, row, &result); err != nil {
		return result, err
	}
	if err := run.mergeState(ctx, o, &base, row, &result); err != nil {
		return result, err
	}
	base.Identity = row.Identities[0]
	return result, run.remember(ctx, o, base, row.Key)
}

// writeImportedFacts stores the values of the words that a row has changed.
func (run *importRun) writeImportedFacts(ctx context.Context, openingID int64, is born, current, take map[string]string) error {
	changed := is.opening
	words := map[string]string{}
	for _, field := range []string{"price", "minimum_age", "languages", "access"} {
		s, taken := take[field]
		if words[field] = s; !taken {
			words[field] = current[field]
		}
		changed = changed || taken
	}
	if !changed {
		return nil
	}
	return writeFacts(ctx, run.tx, openingID, jema.Opening{Price: words["price"], MinimumAge: words["minimum_age"], Languages: words["languages"],
		Access: words["access"]})
}

func (b importBase) clone() importBase {
	b.Fields, b.Defects = maps.Clone(b.Fields), maps.Clone(b.Defects)
	if b.Fields == nil {
		b.Fields = map[string]string{}
	}
	return b
}

// remember writes down what this import said, unless the last one said the same.
func (run *importRun) remember(ctx context.Context, o *importedOpening, base importBase, key string) error {
	now, err := json.Marshal(base)
	if err != nil {
		return fmt.Errorf("writing down what was imported: %w", err)
	}
	before, err := json.Marshal(o.base)
	if err != nil {
		return fmt.Errorf("writing down what was imported: %w", err)
	}
	if string(now) == string(before) && o.Key == key {
		return nil
	}
	_, err = run.tx.ExecContext(ctx, `UPDATE opening SET imported = $2, import_key = $3 WHERE id = $1`, o.ID, string(now), key)
	return err
}
