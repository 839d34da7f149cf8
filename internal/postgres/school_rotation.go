package postgres

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// sitesOf returns where slots of a territory take place, by slot: the workshop's position, or
// the middle of the opening's commune.
func sitesOf(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	slotIDs ...jema.SlotID) (map[jema.SlotID]jema.Site, error) {
	var rows []struct {
		SlotID     jema.SlotID     `db:"slot_id"`
		WorkshopID jema.WorkshopID `db:"workshop_id"`
		INSEE      string
		Lat, Lon   float64
	}
	err := tx.SelectContext(ctx, &rows, `SELECT s.id AS slot_id, s.workshop_id, coalesce(o.commune_insee, '') AS insee,
		coalesce(w.lat, c.lat, 0) AS lat, coalesce(w.lon, c.lon, 0) AS lon
		FROM slot s JOIN opening o ON o.id = s.opening_id JOIN workshop w ON w.id = o.workshop_id
		LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
		WHERE s.territory_id = $1 AND s.id = ANY ($2)`, territoryID, pq.Array(slotIDs))
	sites := make(map[jema.SlotID]jema.Site, len(rows))
	for _, r := range rows {
		sites[r.SlotID] = jema.Site{WorkshopID: r.WorkshopID, INSEE: r.INSEE, Lat: r.Lat, Lon: r.Lon}
	}
	return sites, err
}

// mayRotate refuses two slots between which the halves of a class cannot
// change places: those of one workshop, and those that leave too little time.
func mayRotate(ctx context.Context, tx *tx, a, b *lockedSlot) error {
	if a.WorkshopID == b.WorkshopID {
		return jema.ErrSchoolNoRotation
	}
	sites, err := sitesOf(ctx, tx, a.TerritoryID, a.ID, b.ID)
	if err != nil {
		return err
	}
	_, err = jema.PlanRotation(a.interval(), b.interval(), jema.Travel(sites[a.ID], sites[b.ID]))
	return err
}

// slotsWithClasses are the slots of $1, and all others of the classes that
// request one of them or come to it.
const slotsWithClasses = `
	WITH concerned AS (SELECT q.id, q.choice_slot_id FROM school_request q WHERE q.state IN ('asked', 'accepted')
		AND q.id IN (SELECT v.request_id FROM school_visit v WHERE v.slot_id = ANY ($1)))
	SELECT unnest($1::bigint[]) UNION SELECT v.slot_id FROM school_visit v JOIN concerned q ON q.id = v.request_id
	UNION SELECT choice_slot_id FROM concerned WHERE choice_slot_id IS NOT NULL`

// lockWithClasses takes the locks of slots and of the other slots of the
// classes that are about them, all by id. A class that has meanwhile requested
// a slot that is not locked is errMovedOn: the transaction begins again.
func lockWithClasses(ctx context.Context, tx *tx, now time.Time, ids ...jema.SlotID) (map[jema.SlotID]*lockedSlot,
	error) {
	var all, after []jema.SlotID
	if err := tx.SelectContext(ctx, &all, slotsWithClasses, pq.Array(ids)); err != nil {
		return nil, err
	}
	slots, err := lockSlots(ctx, tx, now, all...)
	if err != nil {
		return nil, err
	}
	if err := tx.SelectContext(ctx, &after, slotsWithClasses, pq.Array(ids)); err != nil {
		return nil, err
	}
	for _, id := range after {
		if slots[id] == nil && !slices.Contains(ids, id) {
			return nil, errMovedOn
		}
	}
	return slots, nil
}

// classesIn are the requests with a live visit in some of the slots, by id.
func classesIn(ctx context.Context, tx *tx, slotIDs []jema.SlotID) (requests []jema.SlotID, err error) {
	err = tx.SelectContext(ctx, &requests, `SELECT DISTINCT q.id FROM school_visit v JOIN school_request q ON q.id =
		v.request_id
		WHERE v.slot_id = ANY ($1) AND q.state IN ('asked', 'accepted') AND v.state IN ('asked', 'agreed', 'booked')
			ORDER BY q.id`,
		pq.Array(slotIDs))
	return requests, err
}
