package postgres

import (
	"context"
	"time"
)

// QueueCounts are how many openings each choice of a filter has, by
// facet and choice; each facet is counted with all other filters applied.
type QueueCounts map[string]map[string]int

// The facets of QueueCounts.
const (
	FacetTotal    = "total" // what the filter chooses, under ""
	FacetState    = "state"
	FacetCommune  = "commune"
	FacetDomain   = "domain"
	FacetAge      = "age"
	FacetLack     = "lack"
	FacetAssigned = "assigned"
	FacetPrinter  = "printer" // lacks of what is on the site, whatever the filter but its words
)

// queueFacets counts q.
const queueFacets = `SELECT 'total' AS facet, '' AS choice, count(*) AS n FROM q WHERE fails = 0
	UNION ALL SELECT 'state', state, count(*) FROM q WHERE fails IN (0, 1) GROUP BY state
	UNION ALL SELECT 'state', 'proposed', count(*) FROM q WHERE fails IN (0, 1) AND proposed
	UNION ALL SELECT 'state', 'all', count(*) FROM q WHERE fails IN (0, 1)
	UNION ALL SELECT 'state', 'waiting', count(*) FROM q WHERE fails IN (0, 1)
		AND ` + awaits + `
	UNION ALL SELECT 'commune', insee, count(*) FROM q WHERE fails IN (0, 2) GROUP BY insee
	UNION ALL SELECT 'domain', domain, count(*) FROM q WHERE fails IN (0, 4) GROUP BY domain
	UNION ALL SELECT 'age', age, count(*) FROM q WHERE fails IN (0, 8) GROUP BY age
	UNION ALL SELECT 'lack', lack, count(*) FROM q, unnest(q.lacks) lack WHERE fails IN (0, 16) GROUP BY lack
	UNION ALL SELECT 'lack', 'complete', count(*) FROM q WHERE fails IN (0, 16) AND ` + publishable + `
	UNION ALL SELECT 'printer', lack, count(*) FROM q, unnest(q.lacks) lack WHERE state = 'approved' GROUP BY lack
	UNION ALL SELECT 'assigned', coalesce(CAST(assigned_to AS text), 'nobody'), count(*) FROM q WHERE fails IN (0, 32)
		GROUP BY assigned_to`

// CountQueue counts the openings of each choice of a filter.
func (s *Store) CountQueue(ctx context.Context, f QueueFilter, now time.Time) (counts QueueCounts, err error) {
	defer attempted(&err, "counting the queue")
	err = s.readQueue(ctx, func(tx *tx) (err error) {
		counts, err = countQueue(ctx, tx, f, now)
		return err
	})
	return counts, err
}

func countQueue(ctx context.Context, tx *tx, f QueueFilter, now time.Time) (QueueCounts, error) {
	var rows []struct {
		Facet, Choice string
		N             int
	}
	err := selectNamed(ctx, tx, &rows, queueCTE+queueFacets, f.params(now))
	counts := QueueCounts{}
	for _, r := range rows {
		if counts[r.Facet] == nil {
			counts[r.Facet] = map[string]int{}
		}
		counts[r.Facet][r.Choice] = r.N
	}
	return counts, err
}
