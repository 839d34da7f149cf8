package postgres_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// lives are bookings to which everything happens at the same instant.
type lives struct {
	rivals
	account jema.AccountID
	done    map[string]int // what succeeded, how often
}

// act does one thing of all that can happen to a booking or a slot, at a time
// of its own: clocks of several machines differ, and jump.
func (l *lives) act(ctx context.Context, random *rand.Rand, turn string) {
	now := storetest.Now.Add(time.Duration(random.IntN(72)) * time.Hour)
	slot, other, n := l.slots[random.IntN(len(l.slots))], l.slots[random.IntN(len(l.slots))], 1+random.IntN(5)
	hash, store, territory := links.Hash(l.lately(random)), l.w.Store, l.w.Territory.ID
	deeds := map[string]func() error{
		"accept":  func() error { return store.AcceptOffer(ctx, territory, hash, now) },
		"decline": func() error { return store.DeclineOffer(ctx, territory, hash, now) },
		"leave":   func() error { return store.LeaveWaiting(ctx, territory, hash, now) },
		"cancel":  func() error { return store.CancelBooking(ctx, territory, hash, now) },
		"resize": func() error {
			return store.ChangeParty(ctx, postgres.PartyChange{TerritoryID: territory, TokenHash: hash, Size: n}, now)
		},
		"move":   func() error { return store.MoveBooking(ctx, territory, hash, slot, now) },
		"resend": func() error { return store.ResendLink(ctx, territory, jema.BookingID(n), now) },
		"expire": func() error { _, err := store.ExpireOffers(ctx, now.AddDate(0, 0, 2)); return err },
		"sweep":  func() error { _, err := store.OfferFreed(ctx, now); return err },
		"remind": func() error { _, err := store.QueueReminders(ctx, now.AddDate(0, 1, 8)); return err },
		"route":  func() error { _, err := store.RouteMessages(ctx, now); return err },
		"size": func() error {
			return store.ReviseSlot(ctx, territory, slot, postgres.SlotRevision{Capacity: new(7 + n)}, now)
		},
		"keep": func() error {
			return store.ReviseSlot(ctx, territory, slot, postgres.SlotRevision{Held: new(n - 1)}, now)
		},
		"shift":   func() error { return l.shift(ctx, random, slot, now) },
		"off":     func() error { return l.callOff(ctx, random, now) },
		"held":    func() error { return l.held(ctx, turn, slot, n, now) },
		"ran out": func() error { _, err := store.ExpireHolds(ctx, now.AddDate(0, 0, 3)); return err },
		"call":    func() error { return l.call(ctx, random, now) },
	}
	what := slices.Sorted(maps.Keys(deeds))[random.IntN(len(deeds))]
	do := deeds[what]
	if random.IntN(8) == 0 {
		what, do = "book", func() error { return l.book(ctx, turn, now, slot, other, n) }
	}
	err := do()
	if err != nil && jema.KindOf(err) == 0 {
		l.t.Errorf("%s: %v", what, err)
	}
	if err == nil {
		l.mu.Lock()
		l.done[what]++
		l.mu.Unlock()
	}
}

// lately is one of the bookings made last: those before are mostly over.
func (l *lives) lately(random *rand.Rand) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.keys) == 0 {
		return ""
	}
	return l.keys[len(l.keys)-1-random.IntN(min(len(l.keys), 25))]
}

func (l *lives) shift(ctx context.Context, random *rand.Rand, slot jema.SlotID, now time.Time) error {
	day := fmt.Sprintf("2027-04-%02d", 6+random.IntN(6))
	return l.w.Store.MoveSlot(ctx, l.w.Territory.ID, slot,
		postgres.SlotMove{To: l.w.At(day, 600, jema.Clock(630+random.IntN(60))),
			SlotChange: postgres.SlotChange{Words: slotList}}, now)
}

func (l *lives) callOff(ctx context.Context, random *rand.Rand, now time.Time) error {
	if random.IntN(9) > 0 {
		return jema.ErrSlotClosed // seldom, or nothing is left
	}
	return l.w.Store.CancelSlot(ctx, l.w.Territory.ID, l.slots[0], postgres.SlotChange{Words: slotList}, now)
}

