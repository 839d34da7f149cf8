package postgres

import (
	"context"
	"database/sql"
	"errors"

	"jema/internal/jema"
)

const versionColumns = `v.id, v.edition_id AS editionid, coalesce(v.commune_insee, '') AS insee, coalesce(c.name,
	'') AS commune, v.number,
	coalesce(v.freeze_id, 0) AS freezeid, v.format, v.language, v.pages, v.frozen_at AS frozenat, coalesce(a.email,
		'') AS by`

const versionTables = ` FROM version v JOIN account a ON a.id = v.account_id AND a.territory_id = v.territory_id
	LEFT JOIN commune c ON c.territory_id = v.territory_id AND c.insee = v.commune_insee `

const oneVersion = `SELECT ` + versionColumns + versionTables +
	`WHERE v.territory_id = $1 AND v.edition_id = $2 AND v.id = $3`

var errVersionMissing = jema.NotFound("version.missing")

// NewVersion is a programme to freeze, by an account: its value as JSON and its
// files.
type NewVersion struct {
	TerritoryID jema.TerritoryID
	AccountID   jema.AccountID
	jema.Version
	Value []byte
	Files []jema.VersionFile
}

// FreezeVersion stores a programme for ever. It returns the version with its id and number. A
// commune that the same freeze has frozen already retains that version, which is returned.
func (s *Store) FreezeVersion(ctx context.Context, v NewVersion) (_ jema.Version, err error) {
	defer attempted(&err, "freezing a version")
	err = s.inTx(ctx, func(tx *tx) error {
		// One at a time for an edition: numbers have no gaps.
		if _, err := tx.ExecContext(ctx, `SELECT 1 FROM edition WHERE territory_id = $1 AND id = $2 FOR UPDATE`,
			v.TerritoryID, v.EditionID); err != nil {
			return err
		}
		err := tx.GetContext(ctx, &v.ID, `SELECT id FROM version
			WHERE territory_id = $3 AND freeze_id = $1 AND commune_insee IS NOT DISTINCT FROM $2`,
			nullID(v.FreezeID), nullText(v.INSEE), v.TerritoryID)
		if errors.Is(err, sql.ErrNoRows) {
			err = insertVersion(ctx, tx, &v)
		}
		if err != nil {
			return err
		}
		return one(ctx, tx, errVersionMissing, &v.Version, oneVersion, v.TerritoryID, v.EditionID, v.ID)
	})
	return v.Version, err
}

func insertVersion(ctx context.Context, tx *tx, v *NewVersion) error {
	err := getNamed(ctx, tx, &v.ID, `
		INSERT INTO version (edition_id, territory_id, commune_insee, number, freeze_id, format, language, pages,
			programme, account_id, frozen_at)
		SELECT :edition, :territory, nullif(:insee, ''),
			1 + coalesce((SELECT max(number) FROM version WHERE edition_id = :edition AND commune_insee IS NOT DISTINCT FROM
				nullif(:insee, '')), 0),
			nullif(CAST(:freeze AS bigint), 0), :format, :language, :pages, :value, :account, :frozen_at RETURNING id`,
		map[string]any{"edition": v.EditionID, "territory": v.TerritoryID, "insee": v.INSEE, "freeze": v.FreezeID,
			"format":   v.Format,
			"language": v.Language, "pages": v.Pages, "value": v.Value, "account": v.AccountID, "frozen_at": v.FrozenAt})
	if err != nil {
		return err
	}
	// What is cancelled from now on is printed struck, not left out: it is in
	// programmes already being printed.
	if _, err := tx.ExecContext(ctx, `UPDATE edition SET freeze_at = $2 WHERE id = $1 AND freeze_at IS NULL`, v.EditionID,
		v.FrozenAt); err != nil {
		return err
	}
	for _, f := range v.Files {
		_, err := tx.ExecContext(ctx, `INSERT INTO version_file (version_id, made_for, pdf, sha256) VALUES ($1, $2, $3, $4)`,
			v.ID, f.For, f.PDF, f.SHA256[:])
		if err != nil {
			return err
		}
	}
	return nil
}

func nullText(s string) sql.NullString     { return sql.NullString{String: s, Valid: s != ""} }
func nullID(n jema.FreezeID) sql.NullInt64 { return sql.NullInt64{Int64: int64(n), Valid: n != 0} }

// Versions lists what was frozen of a commune, or of the book for "", the
// newest first.
func (s *Store) Versions(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	insee string) (list []jema.Version, err error) {
	defer attempted(&err, "listing the versions of a programme")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT `+versionColumns+versionTables+`
			WHERE v.territory_id = $1 AND v.edition_id = $2 AND v.commune_insee IS NOT DISTINCT FROM $3
			ORDER BY v.number DESC`, territoryID, editionID, nullText(insee))
	})
	return list, err
}

// LatestVersions returns the newest version of each commune, by INSEE code, and
// of the book under "".
func (s *Store) LatestVersions(ctx context.Context, territoryID jema.TerritoryID,
	editionID jema.EditionID) (_ map[string]jema.Version,
	err error) {
	defer attempted(&err, "listing the latest versions")
	latest := map[string]jema.Version{}
	err = s.read(ctx, func(tx *tx) error {
		var list []jema.Version
		err := tx.SelectContext(ctx, &list, `SELECT DISTINCT ON (v.commune_insee) `+versionColumns+versionTables+`
			WHERE v.territory_id = $1 AND v.edition_id = $2 ORDER BY v.commune_insee, v.number DESC`, territoryID, editionID)
		for _, v := range list {
			latest[v.INSEE] = v
		}
		return err
	})
	return latest, err
}

// VersionValue finds a version of an edition and the programme it holds, as
// JSON.
func (s *Store) VersionValue(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	id jema.VersionID) (v jema.Version,
	value []byte, err error) {
	defer attempted(&err, "reading the value of a version")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, errVersionMissing, &v, oneVersion, territoryID, editionID, id)
		if err != nil {
			return err
		}
		return tx.GetContext(ctx, &value, `SELECT programme FROM version WHERE territory_id = $1 AND id = $2`,
			territoryID, id)
	})
	return v, value, err
}

// VersionFile finds a file of a version of an edition, byte for byte.
func (s *Store) VersionFile(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID,
	id jema.VersionID,
	madeFor jema.MadeFor) (v jema.Version, f jema.VersionFile, err error) {
	defer attempted(&err, "reading a file of a version")
	err = s.read(ctx, func(tx *tx) error {
		err := one(ctx, tx, errVersionMissing, &v, oneVersion, territoryID, editionID, id)
		if err != nil {
			return err
		}
		var row struct{ PDF, SHA256 []byte }
		err = one(ctx, tx, errVersionMissing, &row, `SELECT f.pdf, f.sha256 FROM version_file f
			JOIN version v ON v.id = f.version_id WHERE v.territory_id = $1 AND v.id = $2 AND f.made_for = $3`,
			territoryID, id, madeFor)
		if err == nil {
			f = jema.VersionFile{For: madeFor, PDF: row.PDF, SHA256: [32]byte(row.SHA256)}
		}
		return err
	})
	return v, f, err
}
