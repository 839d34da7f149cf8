package logo

import (
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"strings"

	"golang.org/x/image/colornames"

	"jema/internal/jema"
	"jema/internal/marquetry"
)

// styles reads the style sheets before the drawing: they may come after it.
func (r *reader) styles(data []byte) error {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = r.in.CharsetReader
	for t, err := in.Token(); err == nil; t, err = in.Token() { // an error is returned when the drawing is read
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "style" {
			var css string
			if in.DecodeElement(&css, &e) != nil {
				return jema.Invalid("programme.logo.broken")
			}
			if err := r.sheet(css); err != nil {
				return err
			}
		}
	}
	return nil
}

// sheet reads rules of classes.
func (r *reader) sheet(css string) error {
	for css = uncommented(css); strings.Contains(css, "{"); {
		selectors, rest, _ := strings.Cut(css, "{")
		body, after, _ := strings.Cut(rest, "}")
		css = after
		for s := range strings.SplitSeq(selectors, ",") {
			class, ok := strings.CutPrefix(strings.TrimSpace(s), ".")
			if !ok || strings.ContainsAny(class, " .#:>+[@") {
				return unsupported(strings.TrimSpace(s))
			}
			if r.classes[class] == nil {
				r.classes[class] = map[string]string{}
			}
			for k, v := range declarations(body) {
				r.classes[class][k] = v
			}
		}
	}
	return nil
}

func uncommented(css string) string {
	for {
		before, rest, ok := strings.Cut(css, "/*")
		if !ok {
			return css
		}
		_, after, _ := strings.Cut(rest, "*/")
		css = before + after
	}
}

func declarations(css string) map[string]string {
	out := map[string]string{}
	for d := range strings.SplitSeq(css, ";") {
		if k, v, ok := strings.Cut(d, ":"); ok {
			out[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return out
}

// state is what a group hands down.
type state struct {
	matrix                              matrix
	fill, stroke                        *marquetry.RGB
	current                             marquetry.RGB
	width                               float64
	opacity, fillOpacity, strokeOpacity float64
	evenOdd, hidden                     bool
}

func plain() state {
	return state{matrix: matrix{1, 0, 0, 1, 0, 0}, fill: &marquetry.RGB{}, width: 1, opacity: 1, fillOpacity: 1,
		strokeOpacity: 1}
}

// with is the state within an element.
func (s state) with(a attributes) (state, error) {
	var err error
	if v := a["color"]; v != "" {
		c, err := colour(v, s.current)
		if err != nil {
			return s, err
		}
		if c != nil {
			s.current = *c
		}
	}
	for key, to := range map[string]**marquetry.RGB{"fill": &s.fill, "stroke": &s.stroke} {
		if v := a[key]; v != "" && v != "inherit" {
			if *to, err = colour(v, s.current); err != nil {
				return s, err
			}
		}
	}
	for key, to := range map[string]*float64{"stroke-width": &s.width, "fill-opacity": &s.fillOpacity,
		"stroke-opacity": &s.strokeOpacity} {
		if a[key] != "" {
			if *to, err = a.length(key); err != nil {
				return s, err
			}
		}
	}
	if a["opacity"] != "" {
		own, err := a.length("opacity")
		if err != nil {
			return s, err
		}
		s.opacity *= own
	}
	if v := a["fill-rule"]; v != "" {
		s.evenOdd = v == "evenodd"
	}
	s.hidden = s.hidden || a["display"] == "none" || a["visibility"] == "hidden"
	if v := a["transform"]; v != "" {
		m, err := transform(v)
		if err != nil {
			return s, err
		}
		s.matrix = s.matrix.times(m)
	}
	return s, nil
}

// colour is a paint as it looks on white paper: nothing here is laid over
// something else half seen through.
func (s state) colour(c *marquetry.RGB, opacity float64) *marquetry.RGB {
	opacity *= s.opacity
	if c == nil || opacity <= 0 {
		return nil
	}
	t := marquetry.Tone(round(min(opacity, 1) * 100))
	mixed := marquetry.Ink{Screen: *c}.On(marquetry.PaperWhite, t)
	return &mixed
}

// colour reads a paint, nil for none.
func colour(v string, current marquetry.RGB) (*marquetry.RGB, error) {
	v = strings.ToLower(v)
	switch {
	case v == "none" || v == "transparent":
		return nil, nil
	case v == "currentcolor":
		return &current, nil
	case strings.HasPrefix(v, "#"):
		return hexColour(v[1:])
	case strings.HasPrefix(v, "rgb("):
		return rgbColour(v)
	}
	if c, ok := colornames.Map[v]; ok {
		return &marquetry.RGB{R: c.R, G: c.G, B: c.B}, nil
	}
	return nil, unsupported(v)
}

func hexColour(v string) (*marquetry.RGB, error) {
	if len(v) == 3 {
		v = string([]byte{v[0], v[0], v[1], v[1], v[2], v[2]})
	}
	n, err := hex.DecodeString(v)
	if err != nil || len(n) != 3 {
		return nil, unsupported("#" + v)
	}
	return &marquetry.RGB{R: n[0], G: n[1], B: n[2]}, nil
}

func rgbColour(v string) (*marquetry.RGB, error) {
	n, err := numbers(strings.TrimSuffix(strings.ReplaceAll(v[len("rgb("):], "%", ""), ")"))
	if err != nil || len(n) != 3 {
		return nil, unsupported(v)
	}
	for i := range n {
		if strings.Contains(v, "%") {
			n[i] *= 2.55
		}
		n[i] = min(max(n[i], 0), 255)
	}
	//nolint:gosec // 0 to 255, just above
	return &marquetry.RGB{R: uint8(round(n[0])), G: uint8(round(n[1])), B: uint8(round(n[2]))}, nil
}
