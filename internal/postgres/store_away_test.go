package postgres_test

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"syscall"
	"testing"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Faults of an unavailable server, including a lost answer, are distinguished
// from lasting errors.
func TestAway(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		away bool
	}{
		"lost":    {fmt.Errorf("committing: %w", &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}), true},
		"bad":     {fmt.Errorf("beginning: %w", driver.ErrBadConn), true},
		"ending":  {&pq.Error{Code: "57P01"}, true},
		"full":    {&pq.Error{Code: "53300"}, true},
		"wrong":   {&pq.Error{Code: "42703"}, false},
		"refused": {jema.ErrSlotFull, false},
		"other":   {errors.New("a template"), false},
	} {
		if postgres.Away(c.err) != c.away {
			t.Errorf("%s: away is %t", name, !c.away)
		}
	}
}
