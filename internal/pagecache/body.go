package pagecache

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"sync"
)

// body is a page as it is sent. Each part is compressed by itself up to a byte boundary,
// so that late words can be put between two parts, and one part replaced, without
// compressing the others again.
type body []part

// part is text that all sendings share, or a late mark.
type part struct {
	late   string // the mark, "" of a text
	isLate bool
	plain  []byte
	zipped []byte // deflate
	sum    uint32 // CRC-32 of plain
	shift  shift  // by the length of plain
}

// gzipHeader is that of a gzip stream without name, time or system.
var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff}

// lastBlock is deflate's last block, without content.
var lastBlock = []byte{3, 0}

// textPart compresses a text, unless before holds it already.
func textPart(text []byte, level int, before *part) (p part, err error) {
	if before != nil && bytes.Equal(before.plain, text) {
		return *before, nil
	}
	p = part{plain: text, sum: crc32.ChecksumIEEE(text)}
	if before != nil && len(before.plain) == len(text) {
		p.shift = before.shift
	} else {
		p.shift = shiftBy(len(text))
	}
	p.zipped, err = deflated(text, level)
	return p, err
}

// deflated compresses a text up to a byte boundary.
func deflated(text []byte, level int) ([]byte, error) {
	spare := &writers[level-flate.HuffmanOnly]
	w, isThere := spare.Get().(*flate.Writer)
	if !isThere {
		var err error
		if w, err = flate.NewWriter(nil, level); err != nil {
			return nil, err
		}
	}
	defer spare.Put(w)
	var z bytes.Buffer
	w.Reset(&z)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return bytes.Clone(z.Bytes()), nil
}

// writers are compressors by level, used again: a new one takes a megabyte.
// The lowest level is flate.HuffmanOnly.
var writers [flate.BestCompression - flate.HuffmanOnly + 1]sync.Pool

// trailer ends a gzip stream.
func trailer(sum uint32, size int) []byte {
	b := binary.LittleEndian.AppendUint32(bytes.Clone(lastBlock), sum)
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

// texts returns the parts as they are, with late words between them.
func (b body) texts(late func(mark string) string) [][]byte {
	parts := make([][]byte, len(b))
	for i := range b {
		if parts[i] = b[i].plain; b[i].isLate {
			parts[i] = []byte(late(b[i].late))
		}
	}
	return parts
}

// gzip returns the parts of a gzip stream, with late words between them.
func (b body) gzip(late func(mark string) string) [][]byte {
	parts, sum, size := make([][]byte, 1, len(b)+2), uint32(0), 0
	parts[0] = gzipHeader
	for i := range b {
		p := &b[i]
		if !p.isLate {
			sum = p.shift.of(sum) ^ p.sum
			size += len(p.plain)
			parts = append(parts, p.zipped)
			continue
		}
		word := late(p.late)
		word = word[:min(len(word), storedMost)]
		sum = crc32.Update(sum, crc32.IEEETable, []byte(word))
		size += len(word)
		parts = append(parts, stored(word))
	}
	return append(parts, trailer(sum, size))
}

func (b body) bytes() (n int) {
	for i := range b {
		n += len(b[i].plain) + len(b[i].zipped) + 4*len(shift{})
	}
	return n
}
