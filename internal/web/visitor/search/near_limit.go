package search

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2"

	"jema/internal/jema"
)

// Suggestions bounds how often one client gets addresses suggested: each costs a query of
// the database, and nobody types so fast. The counts are this process's own and in
// memory, since a GET writes nothing; the clients that came last are remembered.
type Suggestions struct {
	mu    sync.Mutex
	count *lru.Cache[string, minuteCount]
}

// minuteCount is how many suggestions a client had within a minute.
type minuteCount struct {
	begun time.Time
	n     int
}

const (
	// suggestionsEach is how many a client gets in a minute; a whole school may be behind one.
	suggestionsEach = 300
	// suggestionsClients is how many clients are remembered.
	suggestionsClients = 4096
)

// NewSuggestions counts from nothing.
func NewSuggestions() *Suggestions {
	count, _ := lru.New[string, minuteCount](suggestionsClients) // fails for sizes below 1 only
	return &Suggestions{count: count}
}

// allow counts one more suggestion of a client. It returns a jema.KindTooMany error with
// the time to wait where the client had too many within the minute.
func (s *Suggestions) allow(client string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, known := s.count.Get(client)
	if !known || now.Sub(c.begun) >= time.Minute {
		c = minuteCount{begun: now}
	}
	c.n++
	s.count.Add(client, c)
	if c.n > suggestionsEach {
		return jema.TooMany("search.too_many", time.Minute-now.Sub(c.begun))
	}
	return nil
}
