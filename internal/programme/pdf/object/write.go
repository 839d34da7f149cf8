package object

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strconv"

	"jema/internal/work"
)

// File is what the writer begins with.
type File struct {
	Version    string // "1.7"
	Root, Info *Object
}

// packed is how many bytes of objects without a stream are compressed together.
const packSize = 16 << 10

// file is a file being written: its parts are bytes of its own, or of streams,
// which are never copied.
type file struct {
	order  []*Object
	parts  [][]byte
	sums   map[int][]byte // of parts, where the caller has them
	length int
	places [][2]int // of each object: 0 and its offset, or its pack and its place there
	packs  []*pack
	full   work.Group // packs that are being squeezed
}

// pack is an object stream.
type pack struct {
	object     Object
	head, body []byte
	count      int
}

// errTooLong is of a file whose places four bytes cannot name.
var errTooLong = errors.New("object: a file of more than 4 GB")

// Write numbers the objects in the order in which they are first met, the root
// first, packs those without a stream, and names the file by the SHA-256 of
// its content. The objects may not be part of another file.
func (f *File) Write(w io.Writer) error {
	out := &file{}
	out.add([]byte("%PDF-" + f.Version + "\n%\xe2\xe3\xcf\xd3\n"))
	out.number(f.Root)
	out.number(f.Info)
	for i := 0; i < len(out.order); i++ {
		o := out.order[i]
		out.places = append(out.places, [2]int{})
		if s, ok := o.Value.(*Stream); ok {
			out.stream(o, s)
		} else {
			out.packed(o)
		}
	}
	out.close()
	if out.length > math.MaxUint32 {
		return errTooLong
	}
	out.tail(f)
	for _, p := range out.parts {
		if _, err := w.Write(p); err != nil {
			return err
		}
	}
	return nil
}

func (f *file) add(b []byte) {
	f.parts = append(f.parts, b)
	f.length += len(b)
}

// note notes the hash of the next part's content.
func (f *file) note(sum []byte) {
	if f.sums == nil {
		f.sums = map[int][]byte{}
	}
	f.sums[len(f.parts)] = sum
}

func (f *file) number(o *Object) int {
	if o.number == 0 {
		f.order = append(f.order, o)
		o.number = len(f.order)
	}
	return o.number
}

func (f *file) stream(o *Object, s *Stream) {
	f.places[o.number-1] = [2]int{0, f.length}
	b := strconv.AppendInt(make([]byte, 0, 256), int64(o.number), 10)
	b = append(b, " 0 obj\n"...)
	b = f.dict(b, append(s.Dict[:len(s.Dict):len(s.Dict)], Entry{"Length", len(s.Data)}))
	f.add(append(b, "\nstream\n"...))
	if s.Sum != nil {
		f.note(s.Sum)
	}
	f.add(s.Data)
	f.add([]byte("\nendstream\nendobj\n"))
}

func (f *file) packed(o *Object) {
	if n := len(f.packs); n == 0 || len(f.packs[n-1].body) > packSize {
		if n > 0 {
			f.full.Go(f.packs[n-1].squeeze)
		}
		f.packs = append(f.packs, &pack{head: make([]byte, 0, packSize/8), body: make([]byte, 0, packSize+4096)})
	}
	p := f.packs[len(f.packs)-1]
	f.places[o.number-1] = [2]int{len(f.packs), p.count}
	p.count++
	p.head = append(strconv.AppendInt(p.head, int64(o.number), 10), ' ')
	p.head = append(strconv.AppendInt(p.head, int64(len(p.body)), 10), ' ')
	p.body = append(f.value(p.body, o.Value), '\n')
}

func (p *pack) squeeze() {
	d := Dict{{"Type", Name("ObjStm")}, {"N", p.count}, {"First", len(p.head)}}
	p.object.Value = Deflated(d, p.head, p.body)
}

// close compresses the last pack and writes all behind the other streams.
func (f *file) close() {
	f.packs[len(f.packs)-1].squeeze()
	f.full.Wait()
	for _, p := range f.packs {
		n := f.number(&p.object)
		f.places = append(f.places, [2]int{})
		f.stream(f.order[n-1], p.object.Value.(*Stream))
	}
}

// tail writes the table of places.
func (f *file) tail(of *File) {
	at, size := f.length, len(f.order)+2
	rows := make([]byte, 0, 7*size)
	rows = append(rows, 0, 0, 0, 0, 0, 0xff, 0xff)
	for _, p := range f.places {
		kind, where, n := byte(1), p[1], 0
		if p[0] > 0 {
			kind, where, n = 2, f.packs[p[0]-1].object.number, p[1]
		}
		rows = append(rows, kind)
		//nolint:gosec // offsets of a file that is in memory; limited by File.Write
		rows = binary.BigEndian.AppendUint32(rows, uint32(where))
		rows = binary.BigEndian.AppendUint16(rows, uint16(n))
	}
	rows = append(rows, 1)
	//nolint:gosec // offsets of a file that is in memory; limited by File.Write
	rows = binary.BigEndian.AppendUint32(rows, uint32(at))
	rows = append(rows, 0, 0)
	id := Text(f.hash())
	table := &Object{number: size - 1}
	f.places = append(f.places, [2]int{})
	f.stream(table, Deflated(Dict{{"Type", Name("XRef")}, {"Size", size}, {"W", Array{1, 4, 2}},
		{"Root", of.Root}, {"Info", of.Info}, {"ID", Array{id, id}}}, rows))
	f.add([]byte("startxref\n" + strconv.Itoa(at) + "\n%%EOF\n"))
}

// hash is of everything before the table.
func (f *file) hash() []byte {
	h := sha256.New()
	for i, p := range f.parts {
		if sum, ok := f.sums[i]; ok {
			p = sum
		}
		h.Write(p) // a hash never fails
	}
	return h.Sum(nil)[:16]
}

func (f *file) value(b []byte, v any) []byte {
	switch x := v.(type) {
	case bool:
		return strconv.AppendBool(b, x)
	case int:
		return strconv.AppendInt(b, int64(x), 10)
	case Real:
		return append(b, x...)
	case Name:
		return appendName(b, x)
	case Text:
		return AppendString(b, x)
	case Array:
		return f.array(b, x)
	case Dict:
		return f.dict(b, x)
	case *Object:
		return append(strconv.AppendInt(b, int64(f.number(x)), 10), " 0 R"...)
	}
	return append(b, "null"...)
}

func (f *file) array(b []byte, a Array) []byte {
	b = append(b, '[')
	for i, v := range a {
		if i > 0 {
			b = append(b, ' ')
		}
		b = f.value(b, v)
	}
	return append(b, ']')
}

func (f *file) dict(b []byte, d Dict) []byte {
	b = append(b, "<<"...)
	for _, e := range d {
		b = append(appendName(b, e.Key), ' ')
		b = f.value(b, e.Value)
	}
	return append(b, ">>"...)
}

func appendName(b []byte, n Name) []byte {
	b = append(b, '/')
	for _, c := range []byte(n) {
		if c <= ' ' || c >= 0x7f || c == '#' || isDelimiter(c) {
			b = append(b, '#', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		} else {
			b = append(b, c)
		}
	}
	return b
}
