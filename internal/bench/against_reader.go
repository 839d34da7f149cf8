package bench

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"jema/internal/work"
)

// readers request one page again and again over persistent connections.
type readers struct {
	addr, path string
	clients    int
}

// run returns how many pages a second were answered, until everybody has the
// last answer; a quarter of the time at the beginning is not counted. Anything
// but 200 is an error.
func (r readers) run(ctx context.Context, lasts time.Duration) (float64, error) {
	start := time.Now().Add(lasts / 4)
	counts, failed := make([]int, r.clients), make([]error, r.clients)
	var wg work.Group
	for i := range r.clients {
		wg.Go(func() { counts[i], failed[i] = r.client(ctx, start, start.Add(lasts)) })
	}
	wg.Wait()
	total := 0
	for i, n := range counts {
		if failed[i] != nil {
			return 0, failed[i]
		}
		total += n
	}
	return float64(total) / time.Since(start).Seconds(), ctx.Err()
}

func (r readers) client(ctx context.Context, start, end time.Time) (count int, err error) {
	l, err := dial(ctx, r.addr)
	if err != nil {
		return 0, err
	}
	defer l.close()
	request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n",
		r.path, r.addr)
	for time.Now().Before(end) {
		answer, err := l.send(request)
		if err != nil {
			return 0, err
		}
		if answer.status != http.StatusOK {
			return 0, fmt.Errorf("%s: %d", r.path, answer.status)
		}
		if !time.Now().Before(start) {
			count++
		}
	}
	return count, nil
}
