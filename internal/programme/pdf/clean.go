package pdf

import (
	"bytes"
	"slices"

	"jema/internal/programme/pdf/object"
)

// What a supplied page may bring along is what it is drawn with. Pages, notes,
// actions, files and structures that something in it refers to stay behind.
var (
	strangers = []object.Name{"Page", "Pages", "Catalog", "Annot", "Action", "Filespec", "EmbeddedFile", "StructElem",
		"StructTreeRoot", "OCG", "OCMD"}
	actions = []object.Name{"JavaScript", "Launch", "URI", "SubmitForm", "ImportData", "GoToR", "GoToE", "Named",
		"Rendition", "Movie", "Sound"}
	private = []object.Name{"PieceInfo", "Metadata", "StructParent", "StructParents", "OC", "OPI", "Ref",
		"Alternates", "LastModified",
		"F", "FFilter", "FDecodeParms", "AF", "Measure", "PtData", "Length"}
)

// mostCopied is how many values all pages of a file may be drawn with.
const mostCopied = 4_000_000

// clean copies a value with all that it refers to and that is drawn with.
func (s *supplied) clean(v any, depth int) (any, error) {
	if s.copied++; depth > 200 || s.copied > mostCopied {
		return nil, object.ErrBroken
	}
	switch x := v.(type) {
	case *object.Object:
		return s.cleanObject(x, depth)
	case array:
		out := make(array, len(x))
		for i := range x {
			var err error
			if out[i], err = s.clean(x[i], depth+1); err != nil {
				return nil, err
			}
		}
		return out, nil
	case dict:
		return s.cleanDict(x, depth, nil)
	case *object.Stream:
		return s.cleanStream(x, depth)
	}
	return v, nil
}

func (s *supplied) cleanObject(o *object.Object, depth int) (any, error) {
	if copied, ok := s.copies[o]; ok {
		return copied, nil
	}
	v, err := s.reader.Get(o)
	if err != nil {
		return nil, err
	}
	copied := object.New(nil)
	s.copies[o] = copied
	copied.Value, err = s.clean(v, depth+1)
	return copied, err
}

func (s *supplied) cleanDict(d dict, depth int, without []object.Name) (any, error) {
	kind, _ := object.Of(d.Get("Type")).(object.Name)
	does, _ := object.Of(d.Get("S")).(object.Name)
	if slices.Contains(strangers, kind) || slices.Contains(actions, does) {
		return nil, nil
	}
	out := make(dict, 0, len(d))
	for _, e := range d {
		if slices.Contains(without, e.Key) {
			continue
		}
		v, err := s.clean(e.Value, depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, entry{Key: e.Key, Value: v})
	}
	return out, nil
}

// cleanStream leaves the bytes as they are, but for what a form within the page
// marks, and for LZW, which no printer wants any more.
func (s *supplied) cleanStream(x *object.Stream, depth int) (any, error) {
	v, err := s.cleanDict(x.Dict, depth, private)
	if err != nil || v == nil {
		return nil, err
	}
	d := v.(dict)
	isForm := object.Of(d.Get("Subtype")) == any(name("Form"))
	if err := s.reader.Load(x.Dict); err != nil {
		return nil, err
	}
	if !isForm && !isLZW(x.Dict) {
		return &object.Stream{Dict: d, Data: x.Data}, nil
	}
	data, err := x.Decode()
	if err == nil && isForm {
		data, err = unmarked(bytes.Clone(data)) // without a filter, data is part of the file
	}
	if err != nil {
		return nil, err
	}
	d.Drop("Filter", "DecodeParms")
	return object.Deflated(d, data), nil
}

// isLZW reports whether a stream was compressed with LZW.
func isLZW(d dict) bool {
	return slices.ContainsFunc(object.Row(d.Get("Filter")),
		func(f any) bool { return object.Of(f) == any(name("LZWDecode")) })
}
