package postgres

import (
	"context"
	"crypto/sha256"
	"time"

	"jema/internal/jema"
)

// ForgetClients removes what networks did more than a day before now, in every
// territory, and returns how many rows that were.
func (s *Store) ForgetClients(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "forgetting the networks of old bookings")
	err = s.inTx(ctx, func(tx *tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM booking_client WHERE at <= $1`, now.Add(-jema.ClientDayWindow))
		if err != nil {
			return err
		}
		rows, err := done.RowsAffected()
		n = int(rows)
		return err
	})
	return n, err
}

// wideShare is how many times as much the network around several households
// may book as one of them.
const wideShare = 4

// counted are the networks of a batch, each once, and for each request the
// number of its own, from 1; 0 is none.
type counted struct {
	nears, wides, pairs intArray // by request
	clients, shares     intArray // by network
	requested, places   []int    // by network
	busy                []Busy   // by network
	pairHashes          intArray // by network and contact
	wide                bool     // some request has a larger network
}

// network is what requests are counted by, pair a network with the contact that
// was typed there.
type network struct {
	hash  int64
	share int
}

func countedOf(requests []PreparedRequest, contacts [][sha256.Size]byte) counted {
	var c counted
	networks, pairs := make(map[network]int, len(requests)), make(map[int64]int, len(requests))
	for i := range requests {
		r := &requests[i]
		c.nears.add(c.count(networks, network{r.Client.Near, 1}, r.PartySize, r.NearBusy))
		c.wides.add(c.count(networks, network{r.Client.Wide, wideShare}, r.PartySize, r.WideBusy))
		c.pairs.add(c.pair(pairs, r.Client.Near, contacts[i]))
	}
	return c
}

// count notes one more request of a network and returns the network's number.
func (c *counted) count(seen map[network]int, of network, places int, busy Busy) int {
	if of.hash == 0 {
		return 0
	}
	c.wide = c.wide || of.share == wideShare
	n := firstOf(seen, of, len(c.requested)+1)
	if n > len(c.requested) {
		c.clients.add64(of.hash)
		c.shares.add(of.share)
		c.requested, c.places, c.busy = append(c.requested, 0), append(c.places, 0), append(c.busy, busy)
	}
	c.requested[n-1]++
	c.places[n-1] += places
	return n
}

// pair returns the number of a request's network together with its contact.
func (c *counted) pair(seen map[int64]int, near int64, contact [sha256.Size]byte) int {
	if near == 0 {
		return 0
	}
	hash := pairOf(contact[:], near)
	before := len(seen)
	n := firstOf(seen, hash, before+1)
	if len(seen) > before {
		c.pairHashes.add64(hash)
	}
	return n
}

// arguments are the columns of book_batch_v3 about networks.
func (c counted) arguments() []argument {
	wides := any(c.wides.text())
	if !c.wide {
		wides = nil
	}
	var asked, places, busy, busyPlaces intArray
	askedMost, placesMost := 0, 0
	for i, b := range c.busy {
		asked.add(c.requested[i])
		places.add(c.places[i])
		busy.add(b.Bookings)
		busyPlaces.add(b.Places)
		askedMost, placesMost = max(askedMost, c.requested[i]+b.Bookings), max(placesMost, c.places[i]+b.Places)
	}
	return []argument{{"nears", c.nears.text()}, {"wides", wides}, {"pairs", c.pairs.text()},
		{"clients", c.clients.text()},
		{"shares", c.shares.text()}, {"busy", busy.text()}, {"busy_places", busyPlaces.text()}, {"asked", asked.text()},
		{"asked_places", places.text()}, {"pair_hashes", c.pairHashes.text()}, {"asked_most", askedMost},
		{"places_most", placesMost}}
}
