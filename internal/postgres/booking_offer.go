package postgres

import (
	"context"
	"errors"
	"time"

	"jema/internal/jema"
)

// offerWaiting offers the places that are free in a slot to the parties that
// wait for it, in the order in which they came; a party too large for what is
// free does not lose its rank and lets the next one pass. Near the visit
// nothing is offered: the places are the public's again. It needs the slot's
// lock.
func offerWaiting(ctx context.Context, tx *tx, slotID jema.SlotID, now time.Time) error {
	slots, err := readLocked(ctx, tx, now, []jema.SlotID{slotID})
	if err != nil || slots[slotID] == nil {
		return err
	}
	_, err = offerFree(ctx, tx, slots[slotID], now)
	return err
}

// offerFree is offerWaiting for a slot as it has just been read; it returns how
// many parties were offered places.
func offerFree(ctx context.Context, tx *tx, slot *lockedSlot, now time.Time) (n int, err error) {
	if slot.Waiting == 0 || slot.free() <= 0 || slot.State != jema.SlotOpen || !slot.Approved {
		return 0, nil
	}
	var waiting []waitingParty
	err = tx.SelectContext(ctx, &waiting, `SELECT b.id, b.party_size, booking_channel(b.email, b.phone, t.sms_url) AS
		channel
		FROM booking b JOIN territory t ON t.id = b.territory_id WHERE b.slot_id = $1 AND b.status = 'waiting'
		ORDER BY b.waiting_position FOR NO KEY UPDATE OF b`, slot.ID)
	if err != nil {
		return 0, err
	}
	for _, w := range waiting {
		if w.PartySize > slot.free() {
			continue
		}
		ends, may := w.until(now, slot)
		if !may {
			continue
		}
		if err := offer(ctx, tx, slot, w, ends, now); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// waitingParty is a party of a waiting list.
type waitingParty struct {
	ID        jema.BookingID
	PartySize int `db:"party_size"`
	Channel   jema.Channel
}

// until is when an offer made at now ends. For somebody who has to be called
// the places are held longer, because the offer's clock starts at the call.
func (w waitingParty) until(now time.Time, slot *lockedSlot) (time.Time, bool) {
	if w.Channel == jema.ChannelCall {
		return jema.OfferCallBy(now, slot.StartsAt, slot.zone)
	}
	return jema.OfferEnds(now, slot.StartsAt, slot.zone)
}

// offer holds places for one waiting party and queues the message about it.
func offer(ctx context.Context, tx *tx, slot *lockedSlot, w waitingParty, ends, now time.Time) error {
	_, err := tx.ExecContext(ctx,
		`UPDATE booking SET status = 'offered', offered_at = $2, offer_expires_at = $3 WHERE id = $1`, w.ID, now, ends)
	if err != nil {
		return err
	}
	if err := slot.count(ctx, tx, w.PartySize, -1); err != nil {
		return err
	}
	return notify(ctx, tx, slot, notice{BookingID: w.ID, Kind: jema.MessageOffer}, now)
}

// AcceptOffer confirms a booking whose places are offered at now. Accepting
// twice changes nothing more; an offer that is over is ErrOfferGone.
func (s *Store) AcceptOffer(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "accepting an offer")
	return s.onBookingOfLink(ctx, territoryID, tokenHash, now, func(tx *tx, b booked) error {
		return acceptOffer(ctx, tx, b, now)
	})
}

func acceptOffer(ctx context.Context, tx *tx, b booked, now time.Time) error {
	switch {
	case b.Status == jema.Confirmed:
		return nil
	case b.Status != jema.Offered, !now.Before(b.OfferEnds), !now.Before(b.slot.StartsAt):
		return jema.ErrOfferGone
	}
	_, err := tx.ExecContext(ctx, `UPDATE booking SET status = 'confirmed', sequence = sequence + 1 WHERE id = $1`, b.ID)
	if err != nil {
		return err
	}
	return notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.MessageConfirmation}, now)
}

// DeclineOffer gives offered places back: they go to the next who wait.
// Declining twice changes nothing more; a booking that was confirmed is
// cancelled otherwise.
func (s *Store) DeclineOffer(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "declining an offer")
	return s.leave(ctx, territoryID, tokenHash, leaving{jema.Offered, jema.WhyDeclined, jema.ErrOfferGone}, now)
}

// LeaveWaiting takes a party off the waiting list. Somebody who has just been
// offered places gets ErrOfferMade instead.
func (s *Store) LeaveWaiting(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "leaving the waiting list")
	return s.leave(ctx, territoryID, tokenHash, leaving{jema.Waiting, jema.WhyLeft, jema.ErrOfferMade}, now)
}

// leaving is how a visitor gives a booking up: in the status they saw, for a
// reason; other is the refusal from the other side of an offer.
type leaving struct {
	from  jema.BookingStatus
	why   string
	other error
}

// leave cancels a booking; once it is confirmed that is ErrOfferAnswer.
func (s *Store) leave(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, l leaving,
	now time.Time) error {
	return s.onBookingOfLink(ctx, territoryID, tokenHash, now, func(tx *tx, b booked) error {
		switch b.Status {
		case l.from:
			return release(ctx, tx, b, l.why, now)
		case jema.BookingCancelled:
			return nil
		case jema.Confirmed:
			return jema.ErrOfferAnswer
		}
		return l.other
	})
}

