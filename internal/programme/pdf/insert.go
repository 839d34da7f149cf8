package pdf

import (
	"errors"
	"slices"
	"strconv"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// CheckInsert reads a supplied PDF as it will be taken in and returns how many
// pages it has. What cannot be taken in is refused with the reason:
// programme.insert.broken, .encrypted or .empty, or .filter where a page is
// squeezed in a way of old that is not read.
func CheckInsert(data []byte) (int, error) {
	s, err := openSupplied(data)
	if err != nil {
		return 0, err
	}
	for n := range s.pages {
		if _, err := s.page(n + 1); err != nil {
			return 0, err
		}
	}
	return len(s.pages), nil
}

// InsertSize returns the size of a page, from 1, in thousandths of a point: as
// trimmed, where the file gives a trim box.
func InsertSize(data []byte, page int) (width, height paper.Length, err error) {
	s, err := openSupplied(data)
	if err != nil {
		return 0, 0, err
	}
	p, err := s.page(page)
	if err != nil {
		return 0, 0, err
	}
	return p.width, p.height, nil
}

// refusal turns the reader's errors into words for people.
func refusal(err error) error {
	if errors.Is(err, object.ErrEncrypted) {
		return jema.Invalid("programme.insert.encrypted")
	}
	return jema.Invalid("programme.insert.broken")
}

// supplied is a PDF that somebody else made.
type supplied struct {
	reader *object.Reader
	pages  []leaf
	copies map[*object.Object]*object.Object
	copied int // values
}

// leaf is a page with what it inherits.
type leaf struct {
	dict                           dict
	resources, media, crop, rotate any
}

func openSupplied(data []byte) (*supplied, error) {
	r, err := object.ReadSupplied(data)
	if err != nil {
		return nil, refusal(err)
	}
	s := &supplied{reader: r, copies: map[*object.Object]*object.Object{}}
	root, err := r.Get(r.Trailer.Get("Root"))
	if err != nil {
		return nil, refusal(err)
	}
	d, _ := root.(dict)
	if err := s.collect(d.Get("Pages"), leaf{}, map[any]bool{}); err != nil {
		return nil, refusal(err)
	}
	if len(s.pages) == 0 {
		return nil, jema.Invalid("programme.insert.empty")
	}
	return s, nil
}

// mostPages is how many pages a supplied file may have.
const mostPages = 500

// collect walks the page tree; a tree that holds itself is broken.
func (s *supplied) collect(v any, above leaf, seen map[any]bool) error {
	if o, ok := v.(*object.Object); ok {
		if seen[o] {
			return object.ErrBroken
		}
		seen[o] = true
	}
	value, err := s.reader.Get(v)
	if err != nil {
		return err
	}
	d, ok := value.(dict)
	if !ok || len(s.pages) >= mostPages || len(seen) > 4*mostPages {
		return object.ErrBroken
	}
	here := leaf{d, or(d.Get("Resources"), above.resources), or(d.Get("MediaBox"), above.media),
		or(d.Get("CropBox"), above.crop), or(d.Get("Rotate"), above.rotate)}
	kids, err := s.reader.Get(d.Get("Kids"))
	if err != nil {
		return err
	}
	below, ok := kids.(array)
	if !ok {
		s.pages = append(s.pages, here)
		return nil
	}
	for _, k := range below {
		if err := s.collect(k, here, seen); err != nil {
			return err
		}
	}
	return nil
}

func or(v, fallback any) any {
	if v == nil {
		return fallback
	}
	return v
}

// form is a page as another file may draw it, its lower left corner as trimmed
// at 0, 0.
type form struct {
	object        *object.Object
	width, height paper.Length
	bled          *object.Object // the same with what lies beyond the trimmed page
}

// page makes a form of a page, from 1.
func (s *supplied) page(number int) (form, error) {
	if number < 1 || number > len(s.pages) {
		return form{}, jema.Invalid("programme.insert.page", "page", strconv.Itoa(number))
	}
	l := s.pages[number-1]
	media, err := s.box(l.media)
	if err != nil {
		return form{}, refusal(err)
	}
	crop := media
	if b, err := s.box(l.crop); err == nil {
		crop = b.shared(media)
	}
	trim, bleed := crop, crop
	if b, err := s.box(l.dict.Get("TrimBox")); err == nil {
		trim = b.shared(media)
	}
	if b, err := s.box(l.dict.Get("BleedBox")); err == nil {
		bleed = b.shared(media)
	}
	if trim.empty() || trim.right-trim.left < paper.Pt || trim.bottom-trim.top < paper.Pt {
		return form{}, jema.Invalid("programme.insert.broken")
	}
	content, err := s.content(l)
	if err != nil {
		return form{}, err
	}
	rotate, _ := s.reader.Get(l.rotate)
	turn, _ := rotate.(int)
	return s.form(l, content, trim, bleed.with(trim), ((turn/90)%4+4)%4)
}

// form draws the content turned, with the trimmed page's corner at 0, 0.
func (s *supplied) form(l leaf, content []byte, trim, bleed box, turns int) (form, error) {
	w, h := trim.right-trim.left, trim.bottom-trim.top
	var m array
	switch turns { // clockwise
	case 0:
		m = array{1, 0, 0, 1, number(-trim.left), number(-trim.top)}
	case 1:
		m = array{0, -1, 1, 0, number(-trim.top), number(trim.right)}
	case 2:
		m = array{-1, 0, 0, -1, number(trim.right), number(trim.bottom)}
	case 3:
		m = array{0, 1, -1, 0, number(trim.bottom), number(-trim.left)}
	}
	if turns%2 == 1 {
		w, h = h, w
	}
	resources, err := s.clean(l.resources, 0)
	if err != nil {
		return form{}, refusal(err)
	}
	if resources == nil {
		resources = dict{}
	}
	d := dict{{Key: "Type", Value: name("XObject")}, {Key: "Subtype", Value: name("Form")}, {Key: "Matrix", Value: m},
		{Key: "Resources", Value: resources}}
	if group, err := s.clean(l.dict.Get("Group"), 0); err == nil && group != nil {
		d.Set("Group", group)
	}
	squeezed := object.Deflate(content)
	made := func(b box) *object.Object {
		own := slices.Concat(d, dict{{Key: "BBox", Value: rectangle(b.left, b.top, b.right, b.bottom)},
			{Key: "Filter", Value: name("FlateDecode")}})
		return object.New(&object.Stream{Dict: own, Data: squeezed})
	}
	return form{made(trim), w, h, made(bleed)}, nil
}

// mostContent is how many bytes the operators of a page may take.
const mostContent = 24 << 20

// content is what a page draws, without marks of a structure that is not taken.
func (s *supplied) content(l leaf) ([]byte, error) {
	v, err := s.reader.Get(l.dict.Get("Contents"))
	if err != nil {
		return nil, refusal(err)
	}
	parts, ok := v.(array)
	if !ok {
		parts = array{v}
	}
	var out []byte
	for _, p := range parts {
		v, err := s.reader.Get(p)
		if err != nil {
			return nil, refusal(err)
		}
		stream, ok := v.(*object.Stream)
		if !ok {
			continue
		}
		if err := s.reader.Load(stream.Dict); err != nil {
			return nil, refusal(err)
		}
		data, err := stream.Decode()
		if err != nil {
			return nil, jema.Invalid("programme.insert.filter")
		}
		if len(out)+len(data) > mostContent {
			return nil, jema.Invalid("programme.insert.broken")
		}
		out = append(append(out, data...), '\n')
	}
	if out, err = unmarked(out); err != nil {
		return nil, refusal(err)
	}
	return out, nil
}

// unmarked takes marked content out of a stream, in place: its meaning is in a
// structure, and in layers, that are not copied.
func unmarked(data []byte) ([]byte, error) {
	out, last := data[:0], 0
	err := object.Scan(data, func(operator string, _ []any, from, to int) {
		switch operator {
		case "BMC", "BDC", "EMC", "MP", "DP":
			out = append(out, data[last:from]...)
			last = to
		}
	})
	return append(out, data[last:]...), err
}

// box reads a rectangle, in thousandths of a point, y upwards.
func (s *supplied) box(v any) (box, error) {
	value, err := s.reader.Get(v)
	if err != nil {
		return box{}, err
	}
	a, ok := value.(array)
	if !ok || len(a) != 4 {
		return box{}, object.ErrBroken
	}
	var c [4]paper.Length
	var f [4]float64
	for i := range a {
		v, err := s.reader.Get(a[i])
		if err != nil {
			return box{}, err
		}
		switch n := v.(type) {
		case int:
			f[i] = float64(n)
		case object.Real:
			f[i], _ = strconv.ParseFloat(string(n), 64) // the reader has found it to be a number
		default:
			return box{}, object.ErrBroken
		}
		const far = 14400 // points: no page is larger; before the conversion, which may overflow
		if !(f[i] >= -far && f[i] <= far) {
			return box{}, object.ErrBroken
		}
		c[i] = paper.Length(f[i] * float64(paper.Pt))
	}
	return box{min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3])}, nil
}

// shared is what two boxes have in common.
func (b box) shared(c box) box {
	return box{max(b.left, c.left), max(b.top, c.top), min(b.right, c.right), min(b.bottom, c.bottom)}
}
