package booking

import "time"

// Inside is how many requests wait for their answer.
func (e *Engine) Inside() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.inside
}

// Closing reports whether Close was called.
func (e *Engine) Closing() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.empty != nil
}

// Apart is how many slots have lines of their own.
func (e *Engine) Apart() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.apart)
}

// Patient changes how long a request waits for a slot that stays locked, and
// with it how long a caller waits for any answer.
func Patient(patience time.Duration) Option {
	return func(e *Engine) { e.patience, e.waitLimit = patience, patience+waitLimit }
}

// Busy is how many networks have requests in the database.
func (e *Engine) Busy() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.busy)
}