// CancelBooking gives a booking's places back and, in the same transaction,
// offers them to those who wait. Of a class that comes in two halves both are
// cancelled. Cancelling twice changes nothing more.
func (s *Store) CancelBooking(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (err error) {
	defer attempted(&err, "cancelling a booking")
	if class, err := s.cancelClassOf(ctx, territoryID, tokenHash, now); class || err != nil {
		return err
	}
	return s.onBookingOfLink(ctx, territoryID, tokenHash, now, func(tx *tx, b booked) error {
		if b.Status == jema.BookingCancelled {
			return nil
		}
		return release(ctx, tx, b, "", now)
	})
}

// release cancels a live booking for a reason, queues the message about it, and
// offers the places it held to those who wait.
func release(ctx context.Context, tx *tx, b booked, why string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE booking SET status = 'cancelled', cancelled_at = $2, cancelled_why = $3,
		sequence = sequence + 1
		WHERE id = $1`, b.ID, now, why)
	if err != nil {
		return err
	}
	if err := b.slot.count(ctx, tx, -b.places(), -b.waits()); err != nil {
		return err
	}
	if err := notify(ctx, tx, b.slot, notice{BookingID: b.ID, Kind: jema.MessageCancellation}, now); err != nil {
		return err
	}
	return offerWaiting(ctx, tx, b.slot.ID, now)
}

// sweep is how many rows one round of upkeep looks at of each kind.
const sweep = 200

// ExpireOffers withdraws the offers whose time is over at now, offers their
// places to the next, and returns how many there were. An offer whose letter
// has not left yet is prolonged as far as an offer may still run: nobody loses
// places before being informed of them.
func (s *Store) ExpireOffers(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "ending the offers past their time")
	over, err := s.offersOver(ctx, now)
	for _, offer := range over {
		failed := s.onBooking(ctx, offer.TerritoryID, offer.ID, now, func(tx *tx, b booked) error {
			if b.Status != jema.Offered || now.Before(b.OfferEnds) {
				return nil
			}
			prolonged, err := prolong(ctx, tx, b, now)
			if err != nil || prolonged {
				return err
			}
			n++
			return release(ctx, tx, b, jema.WhyExpired, now)
		})
		err = errors.Join(err, failed)
	}
	return n, err
}

type overOffer struct {
	ID          jema.BookingID
	TerritoryID jema.TerritoryID
}

// offersOver names the bookings of all territories whose offer's time is over.
func (s *Store) offersOver(ctx context.Context, now time.Time) (list []overOffer, err error) {
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT id, territory_id AS territoryid FROM booking
			WHERE status = 'offered' AND offer_expires_at <= $1 ORDER BY offer_expires_at, id LIMIT $2`, now, sweep)
	})
	return list, err
}

// prolong extends the hold of an offer that is still to be mailed or sent.
func prolong(ctx context.Context, tx *tx, b booked, now time.Time) (done bool, err error) {
	ends, may := jema.OfferEnds(now, b.slot.StartsAt, b.slot.zone)
	if !may {
		return false, nil
	}
	var id int64
	missing := errors.New("the offer has been told")
	err = one(ctx, tx, missing, &id, `UPDATE booking b SET offer_expires_at = $2 WHERE b.id = $1 AND EXISTS (
		SELECT FROM message m WHERE m.booking_id = b.id AND m.kind = 'offer' AND m.state = 'queued' AND m.channel <> 'call')
		RETURNING b.id`, b.ID, ends)
	if errors.Is(err, missing) {
		return false, nil
	}
	return err == nil, err
}

// OfferFreed offers what is free in slots where somebody waits who would fit:
// places that came free in another way than by this program's methods, or
// while it could not offer them. It returns how many parties were offered places.
func (s *Store) OfferFreed(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "offering freed places")
	ids, err := s.ids(ctx, `SELECT s.id FROM slot s WHERE s.waiting > 0 AND s.state = 'open' AND s.starts_at > $1
		AND EXISTS (SELECT FROM opening o WHERE o.id = s.opening_id AND o.state = 'approved')
		AND EXISTS (SELECT FROM booking b WHERE b.slot_id = s.id AND b.status = 'waiting' AND b.party_size <= s.capacity
			- s.taken - s.held)
		ORDER BY s.id LIMIT $2`, now.Add(jema.OfferNone), sweep)
	for _, id := range ids {
		err = errors.Join(err, s.inTx(ctx, func(tx *tx) error {
			slots, err := lockSlots(ctx, tx, now, id)
			if err != nil || slots[id] == nil {
				return err
			}
			offered, err := offerFree(ctx, tx, slots[id], now)
			n += offered
			return err
		}))
	}
	return n, err
}

// ids reads ids from a query with two parameters.
func (s *Store) ids(ctx context.Context, query string, args ...any) (ids []jema.SlotID, err error) {
	err = s.read(ctx, func(tx *tx) error { return tx.SelectContext(ctx, &ids, query, args...) })
	return ids, err
}
