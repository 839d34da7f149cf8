package object

import (
	"bytes"
	"runtime"

	"github.com/klauspost/compress/zlib"
)

// deflater is a writer with its buffer, reused for the next stream.
type deflater struct {
	out bytes.Buffer
	z   *zlib.Writer
}

// deflaters are one for each core: a compressor is large, and more of them at a
// time would not be faster. One that was never used is nil. Every garbage
// collection would empty a sync.Pool.
var deflaters = func() chan *deflater {
	all := make(chan *deflater, runtime.NumCPU())
	for range cap(all) {
		all <- nil
	}
	return all
}()

// idle waits for a compressor.
func idle() *deflater {
	if d := <-deflaters; d != nil {
		return d
	}
	return newDeflater(level)
}

func newDeflater(level int) *deflater {
	d := &deflater{}
	z, err := zlib.NewWriterLevel(&d.out, level)
	if err != nil {
		panic(err) // the levels are constants
	}
	d.z = z
	return d
}

func (d *deflater) rest() { deflaters <- d }

// level is where a page takes a third of the time of the standard level and is
// a tenth longer.
const level = 1

// Deflate compresses bytes, one behind the other.
func Deflate(parts ...[]byte) []byte {
	d := idle()
	defer d.rest()
	return d.squeezed(parts)
}

// Smallest compresses as far as can be: for what is compressed once and sent often.
func Smallest(data []byte) []byte { return newDeflater(zlib.BestCompression).squeezed([][]byte{data}) }

func (d *deflater) squeezed(parts [][]byte) []byte {
	d.out.Reset()
	d.z.Reset(&d.out)
	for _, data := range parts {
		_, _ = d.z.Write(data) // a buffer takes everything
	}
	_ = d.z.Close()
	return bytes.Clone(d.out.Bytes())
}

// Deflated returns a stream of compressed bytes.
func Deflated(d Dict, parts ...[]byte) *Stream {
	return &Stream{Dict: append(d, Entry{"Filter", Name("FlateDecode")}), Data: Deflate(parts...)}
}
