package typeset

import (
	"cmp"
	"strings"
	"sync"
)

// memory caches what was made of texts, the last of them: when the newer half
// is full, the older is dropped.
type memory[V any] struct {
	most, longest int // texts in each half, and the bytes of one; 0: as for words

	mu    sync.RWMutex
	newer map[string]*V
	older map[string]*V
}

const (
	mostWords   = 6000
	longestWord = 80 // what is longer does not come again
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

// findBytes is find for a key that is made for it.
func (m *memory[V]) findBytes(key []byte) *V {
	m.mu.RLock()
	w := m.newer[string(key)]
	if w == nil {
		w = m.older[string(key)]
	}
	m.mu.RUnlock()
	return w
}

func (m *memory[V]) keep(key string, w *V) {
	if len(key) > cmp.Or(m.longest, longestWord) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.newer) >= cmp.Or(m.most, mostWords) {
		m.older, m.newer = m.newer, nil
	}
	if m.newer == nil {
		m.newer = make(map[string]*V, 256)
	}
	m.newer[strings.Clone(key)] = w
}
