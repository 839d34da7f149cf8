// Package object is the grammar of PDF: values, a reader that follows the
// references of a file, and a writer that numbers objects as it first meets
// them, so that the same values always make the same bytes.
//
// A value is one of nil, bool, int, Real, Name, Text, Array, Dict, *Stream and
// *Object, the last being a reference.
package object

import "slices"

// Real is a number with a fraction, as it is written.
type Real string

// Name is a PDF name without its stroke.
type Name string

// Text is a PDF string, as it is: nothing escaped.
type Text []byte

// Array is a row of values.
type Array []any

// Entry is a name of a dictionary and its value.
type Entry struct {
	Key   Name
	Value any
}

// Dict is a dictionary whose entries have an order; the writer preserves it.
type Dict []Entry

// Stream is bytes with a dictionary. The writer adds its length.
type Stream struct {
	Dict Dict
	Data []byte  // as its filters left it
	Sum  []byte  // replaces Data in the file's hash, if set
	left *budget // of the file it was read from; nil for one made here
}

// Object is a value that others refer to. One object belongs to one file.
type Object struct {
	Value  any
	number int // in the file being written; 0 before it is met
	source int // in the file read, 0 for one made here
	loaded bool
	swept  bool // all it refers to is loaded, or is about to be
}

// New makes an object of a value.
func New(v any) *Object { return &Object{Value: v} }

// Get returns the value of a name, nil if there is none.
func (d Dict) Get(key Name) any {
	for i := range d {
		if d[i].Key == key {
			return d[i].Value
		}
	}
	return nil
}

// Set sets the value of a name and replaces the previous one.
func (d *Dict) Set(key Name, v any) {
	for i := range *d {
		if (*d)[i].Key == key {
			(*d)[i].Value = v
			return
		}
	}
	*d = append(*d, Entry{key, v})
}

// Drop takes names away.
func (d *Dict) Drop(keys ...Name) {
	*d = slices.DeleteFunc(*d, func(e Entry) bool { return slices.Contains(keys, e.Key) })
}

// Sort puts the names in the order of the alphabet.
func (d Dict) Sort() {
	slices.SortStableFunc(d, func(a, b Entry) int {
		if a.Key < b.Key {
			return -1
		}
		if a.Key > b.Key {
			return 1
		}
		return 0
	})
}

// Of returns the value behind a reference that was loaded, or the value.
func Of(v any) any {
	for range 8 {
		o, ok := v.(*Object)
		if !ok {
			return v
		}
		v = o.Value
	}
	return nil
}

// DictOf returns a dictionary, that of a stream too, behind a reference or
// not; nil if it is none.
func DictOf(v any) Dict {
	switch d := Of(v).(type) {
	case Dict:
		return d
	case *Stream:
		return d.Dict
	}
	return nil
}
