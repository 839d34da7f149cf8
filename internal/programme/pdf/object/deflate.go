package object

import (
	"bytes"

	"github.com/klauspost/compress/zlib"
)

// deflater is a writer with its buffer, kept for the next stream.
type deflater struct {
	out bytes.Buffer
	z   *zlib.Writer
}

// deflaters wait for the next stream. A pool of the runtime's would be emptied
// by every collection, and a compressor is large.
var deflaters = make(chan *deflater, 8)

func idle() *deflater {
	select {
	case d := <-deflaters:
		return d
	default:
	}
	d := &deflater{}
	z, err := zlib.NewWriterLevel(&d.out, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	d.z = z
	return d
}

func (d *deflater) rest() {
	select {
	case deflaters <- d:
	default:
	}
}

// level is where a page takes a third of the time of the standard level and is
// a tenth longer.
const level = 2

// Deflate squeezes bytes.
func Deflate(data []byte) []byte {
	d := idle()
	defer d.rest()
	d.out.Reset()
	d.z.Reset(&d.out)
	_, _ = d.z.Write(data) // a buffer takes everything
	_ = d.z.Close()
	return bytes.Clone(d.out.Bytes())
}

// Deflated returns a stream of squeezed bytes.
func Deflated(d Dict, data []byte) *Stream {
	return &Stream{Dict: append(d, Entry{"Filter", Name("FlateDecode")}), Data: Deflate(data)}
}
