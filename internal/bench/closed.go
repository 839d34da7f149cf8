package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"jema/internal/work"
)

// Figures are what one load reached.
type Figures struct {
	Rate         float64 // acknowledged bookings a second
	MeanMS       float64
	P50MS, P99MS float64 // 0 where they are not known
	Acknowledged int     // bookings, those after the end of the measure included
	Failed       int     // 5xx: come back in a moment
}

// crowd is a number of clients, each of which sends its next request as soon as
// the last one is answered, over a persistent connection.
type crowd struct {
	addr    string
	clients int
	slots   []int64
	name    string // begins every key
}

// part is what one client saw.
type part struct {
	took    []time.Duration // of answers within the measure
	late    time.Time       // of the one answer that was waited for after its end, zero when none was
	outside int             // bookings acknowledged before it began or after its end
	failed  int
}

// patience is how long a measure waits for its first 201 on a machine that is
// too busy to give one in time.
const patience = time.Minute

// span is when answers count.
type span struct {
	start, end time.Time
	counted    atomic.Bool // an answer was
}

// over reports whether clients stop at a moment: the measure has ended, and at
// least one answer came.
func (s *span) over(now time.Time) bool {
	return !now.Before(s.end) && (s.counted.Load() || now.After(s.end.Add(patience)))
}

// note counts an answer, or notes that it came too early or too late. Where none
// came in time, the first one afterwards counts, and lengthens the measure.
func (s *span) note(p *part, begun, now time.Time) {
	inTime := !now.Before(s.start) && !now.After(s.end)
	if inTime {
		s.counted.Store(true)
	} else if now.Before(s.start) || !s.counted.CompareAndSwap(false, true) {
		p.outside++
		return
	} else {
		p.late = now
	}
	p.took = append(p.took, now.Sub(begun))
}

// run sends requests for a duration, after a warm-up of a quarter of it that is
// not counted. Only status 201 counts. Every client waits for its last answer,
// so that the content of the database is determined.
func (c crowd) run(ctx context.Context, lasts time.Duration) (Figures, error) {
	lines, err := c.dial(ctx)
	if err != nil {
		return Figures{}, err
	}
	parts, failed := make([]part, c.clients), make([]error, c.clients)
	start := time.Now().Add(lasts / 4)
	measure := &span{start: start, end: start.Add(lasts)}
	var wg work.Group
	for i, l := range lines {
		wg.Go(func() {
			defer l.close()
			parts[i], failed[i] = c.client(l, i, measure)
		})
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return Figures{}, fmt.Errorf("le site mesuré n’a pas répondu : %w", err)
		}
	}
	for _, p := range parts {
		if !p.late.IsZero() {
			lasts = p.late.Sub(start)
		}
	}
	return sum(parts, lasts), ctx.Err()
}

// dial connects everybody before the clock starts.
func (c crowd) dial(ctx context.Context) (lines []*line, err error) {
	for range c.clients {
		l, err := dial(ctx, c.addr)
		if err != nil {
			for _, open := range lines {
				open.close()
			}
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func (c crowd) client(l *line, number int, measure *span) (p part, err error) {
	random := rand.New(rand.NewPCG(1, uint64(number))) //nolint:gosec // chance that can be repeated, not a secret
	for n := 0; ; n++ {
		begun := time.Now()
		if measure.over(begun) {
			return p, nil
		}
		w := wish{slot: c.slots[random.IntN(len(c.slots))], key: c.name + "-" + strconv.Itoa(number) + "-" +
			strconv.Itoa(n), party: 1}
		answer, err := l.send(w.request(c.addr))
		if err != nil {
			return p, err
		}
		now := time.Now()
		switch {
		case answer.status >= http.StatusInternalServerError:
			p.failed++
		case answer.status != http.StatusCreated: // there were places for all
			return p, fmt.Errorf("%d %s", answer.status, answer.body)
		default:
			measure.note(&p, begun, now)
		}
	}
}

func sum(parts []part, lasts time.Duration) (f Figures) {
	var took []time.Duration
	var total time.Duration
	for _, p := range parts {
		took = append(took, p.took...)
		f.Acknowledged += len(p.took) + p.outside
		f.Failed += p.failed
	}
	for _, t := range took {
		total += t
	}
	slices.Sort(took)
	f.Rate = float64(len(took)) / lasts.Seconds()
	f.MeanMS = milliseconds(total / time.Duration(max(1, len(took))))
	f.P50MS, f.P99MS = milliseconds(quantile(took, 0.5)), milliseconds(quantile(took, 0.99))
	return f
}
