package programme

import "sync"

// recall remembers what a pure function answered, up to so many answers, then
// begins afresh: an edition's texts are set again and again with few changes.
type recall[V any] struct {
	mu    sync.Mutex
	most  int
	known map[string]V
}

func (r *recall[V]) of(key string, ask func(string) V) V {
	r.mu.Lock()
	v, ok := r.known[key]
	r.mu.Unlock()
	if ok {
		return v
	}
	v = ask(key)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil || len(r.known) >= r.most {
		r.known = map[string]V{}
	}
	r.known[key] = v
	return v
}
