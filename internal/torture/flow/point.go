package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jema/internal/torture"
)

// plan is a flow with what it should come to.
type plan struct {
	flow
	calls         []torture.Call
	before, after string
	between       []string // what is there after each transaction
}

// set prepares the place for a flow.
func (w *world) set(f flow) (before string, err error) {
	if err := w.tidy(); err != nil {
		return "", err
	}
	if f.prepare != nil {
		if err := f.prepare(w); err != nil {
			return "", fmt.Errorf("preparing: %w", err)
		}
	}
	return w.state()
}

// plan does a flow without a fault and looks after each commit.
func (w *world) plan(f flow) (p plan, err error) {
	p.flow = f
	if p.before, err = w.set(f); err != nil {
		return p, err
	}
	p.between = []string{p.before}
	var failed error
	w.points.Arm(0, torture.Lost, func() {
		now, err := w.state()
		if failed = errors.Join(failed, err); !slices.Contains(p.between, now) {
			p.between = append(p.between, now)
		}
	})
	told := f.do(w)
	p.calls, _ = w.points.Disarm()
	if p.after, err = w.state(); err != nil || failed != nil {
		return p, errors.Join(err, failed)
	}
	steps := f.steps
	if steps == 0 {
		steps = 1
	}
	switch {
	case told.status != 0 && !told.done():
		return p, fmt.Errorf("without a fault it is told %d: %s", told.status, words(told.body))
	case !f.bare && (len(p.between) != 1+max(steps, 0) || p.between[len(p.between)-1] != p.after):
		return p, fmt.Errorf("without a fault there are %d states, not %d:\n%s", len(p.between), 1+max(steps, 0),
			strings.Join(p.between, "\n--\n"))
	case len(p.calls) == 0:
		return p, errors.New("it calls nothing")
	}
	return p, nil
}

// point runs a flow with its n-th call failing in a manner and judges the
// answer, then runs it again without a fault and judges the result.
func (o *Ordeal) point(ctx context.Context, w *world, p plan, n int, m torture.Manner) (fired bool, err error) {
	before, err := w.set(p.flow)
	if err != nil {
		return false, err
	}
	if before != p.before {
		return false, fmt.Errorf("the place is not as it was:\n%s", before)
	}
	if err := o.note(line{Flow: p.name, Call: n, Manner: m.String()}); err != nil {
		return false, err
	}
	w.points.Arm(n, m, nil)
	told := p.do(w)
	_, failed := w.points.Disarm()
	if failed == "" {
		return false, nil
	}
	if err := o.note(line{Flow: p.name, Call: n, Manner: m.String(), Failed: failed, Status: told.status}); err != nil {
		return false, err
	}
	j := judge{o, w, p, fmt.Sprintf("%s, call %d (%s) %s", p.name, n, failed, m)}
	done, err := j.first(ctx, told)
	if err != nil {
		return true, err
	}
	if p.settle != nil {
		if err := p.settle(w); err != nil {
			return true, err
		}
	}
	again := p.do(w)
	if err := o.note(line{Flow: p.name, Call: n, Manner: m.String(), Again: true, Status: again.status}); err != nil {
		return true, err
	}
	return true, j.second(ctx, again, done)
}

// judge counts what is wrong with one walk.
type judge struct {
	o    *Ordeal
	w    *world
	p    plan
	what string
}

// found notes something that must not be.
func (j judge) found(count func(*Report), how string, args ...any) {
	j.o.add(func(r *Report) {
		count(r)
		r.Findings = append(r.Findings, j.what+": "+fmt.Sprintf(how, args...))
	})
}

// first judges the answer to the faulty walk and what it left in the database.
// done reports that the flow's result is there already.
func (j judge) first(ctx context.Context, told answer) (done bool, err error) {
	now, err := j.w.state()
	if err != nil {
		return false, err
	}
	j.o.add(func(r *Report) { r.Faults++ })
	switch {
	case told.status == 0:
	case told.done():
		j.o.add(func(r *Report) { r.Acknowledged++ })
		if now != j.p.after {
			j.found(func(r *Report) { r.Lost++ }, "told %d, and it is not so:\n%s", told.status, difference(j.p.after, now))
		}
	case told.away():
		j.o.add(func(r *Report) { r.Excused++ })
	default:
		j.found(func(r *Report) { r.False++ }, "told %d: %s", told.status, words(told.body))
	}
	half := !slices.Contains(j.p.between, now) && now != j.p.after
	if half {
		j.found(func(r *Report) { r.HalfDone++ }, "half done:\n%s", difference(j.p.before, now))
	}
	if j.o.Quick && !half {
		return now == j.p.after, nil // the invariants are asked when it is done again
	}
	return now == j.p.after, j.whole(ctx)
}

// second judges what there is when it was done again.
func (j judge) second(ctx context.Context, told answer, done bool) error {
	if told.status != 0 && !told.done() && (!done || told.status != j.p.already) {
		j.found(func(r *Report) { r.False++ }, "again, without a fault, told %d: %s", told.status, words(told.body))
	}
	now, err := j.w.state()
	if err != nil {
		return err
	}
	switch {
	case now == j.p.after:
	case lines(now) > lines(j.p.after):
		j.found(func(r *Report) { r.Doubled++ }, "again, and there is more:\n%s", difference(j.p.after, now))
	default:
		j.found(func(r *Report) { r.Lost++ }, "again, and it is not there:\n%s", difference(j.p.after, now))
	}
	lost, doubled, err := j.w.delivered()
	if err != nil {
		return err
	}
	if lost+doubled > 0 {
		j.found(func(r *Report) { r.Lost += lost; r.Doubled += doubled },
			"%d letters marked as sent never came, %d came that are no message's", lost, doubled)
	}
	return j.whole(ctx)
}

// whole checks every invariant.
func (j judge) whole(ctx context.Context) error {
	rows, oversold, err := j.w.broken(ctx)
	if rows > 0 {
		j.found(func(r *Report) { r.Broken += rows; r.Oversold += oversold }, "%d rows break an invariant", rows)
	}
	return err
}

// difference are the lines of a state that are not in another, and the other
// way round.
func difference(wanted, got string) string {
	var d strings.Builder
	w, g := strings.Split(wanted, "\n"), strings.Split(got, "\n")
	for _, l := range w {
		if !slices.Contains(g, l) {
			_, _ = fmt.Fprintln(&d, "-", l)
		}
	}
	for _, l := range g {
		if !slices.Contains(w, l) {
			_, _ = fmt.Fprintln(&d, "+", l)
		}
	}
	return d.String()
}
