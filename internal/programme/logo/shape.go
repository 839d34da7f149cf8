package logo

import "strings"

// shapes draw the figures that a logo may be made of.
var shapes = map[string]func(attributes) ([]step, error){
	"path": func(a attributes) ([]step, error) { return path(a["d"]) },
	"rect": rect, "circle": ellipse, "ellipse": ellipse, "line": line,
	"polyline": func(a attributes) ([]step, error) { return poly(a, false) },
	"polygon":  func(a attributes) ([]step, error) { return poly(a, true) },
}

func rect(a attributes) ([]step, error) {
	n, err := a.lengths("x", "y", "width", "height", "rx", "ry")
	if err != nil || n[2] <= 0 || n[3] <= 0 {
		return nil, err
	}
	x, y, w, h, rx, ry := n[0], n[1], n[2], n[3], n[4], n[5]
	if a["rx"] == "" {
		rx = ry
	}
	if a["ry"] == "" {
		ry = rx
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	p := &drawer{}
	p.move(point{x + rx, y})
	p.line(point{x + w - rx, y})
	p.arc(rx, ry, 0, false, true, point{x + w, y + ry})
	p.line(point{x + w, y + h - ry})
	p.arc(rx, ry, 0, false, true, point{x + w - rx, y + h})
	p.line(point{x + rx, y + h})
	p.arc(rx, ry, 0, false, true, point{x, y + h - ry})
	p.line(point{x, y + ry})
	p.arc(rx, ry, 0, false, true, point{x + rx, y})
	p.close()
	return p.steps, nil
}

func ellipse(a attributes) ([]step, error) {
	n, err := a.lengths("cx", "cy", "rx", "ry", "r")
	if err != nil {
		return nil, err
	}
	x, y, rx, ry := n[0], n[1], n[2], n[3]
	if a["r"] != "" {
		rx, ry = n[4], n[4]
	}
	if rx <= 0 || ry <= 0 {
		return nil, nil
	}
	p := &drawer{}
	p.move(point{x + rx, y})
	p.arc(rx, ry, 0, false, true, point{x - rx, y})
	p.arc(rx, ry, 0, false, true, point{x + rx, y})
	p.close()
	return p.steps, nil
}

func line(a attributes) ([]step, error) {
	n, err := a.lengths("x1", "y1", "x2", "y2")
	if err != nil {
		return nil, err
	}
	p := &drawer{}
	p.move(point{n[0], n[1]})
	p.line(point{n[2], n[3]})
	return p.steps, nil
}

func poly(a attributes, closed bool) ([]step, error) {
	n, err := numbers(a["points"])
	if err != nil {
		return nil, err
	}
	p := &drawer{}
	for i := 0; i+1 < len(n); i += 2 {
		if i == 0 {
			p.move(point{n[0], n[1]})
		} else {
			p.line(point{n[i], n[i+1]})
		}
	}
	if closed && len(p.steps) > 0 {
		p.close()
	}
	return p.steps, nil
}

// length reads a length without a unit, in px, or in a unit of print.
func (a attributes) length(key string) (float64, error) {
	v, scale := a[key], 1.0
	for unit, px := range map[string]float64{"px": 1, "pt": 4.0 / 3, "mm": 96 / 25.4, "cm": 960 / 25.4,
		"in": 96, "%": 0.01} {
		if s, ok := strings.CutSuffix(v, unit); ok {
			v, scale = s, px
			break
		}
	}
	n, err := numbers(v)
	if err != nil || len(n) > 1 {
		return 0, unsupported(key + "=" + a[key])
	}
	if len(n) == 0 {
		return 0, nil
	}
	return n[0] * scale, nil
}

func (a attributes) lengths(keys ...string) ([]float64, error) {
	out := make([]float64, len(keys))
	for i, k := range keys {
		var err error
		if out[i], err = a.length(k); err != nil {
			return nil, err
		}
	}
	return out, nil
}
