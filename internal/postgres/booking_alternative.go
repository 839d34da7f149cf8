package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// alternatives finds slots with room for the party of a booking: those of the
// same opening first, then of the same craft domain, then within fifteen
// kilometres; among these the nearest in time and place, an hour weighing as
// ten kilometres. A hundred openings are chosen first, and then the nearest
// slots of each: an edition has few of the former and very many of the latter.
const alternatives = `
	WITH own AS MATERIALIZED (
		SELECT b.party_size, b.contact, s.id AS slot_id, s.starts_at, s.audience, o.id AS opening_id, o.edition_id,
			k.domain_slug,
		       coalesce(w.lat, c.lat) AS lat, coalesce(w.lon, c.lon) AS lon
		FROM booking b JOIN slot s ON s.id = b.slot_id JOIN opening o ON o.id = s.opening_id JOIN workshop w ON w.id =
			o.workshop_id
		LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
		LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
		WHERE b.id = $1 AND b.territory_id = $5 AND b.origin <> 'school'),
	near AS MATERIALIZED (
		SELECT * FROM (SELECT o.id, o.party_max, o.title, w.name AS workshop, coalesce(c.name, '') AS commune, o.id =
			own.opening_id AS same_opening,
		       coalesce(k.domain_slug = own.domain_slug, false) AS same_domain,
		       111 * sqrt((coalesce(w.lat, c.lat) - own.lat) ^ 2 + ((coalesce(w.lon, c.lon) - own.lon) *
			cos(radians(own.lat))) ^ 2) AS km
		FROM own
		JOIN opening o ON o.edition_id = own.edition_id AND o.state = 'approved'
		JOIN edition e ON e.id = o.edition_id AND e.state <> 'past' AND e.booking_opens_at <= $2 AND e.booking_closes_at > $2
		JOIN workshop w ON w.id = o.workshop_id
		LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
		LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee) o
		WHERE same_opening OR same_domain OR km <= 15 ORDER BY same_opening DESC, same_domain DESC, km, id LIMIT 100)
	SELECT s.id AS slotid, n.id AS openingid, s.starts_at AS start, s.ends_at AS "end", s.capacity - s.taken - s.held
		AS free,
	       n.title, n.workshop, n.commune, n.same_opening AS sameopening
	FROM own CROSS JOIN near n CROSS JOIN LATERAL (
		SELECT c.* FROM slot c WHERE c.opening_id = n.id AND c.id <> own.slot_id AND c.state = 'open' AND c.audience =
			own.audience AND c.starts_at > $2
		  AND $2 >= coalesce(c.bookable_from, '-infinity') AND $2 < coalesce(c.bookable_until, 'infinity')
		  AND own.party_size <= least(c.capacity - c.taken - c.held, n.party_max)
		ORDER BY abs(extract(epoch FROM c.starts_at - own.starts_at)), c.id LIMIT $3::integer + 1) s
	WHERE NOT $4::boolean OR 0 = (SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.contact = own.contact
		AND b.status <> 'cancelled')
	ORDER BY n.same_opening DESC, n.same_domain DESC, abs(extract(epoch FROM s.starts_at - own.starts_at)) / 3600 +
		coalesce(n.km, 30) / 10, s.id
	LIMIT $3`

// AlternativeSearch is a search for other slots, Most of them, for a booking.
// Proven is whether the visitor came by the booking's own link.
type AlternativeSearch struct {
	TerritoryID jema.TerritoryID
	BookingID   jema.BookingID
	Most        int
	Proven      bool
}

// Alternatives returns other slots, the nearest first, with room at now for the
// party of a booking; none for a class, which sends a new request instead. For
// a proven visitor it leaves out slots where the same contact has booked; a
// stranger who typed that contact would learn of it.
func (s *Store) Alternatives(ctx context.Context, a AlternativeSearch, now time.Time) (list []jema.Alternative,
	err error) {
	defer attempted(&err, "searching other slots for a booking")
	err = s.listPrepared(ctx, &list, alternatives, a.BookingID, now, a.Most, a.Proven, a.TerritoryID)
	return list, err
}
