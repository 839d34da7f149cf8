package postgres

import (
	"context"
	"errors"
	"strings"
	"time"

	"jema/internal/jema"
)

// LiveBooking is a live booking with its place and time: one of several of the
// same person.
type LiveBooking struct {
	jema.Booking
	jema.Interval
	OpeningID                jema.OpeningID
	Title, Workshop, Commune string
}

const liveBookings = `SELECT ` + bookingColumns + `, s.starts_at AS start, s.ends_at AS "end", o.id AS openingid,
	o.title, w.name AS workshop,
	coalesce(c.name, '') AS commune
	FROM booking b JOIN slot s ON s.id = b.slot_id JOIN opening o ON o.id = s.opening_id JOIN workshop w ON w.id =
		o.workshop_id
	LEFT JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee `

// Overlaps lists the other bookings that hold places for the contact of a
// territory's booking while its visit lasts, in any opening. It is for whoever has proven
// to read what is sent to that contact, and for nobody else.
func (s *Store) Overlaps(ctx context.Context, territoryID jema.TerritoryID,
	bookingID jema.BookingID) (list []LiveBooking, err error) {
	defer attempted(&err, "listing the bookings that overlap another")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, liveBookings+`, booking own JOIN slot t ON t.id = own.slot_id
			WHERE own.territory_id = $1 AND own.id = $2 AND b.id <> own.id AND b.edition_id = own.edition_id AND b.contact =
				own.contact
			AND b.status IN ('confirmed', 'offered') AND s.starts_at < t.ends_at AND t.starts_at < s.ends_at ORDER BY
				s.starts_at, b.id`, territoryID, bookingID)
	})
	return list, err
}

// CallerBookings lists the live bookings in an edition after now of the person
// with an e-mail address or a telephone number, by time: confirmed, offered or
// waiting. It is for the desk.
func (s *Store) CallerBookings(ctx context.Context, editionID jema.EditionID, email, phone string,
	now time.Time) (list []LiveBooking, err error) {
	defer attempted(&err, "listing the bookings of a caller")
	if email == "" && phone == "" {
		return nil, nil
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, liveBookings+`WHERE b.edition_id = $1 AND b.status <> 'cancelled' AND
			b.purged_at IS NULL
			AND s.ends_at > $4 AND ($2 <> '' AND lower(b.email) = $2 OR $3 <> '' AND b.phone = $3) ORDER BY s.starts_at,
				b.id LIMIT 100`,
			editionID, strings.ToLower(email), phone, now)
	})
	return list, err
}

// How often a contact that repeats a booking gets the message about it again: a
// stranger may type anybody's address, and a call takes somebody's time.
const (
	letterAgainWait = time.Hour
	callAgainWait   = 24 * time.Hour
)

// NotifyAgain queues a letter about what a contact has booked already, when the
// same booking is requested again: the booking of that slot, else the contact's
// newest. It queues at most one letter an hour and one call a day; nothing
// where there is no live booking.
func (s *Store) NotifyAgain(ctx context.Context, territoryID jema.TerritoryID, r jema.BookingRequest,
	now time.Time) (err error) {
	defer attempted(&err, "queueing the letters of a caller's bookings again")
	contact := r.Contact()
	var live struct {
		ID    jema.BookingID
		Email string
	}
	err = s.inTx(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrBookingMissing, &live, `SELECT b.id, b.email FROM booking b JOIN slot s ON s.id =
			$2 AND s.territory_id = $3
			WHERE b.edition_id = s.edition_id AND b.contact = $1 AND b.status <> 'cancelled' AND b.origin IN ('web', 'api')
			ORDER BY b.slot_id = s.id DESC, b.id DESC LIMIT 1`, contact[:], r.SlotID, territoryID)
	})
	if errors.Is(err, jema.ErrBookingMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	wait := letterAgainWait
	if live.Email == "" {
		wait = callAgainWait
	}
	return s.onBooking(ctx, territoryID, live.ID, now, func(tx *tx, b booked) error {
		count, _, err := countAttempt(ctx, tx, "told again", string(contact[:]), now, wait)
		if err != nil || count > 1 || b.Status == jema.BookingCancelled {
			return err
		}
		return notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.KindFor(b.Status),
			Changed: jema.Changed{Unproven: true}}, now)
	})
}
