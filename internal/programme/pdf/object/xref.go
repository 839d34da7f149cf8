package object

import (
	"slices"
	"strconv"
)

// mostTables is how many times a file may have been saved by being added to.
const mostTables = 1000

// mostNumber is the highest number that an object may have.
const mostNumber = 1 << 31

// tables reads the cross-reference tables from the newest to the oldest; an
// entry of a newer one takes precedence.
func (r *Reader) tables(start int) error {
	seen := map[int]bool{}
	for {
		if seen[start] || start < 0 || start >= len(r.data) || len(seen) >= mostTables {
			return ErrBroken
		}
		seen[start] = true
		p := r.parser(start)
		var trailer Dict
		var err error
		if p.take("xref") {
			trailer, err = r.table(p)
		} else {
			trailer, err = r.tableStream(start)
		}
		if err != nil {
			return err
		}
		if r.Trailer == nil {
			r.Trailer = trailer
		}
		if hybrid, ok := trailer.Get("XRefStm").(int); ok {
			if _, err := r.tableStream(hybrid); err != nil {
				return err
			}
		}
		previous, ok := trailer.Get("Prev").(int)
		if !ok {
			return nil
		}
		start = previous
	}
}

func (r *Reader) place(number int, at place) error {
	if number < 0 || number > mostNumber || at.offset < 0 || at.within < 0 || !r.left.afford(costPlace) {
		return ErrBroken
	}
	if _, known := r.places[number]; !known {
		r.places[number] = at
	}
	return nil
}

// table reads a table of lines and the trailer after it.
func (r *Reader) table(p *parser) (d Dict, err error) {
	from := p.at
	defer func() {
		if !r.left.look(p.at-from) && err == nil {
			err = ErrBroken
		}
	}()
	for !p.take("trailer") {
		first, err1 := strconv.Atoi(p.word())
		count, err2 := strconv.Atoi(p.word())
		if err1 != nil || err2 != nil || first < 0 || count < 0 || count > mostNumber || first > mostNumber-count {
			return nil, ErrBroken
		}
		for n := range count {
			offset, err := strconv.Atoi(p.word())
			p.word()
			kind := p.word()
			if err != nil || kind != "n" && kind != "f" {
				return nil, ErrBroken
			}
			if kind != "n" {
				continue
			}
			if err := r.place(first+n, place{offset: offset}); err != nil {
				return nil, err
			}
		}
	}
	v, err := p.value()
	if err != nil {
		return nil, err
	}
	d, ok := v.(Dict)
	if !ok {
		return nil, ErrBroken
	}
	return d, nil
}

// tableStream reads a table that is a stream.
func (r *Reader) tableStream(start int) (Dict, error) {
	p := r.parser(start)
	number, err := strconv.Atoi(p.word())
	if err != nil || number <= 0 {
		return nil, ErrBroken
	}
	o := &Object{source: number}
	own := &Reader{data: r.data, places: map[int]place{number: {offset: start}}, objects: map[int]*Object{}, left: r.left}
	if err := own.load(o); err != nil {
		return nil, err
	}
	s, ok := o.Value.(*Stream)
	if !ok {
		return nil, ErrBroken
	}
	rows, err := s.Decode()
	if err != nil {
		return nil, err
	}
	return s.Dict, r.rows(s.Dict, rows)
}

// rows reads the entries of a table stream.
func (r *Reader) rows(d Dict, rows []byte) error {
	var w [3]int
	widths, _ := d.Get("W").(Array)
	for i := range min(3, len(widths)) {
		w[i], _ = widths[i].(int)
		if w[i] < 0 || w[i] > 8 {
			return ErrBroken
		}
	}
	size, _ := d.Get("Size").(int)
	index, ok := d.Get("Index").(Array)
	if !ok {
		index = Array{0, size}
	}
	length := w[0] + w[1] + w[2]
	for i := 0; i+1 < len(index) && length > 0; i += 2 {
		first, _ := index[i].(int)
		count, _ := index[i+1].(int)
		if first < 0 || count < 0 || count > mostNumber || first > mostNumber-count {
			return ErrBroken
		}
		for n := 0; n < count && len(rows) >= length; n++ {
			if err := r.row(first+n, rows[:length], w); err != nil {
				return err
			}
			rows = rows[length:]
		}
	}
	return nil
}

func (r *Reader) row(number int, row []byte, w [3]int) error {
	kind := 1
	if w[0] > 0 {
		kind = bigEndian(row[:w[0]])
	}
	where := bigEndian(row[w[0] : w[0]+w[1]])
	switch kind {
	case 1:
		return r.place(number, place{offset: where})
	case 2:
		return r.place(number, place{within: where})
	}
	return nil
}

func bigEndian(b []byte) int {
	v := 0
	for _, c := range b {
		v = v<<8 | int(c)
	}
	return v
}

// unpack reads the objects of an object stream.
func (r *Reader) unpack(number int) (map[int]any, error) {
	if values, ok := r.packed[number]; ok {
		return values, nil
	}
	r.packed[number] = nil // one that holds itself
	v, err := r.Get(r.refer(number))
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok {
		return nil, ErrBroken
	}
	data, err := s.Decode()
	if err != nil {
		return nil, err
	}
	heads, err := r.heads(s.Dict, data)
	if err != nil {
		return nil, err
	}
	values := map[int]any{}
	for i, h := range heads {
		end := len(data)
		if i+1 < len(heads) {
			end = heads[i+1].at
		}
		body := &parser{data: data[:end], at: h.at, left: r.left, refer: r.refer}
		if values[h.number], err = body.value(); err != nil {
			return nil, err
		}
	}
	r.packed[number] = values
	return values, nil
}

// head is where an object begins in the bytes of its object stream.
type head struct{ number, at int }

// heads reads the head of an object stream, in the order of the bytes. Two
// objects at one place are broken: they would be read once each.
func (r *Reader) heads(d Dict, data []byte) ([]head, error) {
	count, _ := d.Get("N").(int)
	first, _ := d.Get("First").(int)
	if count < 0 || first < 0 || first > len(data) {
		return nil, ErrBroken
	}
	var all []head
	p := &parser{data: data[:first], left: r.left, refer: r.refer}
	for range count {
		number, err1 := strconv.Atoi(p.word())
		at, err2 := strconv.Atoi(p.word())
		if err1 != nil || err2 != nil || number < 0 || at < 0 || at > len(data)-first || !r.left.afford(costPlace) {
			return nil, ErrBroken
		}
		all = append(all, head{number, first + at})
	}
	slices.SortStableFunc(all, func(a, b head) int { return a.at - b.at })
	for i := range all[min(1, len(all)):] {
		if all[i].at == all[i+1].at {
			return nil, ErrBroken
		}
	}
	return all, nil
}
