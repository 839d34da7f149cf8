package typeset

import (
	"strings"
	"sync"
)

// memory keeps words that were shaped, the last few thousand of them: when the
// newer half is full, the older is forgotten.
type memory[V any] struct {
	mu    sync.RWMutex
	newer map[string]*V
	older map[string]*V
}

const (
	remembered = 6000 // words in each half
	longest    = 80   // bytes; what is longer does not come again
)

func (m *memory[V]) find(key string) *V {
	m.mu.RLock()
	w := m.newer[key]
	if w == nil {
		w = m.older[key]
	}
	m.mu.RUnlock()
	return w
}

func (m *memory[V]) keep(key string, w *V) {
	if len(key) > longest {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.newer) >= remembered {
		m.older, m.newer = m.newer, nil
	}
	if m.newer == nil {
		m.newer = make(map[string]*V, 256)
	}
	m.newer[strings.Clone(key)] = w
}