func (l *lives) held(ctx context.Context, turn string, slot jema.SlotID, n int, now time.Time) error {
	h, err := l.w.Store.HoldPlaces(ctx, postgres.HoldRequest{TerritoryID: l.w.Territory.ID, SlotID: slot,
		AccountID: l.account, Places: n}, now)
	if err != nil || n == 1 {
		return err
	}
	if n == 2 {
		return l.w.Store.ReleaseHold(ctx, l.w.Territory.ID, h.ID, l.account, now)
	}
	r := request(slot, "desk "+turn, n-1)
	r.Origin = jema.OriginDesk
	o, err := l.w.Store.BookHeld(ctx, postgres.HoldRef{TerritoryID: l.w.Territory.ID, ID: h.ID, AccountID: l.account},
		now, l.prepared(r))
	l.remember([]postgres.PreparedRequest{l.prepared(r)}, []postgres.BookingOutcome{o})
	return err
}

func (l *lives) call(ctx context.Context, random *rand.Rand, now time.Time) error {
	list, err := l.w.Store.CallList(ctx, l.w.Territory.ID, now)
	if err != nil || len(list) == 0 {
		return err
	}
	outcome := jema.CallOutcomes[random.IntN(len(jema.CallOutcomes))]
	return l.w.Store.RecordCall(ctx, postgres.CallRecord{TerritoryID: l.w.Territory.ID,
		MessageID: list[random.IntN(len(list))].Message.ID, AccountID: l.account, Outcome: outcome, Note: ""}, now)
}

func (l *lives) book(ctx context.Context, turn string, now time.Time, slot, other jema.SlotID, n int) error {
	a, b := request(slot, "a "+turn, n), request(other, "b "+turn, 6-n)
	if n%2 == 0 {
		b.Email, b.Phone = "", fmt.Sprintf("06 12 34 %s", turn)
	}
	batch := []postgres.PreparedRequest{l.prepared(a), l.prepared(b)}
	outcomes, err := l.w.Store.BookBatch(ctx, now, batch)
	if err == nil {
		l.remember(batch, outcomes)
	}
	return err
}

func (r *rivals) prepared(q jema.BookingRequest) postgres.PreparedRequest {
	return postgres.PreparedRequest{BookingRequest: q, TokenHash: links.Hash(q.Key),
		Code: fmt.Sprintf("%08d", r.code.Add(1))}
}

func TestEverythingHappensAtOnce(t *testing.T) {
	w := storetest.New(t)
	l := &lives{rivals: rivals{t: t, w: w}, account: w.Account("accueil@example.org", jema.RoleDesk).ID,
		done: map[string]int{}}
	for i := range 3 {
		o := w.Opening(fmt.Sprintf("Tournage %d", i))
		for hour := range jema.Clock(6) {
			l.slots = append(l.slots, o.Slot("2027-04-10", 600+60*hour, 660+60*hour, 9))
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			random := rand.New(rand.NewPCG(2, uint64(i)))
			for turn := range 25 {
				l.act(ctx, random, fmt.Sprintf("%02d %02d", i, turn))
			}
		})
	}
	all.Wait()
	w.Holds()
	l.settles(storetest.Now.AddDate(0, 0, 4))
	for _, what := range []string{"accept", "decline", "leave", "cancel", "resize", "move", "expire", "size", "keep",
		"shift", "held", "call", "book"} {
		if l.done[what] == 0 {
			t.Errorf("nobody ever managed to %s: %v", what, l.done)
		}
	}
}

// settles lets time pass and upkeep work, after which no offer and no hold is
// past its time, and nobody waits who could come.
func (l *lives) settles(now time.Time) {
	ctx, store := l.t.Context(), l.w.Store
	sent(l.t, l.w)
	for range 3 {
		for _, task := range []func(context.Context, time.Time) (int, error){store.ExpireHolds, store.ExpireOffers,
			store.OfferFreed} {
			if _, err := task(ctx, now); err != nil {
				l.t.Error(err)
			}
		}
		sent(l.t, l.w)
	}
	l.w.Holds()
	for what, query := range map[string]string{
		"offers past their time": `SELECT count(*) FROM booking WHERE status = 'offered' AND offer_expires_at <= $1`,
		"holds past their time":  `SELECT count(*) FROM hold WHERE expires_at <= $1`,
		"parties who wait though there is room": `SELECT count(*) FROM booking b JOIN slot s ON s.id = b.slot_id
			WHERE b.status = 'waiting' AND s.state = 'open' AND b.party_size <= s.capacity - s.taken - s.held AND
				s.starts_at > $1`,
	} {
		if n := count(l.t, l.w, query, now); n != 0 {
			l.t.Errorf("%d %s", n, what)
		}
	}
}

