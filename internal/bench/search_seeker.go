package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"jema/internal/work"
)

// seekers are clients that send one question after the other over persistent
// connections.
type seekers struct {
	addr     string
	clients  int
	seed     uint64
	question func(*rand.Rand) string // returns an address

	mu             sync.Mutex
	bytes, answers int
}

// run sends questions for a duration, after a warm-up of a quarter of it that
// is not counted. A status other than 200 ends it.
func (s *seekers) run(ctx context.Context, lasts time.Duration) (Figures, error) {
	parts, failed := make([]part, s.clients), make([]error, s.clients)
	start := time.Now().Add(lasts / 4)
	measure := &span{start: start, end: start.Add(lasts)}
	var wg work.Group
	for i := range s.clients {
		wg.Go(func() { parts[i], failed[i] = s.client(ctx, i, measure) })
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return Figures{}, fmt.Errorf("la recherche n’a pas répondu : %w", err)
		}
	}
	return sum(parts, lasts), ctx.Err()
}

func (s *seekers) client(ctx context.Context, number int, measure *span) (p part, err error) {
	l, err := dial(ctx, s.addr)
	if err != nil {
		return p, err
	}
	defer l.close()
	random := rand.New(rand.NewPCG(s.seed, uint64(number))) //nolint:gosec // a load that can be repeated
	for {
		request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", s.question(random), s.addr)
		begun := time.Now()
		if measure.over(begun) {
			return p, nil
		}
		answer, err := l.send(request)
		if err != nil {
			return p, err
		}
		if answer.status != http.StatusOK {
			return p, fmt.Errorf("%d %s", answer.status, answer.body)
		}
		measure.note(&p, begun, time.Now())
		s.count(len(answer.body))
	}
}

func (s *seekers) count(bytes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes += bytes
	s.answers++
}
