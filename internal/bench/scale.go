package bench

import (
	"context"
	"fmt"
	"slices"
)

// scaleClients is how many requests are in flight in the small and the large
// world.
const scaleClients = 256

// scaleCells compare the engine in a small world and in one that has grown.
func (c *contest) scaleCells(ctx context.Context) error {
	c.Log(fmt.Sprintf("Un monde de %d créneaux et %d réservations se remplit…", c.Large[0], c.Large[1]))
	for _, w := range []struct {
		name            string
		slots, bookings int
	}{{Small, smallSlots, 0}, {Large, c.Large[0], c.Large[1]}} {
		world, err := c.ground.world(ctx, w.name, size{w.slots, 100, 100_000_000})
		if err != nil {
			return err
		}
		c.closes = append(c.closes, world.Close)
		if err := world.fill(ctx, w.bookings); err != nil {
			return err
		}
		site, err := c.begin(ctx, world.DSN, Engine)
		if err != nil {
			return err
		}
		c.add(w.name, SpreadOut, scaleClients, func(ctx context.Context, repetition int) (Figures, error) {
			return c.grown(ctx, world, site, repetition)
		})
	}
	return nil
}

// grown measures in a world whose bookings stay from one repetition to the
// next. Counting is quick; the invariants are checked after the last
// repetition.
func (c *contest) grown(ctx context.Context, world *World, site *child, repetition int) (Figures, error) {
	before, err := world.bookings(ctx)
	if err != nil {
		return Figures{}, err
	}
	f, err := crowd{site.addr, scaleClients, world.Slots, fmt.Sprint("v", repetition)}.run(ctx, c.Each)
	if err != nil {
		return f, err
	}
	judge := world.counts
	if repetition == c.Repetitions-1 {
		judge = world.holds
	}
	return f, judge(ctx, before, f.Acknowledged, f.Failed)
}

// sumUp makes a cell's figures from its repetitions.
func (c *Cell) sumUp() {
	of := func(value func(Figures) float64) Spread {
		var list []float64
		for _, f := range c.seen {
			list = append(list, value(f))
		}
		return spreadOf(list)
	}
	for _, f := range c.seen {
		c.Failed += f.Failed
	}
	c.Rate = of(func(f Figures) float64 { return f.Rate })
	c.MeanMS = of(func(f Figures) float64 { return f.MeanMS })
	c.P50MS = of(func(f Figures) float64 { return f.P50MS })
	c.P99MS = of(func(f Figures) float64 { return f.P99MS })
}

// ratios compare what was measured in one repetition. A name without a number
// is about the most requests in flight.
func (c *contest) ratios() map[string]Spread {
	list := map[string]Spread{"scale_flatness": c.ratio(Large, SpreadOut, scaleClients, Small, SpreadOut, scaleClients)}
	most := slices.Max(c.InFlight)
	for _, n := range c.InFlight {
		names := []string{fmt.Sprint("_", n)}
		if n == most {
			names = append(names, "")
		}
		for _, suffix := range names {
			list["spread_vs_simple_update"+suffix] = c.ratio(Engine, SpreadOut, n, SimpleUpdate, "", simpleUpdate.clients)
			list["spread_vs_for_update"+suffix] = c.ratio(Engine, SpreadOut, n, ForUpdate, SpreadOut, n)
			list["spread_vs_single"+suffix] = c.ratio(Engine, SpreadOut, n, OneByOne, SpreadOut, n)
			list["spread_vs_batch"+suffix] = c.ratio(Engine, SpreadOut, n, Batch, SpreadOut, 2)
			list["hot_vs_one_row"+suffix] = c.ratio(Engine, Hot, n, OneRow, Hot, 64)
			list["hot_vs_for_update"+suffix] = c.ratio(Engine, Hot, n, ForUpdate, Hot, n)
		}
	}
	return list
}

func (c *contest) ratio(contestant, where string, inFlight int, against, whereAgainst string,
	inFlightAgainst int) Spread {
	return spreadOf(ratios(c.rates(contestant, where, inFlight), c.rates(against, whereAgainst, inFlightAgainst)))
}

func (c *contest) rates(contestant, where string, inFlight int) (list []float64) {
	for _, cell := range c.cells {
		if cell.Contestant == contestant && cell.Where == where && cell.InFlight == inFlight {
			for _, f := range cell.seen {
				list = append(list, f.Rate)
			}
		}
	}
	return list
}
