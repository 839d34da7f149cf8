package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

const freezeColumns = `f.id, f.edition_id AS editionid, f.total, (SELECT count(*) FROM version v WHERE v.freeze_id
	= f.id) AS done,
	f.account_id AS accountid, f.started_at AS startedat, f.ended_at AS endedat`

// StartFreeze notes the decision of f's account to freeze Total communes of an
// edition.
func (s *Store) StartFreeze(ctx context.Context, territoryID jema.TerritoryID, f jema.Freeze,
	now time.Time) (_ jema.Freeze, err error) {
	defer attempted(&err, "starting a freeze")
	err = s.inTx(ctx, func(tx *tx) error {
		var id int64
		err := tx.GetContext(ctx, &id, `INSERT INTO edition_freeze (edition_id, territory_id, total, account_id, started_at)
			VALUES ($1, $2, $3, $4, $5) RETURNING id`, f.EditionID, territoryID, f.Total, f.AccountID, now)
		if err != nil {
			return err
		}
		return tx.GetContext(ctx, &f, `SELECT `+freezeColumns+` FROM edition_freeze f WHERE f.id = $1`, id)
	})
	return f, err
}

// EndFreeze notes that a freeze has done all it was to do.
func (s *Store) EndFreeze(ctx context.Context, territoryID jema.TerritoryID, id jema.FreezeID,
	now time.Time) (err error) {
	defer attempted(&err, "ending a freeze")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE edition_freeze SET ended_at = $3
			WHERE territory_id = $1 AND id = $2 AND ended_at IS NULL`, territoryID, id, now)
		return err
	})
}

// Freezes lists the freezes of an edition, the newest first.
func (s *Store) Freezes(ctx context.Context, territoryID jema.TerritoryID,
	editionID jema.EditionID) (list []jema.Freeze, err error) {
	defer attempted(&err, "listing the freezes")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT `+freezeColumns+` FROM edition_freeze f
			WHERE f.territory_id = $1 AND f.edition_id = $2 ORDER BY f.id DESC`, territoryID, editionID)
	})
	return list, err
}

// Freeze finds a freeze of an edition and the versions it has made, in the
// order of the communes' codes.
func (s *Store) Freeze(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	id jema.FreezeID) (f jema.Freeze,
	made []jema.Version, err error) {
	defer attempted(&err, "reading a freeze")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, errVersionMissing, &f, `SELECT `+freezeColumns+` FROM edition_freeze f
			WHERE f.territory_id = $1 AND f.edition_id = $2 AND f.id = $3`, territoryID, editionID, id)
		if err != nil {
			return err
		}
		return tx.SelectContext(ctx, &made, `SELECT `+versionColumns+versionTables+
			`WHERE v.territory_id = $1 AND v.freeze_id = $2
			ORDER BY v.commune_insee`, territoryID, id)
	})
	return f, made, err
}
