package postgres

import (
	"context"

	"jema/internal/jema"
)

// Printing returns how the programmes of an edition are printed.
func (s *Store) Printing(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID) (p jema.Printing,
	err error) {
	defer attempted(&err, "reading the printing settings")
	err = s.read(ctx, func(tx *tx) error {
		var rows []jema.Printing
		err := tx.SelectContext(ctx, &rows, `SELECT edition_id AS editionid, format, language, others, ordering AS "order",
			paper, bleed,
			opening_text AS openingtext, pages, revision FROM printing WHERE territory_id = $1 AND edition_id = $2`,
			territoryID, editionID)
		p = jema.NewPrinting(editionID)
		if len(rows) == 1 {
			p = rows[0]
		}
		return err
	})
	return p, err
}

var errPrintingChanged = jema.Conflict("printing.changed")

// SavePrinting changes how the programmes of an edition are printed, and the
// imprint of its territory. Revision is the one its editor saw: settings that
// have changed since are a Conflict.
func (s *Store) SavePrinting(ctx context.Context, territoryID jema.TerritoryID, p jema.Printing,
	i jema.Imprint) (err error) {
	defer attempted(&err, "saving the printing settings")
	return s.inTx(ctx, func(tx *tx) error {
		var revision int
		err := oneNamed(ctx, tx, errPrintingChanged, &revision, `
			INSERT INTO printing (edition_id, territory_id, format, language, others, ordering, paper, bleed, opening_text,
				pages)
			VALUES (:editionid, :territory, :format, :language, :others, :order, :paper, :bleed, :openingtext, :pages)
			ON CONFLICT (edition_id) DO UPDATE SET format = excluded.format, language = excluded.language,
				ordering = excluded.ordering, paper = excluded.paper, bleed = excluded.bleed, opening_text = excluded.opening_text,
				pages = excluded.pages, others = excluded.others, revision = printing.revision + 1
			WHERE printing.revision = :revision RETURNING revision`, struct {
			jema.Printing
			Territory jema.TerritoryID
		}{p, territoryID})
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE territory SET publisher = $2, printer = $3, legal_deposit = $4, print_run = $5
			WHERE id = $1`, territoryID, i.Publisher, i.Printer, i.LegalDeposit, i.PrintRun)
		return err
	})
}

// AddPrintPart stores a supplied part; a new cover takes the place of the one
// before. Beyond jema.PrintPartsMost it is refused.
func (s *Store) AddPrintPart(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	p jema.PrintPart) (id jema.PrintPartID, err error) {
	defer attempted(&err, "adding a supplied page")
	err = s.inTx(ctx, func(tx *tx) error {
		if p.Kind.Single() {
			if _, err := tx.ExecContext(ctx, `DELETE FROM printing_part
				WHERE territory_id = $1 AND edition_id = $2 AND kind = $3`, territoryID, editionID, p.Kind); err != nil {
				return err
			}
		}
		return one(ctx, tx, jema.Conflict("printing.parts_many"), &id, `
			INSERT INTO printing_part (edition_id, territory_id, kind, name, media, data, pages)
			SELECT $1, $2, $3, $4, $5, $6, $7 WHERE (SELECT count(*) FROM printing_part WHERE edition_id = $1) < $8
				RETURNING id`,
			editionID, territoryID, p.Kind, p.Name, p.Media, p.Data, p.Pages, jema.PrintPartsMost)
	})
	return id, err
}

// RemovePrintPart removes a supplied part; one that is gone is no error.
func (s *Store) RemovePrintPart(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	id jema.PrintPartID) (err error) {
	defer attempted(&err, "removing a supplied page")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM printing_part
			WHERE territory_id = $1 AND edition_id = $2 AND id = $3`, territoryID, editionID, id)
		return err
	})
}

// PrintParts lists the supplied parts of an edition, with their bytes if they
// are wanted.
func (s *Store) PrintParts(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	withData bool) (list []jema.PrintPart, err error) {
	defer attempted(&err, "listing the supplied pages")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT id, kind, name, media, pages, CASE WHEN $3 THEN data END AS data
			FROM printing_part WHERE territory_id = $1 AND edition_id = $2 ORDER BY kind, id`, territoryID, editionID, withData)
	})
	return list, err
}