// race runs two deeds at the same instant, again and again, until an invariant
// breaks; it is the control of a test that holds because of a guard which the
// deeds do without.
func race(t *testing.T, w *storetest.World, rounds int, invariant string, again func(), deeds ...func() error) {
	t.Helper()
	for range rounds {
		again()
		var all sync.WaitGroup
		for _, do := range deeds {
			all.Go(func() {
				if err := do(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, i := range check(t, w.Store) {
			if i.Name == invariant && i.Broken > 0 {
				return
			}
		}
	}
	t.Errorf("the control never broke %q: the test proves nothing", invariant)
}

func inTx(w *storetest.World, work func(*sqlx.Tx) error) error {
	tx, err := w.DB.Beginx()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Control: an offer accepted and expired at once by programs that look before
// they lock.
func TestControlOfOffersWithoutTheLock(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 4)
	book(t, w, request(slot, "un", 4))
	answer := func(set string, places int) func() error {
		return func() error {
			return inTx(w, func(tx *sqlx.Tx) error {
				var status string
				if err := tx.Get(&status, `SELECT status FROM booking WHERE slot_id = $1`, slot); err != nil ||
					status != "offered" {
					return err
				}
				if _, err := tx.Exec(`UPDATE booking SET `+set+` WHERE slot_id = $1`, slot); err != nil {
					return err
				}
				_, err := tx.Exec(`UPDATE slot SET taken = taken - $2 WHERE id = $1`, slot, places)
				return err
			})
		}
	}
	again := func() {
		_, err := w.DB.Exec(`UPDATE booking SET status = 'offered', cancelled_at = NULL, offered_at = now(),
			offer_expires_at = now() + interval '1 hour'`)
		mustDo(t, err)
		_, err = w.DB.Exec(`UPDATE slot SET taken = 4`)
		mustDo(t, err)
	}
	race(t, w, 2000, "slot.taken = places of live bookings and holds", again,
		answer(`status = 'confirmed', cancelled_at = NULL`, 0), answer(`status = 'cancelled', cancelled_at = now()`, 4))
}

// Control: two parties move into the same place by a program that counts
// before it locks.
func TestControlOfMovesWithoutTheLock(t *testing.T) {
	w := storetest.New(t)
	_, err := w.DB.Exec(`ALTER TABLE slot DROP CONSTRAINT slot_not_oversold, DROP CONSTRAINT slot_room_for_held`)
	mustDo(t, err)
	o := w.Opening("Tournage")
	here, there := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 2)
	book(t, w, request(here, "un", 2), request(here, "deux", 2))
	carry := func(key string) func() error {
		return func() error {
			return inTx(w, func(tx *sqlx.Tx) error {
				var free int
				if err := tx.Get(&free, `SELECT capacity - taken FROM slot WHERE id = $1`, there); err != nil || free < 2 {
					return err
				}
				_, err := tx.Exec(`WITH gone AS (UPDATE booking SET slot_id = $1 WHERE idempotency_key = $2 RETURNING id)
					UPDATE slot SET taken = taken + CASE id WHEN $1 THEN 2 ELSE -2 END WHERE id IN ($1, $3)`, there, key, here)
				return err
			})
		}
	}
	again := func() {
		_, err := w.DB.Exec(`UPDATE booking SET slot_id = $1`, here)
		mustDo(t, err)
		_, err = w.DB.Exec(`UPDATE slot SET taken = CASE id WHEN $1 THEN 4 ELSE 0 END`, here)
		mustDo(t, err)
	}
	race(t, w, 2000, "no slot is oversold", again, carry("un"), carry("deux"))
}

// Control: two slots locked in the order in which they are named, instead of by
// id, wait for each other in a circle.
func TestControlOfLocksInAnyOrder(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slots := []jema.SlotID{o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 4)}
	_, err := w.DB.Exec(`ALTER DATABASE ` + databaseName(t, w) + ` SET deadlock_timeout = '10ms'`)
	mustDo(t, err)
	deadlocks := func(first, second int) (n int) {
		var all sync.WaitGroup
		var mu sync.Mutex
		for _, order := range [][2]jema.SlotID{{slots[0], slots[1]}, {slots[first], slots[second]}} {
			all.Go(func() {
				err := inTx(w, func(tx *sqlx.Tx) error {
					for _, id := range order {
						if _, err := tx.Exec(`SELECT 1 FROM slot WHERE id = $1 FOR NO KEY UPDATE`, id); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					mu.Lock()
					n++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		return n
	}
	inOrder, crossed := 0, 0
	for range 300 {
		inOrder += deadlocks(0, 1)
		if crossed += deadlocks(1, 0); crossed > 0 && inOrder == 0 {
			return
		}
	}
	t.Errorf("%d deadlocks in order, %d in any order", inOrder, crossed)
}

func databaseName(t *testing.T, w *storetest.World) (name string) {
	t.Helper()
	mustDo(t, w.DB.Get(&name, `SELECT quote_ident(current_database())`))
	return name
}
