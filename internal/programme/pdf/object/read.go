package object

import (
	"bytes"
	"strconv"
)

// place is where the file has an object: at an offset, or as the n-th in an
// object stream.
type place struct {
	offset int
	within int // the object stream's number, 0 if it is in none
}

// Reader follows the references of a file.
type Reader struct {
	data    []byte
	places  map[int]place
	objects map[int]*Object
	packed  map[int]map[int]any // what object streams hold, by number
	left    *budget
	depth   int // of objects being read for one another
	Trailer Dict
}

// Read opens a file of our own making. It does not copy: streams are parts of
// data.
func Read(data []byte) (*Reader, error) { return open(data, nil) }

// ReadSupplied opens a file that somebody else made. What it may cost is
// bounded: one that takes more memory or time than files of its size do is
// ErrBroken.
func ReadSupplied(data []byte) (*Reader, error) { return open(data, suppliedBudget(len(data))) }

func open(data []byte, left *budget) (*Reader, error) {
	r := &Reader{data: data, places: map[int]place{}, objects: map[int]*Object{},
		packed: map[int]map[int]any{}, left: left}
	head := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	at := bytes.LastIndex(data, []byte("startxref"))
	if head < 0 || at < 0 {
		return nil, ErrBroken
	}
	r.data = data[head:] // offsets count from the header
	p := r.parser(at - head + len("startxref"))
	start, err := strconv.Atoi(p.word())
	if err != nil {
		return nil, ErrBroken
	}
	if err := r.tables(start); err != nil {
		return nil, err
	}
	if r.Trailer.Get("Encrypt") != nil {
		return nil, ErrEncrypted
	}
	return r, nil
}

func (r *Reader) parser(at int) *parser {
	return &parser{data: r.data, at: min(max(at, 0), len(r.data)), left: r.left, refer: r.refer}
}

// refer returns the object of a number, not yet loaded.
func (r *Reader) refer(number int) *Object {
	o, ok := r.objects[number]
	if !ok {
		o = &Object{source: number}
		r.objects[number] = o
	}
	return o
}

// Get returns the value behind a reference, reading it if need be.
func (r *Reader) Get(v any) (any, error) {
	for range 8 {
		o, ok := v.(*Object)
		if !ok {
			return v, nil
		}
		if err := r.load(o); err != nil {
			return nil, err
		}
		v = o.Value
	}
	return nil, ErrBroken
}

// Load reads all that a value refers to, over any number of steps.
func (r *Reader) Load(v any) error {
	todo := []any{v}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch x := v.(type) {
		case *Object:
			if x.swept || x.source == 0 {
				continue
			}
			x.swept = true
			if err := r.load(x); err != nil {
				return err
			}
			todo = append(todo, x.Value)
		case Array:
			todo = append(todo, x...)
		case Dict:
			for _, e := range x {
				todo = append(todo, e.Value)
			}
		case *Stream:
			todo = append(todo, x.Dict)
		}
	}
	return nil
}

// mostWaiting is how many objects may wait for one another: a stream for its
// length, an object for the stream that holds it.
const mostWaiting = 16

// load reads one object; one that the file does not have is null.
func (r *Reader) load(o *Object) (err error) {
	if o.loaded || o.source == 0 {
		return nil
	}
	o.loaded = true
	at, ok := r.places[o.source]
	if !ok {
		return nil
	}
	if r.depth++; r.depth > mostWaiting {
		return ErrBroken
	}
	defer func() { r.depth-- }()
	if at.within > 0 {
		values, err := r.unpack(at.within)
		o.Value = values[o.source]
		return err
	}
	p := r.parser(at.offset)
	from := p.at
	defer func() {
		if !r.left.look(p.at-from) && err == nil {
			err = ErrBroken
		}
	}()
	if n, err := strconv.Atoi(p.word()); err != nil || n != o.source {
		return ErrBroken
	}
	p.word()
	if !p.take("obj") {
		return ErrBroken
	}
	v, err := p.value()
	if err != nil {
		return err
	}
	if d, ok := v.(Dict); ok && p.take("stream") {
		return r.stream(o, d, p)
	}
	o.Value = v
	return nil
}

// stream takes the bytes after the word; a wrong length is found out.
func (r *Reader) stream(o *Object, d Dict, p *parser) error {
	if p.at < len(p.data) && p.data[p.at] == '\r' {
		p.at++
	}
	if p.at < len(p.data) && p.data[p.at] == '\n' {
		p.at++
	}
	from := p.at
	length, err := r.Get(d.Get("Length"))
	if err != nil {
		return err
	}
	n, ok := length.(int)
	ok = ok && n >= 0 && n <= len(p.data)-from // never from+n, which may overflow
	if ok {
		end := *p
		end.at = from + n
		ok = end.take("endstream")
	}
	if !ok {
		n = bytes.Index(p.data[from:], []byte("endstream"))
		if n < 0 {
			return ErrBroken
		}
		p.at = from + n
	}
	d.Drop("Length")
	o.Value = &Stream{Dict: d, Data: p.data[from : from+n : from+n], left: r.left}
	return nil
}
