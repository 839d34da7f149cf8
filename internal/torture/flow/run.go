package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"jema/internal/torture"
	"jema/internal/work"
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

// Verdict converts the report to a verdict: each failed call counts as one
// request.
func (r Report) Verdict() torture.Verdict {
	return torture.Verdict{Requested: r.Faults, Acknowledged: r.Acknowledged, Refused: r.Excused, Lost: r.Lost,
		Doubled: r.Doubled,
		False:   r.False, Oversold: r.Oversold, HalfDone: r.HalfDone, Broken: r.Broken}
}

// Holds reports whether nothing was lost, doubled, half done, oversold or
// false.
func (r Report) Holds() bool { return r.Verdict().Holds() }

// Ordeal walks through flows, each on one of several databases.
type Ordeal struct {
	DSNs    []string  // migrated, empty, each walked through by one at a time
	Journal io.Writer // where what is asked and told is written down; nil for nowhere
	Quick   bool      // each call fails in one manner, in turn, and of those that only read one in five
	Control bool      // instead of the program's flows, one without any guard
	Only    string    // flows whose name holds this; "" for all

	// Walked, if given, is called with each finished flow, from several
	// goroutines.
	Walked func(flow string)

	mu     sync.Mutex
	report Report
}

// Run walks through every flow until no call is left to fail.
func (o *Ordeal) Run(ctx context.Context) (Report, error) {
	todo := make(chan flow)
	var failed []<-chan error
	walking, stop := context.WithCancel(ctx)
	defer stop()
	for _, dsn := range o.DSNs {
		failed = append(failed, work.Go(func() error { return o.walk(walking, stop, dsn, todo) }))
	}
	list := flows()
	if o.Control {
		list = controlFlows()
	}
	for _, f := range list {
		if !strings.Contains(f.name, o.Only) {
			continue
		}
		select {
		case todo <- f:
		case <-walking.Done():
		}
	}
	close(todo)
	var err error
	for _, f := range failed {
		err = errors.Join(err, <-f)
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
		if o.Walked != nil {
			o.Walked(f.name)
		}
	}
	return nil
}

// through runs one flow: once without a fault, to learn its expected result,
// then with each call failing.
func (o *Ordeal) through(ctx context.Context, w *world, f flow) error {
	p, err := w.plan(f)
	if err != nil {
		return err
	}
	o.add(func(r *Report) { r.Flows++ })
	for n := 1; ; n++ {
		manners := o.manners(p, n)
		left := len(manners) == 0
		for _, m := range manners {
			fired, err := o.point(ctx, w, p, n, m)
			if err != nil {
				return fmt.Errorf("call %d, %s: %w", n, m, err)
			}
			left = left || fired
		}
		if !left {
			return nil
		}
		if len(manners) > 0 {
			o.add(func(r *Report) { r.Points++ })
		}
	}
}

// manners are those in which the n-th call of a flow is to fail: none for one
// that is passed over.
func (o *Ordeal) manners(p plan, n int) []torture.Manner {
	all := torture.Manners
	switch {
	case !o.Quick:
		return all
	case n <= len(p.calls) && !p.calls[n-1].Changes && n%5 != len(p.calls)%5:
		return nil
	}
	return all[n%len(all):][:1]
}

func (o *Ordeal) add(change func(*Report)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change(&o.report)
}

// line is one of the journal: the request and the call that fails, and then the
// answer.
type line struct {
	Flow   string
	Call   int
	Manner string
	Failed string `json:",omitempty"` // the call's name
	Again  bool   `json:",omitempty"` // without a fault
	Status int    `json:",omitempty"` // the answer's status
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

// Acknowledged counts the lines of a journal in which a walk with a fault was
// acknowledged.
func Acknowledged(journal io.Reader) (n int, err error) {
	for d := json.NewDecoder(journal); ; {
		var l line
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
		if !l.Again && (answer{status: l.Status}).done() {
			n++
		}
	}
}
