package search

import (
	"context"
)

// Locate returns a query with the position of its place: one in the index, or the
// first address of the territory that fits; any other query as it is.
func (l *Live) Locate(ctx context.Context, x *Index, q Query) (Query, error) {
	if q.Near == "" {
		return q, nil
	}
	if at, known := x.Around(q.Near); known {
		q.Around = at
		return q, nil
	}
	found, err := l.store.FindAddresses(ctx, x.Edition.TerritoryID, q.Near, 1)
	for _, a := range found {
		q.Around = []Point{{a.Lat, a.Lon}}
	}
	return q, err
}
