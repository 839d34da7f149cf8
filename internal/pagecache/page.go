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
	whole  [][]byte // the body in gzip as one piece, where nothing in it is late
	plain  [][]byte // and as it is
	key    string
	spans  []span // body[i] is made of spans[i]
	marks  []string
	words  []string
	round  int           // of the state the words are from
	used   *atomic.Int64 // when it was last sent, in Unix ns; shared by all that replace it
	shared bool          // nothing in it is late
}

// A mark is written between characters that no text of a page may hold.
const markBegins, lateBegins, markEnds = "\x01", "\x03", "\x02"

// Mark returns what a template writes where Fill has the last word.
func Mark(what string) string { return markBegins + what + markEnds }

// Late returns what a template writes where something belongs that differs from one
// sending to the next.
func Late(what string) string { return lateBegins + what + markEnds }

// span is a stretch of a page that is compressed together: words[i] goes between pieces
// i and i+1. One that is late has no pieces.
type span struct {
	pieces [][]byte
	late   string
	isLate bool
}

// stillLeast is how long a text without marks must be to be compressed by itself, in
// bytes. It is then compressed once, and well; shorter ones lose by it.
const stillLeast = 4 << 10

// cut returns a page without its words.
func cut(whole []byte) *Page {
	p := &Page{used: &atomic.Int64{}}
	p.use()
	whole = bytes.Clone(whole) // without what the renderer had to spare
	open := span{}
	end := func() {
		if len(open.pieces) > 0 {
			p.spans = append(p.spans, open)
		}
		open = span{}
	}
	for afterMark := false; ; {
		at := bytes.IndexAny(whole, markBegins+lateBegins)
		text := whole
		if at >= 0 {
			text = whole[:at]
		}
		if len(text) >= stillLeast {
			if afterMark {
				open.pieces = append(open.pieces, nil)
			}
			end()
			p.spans, text = append(p.spans, span{pieces: [][]byte{text}}), nil
			afterMark = false
		}
		isMark := at >= 0 && whole[at] == markBegins[0]
		if afterMark || isMark || len(text) > 0 {
			open.pieces = append(open.pieces, text)
		}
		if at < 0 {
			end()
			p.shared = !slices.ContainsFunc(p.spans, func(s span) bool { return s.isLate })
			return p
		}
		mark, rest, _ := bytes.Cut(whole[at+1:], []byte(markEnds))
		if afterMark = isMark; isMark {
			p.marks = append(p.marks, string(mark))
		} else {
			end()
			p.spans = append(p.spans, span{late: string(mark), isLate: true})
		}
		whole = rest
	}
}

// use notes that the page is sent, to the second: readers on several processors
// would otherwise write to one place all the time.
func (p *Page) use() {
	if now := time.Now().UnixNano(); now-p.used.Load() > int64(time.Second) {
		p.used.Store(now)
	}
}

// filled returns the page with the words of another state. Spans in which the words are
// the same are not compressed anew.
func (p *Page) filled(round int, fill func(mark string) string) (*Page, error) {
	words := make([]string, len(p.marks))
	for i, mark := range p.marks {
		words[i] = fill(mark)
	}
	q := *p
	q.round = round
	if p.body != nil && slices.Equal(words, p.words) {
		return &q, nil
	}
	q.words, q.body = words, make(body, len(p.spans))
	for i, s := range p.spans {
		if s.isLate {
			q.body[i] = part{late: s.late, isLate: true}
			continue
		}
		var before *part
		if p.body != nil {
			before = &p.body[i]
		}
		marks := len(s.pieces) - 1
		var err error
		if q.body[i], err = textPart(s.with(words[:marks]), s.level(), before); err != nil {
			return nil, err
		}
		words = words[marks:]
	}
	q.seal()
	return &q, nil
}

// seal makes what every sending of a shared page has in common.
func (p *Page) seal() {
	if !p.shared {
		return
	}
	p.plain = p.body.texts(nil)
	p.whole = [][]byte{bytes.Join(p.body.gzip(nil), nil)}
	sum := sha256.New()
	for _, text := range p.plain {
		sum.Write(text)
	}
	p.Tag = `"` + hex.EncodeToString(sum.Sum(nil)[:12]) + `"`
}

// Shared reports whether every sending of the page is the same.
func (p *Page) Shared() bool { return p.shared }

// Plain returns the page in parts, with what late returns at each late mark. The
// parts are shared: nobody changes them.
func (p *Page) Plain(late func(mark string) string) [][]byte {
	if p.shared {
		return p.plain
	}
	return p.body.texts(late)
}

// Zipped is Plain compressed with gzip.
func (p *Page) Zipped(late func(mark string) string) [][]byte {
	if p.shared {
		return p.whole
	}
	return p.body.gzip(late)
}

// level is how hard a span is compressed: fast where its words change with every
// booking, well where it is compressed only when its content changes.
func (s span) level() int {
	if len(s.pieces) > 1 {
		return flate.BestSpeed
	}
	return flate.DefaultCompression
}

// with puts words between the pieces.
func (s span) with(words []string) []byte {
	if len(words) == 0 {
		return s.pieces[0]
	}
	size := 0
	for _, piece := range s.pieces {
		size += len(piece)
	}
	for _, word := range words {
		size += len(word)
	}
	whole := make([]byte, 0, size)
	for i, piece := range s.pieces {
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
	for _, s := range p.spans {
		for _, piece := range s.pieces {
			if len(s.pieces) > 1 { // else the body has the same
				n += len(piece)
			}
		}
	}
	for _, part := range p.whole {
		n += len(part)
	}
	for i, mark := range p.marks {
		n += len(mark) + len(p.words[i])
	}
	return int64(n)
}
