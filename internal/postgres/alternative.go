package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// alternatives finds slots with room for the party of a booking: those of the
// same opening first, then of the same craft domain, then within nearbyKm;
// among these the nearest in time and place, an hour weighing as ten
// kilometres.
const alternatives = `
	WITH own AS (
		SELECT b.party_size, b.contact, s.id AS slot_id, s.starts_at, s.audience, o.id AS opening_id, o.edition_id, k.domain_slug,
		       coalesce(w.lat, c.lat) AS lat, coalesce(w.lon, c.lon) AS lon
		FROM booking b JOIN slot s ON s.id = b.slot_id JOIN opening o ON o.id = s.opening_id JOIN workshop w ON w.id = o.workshop_id
		LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
		LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
		WHERE b.id = $1),
	found AS (
		SELECT s.id, o.id AS opening_id, s.starts_at, s.ends_at, s.capacity - s.taken - s.held AS free, o.title, w.name AS workshop,
		       coalesce(c.name, '') AS commune, o.id = own.opening_id AS same_opening, coalesce(k.domain_slug = own.domain_slug, false) AS same_domain,
		       111 * sqrt((coalesce(w.lat, c.lat) - own.lat) ^ 2 + ((coalesce(w.lon, c.lon) - own.lon) * cos(radians(own.lat))) ^ 2) AS km,
		       abs(extract(epoch FROM s.starts_at - own.starts_at)) / 3600 AS hours
		FROM own
		JOIN opening o ON o.edition_id = own.edition_id AND o.state = 'approved'
		JOIN edition e ON e.id = o.edition_id
		JOIN slot s ON s.opening_id = o.id
		JOIN workshop w ON w.id = o.workshop_id
		LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
		LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
		WHERE s.id <> own.slot_id AND s.state = 'open' AND s.audience = own.audience AND s.starts_at > $2
		  AND e.booking_opens_at <= $2 AND e.booking_closes_at > $2
		  AND own.party_size <= least(s.capacity - s.taken - s.held, o.party_max)
		  AND NOT EXISTS (SELECT FROM booking b WHERE b.slot_id = s.id AND b.contact = own.contact AND b.status <> 'cancelled'))
	SELECT id AS slotid, opening_id AS openingid, starts_at AS start, ends_at AS "end", free, title, workshop, commune, same_opening AS sameopening
	FROM found WHERE same_opening OR same_domain OR km <= 15
	ORDER BY same_opening DESC, same_domain DESC, hours + coalesce(km, 30) / 10, id LIMIT $3`

// Alternatives returns up to n other slots, the nearest first, with room at now
// for the party of a booking.
func (s *Store) Alternatives(ctx context.Context, bookingID int64, n int, now time.Time) (list []jema.Alternative, err error) {
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, alternatives, bookingID, now, n)
	})
	return list, err
}
