package logo

import (
	"strconv"
	"strings"

	"jema/internal/jema"
)

// numbers reads numbers as SVG writes them: 1-2.5.3e1 are three.
func numbers(s string) ([]float64, error) {
	t := &tape{s: s}
	var out []float64
	for t.more() {
		n, err := t.number()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// tape is a text being read.
type tape struct {
	s  string
	at int
}

func (t *tape) more() bool {
	for t.at < len(t.s) && strings.IndexByte(" ,\t\r\n", t.s[t.at]) >= 0 {
		t.at++
	}
	return t.at < len(t.s)
}

func (t *tape) digits() {
	for t.at < len(t.s) && t.s[t.at] >= '0' && t.s[t.at] <= '9' {
		t.at++
	}
}

func (t *tape) one(of string) bool {
	if t.at < len(t.s) && strings.IndexByte(of, t.s[t.at]) >= 0 {
		t.at++
		return true
	}
	return false
}

func (t *tape) number() (float64, error) {
	if !t.more() {
		return 0, jema.Invalid("programme.logo.broken")
	}
	from := t.at
	t.one("+-")
	t.digits()
	if t.one(".") {
		t.digits()
	}
	if mark := t.at; t.one("eE") {
		t.one("+-")
		before := t.at
		if t.digits(); t.at == before {
			t.at = mark
		}
	}
	n, err := strconv.ParseFloat(t.s[from:t.at], 64)
	if err != nil || n > farthest || n < -farthest {
		return 0, jema.Invalid("programme.logo.broken")
	}
	return n, nil
}

// flag reads 0 or 1, which need no blank behind.
func (t *tape) flag() (bool, error) {
	if !t.more() || t.s[t.at] != '0' && t.s[t.at] != '1' {
		return false, jema.Invalid("programme.logo.broken")
	}
	t.at++
	return t.s[t.at-1] == '1', nil
}

// path reads the data of a path.
func path(d string) ([]step, error) {
	t, p := &tape{s: d}, &drawer{}
	var command byte
	for t.more() {
		if c := t.s[t.at]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			command = c
			t.at++
		} else if command == 0 || command == 'z' || command == 'Z' {
			return nil, jema.Invalid("programme.logo.broken")
		}
		if err := p.command(command, t); err != nil {
			return nil, err
		}
		switch command { // more points after a move are lines
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		}
		if len(p.steps) > 200_000 {
			return nil, jema.Invalid("programme.logo.large")
		}
	}
	return p.steps, nil
}

// takes is how many numbers each command reads.
var takes = map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'z': 0}

func (p *drawer) command(c byte, t *tape) error {
	relative := c >= 'a'
	kind := c | 0x20
	if kind == 'a' {
		return p.arcCommand(relative, t)
	}
	count, ok := takes[kind]
	if !ok {
		return jema.Invalid("programme.logo.broken")
	}
	var n [6]float64
	for i := range count {
		v, err := t.number()
		if err != nil {
			return err
		}
		n[i] = v
	}
	var at [3]point
	for i := range at {
		at[i] = point{n[2*i], n[2*i+1]}
		if relative {
			at[i] = point{at[i].x + p.at.x, at[i].y + p.at.y}
		}
	}
	p.do(kind, relative, n, at)
	return nil
}

func (p *drawer) do(kind byte, relative bool, n [6]float64, at [3]point) {
	cubic, quadratic := p.cubic, p.quadratic
	switch kind {
	case 'm':
		p.move(at[0])
	case 'l':
		p.line(at[0])
	case 'h', 'v':
		to := p.at
		v := &to.x
		if kind == 'v' {
			v = &to.y
		}
		if relative {
			*v += n[0]
		} else {
			*v = n[0]
		}
		p.line(to)
	case 'c':
		p.curve(at[0], at[1], at[2])
	case 's':
		p.curve(p.mirrored(cubic), at[0], at[1])
	case 'q':
		p.bow(at[0], at[1])
	case 't':
		p.bow(p.mirrored(quadratic), at[0])
	case 'z':
		p.close()
	}
}

func (p *drawer) arcCommand(relative bool, t *tape) error {
	var n [5]float64
	var large, sweep bool
	for i := range n {
		var err error
		if i == 3 {
			if large, err = t.flag(); err != nil {
				return err
			}
			if sweep, err = t.flag(); err != nil {
				return err
			}
		}
		if n[i], err = t.number(); err != nil {
			return err
		}
	}
	to := point{n[3], n[4]}
	if relative {
		to = point{to.x + p.at.x, to.y + p.at.y}
	}
	p.arc(n[0], n[1], n[2], large, sweep, to)
	return nil
}
