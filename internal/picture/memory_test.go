package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/memorytest"
)

// jpegKind is a JPEG file whose every block is grey.
type jpegKind struct {
	progressive bool
	sampling    []byte // of each component: 0x22 is two by two
	adobe       int    // the transform of an Adobe segment behind the image, none below 0
}

// file writes such a file of w by h pixels without ever making the picture: a
// block is one bit for its mean and, in a baseline file, one for its end.
// Without whole there is no image data.
func (k jpegKind) file(w, h int, whole bool) []byte {
	frame := []byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), byte(len(k.sampling))}
	scan := []byte{byte(len(k.sampling))}
	across, down, blocks := 0, 0, 0
	for c, hv := range k.sampling {
		frame, scan = append(frame, byte(c+1), hv, 0), append(scan, byte(c+1), 0)
		across, down, blocks = max(across, int(hv>>4)), max(down, int(hv&15)), blocks+int(hv>>4)*int(hv&15)
	}
	marker, last := byte(0xc0), byte(63)
	if k.progressive {
		marker, last = 0xc2, 0
	}
	table := append(append([]byte{1}, make([]byte, 15)...), 0) // one code of one bit
	out := []byte{0xff, 0xd8}
	part := func(marker byte, data []byte) {
		out = append(out, 0xff, marker)
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(data)+2)), data...)
	}
	part(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...))
	part(marker, frame)
	part(0xc4, append([]byte{0x00}, table...))
	if !k.progressive {
		part(0xc4, append([]byte{0x10}, table...))
	}
	part(0xda, append(scan, 0, last, 0))
	units := ((w + 8*across - 1) / (8 * across)) * ((h + 8*down - 1) / (8 * down))
	bits := units * blocks
	if !k.progressive {
		bits *= 2
	}
	if whole {
		out = append(out, make([]byte, bits/8+1)...)
	}
	if k.adobe >= 0 {
		part(0xee, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), byte(k.adobe)))
	}
	return append(out, 0xff, 0xd9)
}

// pngKind is a PNG file that is black all over.
type pngKind struct {
	depth, colour, samples byte
	interlaced             bool
	transparent            bool // names a transparent colour
}

func chunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	from := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

func (k pngKind) file(w, h int, whole bool) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(w)), uint32(h))
	head = append(head, k.depth, k.colour, 0, 0, 0)
	passes := [][4]int{{0, 0, 1, 1}}
	if k.interlaced {
		head[12] = 1
		passes = [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
	}
	out := chunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", head)
	if k.colour == 3 {
		out = chunk(out, "PLTE", []byte{0, 0, 0})
	}
	if k.transparent {
		out = chunk(out, "tRNS", make([]byte, 2))
	}
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	for _, p := range passes {
		if !whole {
			break
		}
		wide, high := (w-p[0]+p[2]-1)/p[2], (h-p[1]+p[3]-1)/p[3]
		row := make([]byte, 1+(wide*int(k.samples)*int(k.depth)+7)/8)
		for range high {
			_, _ = z.Write(row)
		}
	}
	_ = z.Close()
	return chunk(chunk(out, "IDAT", data.Bytes()), "IEND", nil)
}

// webpKind is a WebP photograph that is grey all over: every bit of its two
// partitions is 0, which is no residue in any block.
type webpKind struct{ unused int } // bytes at the end of the second

func (k webpKind) file(w, h int, whole bool) []byte {
	first, second := 16, 16
	if whole || k.unused > 0 {
		blocks := ((w + 15) / 16) * ((h + 15) / 16)
		first, second = min(2*blocks, 1<<19-1), 2*blocks
	}
	frame := binary.LittleEndian.AppendUint32(nil, uint32(first)<<5|1<<4)[:3]
	frame = binary.LittleEndian.AppendUint16(append(frame, 0x9d, 0x01, 0x2a), uint16(w))
	frame = append(binary.LittleEndian.AppendUint16(frame, uint16(h)), make([]byte, first+second+k.unused)...)
	return riff("VP8 " + string(frame))
}

