package postgres

import (
	"context"

	"jema/internal/jema"
)

// Notified is how many people get a message when an event is cancelled, by channel.
type Notified struct {
	Mail, SMS, Call int
	Classes         int          // school classes; the teacher of each gets one e-mail
	Artisan         jema.Channel // "" where there is no way to reach the artisan
}

// Visitors is how many parties get a message.
func (t Notified) Visitors() int { return t.Mail + t.SMS + t.Call }

// NotifiedOfCancellation counts who would get a message if an opening were
// cancelled now.
func (s *Store) NotifiedOfCancellation(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (told Notified, err error) {
	defer attempted(&err, "counting who hears of a cancellation")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, errOpeningMissing, &told, `
			SELECT count(*) FILTER (WHERE b.origin <> 'school' AND b.channel = 'email') AS mail,
			       count(*) FILTER (WHERE b.origin <> 'school' AND b.channel = 'sms') AS sms,
			       count(*) FILTER (WHERE b.origin <> 'school' AND b.channel = 'call') AS call,
			       (SELECT count(DISTINCT v.request_id) FROM school_visit v JOIN slot s ON s.id = v.slot_id
			        WHERE s.opening_id = o.id AND v.state IN ('asked', 'agreed', 'booked')) AS classes,
			       CASE WHEN coalesce(nullif(a.email, ''), w.email) <> '' THEN 'email' WHEN w.phone <> '' THEN 'call' ELSE
				'' END AS artisan
			FROM opening o JOIN workshop w ON w.id = o.workshop_id
			LEFT JOIN account a ON a.id = w.owner_id AND a.territory_id = w.territory_id
			LEFT JOIN LATERAL (
				SELECT b.origin, booking_channel(b.email, b.phone, t.sms_url) AS channel
				FROM booking b JOIN slot s ON s.id = b.slot_id JOIN territory t ON t.id = b.territory_id
				WHERE s.opening_id = o.id AND b.status <> 'cancelled' AND b.purged_at IS NULL) b ON true
			WHERE o.territory_id = $1 AND o.id = $2
			GROUP BY o.id, a.email, w.email, w.phone`, territoryID, openingID)
	})
	return told, err
}
