package postgres

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// QueueSeen is an opening as somebody saw it in the queue.
type QueueSeen struct {
	ID      jema.OpeningID
	Version int
}

// QueueComplete lists the openings that a filter chooses and that can be
// published as they are: sent, or imported, and complete. ids chooses among them;
// none means all.
func (s *Store) QueueComplete(ctx context.Context, f QueueFilter, ids []jema.OpeningID,
	now time.Time) (_ []QueueLine, err error) {
	defer attempted(&err, "listing what can be published at once")
	var rows []queueRow
	params := f.params(now)
	if ids == nil {
		ids = []jema.OpeningID{}
	}
	params["ids"] = pq.Array(ids)
	err = s.readQueue(ctx, func(tx *tx) error {
		return selectNamed(ctx, tx, &rows, queueCTE+`SELECT `+queueLineColumns+` FROM q `+queueAssignee+`
			WHERE q.fails = 0
			AND q.state IN ('submitted', 'incomplete') AND `+publishable+`
			AND (cardinality(CAST(:ids AS bigint[])) = 0 OR q.id = ANY (:ids))`+queueOrder, params)
	})
	return queueLines(rows), err
}

// Published is what became of several openings that were to be published.
type Published struct {
	Done []jema.OpeningID
	Left []jema.Opening // that have changed since they were seen, or lack something now
}

// PublishSeen publishes openings of a territory in one transaction, each at the
// version that was seen. One that has changed since is left as it is, and
// returned.
func (s *Store) PublishSeen(ctx context.Context, territoryID jema.TerritoryID, seen []QueueSeen,
	now time.Time) (p Published, err error) {
	defer attempted(&err, "publishing several openings")
	seen = slices.SortedFunc(slices.Values(seen), func(a, b QueueSeen) int { return cmp.Compare(a.ID, b.ID) })
	seen = slices.CompactFunc(seen, func(a, b QueueSeen) bool { return a.ID == b.ID })
	err = s.inTxUnmoved(ctx, func(tx *tx) error {
		p = Published{}
		for _, one := range seen {
			if err := publishSeen(ctx, tx, territoryID, one, &p, now); err != nil {
				return err
			}
		}
		return nil
	})
	return p, err
}

func publishSeen(ctx context.Context, tx *tx, territoryID jema.TerritoryID, seen QueueSeen, p *Published,
	now time.Time) error {
	var at struct {
		ID    jema.OpeningID
		Lacks pq.StringArray
		jema.Opening
	}
	err := one(ctx, tx, errOpeningMissing, &at, `SELECT `+openingColumns+`, `+queueLacks+` AS lacks
		FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.territory_id = $1 AND o.id = $2
		FOR NO KEY UPDATE OF o`, territoryID, seen.ID)
	if err != nil {
		return err
	}
	if at.Version != seen.Version || at.State != jema.Submitted && at.State != jema.Incomplete ||
		!jema.Complete(lacksOf(at.Lacks)) {
		p.Left = append(p.Left, at.Opening)
		return nil
	}
	p.Done = append(p.Done, seen.ID)
	return moveOpening(ctx, tx, OpeningMove{TerritoryID: territoryID, ID: seen.ID, From: at.State, To: jema.Approved}, now)
}
