package postgres

import (
	"context"
	"encoding/binary"
	"time"

	"jema/internal/jema"
)

// growth is a number of places that a network adds to a booking it holds.
type growth struct {
	territoryID jema.TerritoryID
	client      jema.Client
	contact     []byte // of the booking
	places      int
}

// lockClient makes changes of party sizes from one network take turns until the
// transaction ends, so that many at once cannot all find the same room. It comes
// before every other lock: whoever waits here holds nothing.
func lockClient(ctx context.Context, tx *tx, client jema.Client) error {
	_, err := tx.ExecContext(ctx,
		`SELECT pg_advisory_xact_lock(n) FROM (SELECT unnest(ARRAY[$1, $2]::bigint[]) AS n ORDER BY n) l WHERE n <> 0`,
		client.Near, client.Wide)
	return err
}

// countGrowth counts added places like one more booking of that size, by the
// network and, in the smaller one, by the contact. It returns
// jema.ErrTooManyBookings with the pause where book_batch_v3 would refuse a
// booking of that size. It needs the client's lock.
func countGrowth(ctx context.Context, tx *tx, g growth, now time.Time) error {
	var most int
	err := one(ctx, tx, errTerritoryMissing, &most, `SELECT client_bookings FROM territory WHERE id = $1`, g.territoryID)
	if err != nil || most == 0 {
		return err
	}
	var pair int64
	if len(g.contact) >= 8 {
		pair = pairOf(g.contact, g.client.Near)
	}
	near := countedNetwork{network{g.client.Near, 1}, pair}
	wide := countedNetwork{network{g.client.Wide, wideShare}, 0}
	for _, n := range []countedNetwork{near, wide} {
		if n.hash == 0 {
			continue
		}
		if err := n.add(ctx, tx, g, most, now); err != nil {
			return err
		}
	}
	return nil
}

// pairOf is the hash of a network together with a contact's hash.
func pairOf(contact []byte, near int64) int64 {
	return int64(binary.BigEndian.Uint64(contact)) ^ near //nolint:gosec // any 64 bits will do
}

// countedNetwork is a network with the pair its bookings are counted by; 0 is
// no contact.
type countedNetwork struct {
	network
	pair int64
}

// add notes a growth for a network that may make most bookings in ten minutes,
// or refuses it.
func (n countedNetwork) add(ctx context.Context, tx *tx, g growth, most int, now time.Time) error {
	use, err := n.use(ctx, tx, g.territoryID, now)
	if err != nil {
		return err
	}
	if over, first := use.over(jema.ClientLimit{Bookings: most, Share: n.share}, g.places); over != 0 {
		pause := first.Add(over).Sub(now) + time.Second - 1
		return jema.TooMany(jema.ErrTooManyBookings.Message, pause.Truncate(time.Second))
	}
	_, err = tx.ExecContext(ctx,
		`INSERT INTO booking_client (territory_id, client, pair, at, places, noted) VALUES ($1, $2, $3, $4, $5, false)`,
		g.territoryID, n.hash, n.pair, now, g.places)
	return err
}

// clientUse is the use a network has made of the territory, as booking_client
// stores it.
type clientUse struct {
	Recent       int
	RecentPlaces int       `db:"recent_places"`
	RecentFirst  time.Time `db:"recent_first"`
	Today        int
	TodayPlaces  int       `db:"today_places"`
	TodayFirst   time.Time `db:"today_first"`
	WithContact  int       `db:"with_contact"`
}

func (n countedNetwork) use(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	now time.Time) (u clientUse, err error) {
	err = tx.GetContext(ctx, &u, `
		SELECT count(*) FILTER (WHERE NOT noted AND at > $4) AS recent, coalesce(sum(places) FILTER (WHERE at > $4), 0)
			AS recent_places,
			coalesce(min(at) FILTER (WHERE at > $4), $5) AS recent_first,
			count(*) FILTER (WHERE NOT noted) AS today, coalesce(sum(places), 0) AS today_places, coalesce(min(at), $5) AS
				today_first,
			count(*) FILTER (WHERE pair = $6 AND NOT noted) AS with_contact
		FROM booking_client WHERE territory_id = $1 AND client = $2 AND at > $3`,
		territoryID, n.hash, now.Add(-jema.ClientDayWindow), now.Add(-jema.ClientShortWindow), now, n.pair)
	return u, err
}

// over returns the window in which a network has no room for so many places
// more, and when the oldest that is counted in it was; 0 when there is room.
func (u clientUse) over(limit jema.ClientLimit, places int) (window time.Duration, first time.Time) {
	window = limit.Full(jema.ClientUse{Bookings: u.Recent, Places: u.RecentPlaces}, jema.ClientUse{Bookings: u.Today,
		Places: u.TodayPlaces}, places)
	if window == 0 && limit.Share == 1 && u.WithContact >= limit.PerContact() {
		window = jema.ClientDayWindow
	}
	if window == jema.ClientShortWindow {
		return window, u.RecentFirst
	}
	return window, u.TodayFirst
}
