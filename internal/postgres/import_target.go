package postgres

import (
	"context"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// importTarget is a row with the opening it is, and what of it is new.
type importTarget struct {
	row ImportRow
	o   *importedOpening
	is  born
}

// born records what a row created.
type born struct{ opening, workshop bool }

// targets finds the opening of each row, adding those that are not there yet,
// and reads what the program has of them.
func (run *importRun) targets(ctx context.Context, rows []ImportRow) ([]*importTarget, error) {
	targets, places := make([]*importTarget, len(rows)), make([]string, len(rows))
	var names []string
	fresh := map[string]*importTarget{} // the workshop's first row
	for i, row := range rows {
		t := &importTarget{row: row, o: run.find(row)}
		targets[i], places[i] = t, text.Slug(row.Fields["workshop"])+"|"+row.Fields["workshop_commune"]
		if t.o != nil {
			run.taken[t.o.ID] = true
			continue
		}
		t.o, t.is.opening = &importedOpening{State: jema.Incomplete, WorkshopID: run.workshops[places[i]]}, true
		if t.o.WorkshopID == 0 && fresh[places[i]] == nil {
			fresh[places[i]], t.is.workshop = t, true
			names = append(names, row.Fields["workshop"])
		}
	}
	ids, err := run.addWorkshops(ctx, names)
	if err != nil {
		return nil, err
	}
	for i, t := range targets {
		if t.is.workshop {
			run.workshops[places[i]], ids = ids[0], ids[1:]
		}
		if t.is.opening && t.o.WorkshopID == 0 {
			t.o.WorkshopID = run.workshops[places[i]]
		}
	}
	if err := run.addOpenings(ctx, targets); err != nil {
		return nil, err
	}
	run.now, err = run.readNow(ctx, targets)
	return targets, err
}

// addWorkshops adds workshops that have nothing but a name yet, and returns
// their ids in the order of the names.
func (run *importRun) addWorkshops(ctx context.Context, names []string) (ids []jema.WorkshopID, err error) {
	err = run.tx.SelectContext(ctx, &ids, `
		WITH new AS MATERIALIZED (SELECT nextval(pg_get_serial_sequence('workshop', 'id')) AS id, name, n
			FROM unnest($2::text[]) WITH ORDINALITY AS u (name, n) ORDER BY n),
		added AS (INSERT INTO workshop (id, territory_id, kind, name, created_at, updated_at)
			OVERRIDING SYSTEM VALUE SELECT id, $1, 'artisan', name, $3, $3 FROM new)
		SELECT id FROM new ORDER BY n`, run.options.Edition.TerritoryID, pq.Array(names), run.options.Now)
	return ids, err
}

// addOpenings adds the openings that are new, incomplete until their row is laid
// over them.
func (run *importRun) addOpenings(ctx context.Context, targets []*importTarget) error {
	var workshops []jema.WorkshopID
	var ids []jema.OpeningID
	for _, t := range targets {
		if t.is.opening {
			workshops = append(workshops, t.o.WorkshopID)
		}
	}
	err := run.tx.SelectContext(ctx, &ids, `
		WITH new AS MATERIALIZED (SELECT nextval(pg_get_serial_sequence('opening', 'id')) AS id, workshop, n
			FROM unnest($3::bigint[]) WITH ORDINALITY AS u (workshop, n) ORDER BY n),
		added AS (INSERT INTO opening (id, territory_id, edition_id, workshop_id, kind, state, created_at, updated_at)
			OVERRIDING SYSTEM VALUE SELECT id, $1, $2, workshop, 'open_doors', 'incomplete', $4, $4 FROM new)
		SELECT id FROM new ORDER BY n`, run.options.Edition.TerritoryID, run.options.Edition.ID, pq.Array(workshops),
		run.options.Now)
	if err != nil {
		return err
	}
	for _, t := range targets {
		if t.is.opening {
			t.o.ID, ids = ids[0], ids[1:]
			run.taken[t.o.ID] = true
		}
	}
	return nil
}
