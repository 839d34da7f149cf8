package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// AddStatement stores a statement about an event of a territory. Statements of the same
// speaker, medium and day that the same account wrote down become one, with all their
// answers.
func (s *Store) AddStatement(ctx context.Context, said jema.Statement) (err error) {
	defer attempted(&err, "storing who said something about an event")
	return s.inTx(ctx, func(tx *tx) error { return addStatement(ctx, tx, said) })
}

func addStatement(ctx context.Context, tx *tx, said jema.Statement) error {
	var id int64
	return one(ctx, tx, errOpeningMissing, &id, `
		INSERT INTO statement (opening_id, edition_id, territory_id, workshop_id, account_id, said_by, how, said_on,
			fields, noted_at)
		SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, $3, $4, $5, CAST($6 AS date), $7, $8
		FROM opening o WHERE o.territory_id = $1 AND o.id = $2
		ON CONFLICT ON CONSTRAINT statement_once DO UPDATE SET noted_at = excluded.noted_at,
			fields = ARRAY(SELECT DISTINCT unnest(statement.fields || excluded.fields) ORDER BY 1)
		RETURNING id`, said.TerritoryID, said.OpeningID, said.AccountID, said.SaidBy, string(said.How),
		said.On.String(), pq.Array(said.Fields), said.NotedAt)
}

// Statements lists the statements about the events of a workshop, the newest first; those
// about one event where openingID is not 0, whose workshop need not be given.
func (s *Store) Statements(ctx context.Context, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	openingID jema.OpeningID) (list []jema.Statement, err error) {
	defer attempted(&err, "listing what was said about events")
	err = s.read(ctx, func(tx *tx) (err error) {
		list, err = statements(ctx, tx, territoryID, workshopID, openingID)
		return err
	})
	return list, err
}

func statements(ctx context.Context, tx *tx, territoryID jema.TerritoryID, workshopID jema.WorkshopID,
	openingID jema.OpeningID) (list []jema.Statement, err error) {
	var rows []struct {
		OpeningID            jema.OpeningID
		AccountID            jema.AccountID
		NotedBy, SaidBy, How string
		SaidOn, NotedAt      time.Time
		Fields               pq.StringArray
	}
	err = tx.SelectContext(ctx, &rows, `SELECT t.opening_id AS openingid, t.account_id AS accountid,
		coalesce(nullif(a.name, ''), a.email, '') AS notedby, t.said_by AS saidby, t.how, t.said_on AS saidon,
		t.noted_at AS notedat, t.fields FROM statement t
		LEFT JOIN account a ON a.id = t.account_id AND a.territory_id = t.territory_id
		WHERE t.territory_id = $1 AND CAST($2 AS bigint) IN (0, t.workshop_id)
			AND CAST($3 AS bigint) IN (0, t.opening_id)
		ORDER BY t.noted_at DESC, t.id`, territoryID, workshopID, openingID)
	for _, r := range rows {
		list = append(list, jema.Statement{TerritoryID: territoryID, OpeningID: r.OpeningID, AccountID: r.AccountID,
			NotedBy: r.NotedBy, SaidBy: r.SaidBy, How: jema.SaidHow(r.How), On: jema.DateOf(r.SaidOn), Fields: r.Fields,
			NotedAt: r.NotedAt})
	}
	return list, err
}
