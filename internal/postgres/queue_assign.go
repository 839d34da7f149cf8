package postgres

import (
	"context"
	"errors"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// errAssigneeUnknown refuses an event given to somebody who decides on none.
var errAssigneeUnknown = jema.Invalid("moderation.assignee_unknown")

// Organisers lists a territory's accounts that decide on openings, by name.
func (s *Store) Organisers(ctx context.Context, territoryID jema.TerritoryID) (list []jema.Account, err error) {
	defer attempted(&err, "listing the organisers")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT `+accountColumns+` FROM account a WHERE a.territory_id = $1
			AND a.disabled_at IS NULL AND a.role IN ('organiser', 'administrator')
			ORDER BY lower(coalesce(nullif(a.name, ''), a.email)), a.id`, territoryID)
	})
	return list, err
}

// AssignOpenings gives openings of a territory to an organiser, or to nobody for
// accountID 0, and returns how many are. Their versions stay: nothing that is
// read of them changes.
func (s *Store) AssignOpenings(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	ids []jema.OpeningID) (n int, err error) {
	defer attempted(&err, "assigning openings")
	err = s.inTx(ctx, func(tx *tx) error {
		if accountID != 0 {
			err := openAccount(ctx, tx, territoryID, accountID, jema.RoleOrganiser, jema.RoleAdministrator)
			if errors.Is(err, jema.ErrAccountMissing) {
				return errAssigneeUnknown
			}
			if err != nil {
				return err
			}
		}
		return tx.GetContext(ctx, &n, `WITH given AS (UPDATE opening SET assigned_to = nullif($2, 0)
			WHERE territory_id = $1 AND id = ANY ($3) RETURNING id) SELECT count(*) FROM given`, territoryID, accountID,
			pq.Array(ids))
	})
	return n, err
}
