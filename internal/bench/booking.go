package bench

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// BookingPlan configures the comparison of ways to take bookings.
type BookingPlan struct {
	Repetitions  int
	Each         time.Duration // of one measure
	InFlight     []int         // requests at once, over HTTP
	Slots        int           // over which they are spread
	PgbenchScale int
	Large        [2]int // slots and bookings of the large world
	BreakOne     bool   // break an invariant, to see that it is noticed
	Site         Program
	Log          func(string)
}

// BookingDefault is the measure that is published, BookingQuick one that only
// shows that it works.
func BookingDefault() BookingPlan {
	return BookingPlan{Repetitions: 5, Each: 1500 * time.Millisecond, InFlight: []int{64, 256, 1024}, Slots: 5000,
		PgbenchScale: 50, Large: [2]int{250_000, 1_000_000}}
}

// BookingQuick is BookingDefault in short.
func BookingQuick() BookingPlan {
	return BookingPlan{Repetitions: 1, Each: 600 * time.Millisecond, InFlight: []int{64, 256, 1024}, Slots: 500,
		PgbenchScale: 1, Large: [2]int{2000, 4000}}
}

// smallSlots is the world that the large one is compared with.
const smallSlots = 500

// Cell is one contestant under one load.
type Cell struct {
	Contestant string `json:"contestant"`
	Where      string `json:"where,omitempty"` // spread, hot
	InFlight   int    `json:"in_flight"`
	Rate       Spread `json:"per_second"`
	MeanMS     Spread `json:"mean_ms"`
	P50MS      Spread `json:"p50_ms"`
	P99MS      Spread `json:"p99_ms"`
	Failed     int    `json:"failed"` // 5xx in all repetitions

	run  func(ctx context.Context, repetition int) (Figures, error)
	seen []Figures
}

// Contestants that are no way of the site.
const (
	SimpleUpdate = "simple-update" // pgbench's own
	OneRow       = "one-row"       // the booking function for one request, by pgbench
	Batch        = "batch"         // for 256 requests, two clients
	Small        = "small"         // the engine in a world of 500 slots
	Large        = "large"         // and in a large one
)

// Where the requests go.
const (
	SpreadOut = "spread"
	Hot       = "hot"
)

// BookingReport is what a run found.
type BookingReport struct {
	Machine Machine
	Cells   []*Cell
	Ratios  map[string]Spread // by their stable names
}

// contest is a run under way.
type contest struct {
	BookingPlan
	ground *Ground
	main   *World
	sites  map[string]*child
	closes []func() error
	cells  []*Cell
}

// Booking compares the ways of taking bookings. The error is a *BrokenError when an
// invariant did not hold after a measure.
func Booking(ctx context.Context, plan BookingPlan) (r BookingReport, err error) {
	c := &contest{BookingPlan: plan, sites: map[string]*child{}}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.prepare(ctx); err != nil {
		return r, err
	}
	r.Machine = c.ground.machine(ctx)
	for repetition := range plan.Repetitions {
		plan.Log(fmt.Sprintf("Répétition %d sur %d…", repetition+1, plan.Repetitions))
		for _, cell := range c.cells {
			f, err := cell.run(ctx, repetition)
			if err != nil {
				return r, fmt.Errorf("%s %s %d : %w", cell.Contestant, cell.Where, cell.InFlight, err)
			}
			cell.seen = append(cell.seen, f)
		}
	}
	for _, cell := range c.cells {
		cell.sumUp()
	}
	r.Cells, r.Ratios, r.Machine.LoadAfter = c.cells, c.ratios(), load()
	return r, nil
}

func (c *contest) close() (err error) {
	for i := len(c.closes) - 1; i >= 0; i-- {
		err = errors.Join(err, c.closes[i]())
	}
	return err
}

func (c *contest) prepare(ctx context.Context) (err error) {
	c.Log("Préparation de la base de mesure…")
	if c.ground, err = NewGround(ctx, c.Log); err != nil {
		return err
	}
	c.closes = append(c.closes, c.ground.Close)
	if c.main, err = c.ground.world(ctx, "main", size{c.Slots, 100, 100_000_000}); err != nil {
		return err
	}
	c.closes = append(c.closes, c.main.Close)
	dsn, err := c.ground.create(ctx, "pgbench")
	if err != nil {
		return err
	}
	if err := c.ground.initialise(ctx, dsn, c.PgbenchScale); err != nil {
		return err
	}
	c.pgbenchCells(dsn)
	if err := c.siteCells(ctx); err != nil {
		return err
	}
	if err := c.scaleCells(ctx); err != nil {
		return err
	}
	return c.ground.flush(ctx)
}

func (c *contest) pgbenchCells(dsn string) {
	c.add(SimpleUpdate, "", simpleUpdate.clients, func(ctx context.Context, _ int) (Figures, error) {
		return c.ground.run(ctx, dsn, simpleUpdate, c.Each)
	})
	hot := c.main.Slots[len(c.main.Slots)/2:][:1]
	c.addScript(OneRow, SpreadOut, bookingCall(c.main.Slots, 1, 64))
	c.addScript(OneRow, Hot, bookingCall(hot, 1, 64))
	c.addScript(Batch, SpreadOut, bookingCall(c.main.Slots, 256, 2))
	c.addScript(Batch, Hot, bookingCall(hot, 256, 1))
}

func (c *contest) addScript(contestant, where string, s script) {
	c.add(contestant, where, s.clients, func(ctx context.Context, _ int) (Figures, error) {
		return c.judged(ctx, func() (Figures, error) { return c.ground.run(ctx, c.main.DSN, s, c.Each) })
	})
}

// siteCells start the three sites and add their measures.
func (c *contest) siteCells(ctx context.Context) error {
	for _, way := range []string{ForUpdate, OneByOne, Engine} {
		site, err := c.begin(ctx, c.main.DSN, way)
		if err != nil {
			return err
		}
		for _, clients := range c.InFlight {
			c.addCrowd(way, SpreadOut, crowd{site.addr, clients, c.main.Slots, "v"})
			c.addCrowd(way, Hot, crowd{site.addr, clients, c.main.Slots[len(c.main.Slots)/2:][:1], "v"})
		}
	}
	return nil
}

func (c *contest) addCrowd(way, where string, people crowd) {
	c.add(way, where, people.clients, func(ctx context.Context, _ int) (Figures, error) {
		return c.judged(ctx, func() (Figures, error) { return people.run(ctx, c.Each) })
	})
}

func (c *contest) begin(ctx context.Context, dsn, way string) (*child, error) {
	site, err := c.Site.begin(ctx, dsn, way)
	if err == nil {
		c.closes = append(c.closes, site.stop)
	}
	return site, err
}

// judged measures in a world without bookings and checks every invariant
// afterwards.
func (c *contest) judged(ctx context.Context, measure func() (Figures, error)) (Figures, error) {
	if err := c.main.reset(ctx); err != nil {
		return Figures{}, err
	}
	f, err := measure()
	if err != nil {
		return f, err
	}
	if c.BreakOne {
		if err := c.main.breakOne(ctx); err != nil {
			return f, err
		}
	}
	return f, c.main.holds(ctx, 0, f.Acknowledged, f.Failed)
}

func (c *contest) add(contestant, where string, clients int, run func(context.Context, int) (Figures, error)) {
	c.cells = append(c.cells, &Cell{Contestant: contestant, Where: where, InFlight: clients, run: run})
}
