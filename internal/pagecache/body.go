package pagecache

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"sync"
)

// body is a page as it is sent: parts that all sendings share, and between them late
// marks. Each part is compressed by itself up to a byte boundary, so that what comes
// between two of them can be put in without compressing anything again.
type body struct {
	plain  [][]byte // late[i] goes between parts i and i+1
	zipped [][]byte // the same in gzip, with its header and, where nothing is late, its trailer
	sums   []uint32 // CRC-32 of each plain part
	shifts []shift  // by the length of each plain part
	late   []string
}

// gzipHeader is that of a gzip stream without name, time or system.
var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff}

func newBody(whole []byte, level int) (b body, err error) {
	for {
		part, rest, found := bytes.Cut(whole, []byte(lateBegins))
		if err := b.add(part, level, !found); err != nil {
			return b, err
		}
		if !found {
			return b, nil
		}
		mark, after, _ := bytes.Cut(rest, []byte(markEnds))
		b.late = append(b.late, string(mark))
		whole = after
	}
}

// add compresses one more part.
func (b *body) add(part []byte, level int, last bool) error {
	var z bytes.Buffer
	if len(b.plain) == 0 {
		z.Write(gzipHeader)
	}
	spare := &writers[level-flate.HuffmanOnly]
	w, isThere := spare.Get().(*flate.Writer)
	if !isThere {
		var err error
		if w, err = flate.NewWriter(nil, level); err != nil {
			return err
		}
	}
	defer spare.Put(w)
	w.Reset(&z)
	if _, err := w.Write(part); err != nil {
		return err
	}
	end := w.Flush
	if last {
		end = w.Close
	}
	if err := end(); err != nil {
		return err
	}
	sum := crc32.ChecksumIEEE(part)
	if last && len(b.plain) == 0 {
		z.Write(trailer(sum, len(part)))
	}
	b.plain, b.zipped = append(b.plain, part), append(b.zipped, bytes.Clone(z.Bytes()))
	b.sums, b.shifts = append(b.sums, sum), append(b.shifts, shiftBy(len(part)))
	return nil
}

// writers are compressors by level, used again: a new one takes a megabyte.
// The lowest level is flate.HuffmanOnly.
var writers [flate.BestCompression - flate.HuffmanOnly + 1]sync.Pool

// trailer ends a gzip stream.
func trailer(sum uint32, size int) []byte {
	b := binary.LittleEndian.AppendUint32(make([]byte, 0, 8), sum)
	return binary.LittleEndian.AppendUint32(b, uint32(size)) //nolint:gosec // modulo 2^32, as gzip has it
}

// storedMost is how long a late word may be: one block of deflate that is not
// compressed holds no more.
const storedMost = 1<<16 - 1

// stored is a word as a block of deflate that is not compressed.
func stored(word string) []byte {
	size := uint16(len(word)) //nolint:gosec // at most storedMost
	b := make([]byte, 1, 5+len(word))
	b = binary.LittleEndian.AppendUint16(b, size)
	b = binary.LittleEndian.AppendUint16(b, ^size)
	return append(b, word...)
}

// Shared reports whether every sending of the page is the same.
func (p *Page) Shared() bool { return len(p.body.late) == 0 }

// Plain returns the page in parts, with what late returns at each late mark. The
// parts are shared: nobody changes them.
func (p *Page) Plain(late func(mark string) string) [][]byte {
	b := p.body
	if len(b.late) == 0 {
		return b.plain
	}
	parts := [][]byte{b.plain[0]}
	for i, mark := range b.late {
		parts = append(parts, []byte(late(mark)), b.plain[i+1])
	}
	return parts
}

// Zipped is Plain compressed with gzip.
func (p *Page) Zipped(late func(mark string) string) [][]byte {
	b := p.body
	if len(b.late) == 0 {
		return b.zipped
	}
	parts, sum, size := [][]byte{b.zipped[0]}, b.sums[0], len(b.plain[0])
	for i, mark := range b.late {
		word := late(mark)
		word = word[:min(len(word), storedMost)]
		sum = crc32.Update(sum, crc32.IEEETable, []byte(word))
		sum = b.shifts[i+1].of(sum) ^ b.sums[i+1]
		size += len(word) + len(b.plain[i+1])
		parts = append(parts, stored(word), b.zipped[i+1])
	}
	return append(parts, trailer(sum, size))
}

func (b body) bytes() (n int) {
	for i, part := range b.plain {
		n += len(part) + len(b.zipped[i]) + 4*len(shift{})
	}
	return n
}
