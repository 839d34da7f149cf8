// Package pdf writes documents laid out as PDF. The object writer makes pages,
// boxes, links, bookmarks and information around page streams of our own;
// finish reads its file back and writes it again with what it cannot say:
// fonts, photos, the structure, the language.
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"jema/internal/programme/paper"
)

// Write writes the document's edition for the screen. The same document makes
// the same bytes.
func Write(w io.Writer, d *paper.Document) error { return WriteEdition(w, d, Options{}) }

// WriteEdition writes an edition of the document.
func WriteEdition(w io.Writer, d *paper.Document, o Options) error {
	b, err := newBook(d, o)
	if err != nil {
		return err
	}
	b.draw()
	raw := spareBuffer()
	defer restBuffer(raw)
	if err := b.objects(raw); err != nil {
		return fmt.Errorf("writing the objects of the programme: %w", err)
	}
	file, err := b.finish(raw.Bytes())
	if err != nil {
		return err
	}
	return file.Write(w)
}

// book is a document being written.
type book struct {
	doc     *paper.Document
	options Options
	tree    *tree // nil where the edition is not tagged
	photos  *photos
	inserts *inserts
	streams []stream // of each page
	anchors map[string]int
}

// stream is a page drawn and squeezed, and what it draws with.
type stream struct {
	data []byte
	use  use
}

func newBook(d *paper.Document, o Options) (*book, error) {
	d = leading(d)
	b := &book{doc: d, options: o, streams: make([]stream, len(d.Pages))}
	if err := refuse(d); err != nil {
		return nil, err
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Edition == Screen {
		b.tree = newTree(d)
	}
	b.photos = photosOf(d)
	var err error
	b.inserts, err = insertsOf(d)
	return b, err
}

// draw draws the pages, as many at a time as there are cores.
func (b *book) draw() {
	var next atomic.Int32
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.doc.Pages)) {
		all.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(b.doc.Pages) {
					return
				}
				b.streams[n] = b.page(n)
			}
		})
	}
	all.Wait()
}

// buffers wait for the object writer's next file.
var buffers = make(chan *bytes.Buffer, 4)

func spareBuffer() *bytes.Buffer {
	select {
	case b := <-buffers:
		b.Reset()
		return b
	default:
		return &bytes.Buffer{}
	}
}

func restBuffer(b *bytes.Buffer) {
	const large = 4 << 20
	if b.Cap() > large {
		return
	}
	select {
	case buffers <- b:
	default:
	}
}
