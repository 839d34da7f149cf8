package logo

import (
	"math"
	"strings"
)

// matrix takes x, y to a·x + c·y + e, b·x + d·y + f.
type matrix [6]float64

func (m matrix) apply(p point) point {
	return point{float64(m[0]*p.x) + float64(m[2]*p.y) + m[4], float64(m[1]*p.x) + float64(m[3]*p.y) + m[5]}
}

// times is first n, then m.
func (m matrix) times(n matrix) matrix {
	a, b, o := m.apply(point{n[0], n[1]}), m.apply(point{n[2], n[3]}), m.apply(point{n[4], n[5]})
	return matrix{a.x - m[4], a.y - m[5], b.x - m[4], b.y - m[5], o.x, o.y}
}

// scale is how much the matrix enlarges a line, on average.
func (m matrix) scale() float64 {
	return math.Sqrt(math.Abs(float64(m[0]*m[3]) - float64(m[1]*m[2])))
}

// transform reads a list of transformations.
func transform(s string) (matrix, error) {
	m := matrix{1, 0, 0, 1, 0, 0}
	for strings.TrimSpace(s) != "" {
		name, rest, ok := strings.Cut(s, "(")
		arguments, after, closed := strings.Cut(rest, ")")
		n, err := numbers(arguments)
		if !ok || !closed || err != nil {
			return m, unsupported(s)
		}
		one, err := transformation(strings.Trim(name, " ,\t\r\n"), n)
		if err != nil {
			return m, err
		}
		m, s = m.times(one), after
	}
	return m, nil
}

func transformation(name string, n []float64) (matrix, error) {
	at := func(i int, fallback float64) float64 {
		if i < len(n) {
			return n[i]
		}
		return fallback
	}
	angle := at(0, 0) * math.Pi / 180
	switch {
	case name == "matrix" && len(n) == 6:
		return matrix(n), nil
	case name == "translate" && len(n) > 0:
		return matrix{1, 0, 0, 1, n[0], at(1, 0)}, nil
	case name == "scale" && len(n) > 0:
		return matrix{n[0], 0, 0, at(1, n[0]), 0, 0}, nil
	case name == "rotate" && len(n) > 0:
		x, y, sin, cos := at(1, 0), at(2, 0), math.Sin(angle), math.Cos(angle)
		turn := matrix{cos, sin, -sin, cos, 0, 0}
		return matrix{1, 0, 0, 1, x, y}.times(turn).times(matrix{1, 0, 0, 1, -x, -y}), nil
	case name == "skewX" && len(n) == 1:
		return matrix{1, 0, math.Tan(angle), 1, 0, 0}, nil
	case name == "skewY" && len(n) == 1:
		return matrix{1, math.Tan(angle), 0, 1, 0, 0}, nil
	}
	return matrix{}, unsupported(name)
}
