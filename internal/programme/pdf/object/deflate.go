package object

import (
	"bytes"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// deflater is a writer with its buffer, kept for the next stream.
type deflater struct {
	out bytes.Buffer
	z   *zlib.Writer
}

var deflaters = sync.Pool{New: func() any {
	d := &deflater{}
	z, err := zlib.NewWriterLevel(&d.out, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	d.z = z
	return d
}}

// level is where a page takes half the time of the standard level and is
// hardly longer.
const level = 5

// Deflate squeezes bytes.
func Deflate(data []byte) []byte {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	d.out.Reset()
	d.z.Reset(&d.out)
	_, _ = d.z.Write(data) // a buffer takes everything
	_ = d.z.Close()
	return bytes.Clone(d.out.Bytes())
}

// Deflated returns a stream of squeezed bytes.
func Deflated(d Dict, data []byte) *Stream {
	return &Stream{append(d, Entry{"Filter", Name("FlateDecode")}), Deflate(data)}
}
