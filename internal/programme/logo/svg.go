package logo

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"jema/internal/jema"
)

// The limits of a logo: bytes, figures, depth of groups.
const (
	largest  = 2 << 20
	figures  = 20_000
	deepest  = 64
	farthest = 1e6
)

// passed are elements that describe the drawing and draw nothing.
var passed = []string{"title", "desc", "metadata", "namedview", "defs", "style"}

// SVG reads a logo.
func SVG(data []byte) (*Drawing, error) {
	if len(data) > largest {
		return nil, jema.Invalid("programme.logo.large")
	}
	r := &reader{in: xml.NewDecoder(bytes.NewReader(data)), out: &Drawing{}, classes: map[string]map[string]string{}}
	r.in.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	if err := r.styles(data); err != nil {
		return nil, err
	}
	if err := r.read(); err != nil {
		var refused *jema.Error
		if errors.As(err, &refused) {
			return nil, err
		}
		return nil, jema.Invalid("programme.logo.broken")
	}
	if len(r.out.figures) == 0 || r.out.Width <= 0 || r.out.Height <= 0 {
		return nil, jema.Invalid("programme.logo.broken")
	}
	return r.out, nil
}

// reader walks the elements; states are those of the groups it is in.
type reader struct {
	in      *xml.Decoder
	out     *Drawing
	states  []state
	classes map[string]map[string]string
}

func (r *reader) read() error {
	for {
		t, err := r.in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := t.(type) {
		case xml.Directive:
			if bytes.Contains(e, []byte("ENTITY")) {
				return unsupported("ENTITY")
			}
		case xml.StartElement:
			if err := r.start(e); err != nil {
				return err
			}
		case xml.EndElement:
			if len(r.states) > 0 {
				r.states = r.states[:len(r.states)-1]
			}
		}
	}
}

func (r *reader) start(e xml.StartElement) error {
	if len(r.states) >= deepest || len(r.out.figures) >= figures {
		return jema.Invalid("programme.logo.large")
	}
	if slices.Contains(passed, e.Name.Local) {
		return r.in.Skip()
	}
	if e.Name.Space != "" && e.Name.Space != "http://www.w3.org/2000/svg" {
		return r.in.Skip() // notes of a drawing program
	}
	a, err := r.attributes(e)
	if err != nil {
		return err
	}
	above := plain()
	if n := len(r.states); n > 0 {
		above = r.states[n-1]
	}
	s, err := above.with(a)
	if err != nil {
		return err
	}
	r.states = append(r.states, s)
	return r.element(e.Name.Local, a, s)
}

func (r *reader) element(kind string, a attributes, s state) error {
	switch kind {
	case "svg":
		if len(r.states) > 1 {
			return unsupported("svg")
		}
		return r.size(a)
	case "g", "a", "switch":
		return nil
	}
	draw, ok := shapes[kind]
	if !ok {
		return unsupported(kind)
	}
	path, err := draw(a)
	if err != nil {
		return err
	}
	r.figure(path, s)
	return nil
}

// figure adds a path if it is visible, in the drawing's own units.
func (r *reader) figure(path []step, s state) {
	f := figure{fill: s.colour(s.fill, s.fillOpacity), stroke: s.colour(s.stroke, s.strokeOpacity), evenOdd: s.evenOdd,
		width: s.width * s.matrix.scale()}
	if f.width <= 0 {
		f.stroke = nil
	}
	if len(path) == 0 || s.hidden || f.fill == nil && f.stroke == nil {
		return
	}
	for _, p := range path {
		for i := range p.at {
			p.at[i] = s.matrix.apply(p.at[i])
		}
		f.path = append(f.path, p)
	}
	r.out.figures = append(r.out.figures, f)
}

// size takes the viewBox, else width and height.
func (r *reader) size(a attributes) error {
	if v := a["viewBox"]; v != "" {
		n, err := numbers(v)
		if err != nil || len(n) != 4 {
			return jema.Invalid("programme.logo.broken")
		}
		r.out.left, r.out.top, r.out.Width, r.out.Height = n[0], n[1], n[2], n[3]
		return nil
	}
	var err error
	if r.out.Width, err = a.length("width"); err != nil {
		return err
	}
	r.out.Height, err = a.length("height")
	return err
}

// attributes are an element's, with those of its classes and of its own style.
type attributes map[string]string

func (r *reader) attributes(e xml.StartElement) (attributes, error) {
	a := attributes{}
	for _, x := range e.Attr {
		name := strings.ToLower(x.Name.Local)
		switch {
		case strings.HasPrefix(name, "on"):
			return nil, unsupported(x.Name.Local)
		case name == "href" && e.Name.Local != "a":
			return nil, unsupported(e.Name.Local)
		}
		a[x.Name.Local] = strings.TrimSpace(x.Value)
	}
	for _, class := range strings.Fields(a["class"]) {
		for k, v := range r.classes[class] {
			a[k] = v
		}
	}
	for k, v := range declarations(a["style"]) {
		a[k] = v
	}
	for _, k := range []string{"filter", "mask", "clip-path"} {
		if v := a[k]; v != "" && v != "none" {
			return nil, unsupported(k)
		}
	}
	return a, nil
}
