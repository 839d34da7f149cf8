package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jema/internal/work"
)

// RushPlan configures which opening days are simulated.
type RushPlan struct {
	Rushes   []Rush
	Most     int // repetitions of a rush, whatever it says itself
	Slots    int
	Capacity int
	ViewRate float64 // pages of a commune a second, beside those that have views
	Seed     uint64
	BreakOne bool // break an invariant, to see that it is noticed
	Site     Program
	Log      func(string)
}

// Rush is one opening day.
type Rush struct {
	Name     string
	Visitors int
	Window   time.Duration
	Way      string
	Views    bool
	Times    int // repetitions: what lasts a minute is long enough to be played once
}

// The rushes by name; what ends in Alone has no pages beside it.
const (
	Town60        = "town60"
	Rush60        = "rush60"
	Rush6         = "rush6"
	Rush6Control  = "rush6_for_update"
	Rush60Alone   = "rush60_alone"
	Rush6Alone    = "rush6_alone"
	Rush6Control2 = "rush6_for_update_alone"
)

// RushDefault is an agglomeration's honest opening and ten times as much, in a
// minute and in six seconds. Those of six seconds alternate, five times.
func RushDefault() RushPlan {
	const minute, moment = 60 * time.Second, 6 * time.Second
	return RushPlan{Slots: 300, Capacity: 60, ViewRate: 1000, Seed: 2027, Most: 5, Rushes: []Rush{
		{Town60, 2000, minute, Engine, true, 1},
		{Rush60, 20_000, minute, Engine, true, 1},
		{Rush6, 20_000, moment, Engine, true, 5},
		{Rush6Control, 20_000, moment, ForUpdate, true, 5},
		{Rush60Alone, 20_000, minute, Engine, false, 1},
		{Rush6Alone, 20_000, moment, Engine, false, 5},
		{Rush6Control2, 20_000, moment, ForUpdate, false, 5},
	}}
}

// RushQuick is RushDefault with a hundredth of the visitors, in a second each.
func RushQuick() RushPlan {
	plan := RushDefault()
	plan.Repeat(1)
	for i := range plan.Rushes {
		plan.Rushes[i].Visitors /= 100
		plan.Rushes[i].Window = time.Second
	}
	return plan
}

// Repeat changes how often a plan plays what it plays more than once.
func (p *RushPlan) Repeat(times int) {
	p.Most = times
	for i := range p.Rushes {
		if p.Rushes[i].Times > 1 {
			p.Rushes[i].Times = times
		}
	}
}

// Day is what became of a rush.
type Day struct {
	Name     string         `json:"name"`
	Way      string         `json:"way"`
	Visitors int            `json:"visitors"`
	Seconds  float64        `json:"seconds"`
	Sent     int            `json:"sent"` // visitors and repetitions
	Answers  map[string]int `json:"answers"`
	P50MS    float64        `json:"p50_ms"`
	P99MS    float64        `json:"p99_ms"`
	P999MS   float64        `json:"p999_ms"`
	Failed   int            `json:"failed"` // 5xx, or no answer
	PeakMB   float64        `json:"rss_mb"`
	Views    *Views         `json:"views,omitempty"`
}

// RushReport is what a run found.
type RushReport struct {
	Machine Machine
	Days    []Day
}

// Rushes plays the opening days of a plan, each on a world of its own. The
// error is a *BrokenError when an invariant did not hold after one.
func Rushes(ctx context.Context, plan RushPlan) (r RushReport, err error) {
	plan.Log("Préparation de la base de mesure…")
	ground, err := NewGround(ctx, plan.Log)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, ground.Close()) }()
	r.Machine = ground.machine(ctx)
	world, err := ground.world(ctx, "rush", size{plan.Slots, 5, plan.Capacity})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, world.Close()) }()
	for repetition := range plan.Most {
		for _, rush := range plan.Rushes {
			if repetition >= rush.Times {
				continue
			}
			plan.Log(fmt.Sprintf("%s, %d/%d : %d visiteurs en %.0f s…", rush.Name, repetition+1, min(rush.Times, plan.Most),
				rush.Visitors, rush.Window.Seconds()))
			day, err := plan.day(ctx, world, rush)
			if err != nil {
				return r, fmt.Errorf("%s : %w", rush.Name, err)
			}
			r.Days = append(r.Days, day)
		}
	}
	r.Machine.LoadAfter = load()
	return r, nil
}

func (p RushPlan) day(ctx context.Context, world *World, r Rush) (d Day, err error) {
	if err := world.reset(ctx); err != nil {
		return d, err
	}
	site, err := p.Site.begin(ctx, world.DSN, r.Way)
	if err != nil {
		return d, err
	}
	arrivals := rush(p.Seed, r.Visitors, r.Window, world.Slots)
	looking, stop := context.WithCancel(ctx)
	var views work.Group
	if r.Views {
		d.Views = &Views{}
		views.Go(func() { *d.Views = look(looking, site.addr, p.ViewRate) })
	}
	t, err := play(ctx, site.addr, arrivals)
	stop()
	views.Wait()
	d.PeakMB = site.peakMB()
	if err := errors.Join(err, site.stop()); err != nil {
		return d, err
	}
	if d.PeakMB == 0 {
		d.PeakMB = site.peakAtEnd()
	}
	d.Name, d.Way, d.Visitors, d.Seconds, d.Sent = r.Name, r.Way, r.Visitors, r.Window.Seconds(), len(arrivals)
	d.sumUp(t)
	return d, p.judge(ctx, world, t)
}

func (d *Day) sumUp(t *answers) {
	d.Answers, d.Failed = t.kinds, t.failed
	d.P50MS, d.P99MS, d.P999MS = milliseconds(quantile(t.took, 0.5)), milliseconds(quantile(t.took, 0.99)),
		milliseconds(quantile(t.took, 0.999))
}

// judge compares the visitors' answers with the database.
func (p RushPlan) judge(ctx context.Context, world *World, t *answers) error {
	if p.BreakOne {
		if err := world.breakOne(ctx); err != nil {
			return err
		}
	}
	if t.broken != "" {
		return &BrokenError{t.broken}
	}
	return world.holds(ctx, 0, len(t.booked), t.failed)
}

// identity is what must be the same whenever a booking is answered.
func identity(body []byte) string {
	var made struct {
		ID     int64
		Code   string
		Status string
	}
	if err := json.Unmarshal(body, &made); err != nil {
		return err.Error()
	}
	return fmt.Sprint(made.ID, " ", made.Code, " ", made.Status)
}