// riff writes a WebP file of chunks, each of its name and its data.
func riff(chunks ...string) []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	for _, c := range chunks {
		out = binary.LittleEndian.AppendUint32(append(out, c[:4]...), uint32(len(c)-4))
		out = append(append(out, c[4:]...), make([]byte, len(c)%2)...)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// kinds are the ways to store a picture, each with the refusal of one that is
// too large for it.
var kinds = map[string]struct {
	of interface {
		file(w, h int, whole bool) []byte
	}
	want error
}{
	"JPEG 4:2:0":                 {jpegKind{false, []byte{0x22, 0x11, 0x11}, -1}, ErrTooLarge},
	"JPEG 4:2:2":                 {jpegKind{false, []byte{0x21, 0x11, 0x11}, -1}, ErrDense},
	"JPEG 4:4:4":                 {jpegKind{false, []byte{0x11, 0x11, 0x11}, -1}, ErrDense},
	"JPEG grey":                  {jpegKind{false, []byte{0x11}, -1}, ErrTooLarge},
	"JPEG RGB, named at the end": {jpegKind{false, []byte{0x11, 0x11, 0x11}, 0}, ErrDense},
	"JPEG CMYK":                  {jpegKind{false, []byte{0x11, 0x11, 0x11, 0x11}, 0}, ErrDense},
	"JPEG YCCK":                  {jpegKind{false, []byte{0x22, 0x11, 0x11, 0x22}, 2}, ErrDense},
	"JPEG progressive 4:2:0":     {jpegKind{true, []byte{0x22, 0x11, 0x11}, -1}, ErrProgressive},
	"JPEG progressive 4:4:4":     {jpegKind{true, []byte{0x11, 0x11, 0x11}, -1}, ErrProgressive},
	"PNG grey":                   {pngKind{8, 0, 1, false, false}, ErrTooLarge},
	"PNG one bit, transparent":   {pngKind{1, 0, 1, false, true}, ErrDense},
	"PNG RGB":                    {pngKind{8, 2, 3, false, false}, ErrDense},
	"PNG RGBA interlaced":        {pngKind{8, 6, 4, true, false}, ErrInterlaced},
	"PNG 16 bits grey":           {pngKind{16, 0, 1, false, false}, ErrDeep},
	"WebP":                       {webpKind{unused: 12 << 20}, ErrDense},
	"PNG 16 bits RGB interlaced": {pngKind{16, 2, 3, true, false}, ErrDeep},
}

// mostMemory is by how many bytes any picture may make a process larger.
const mostMemory = 150_000_000

// TestMemoryOfTheWorst reads the largest picture of every kind that is accepted
// in a process of its own, the file padded to the most bytes, and looks at how
// large the process has become. One a little larger is refused by its kind.
func TestMemoryOfTheWorst(t *testing.T) {
	program := memorytest.Build(t)
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			side := 0 // of a square, whose scaled picture is the largest
			for step := 4096; step > 0; step /= 2 {
				if next := side + step; Inspect(k.of.file(next, next, false)) == nil {
					side = next
				}
			}
			if side < 1500 {
				t.Fatalf("the largest accepted has sides of %d", side)
			}
			if err := Inspect(k.of.file(side+64, side+64, false)); !errors.Is(err, k.want) {
				t.Errorf("one of %d by %d: %v, want %v", side+64, side+64, err, k.want)
			}
			file := k.of.file(side, side, true)
			if grown := grownBy(t, program, append(file, make([]byte, MaxBytes-len(file))...)); grown > mostMemory {
				t.Errorf("%d by %d took %d MB", side, side, grown/1_000_000)
			} else {
				t.Logf("%d by %d: %d MB", side, side, grown/1_000_000)
			}
		})
	}
}

// grownBy reads a file in a child process and returns by how many bytes its
// memory grew at most.
func grownBy(t *testing.T, program memorytest.Program, file []byte) int {
	t.Helper()
	name := filepath.Join(t.TempDir(), "photo")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"JEMA_TEST_PHOTO=" + name}
	if strings.HasSuffix(t.Name(), "4:2:2") {
		env = append(env, "JEMA_TEST_LEFT=1")
	}
	grown, err := program.Grown(t, "TestReadInChild", env...)
	if err != nil {
		t.Fatalf("the child: %v", err)
	}
	return grown
}

// TestReadInChild is what the child process runs; by itself it checks that the
// child's own measure works.
func TestReadInChild(t *testing.T) {
	name := os.Getenv("JEMA_TEST_PHOTO")
	before := memorytest.Peak(t)
	if name == "" {
		if before <= 0 {
			t.Error("no measure of memory")
		}
		return
	}
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("JEMA_TEST_LEFT") != "" { // what an upload before it leaves behind must not weigh on it
		if _, err := Read(jpegKind{false, []byte{0x22, 0x11, 0x11}, -1}.file(7000, 7000, true)); err != nil {
			t.Fatal(err)
		}
	}
	file := make([]byte, MaxBytes)
	if _, err := io.ReadFull(in, file); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(file); err != nil {
		t.Fatal(err)
	}
	memorytest.Report(t, before)
}

// TestTelephonesAreTaken: what telephones of 48 and 50 million pixels write.
func TestTelephonesAreTaken(t *testing.T) {
	for name, file := range map[string][]byte{
		"48 MP 4:2:0": jpegKind{false, []byte{0x22, 0x11, 0x11}, -1}.file(8064, 6048, false),
		"50 MP 4:2:2": jpegKind{false, []byte{0x21, 0x11, 0x11}, -1}.file(8192, 6144, false),
		"50 MP WebP":  webpKind{}.file(8192, 6144, false),
		"12 MP PNG":   pngKind{8, 6, 4, false, false}.file(4032, 3024, false),
	} {
		if err := Inspect(file); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHiddenFrame: a segment that only looks like the frame does not hide the
// real one from the scales.
func TestHiddenFrame(t *testing.T) {
	real := jpegKind{true, []byte{0x11, 0x11, 0x11}, -1}.file(6000, 6000, true)
	small := append([]byte{0xff, 0xc0, 0, 17}, []byte{8, 0, 8, 0, 8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0}...)
	for name, before := range map[string][]byte{
		"restart marker": append([]byte{0xff, 0xd0, 0xff, 0xe1, 0, 21}, small...),
		"fill bytes":     append([]byte{0xff, 0xff, 0xe1, 0, 21}, small...),
		"stray bytes":    append([]byte{0xff, 0xfe, 0, 2, 1, 2, 3, 0xff, 0xe1, 0, 21}, small...),
	} {
		file := append(append(bytes.Clone(real[:2]), before...), real[2:]...)
		if err := Inspect(file); !errors.Is(err, ErrProgressive) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
