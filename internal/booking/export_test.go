package booking

// Inside is how many requests wait for their answer.
func (e *Engine) Inside() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.inside
}

// Closing says whether Close was called.
func (e *Engine) Closing() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.empty != nil
}
