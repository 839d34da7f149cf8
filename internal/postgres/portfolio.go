package postgres

import (
	"context"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// Entrust gives workshops of a territory to the portfolio of an adviser; those that are
// in it already stay. It returns how many were added.
func (s *Store) Entrust(ctx context.Context, territoryID jema.TerritoryID, adviserID jema.AccountID,
	workshops []jema.WorkshopID) (added int, err error) {
	defer attempted(&err, "giving workshops to an adviser")
	err = s.inTx(ctx, func(tx *tx) error {
		added, err = entrust(ctx, tx, territoryID, adviserID, workshops)
		return err
	})
	return added, err
}

func entrust(ctx context.Context, tx *tx, territoryID jema.TerritoryID, adviserID jema.AccountID,
	workshops []jema.WorkshopID) (int, error) {
	if err := openAccount(ctx, tx, territoryID, adviserID, jema.RoleAdviser); err != nil {
		return 0, err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO portfolio (territory_id, account_id, workshop_id)
		SELECT w.territory_id, $2, w.id FROM workshop w WHERE w.territory_id = $1 AND w.id = ANY ($3)
		ON CONFLICT ON CONSTRAINT portfolio_pkey DO NOTHING`, territoryID, adviserID, pq.Array(workshops))
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// TakeBack takes a workshop out of the portfolio of an adviser.
func (s *Store) TakeBack(ctx context.Context, territoryID jema.TerritoryID, adviserID jema.AccountID,
	workshopID jema.WorkshopID) (err error) {
	defer attempted(&err, "taking a workshop back from an adviser")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM portfolio WHERE territory_id = $1 AND account_id = $2
			AND workshop_id = $3`, territoryID, adviserID, workshopID)
		return err
	})
}

// AddCommunes gives further communes to a correspondent; those that are hers stay. An
// account that is closed, or of another role, is refused as missing.
func (s *Store) AddCommunes(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	communes []string) (err error) {
	defer attempted(&err, "giving communes to a correspondent")
	return s.inTx(ctx, func(tx *tx) error {
		if err := openAccount(ctx, tx, territoryID, accountID, jema.RoleCorrespondent); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO correspondence (territory_id, account_id, commune_insee)
			SELECT a.territory_id, a.id, insee FROM account a, unnest($3::text[]) insee
			WHERE a.territory_id = $1 AND a.id = $2 AND a.commune_insee <> insee
			ON CONFLICT ON CONSTRAINT correspondence_pkey DO NOTHING`, territoryID, accountID, pq.Array(communes))
		return err
	})
}

// RemoveCommune takes a further commune back from a correspondent; her first stays.
func (s *Store) RemoveCommune(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	insee string) (err error) {
	defer attempted(&err, "taking a commune back from a correspondent")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM correspondence WHERE territory_id = $1 AND account_id = $2
			AND commune_insee = $3`, territoryID, accountID, insee)
		return err
	})
}

// communesOf are the communes of a correspondent: $1 is the territory, $2 the account.
const communesOf = `SELECT a.commune_insee FROM account a WHERE a.territory_id = $1 AND a.id = $2
	UNION ALL SELECT x.commune_insee FROM correspondence x WHERE x.territory_id = $1 AND x.account_id = $2`

// CommunesOf lists the INSEE codes of a correspondent's communes.
func (s *Store) CommunesOf(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID) (list []string,
	err error) {
	defer attempted(&err, "listing the communes of a correspondent")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT insee FROM (`+communesOf+`) c (insee) WHERE insee IS NOT NULL
			ORDER BY insee`, territoryID, accountID)
	})
	return list, err
}

// Actor is an account that acts for a workshop.
type Actor struct {
	ID          jema.AccountID
	Name, Email string
	Role        jema.Role
	Acts        bool // for the workshop
	First       bool // the commune is a correspondent's first, which stays hers
}

// Actors lists a territory's advisers and correspondents, those that act for a workshop
// first; an account that is closed acts for nobody.
func (s *Store) Actors(ctx context.Context, territoryID jema.TerritoryID, workshopID jema.WorkshopID) (list []Actor,
	err error) {
	defer attempted(&err, "listing who acts for a workshop")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT a.id, coalesce(nullif(a.name, ''), a.email) AS name, a.email, a.role,
			coalesce(a.commune_insee = w.commune_insee, false) AS first,
			EXISTS (SELECT FROM portfolio p WHERE p.territory_id = $1 AND p.account_id = a.id AND p.workshop_id = $2)
				OR coalesce(a.commune_insee = w.commune_insee, false)
				OR EXISTS (SELECT FROM correspondence x WHERE x.territory_id = $1 AND x.account_id = a.id
					AND x.commune_insee = w.commune_insee) AS acts
			FROM account a LEFT JOIN workshop w ON w.territory_id = $1 AND w.id = $2
			WHERE a.territory_id = $1 AND a.role IN ('adviser', 'correspondent') AND a.disabled_at IS NULL
			ORDER BY acts DESC, a.role, name, a.id`, territoryID, workshopID)
	})
	return list, err
}

// Entrusted are the workshops that an account may write, and their events in an edition.
type Entrusted struct {
	Workshops []jema.Workshop
	Openings  []OpeningLine
}

// EntrustedTo lists what an account may write, workshops by name, events by title.
func (s *Store) EntrustedTo(ctx context.Context, a jema.Account, e jema.Edition) (all Entrusted, err error) {
	defer attempted(&err, "listing what an account may write")
	err = s.read(ctx, func(tx *tx) error {
		err := tx.SelectContext(ctx, &all.Workshops, `SELECT `+workshopColumns+` FROM workshop w WHERE `+entrusted+`
			ORDER BY w.words_folded, w.id`, a.TerritoryID, a.ID, string(a.Role))
		if err != nil {
			return err
		}
		return tx.SelectContext(ctx, &all.Openings, openingLine+`WHERE `+entrusted+` AND o.territory_id = $1
			AND o.edition_id = $4 ORDER BY o.title_folded, o.id`, a.TerritoryID, a.ID, string(a.Role), e.ID)
	})
	return all, err
}
