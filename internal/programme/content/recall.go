package content

import (
	"sync"
)

// Recall remembers what a pure function answered, up to so many answers, then
// begins afresh: an edition's texts are set again and again with few changes.
type Recall[K comparable, V any] struct {
	mu    sync.Mutex
	Most  int
	known map[K]V
}

func (r *Recall[K, V]) Of(key K, ask func(K) V) V {
	r.mu.Lock()
	v, ok := r.known[key]
	r.mu.Unlock()
	if ok {
		return v
	}
	v = ask(key)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= r.Most {
		r.known = map[K]V{}
	}
	r.known[key] = v
	return v
}
