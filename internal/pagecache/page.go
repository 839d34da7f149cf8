package pagecache

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync/atomic"
	"time"
)

// Page is a page ready to be sent. It is never changed.
type Page struct {
	Tag string // the ETag of what is shared, quotes included

	body   body
	key    string
	pieces [][]byte // words[i] goes between pieces i and i+1
	marks  []string
	words  []string
	round  int           // of the state the words are from
	used   *atomic.Int64 // when it was last sent, in Unix ns; shared by all that replace it
}

// A mark is written between characters that no text of a page may hold.
const markBegins, lateBegins, markEnds = "\x01", "\x03", "\x02"

// Mark returns what a template writes where Fill has the last word.
func Mark(what string) string { return markBegins + what + markEnds }

// Late returns what a template writes where something belongs that differs from one
// sending to the next.
func Late(what string) string { return lateBegins + what + markEnds }

// cut returns a page without its words.
func cut(whole []byte) *Page {
	p := &Page{used: &atomic.Int64{}}
	p.use()
	whole = bytes.Clone(whole) // without what the renderer had to spare
	for {
		before, rest, found := bytes.Cut(whole, []byte(markBegins))
		p.pieces = append(p.pieces, before)
		if !found {
			return p
		}
		mark, after, _ := bytes.Cut(rest, []byte(markEnds))
		p.marks = append(p.marks, string(mark))
		whole = after
	}
}

// use notes that the page is sent, to the second: readers on several processors
// would otherwise write to one place all the time.
func (p *Page) use() {
	if now := time.Now().UnixNano(); now-p.used.Load() > int64(time.Second) {
		p.used.Store(now)
	}
}

// filled returns the page with the words of another state. Where they are the same
// nothing is compressed anew.
func (p *Page) filled(round int, fill func(mark string) string) (*Page, error) {
	words := make([]string, len(p.marks))
	for i, mark := range p.marks {
		words[i] = fill(mark)
	}
	q := *p
	q.round = round
	if p.words != nil && slices.Equal(words, p.words) {
		return &q, nil
	}
	whole := p.with(words)
	sum := sha256.Sum256(whole)
	q.words, q.Tag = words, `"`+hex.EncodeToString(sum[:12])+`"`
	var err error
	q.body, err = newBody(whole, p.level())
	return &q, err
}

// level is how hard the page is compressed: fast where its words change with every
// booking, well where it is compressed only when its content changes.
func (p *Page) level() int {
	if len(p.marks) > 0 {
		return flate.BestSpeed
	}
	return flate.DefaultCompression
}

// with puts words between the pieces.
func (p *Page) with(words []string) []byte {
	size := 0
	for _, part := range p.pieces {
		size += len(part)
	}
	for _, word := range words {
		size += len(word)
	}
	whole := make([]byte, 0, size)
	for i, piece := range p.pieces {
		whole = append(whole, piece...)
		if i < len(words) {
			whole = append(whole, words[i]...)
		}
	}
	return whole
}

// bytes returns how much memory the page takes, to within its small fields.
func (p *Page) bytes() int64 {
	n := p.body.bytes() + len(p.key)
	for _, piece := range p.pieces {
		n += len(piece)
	}
	for i, mark := range p.marks {
		n += len(mark) + len(p.words[i])
	}
	return int64(n)
}
