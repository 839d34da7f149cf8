package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"sync"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// drawnPanels caches the operators of panels: the same pieces of veneer occur
// above many entries, and in many programmes. The key holds everything they are
// drawn from, so a cached one equals what would be drawn.
var drawnPanels = panelMemory{drawn: map[string]*drawnPanel{}}

// drawnPanel is a panel's operators. A large one is a form of its own, compressed
// once, that pages refer to.
type drawnPanel struct {
	ops  []byte
	name object.Name // of the form, from the key
	form *object.Stream
}

type panelMemory struct {
	mu    sync.RWMutex
	drawn map[string]*drawnPanel
	size  int
}

const (
	mostKept  = 3 << 20 // bytes, before all are forgotten
	largeForm = 1500    // bytes, from which a form pays
)

func (m *panelMemory) find(key []byte) *drawnPanel {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.drawn[string(key)]
}

func (m *panelMemory) keep(key []byte, d *drawnPanel) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.size > mostKept {
		clear(m.drawn)
		m.size = 0
	}
	m.drawn[string(key)] = d
	m.size += len(key) + len(d.ops)
	if d.form != nil {
		m.size += len(d.form.Data)
	}
}

// newPanel makes the cached form of a panel from its operators.
func newPanel(key, ops []byte, p marquetry.Panel) *drawnPanel {
	if len(ops) < largeForm {
		return &drawnPanel{ops: bytes.Clone(ops)}
	}
	sum := sha256.Sum256(key)
	b := p.Bounds()
	return &drawnPanel{name: object.Name("V" + hex.EncodeToString(sum[:8])), form: object.Deflated(dict{
		{Key: "Type", Value: name("XObject")}, {Key: "Subtype", Value: name("Form")},
		{Key: "BBox", Value: rectangle(b.Min.X-paper.Pt, b.Min.Y-paper.Pt, b.Max.X+paper.Pt, b.Max.Y+paper.Pt)},
		{Key: "Resources", Value: dict{}}}, ops)}
}

// key is what a panel is drawn from.
func (c *canvas) key(p marquetry.Panel) []byte {
	b := append(make([]byte, 0, 160), p.Domain...)
	b = append(b, 0, byte(c.book.options.Variant)) //nolint:gosec // one of three
	b = binary.AppendVarint(b, int64(p.Module))
	for _, q := range p.Outline {
		b = binary.AppendVarint(binary.AppendVarint(b, int64(q.X)), int64(q.Y))
	}
	return b
}

// unknown is a state in which every operator must be written.
var unknown = state{face: -1, width: -1, ends: -1, dash: [3]paper.Length{-1}}

// panel shows a piece of veneer.
func (c *canvas) panel(p marquetry.Panel) {
	key := c.key(p)
	d := drawnPanels.find(key)
	if d == nil {
		from := len(c.ops)
		c.draw(p)
		d = newPanel(key, c.ops[from:], p)
		c.ops = c.ops[:from]
		drawnPanels.keep(key, d)
	}
	if d.form == nil {
		c.ops = append(c.ops, d.ops...)
		return
	}
	c.use.panels = append(c.use.panels, d)
	c.ops = append(append(append(c.ops, '/'), d.name...), " Do "...)
}

// draw draws a piece of veneer as if nothing had been drawn before.
func (c *canvas) draw(p marquetry.Panel) {
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
}
