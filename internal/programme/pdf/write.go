// Package pdf writes documents laid out as PDF. gofpdf makes pages, boxes,
// links, bookmarks and information around page streams of our own; finish reads
// its file back and writes it again with what gofpdf cannot express: fonts,
// photos, the structure, the language.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
	"jema/internal/work"
)

// Write writes a variant of the document; the same document makes the same bytes.
// A panic, of gofpdf or of the drawing, is returned as an error.
func Write(w io.Writer, d *paper.Document, o Options) (err error) {
	defer work.Recover(&err)
	b, err := newBook(d, o)
	if err != nil {
		return err
	}
	raw := spareBuffer()
	defer restBuffer(raw)
	var f *finishing
	read := make(chan bool, 1)        // whether reading went well
	framing := work.Go(func() error { // concurrent with the drawing: neither needs the other
		in, err := b.framed(raw)
		if well := <-read; err == nil && well {
			f, err = b.frame(in)
		}
		return err
	})
	err = work.Do(b.read)
	read <- err == nil
	if err == nil {
		err = work.Do(func() error { b.draw(); return nil })
	}
	if err := errors.Join(err, <-framing); err != nil {
		return err
	}
	return f.file().Write(w)
}

// framed has gofpdf make its file of empty pages, and reads it back.
func (b *book) framed(raw *bytes.Buffer) (*object.Reader, error) {
	if err := b.objects(raw); err != nil {
		return nil, fmt.Errorf("writing the objects of the programme: %w", err)
	}
	in, err := object.Read(raw.Bytes())
	if err != nil {
		return nil, err
	}
	return in, in.Load(in.Trailer)
}

// book is a document being written.
type book struct {
	doc     *paper.Document
	options Options
	tree    *tree // nil where the variant is not tagged
	photos  *photos
	inserts *inserts
	streams []stream // of each page
	anchors map[string]int
}

// stream is a page drawn and compressed, and what it draws with.
type stream struct {
	data []byte
	use  use
}

func newBook(d *paper.Document, o Options) (*book, error) {
	d = leading(d)
	if err := refuse(d); err != nil {
		return nil, err
	}
	return &book{doc: d, options: o, streams: make([]stream, len(d.Pages))}, o.check()
}

// read looks through the document for what is more than a page's.
func (b *book) read() (err error) {
	var photos work.Group
	photos.Go(func() { b.photos = photosOf(b.doc) })
	if b.options.Variant == Screen {
		b.tree = newTree(b.doc)
	}
	b.inserts, err = insertsOf(b.doc)
	photos.Wait()
	return err
}

// draw draws the pages, as many at a time as there are cores.
func (b *book) draw() {
	work.Each(len(b.doc.Pages), func(n int) { b.streams[n] = b.page(n) })
}

// buffers wait for gofpdf's next file.
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
