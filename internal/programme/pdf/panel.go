package pdf

import (
	"bytes"
	"encoding/binary"
	"sync"

	"jema/internal/marquetry"
)

// drawnPanels keeps the operators of panels: the same pieces of veneer stand
// above many entries, and in many programmes. The key says all that they are
// drawn from, so that a kept one is what would be drawn.
var drawnPanels = panelMemory{drawn: map[string][]byte{}}

type panelMemory struct {
	mu    sync.RWMutex
	drawn map[string][]byte
	size  int
}

// mostKept is how many bytes are kept before all are forgotten.
const mostKept = 8 << 20

func (m *panelMemory) find(key []byte) []byte {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.drawn[string(key)]
}

func (m *panelMemory) keep(key, drawn []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.size > mostKept {
		clear(m.drawn)
		m.size = 0
	}
	m.drawn[string(key)] = bytes.Clone(drawn)
	m.size += len(key) + len(drawn)
}

// key is what a panel is drawn from.
func (c *canvas) key(p marquetry.Panel) []byte {
	b := append(make([]byte, 0, 160), p.Domain...)
	b = append(b, 0, byte(c.book.options.Edition))
	b = binary.AppendVarint(b, int64(p.Module))
	for _, q := range p.Outline {
		b = binary.AppendVarint(binary.AppendVarint(b, int64(q.X)), int64(q.Y))
	}
	return b
}

// unknown is a state in which everything has to be said.
var unknown = state{face: -1, width: -1, ends: -1, dash: [3]int{-1}}

// panel draws a piece of veneer, as if nothing had been drawn before.
func (c *canvas) panel(p marquetry.Panel) {
	key := c.key(p)
	if drawn := drawnPanels.find(key); drawn != nil {
		c.ops = append(c.ops, drawn...)
		return
	}
	from := len(c.ops)
	c.push()
	c.state = unknown
	out := pen{ops: &c.ops}
	out.polygon(p.Outline)
	c.word("W n")
	ink := p.Ink()
	if g := p.Ground(); g != marquetry.Paper {
		c.fill(ink.Toned(g))
		out.polygon(p.Outline)
		c.word("f")
	}
	for _, m := range p.Motifs() {
		c.motif(m, ink)
	}
	c.pop()
	drawnPanels.keep(key, c.ops[from:])
}
