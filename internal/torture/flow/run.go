package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"jema/internal/torture"
)

// Report is what walking through flows found. Everything from Lost on must
// be 0.
type Report struct {
	Flows        int
	Points       int // calls that were made to fail, each in some manner
	Faults       int // times a call failed
	Acknowledged int // answers that said that it is done
	Excused      int // answers that said: not now, ask again
	Lost         int // said to be done, and not there; or not there after all was done again
	Doubled      int // there twice after it was done again
	HalfDone     int // neither as before nor as after
	Oversold     int // slots with more people than places
	False        int // answers that say neither, a 500 among them
	Broken       int // rows that break an invariant
	Findings     []string
}

// Holds says whether nothing was lost, doubled, half done, oversold or false.
func (r Report) Holds() bool {
	return r.Lost+r.Doubled+r.HalfDone+r.Oversold+r.False+r.Broken == 0
}

// Ordeal walks through flows, each on one of several databases.
type Ordeal struct {
	DSNs    []string  // migrated, empty, each walked through by one at a time
	Journal io.Writer // where what is asked and told is written down; nil for nowhere
	Turn    int       // 0: each call fails in every manner; else in one, in turn from here
	Control bool      // instead of the program's flows, one without any guard

	mu     sync.Mutex
	report Report
}

// Run walks through every flow until no call is left to fail.
func (o *Ordeal) Run(ctx context.Context) (Report, error) {
	todo := make(chan flow)
	failed := make(chan error, len(o.DSNs))
	walking, stop := context.WithCancel(ctx)
	defer stop()
	for _, dsn := range o.DSNs {
		go func() { failed <- o.walk(walking, stop, dsn, todo) }()
	}
	list := flows()
	if o.Control {
		list = controlFlows()
	}
	for _, f := range list {
		select {
		case todo <- f:
		case <-walking.Done():
		}
	}
	close(todo)
	var err error
	for range o.DSNs {
		err = errors.Join(err, <-failed)
	}
	return o.report, errors.Join(err, ctx.Err())
}

func (o *Ordeal) walk(ctx context.Context, stop func(), dsn string, todo <-chan flow) (err error) {
	defer func() {
		if err != nil {
			stop()
		}
	}()
	w, err := newWorld(ctx, dsn)
	if err != nil {
		return fmt.Errorf("furnishing: %w", err)
	}
	defer func() { err = errors.Join(err, w.end()) }()
	for f := range todo {
		if err := o.through(ctx, w, f); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// through walks through one flow: once without a fault, to know what it should
// come to, then with each call failing.
func (o *Ordeal) through(ctx context.Context, w *world, f flow) error {
	p, err := w.plan(f)
	if err != nil {
		return err
	}
	o.add(func(r *Report) { r.Flows++ })
	for n := 1; ; n++ {
		any := false
		for i, m := range torture.Manners {
			if o.Turn > 0 && (n+o.Turn)%len(torture.Manners) != i {
				continue
			}
			fired, err := o.point(ctx, w, p, n, m)
			if err != nil {
				return fmt.Errorf("call %d, %s: %w", n, m, err)
			}
			any = any || fired
		}
		if !any {
			return nil
		}
		o.add(func(r *Report) { r.Points++ })
	}
}

func (o *Ordeal) add(change func(*Report)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change(&o.report)
}

// line is one of the journal: what is asked, with which call failing, and then
// what was told.
type line struct {
	Flow   string
	Call   int
	Manner string
	Failed string `json:",omitempty"` // the call's name
	Again  bool   `json:",omitempty"` // without a fault
	Told   int    `json:",omitempty"` // the answer's status
}

func (o *Ordeal) note(l line) error {
	if o.Journal == nil {
		return nil
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	_, err = o.Journal.Write(append(text, '\n'))
	return err
}
