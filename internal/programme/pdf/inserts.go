package pdf

import (
	"strconv"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// inserts are the supplied pages of a document, each file read once and each
// page taken in once.
type inserts struct {
	files map[*byte]*supplied
	seen  map[insertKey]int
	all   []form
}

type insertKey struct {
	file *byte
	page int
}

func insertsOf(d *paper.Document) (*inserts, error) {
	s := &inserts{files: map[*byte]*supplied{}, seen: map[insertKey]int{}}
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			if in, ok := item.(paper.Insert); ok {
				if err := s.take(in); err != nil {
					return nil, err
				}
			}
		}
	}
	return s, nil
}

func (s *inserts) take(i paper.Insert) error {
	if len(i.PDF) == 0 {
		return refusal(object.ErrBroken)
	}
	key := insertKey{&i.PDF[0], i.Page}
	if _, known := s.seen[key]; known {
		return nil
	}
	file := s.files[key.file]
	if file == nil {
		var err error
		if file, err = openSupplied(i.PDF); err != nil {
			return err
		}
		s.files[key.file] = file
	}
	f, err := file.page(i.Page)
	if err != nil {
		return err
	}
	s.seen[key] = len(s.all)
	s.all = append(s.all, f)
	return nil
}

func (s *inserts) of(i paper.Insert) form { return s.all[s.seen[insertKey{&i.PDF[0], i.Page}]] }

// faults are what a supplied page has that the press must not: colours of the
// screen, faces that are not in it.
func (f form) faults() []Fault {
	i := newInspection()
	i.stream(f.object)
	i.resources(object.DictOf(f.object).Get("Resources"), 0)
	return i.faults
}

// fit reports whether the supplied pages may be part of a file for the press.
func (s *inserts) fit() bool {
	for _, f := range s.all {
		if len(f.faults()) > 0 {
			return false
		}
	}
	return true
}

// insert draws a supplied page whole and undistorted in the middle of its area.
// One that fills the page shows what it has beyond the trimmed edge, too.
func (c *canvas) insert(i paper.Insert, p *paper.Page) {
	n := c.book.inserts.seen[insertKey{&i.PDF[0], i.Page}]
	f := c.book.inserts.all[n]
	scale := min(int(i.Width*10000/f.width), int(i.Height*10000/f.height)) // ten thousandths
	w, h := f.width*paper.Length(scale)/10000, f.height*paper.Length(scale)/10000
	full := i.X <= 0 && i.Y <= 0 && i.X+i.Width >= p.Width && i.Y+i.Height >= p.Height
	key := 2 * n
	if full {
		key++
	}
	c.use.inserts = with(c.use.inserts, key)
	c.push()
	factor := string(object.AppendReal(nil, scale, 4))
	c.word(factor + " 0 0 " + factor)
	c.lengths(i.X+(i.Width-w)/2, c.height-i.Y-(i.Height+h)/2)
	c.word("cm /" + string(insertName(key)) + " Do")
	c.pop()
}

func insertName(key int) object.Name { return object.Name("S" + strconv.Itoa(key)) }

// insertObject is a form as it is drawn: as trimmed, or with what is beyond.
func (b *book) insertObject(key int) *object.Object {
	f := b.inserts.all[key/2]
	if key%2 == 1 {
		return f.bled
	}
	return f.object
}
