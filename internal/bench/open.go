package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"jema/internal/work"
)

// lines are connections to a site that whoever needs one takes, and opens when
// none is free, up to a most.
type lines struct {
	addr string
	room chan struct{}
	mu   sync.Mutex
	idle []*line
}

func newLines(addr string, most int) *lines {
	return &lines{addr: addr, room: make(chan struct{}, most)}
}

// send sends a request on a free line, and waits for one if necessary.
func (l *lines) send(ctx context.Context, request []byte) (response, error) {
	l.room <- struct{}{}
	return l.sendNow(ctx, request)
}

// sendNow is send for a caller that has reserved a line already.
func (l *lines) sendNow(ctx context.Context, request []byte) (response, error) {
	defer func() { <-l.room }()
	free := l.take()
	if free == nil {
		var err error
		if free, err = dial(ctx, l.addr); err != nil {
			return response{}, err
		}
	}
	answer, err := free.send(request)
	if err != nil {
		free.close()
		return answer, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.idle = append(l.idle, free)
	return answer, nil
}

func (l *lines) take() *line {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.idle) == 0 {
		return nil
	}
	last := l.idle[len(l.idle)-1]
	l.idle = l.idle[:len(l.idle)-1]
	return last
}

func (l *lines) close() {
	for _, open := range l.idle {
		open.close()
	}
}

// answers counts the answers of a rush.
type answers struct {
	mu     sync.Mutex
	kinds  map[string]int
	took   []time.Duration   // from the moment a request was due
	booked map[string]string // the first 201 by key
	broken string            // a repeated request that was told something else
	failed int               // 5xx, or no answer at all
}

func (t *answers) note(a arrival, answer response, err error, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.took = append(t.took, took)
	kind := "lost"
	if err == nil {
		kind = answer.kind()
	}
	if err != nil || answer.status >= http.StatusInternalServerError {
		t.failed++
	}
	if answer.status == http.StatusCreated && err == nil {
		first, repeated := t.booked[a.key]
		if !repeated {
			t.booked[a.key] = identity(answer.body)
		} else {
			kind = "repeated"
			if got := identity(answer.body); got != first {
				t.broken = fmt.Sprintf("la même demande a reçu deux réponses : %s, puis %s", first, got)
			}
		}
	}
	t.kinds[kind]++
}

// bookingLines bounds how many bookings are in flight: further visitors wait,
// and their wait is counted.
const bookingLines = 4096

// play sends every arrival when it is due and waits for all answers.
func play(ctx context.Context, addr string, arrivals []arrival) (*answers, error) {
	t := &answers{kinds: map[string]int{}, booked: map[string]string{}}
	pool := newLines(addr, bookingLines)
	defer pool.close()
	var wg work.Group
	defer wg.Wait()
	start := time.Now()
	for _, a := range arrivals {
		if err := until(ctx, start.Add(a.at)); err != nil {
			return nil, err
		}
		wg.Go(func() {
			answer, err := pool.send(ctx, a.request(addr))
			t.note(a, answer, err, time.Since(start.Add(a.at)))
		})
	}
	wg.Wait()
	slices.Sort(t.took)
	return t, nil
}

func until(ctx context.Context, moment time.Time) error {
	left := time.Until(moment)
	if left <= 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(left):
		return nil
	}
}

// Views are the pages looked at beside the bookings.
type Views struct {
	Requested float64 `json:"asked_per_second"`
	Served    float64 `json:"served_per_second"`
	Failed    int     `json:"failed"` // answers other than 200
	P50MS     float64 `json:"p50_ms"`
	P99MS     float64 `json:"p99_ms"`
}

// viewLines bounds how many pages are requested at once. A view that is due
// while all lines are in use is dropped; the rate that was reached shows it.
const viewLines = 64

// look requests a commune's page at a given rate a second until ctx ends.
func look(ctx context.Context, addr string, rate float64) Views {
	v, start := Views{}, time.Now()
	var mu sync.Mutex
	var took []time.Duration
	served, pool := 0, newLines(addr, viewLines)
	var wg work.Group
	random := rand.New(rand.NewPCG(2, 2)) //nolint:gosec // chance that can be repeated, not a secret
	request := view(addr)
	for due := start; until(ctx,
		due) == nil; due = due.Add(time.Duration(random.ExpFloat64() / rate * float64(time.Second))) {
		select {
		case pool.room <- struct{}{}:
		default:
			continue
		}
		wg.Go(func() {
			answer, err := pool.sendNow(context.WithoutCancel(ctx), request)
			mu.Lock()
			defer mu.Unlock()
			if err != nil || answer.status != http.StatusOK {
				v.Failed++
				return
			}
			served++
			took = append(took, time.Since(due))
		})
	}
	lasted := time.Since(start).Seconds()
	wg.Wait()
	pool.close()
	slices.Sort(took)
	v.Requested, v.Served = rate, float64(served)/lasted
	v.P50MS, v.P99MS = milliseconds(quantile(took, 0.5)), milliseconds(quantile(took, 0.99))
	return v
}
