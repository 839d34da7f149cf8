package search

import (
	"context"
)

// Locate returns a query whose place is an address that the territory has imported, with
// the position of the first that fits; any other query as it is.
func (l *Live) Locate(ctx context.Context, x *Index, q Query) (Query, error) {
	if q.Near == "" {
		return q, nil
	}
	if _, known := x.Around(q.Near); known {
		return q, nil
	}
	found, err := l.store.FindAddresses(ctx, x.Edition.TerritoryID, q.Near, 1)
	for _, a := range found {
		q.Around = []Point{{a.Lat, a.Lon}}
	}
	return q, err
}
