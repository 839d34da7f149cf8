package programme

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"

	"jema/internal/jema"
	"jema/internal/programme/paper"
)

// composition is a work laid out as it is cached: all of its pages, for every
// variant and extent that is laid out alike.
type composition struct {
	pages    *paper.Document
	warnings []Warning
}

// compositions caches what was composed last, by what it was made of. Callers
// that request the same work while it is composed share one composition.
type compositions struct {
	most   int // bytes that they may hold
	mu     sync.Mutex
	kept   *simplelru.LRU[string, composition]
	bytes  int
	flight singleflight.Group
	made   atomic.Int64 // compositions since the start
}

// of returns the composition of a work, and composes it within the bound of j
// where none is cached.
func (c *compositions) of(ctx context.Context, j *Jobs, w Work) (composition, error) {
	key := ""
	if c.most > 0 {
		key = keyOf(w)
	}
	if key == "" {
		return c.compose(ctx, j, w)
	}
	for {
		if found, ok := c.cached(key); ok {
			return found, nil
		}
		made, err, _ := c.flight.Do(key, func() (any, error) {
			made, err := c.compose(ctx, j, w)
			if err == nil {
				c.add(key, made)
			}
			return made, err
		})
		switch {
		case err == nil:
			return made.(composition), nil
		case !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil:
			return composition{}, err
		}
		// Whoever composed it for all of us went away.
	}
}

func (c *compositions) compose(ctx context.Context, j *Jobs, w Work) (made composition, err error) {
	err = j.run(ctx, func() (err error) {
		c.made.Add(1)
		made.pages, made.warnings, err = w.Compose()
		return err
	})
	return made, err
}

func (c *compositions) cached(key string) (composition, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		return composition{}, false
	}
	return c.kept.Get(key)
}

// add caches a composition in place of those used longest ago. One that is
// larger than all of them together is not cached.
func (c *compositions) add(key string, made composition) {
	size := made.size()
	if size > c.most {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept, _ = simplelru.NewLRU(c.most, func(_ string, gone composition) { c.bytes -= gone.size() })
	}
	if c.kept.Contains(key) {
		return
	}
	c.kept.Add(key, made)
	for c.bytes += size; c.bytes > c.most; {
		c.kept.RemoveOldest()
	}
}

// itemBytes is about what an item takes in memory, with its part of the
// structure.
const itemBytes = 300

// size is how much memory a composition holds, in bytes, photos and supplied
// pages included.
func (m composition) size() int {
	size, seen := 0, map[*byte]bool{}
	holds := func(data []byte) {
		if len(data) > 0 && !seen[&data[0]] {
			seen[&data[0]] = true
			size += len(data)
		}
	}
	for i := range m.pages.Pages {
		for _, item := range m.pages.Pages[i].Items {
			size += itemBytes
			switch item := item.(type) {
			case paper.Picture:
				holds(item.JPEG)
			case paper.Insert:
				holds(item.PDF)
			case paper.Text:
				size += len(item.String)
			}
		}
	}
	return size
}

// keyOf returns a name for all that a work's composition depends on, "" for
// works that nobody requests twice.
func keyOf(w Work) string {
	k := keyed{sha256.New()}
	switch w := w.(type) {
	case Commune:
		k.text("commune")
		k.programme(w.Programme)
		k.spec(w.Spec)
	case Territory:
		k.text("territory")
		for _, p := range w.Book.Programmes {
			p.Basemap = jema.Basemap{} // the book's
			k.programme(p)
		}
		k.programme(jema.Programme{Territory: w.Book.Territory, Edition: w.Book.Edition, Basemap: w.Book.Basemap,
			AsOf: w.Book.AsOf})
		k.spec(w.Spec)
	case Proof:
		k.text("proof")
		k.programme(w.Programme)
		k.number(int64(w.Opening))
		k.text(w.Language)
	default:
		return ""
	}
	if k.Hash == nil {
		return ""
	}
	return string(k.Sum(nil))
}

// keyed sums up what a composition depends on. Its Hash is nil once something
// could not be summed up.
type keyed struct{ hash.Hash }

// data writes bytes behind their length, so that no two lists of them are alike.
func (k *keyed) data(b []byte) {
	if k.Hash != nil {
		k.number(int64(len(b)))
		_, _ = k.Write(b) // a hash takes everything
	}
}

func (k *keyed) text(s string) { k.data([]byte(s)) }

func (k *keyed) number(n int64) {
	if k.Hash != nil {
		_ = binary.Write(k, binary.LittleEndian, n)
	}
}

// programme hashes the value, and beside it what is large: boundaries are JSON
// already, and photos are identified by their hashes.
func (k *keyed) programme(p jema.Programme) {
	p.Communes = slices.Clone(p.Communes)
	for i := range p.Communes {
		k.data(p.Communes[i].Boundary)
		p.Communes[i].Boundary = nil
	}
	k.data(p.Commune.Boundary)
	p.Commune.Boundary = nil
	k.data(p.Basemap.Content)
	k.text(p.Basemap.Credit)
	value, err := p.Value()
	if err != nil {
		k.Hash = nil
		return
	}
	k.data(value)
	for _, e := range slices.Concat(p.Entries, p.Nearby) {
		if e.Photo != nil && e.Photo.SHA256 == ([32]byte{}) { // unnamed
			k.data(e.Photo.Large)
		}
	}
}

// spec leaves out what only the writer of PDF uses, and the extent.
func (k *keyed) spec(s Spec) {
	for _, text := range []string{string(s.Format), s.Language, string(s.Order), s.Opening,
		strings.Join(s.Others, ",")} {
		k.text(text)
	}
	k.number(int64(s.Pages))
	if s.Variant == Press {
		k.text("press")
	}
	k.number(int64(len(s.Logos)))
	for _, l := range s.Logos {
		k.text(l.Name)
		k.text(l.Media)
		k.data(l.Data)
	}
	k.data(s.Cover)
	k.data(s.BackCover)
	for _, data := range s.Inserts {
		k.data(data)
	}
}
