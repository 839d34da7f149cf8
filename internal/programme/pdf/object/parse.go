package object

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
)

// ErrBroken is of what cannot be read as PDF.
var ErrBroken = errors.New("not a PDF that can be read")

// ErrEncrypted is of a file that requires a password or a right.
var ErrEncrypted = errors.New("the PDF is encrypted")

// deepest is how deep values may be nested.
const deepest = 64

// parser reads values; refer makes a reference of a number.
type parser struct {
	data  []byte
	at    int
	depth int
	left  *budget
	refer func(number int) *Object
}

// What ends a word.
var spaces, delimiters = among(" \n\r\t\f\x00"), among("()<>[]{}/%")

func among(all string) (is [256]bool) {
	for i := range len(all) {
		is[all[i]] = true
	}
	return is
}

func isSpace(c byte) bool     { return spaces[c] }
func isDelimiter(c byte) bool { return delimiters[c] }

// skip passes blanks and comments.
func (p *parser) skip() {
	for p.at < len(p.data) {
		switch c := p.data[p.at]; {
		case isSpace(c):
			p.at++
		case c == '%':
			for p.at < len(p.data) && p.data[p.at] != '\n' && p.data[p.at] != '\r' {
				p.at++
			}
		default:
			return
		}
	}
}

// next returns the next byte after blanks, 0 at the end.
func (p *parser) next() byte {
	p.skip()
	if p.at >= len(p.data) {
		return 0
	}
	return p.data[p.at]
}

// take passes a word if it is next.
func (p *parser) take(word string) bool {
	p.skip()
	if !bytes.HasPrefix(p.data[p.at:], []byte(word)) {
		return false
	}
	p.at += len(word)
	return true
}

// word reads up to the next blank or delimiter.
func (p *parser) word() string {
	p.skip()
	from := p.at
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) {
		p.at++
	}
	return string(p.data[from:p.at])
}

func (p *parser) value() (any, error) {
	if p.depth++; p.depth > deepest || !p.left.afford(costValue) {
		return nil, ErrBroken
	}
	defer func() { p.depth-- }()
	switch c := p.next(); {
	case c == '/':
		p.at++
		return p.name(), nil
	case c == '(':
		return p.text(p.literal())
	case c == '[':
		p.at++
		return p.array()
	case c == '<' && p.at+1 < len(p.data) && p.data[p.at+1] == '<':
		p.at += 2
		return p.dict()
	case c == '<':
		return p.text(p.hex())
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return p.number()
	}
	switch p.word() {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	return nil, ErrBroken
}

// text takes a string that was read from the budget.
func (p *parser) text(t Text, err error) (any, error) {
	if err != nil || !p.left.afford(len(t)) {
		return nil, ErrBroken
	}
	return t, nil
}

func (p *parser) name() Name {
	from := p.at
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) && p.data[p.at] != '#' {
		p.at++
	}
	raw := p.data[from:p.at:p.at]
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) {
		c := p.data[p.at]
		if c == '#' && p.at+2 < len(p.data) {
			if v, err := strconv.ParseUint(string(p.data[p.at+1:p.at+3]), 16, 8); err == nil {
				c, p.at = byte(v), p.at+2
			}
		}
		raw = append(raw, c)
		p.at++
	}
	return Name(raw)
}

// number reads an integer, a real, or a reference.
func (p *parser) number() (any, error) {
	w := p.word()
	n, err := strconv.Atoi(w)
	if err != nil {
		return decimal(w)
	}
	from := p.at
	if c := p.next(); n >= 0 && c >= '0' && c <= '9' {
		if _, err := strconv.Atoi(p.word()); err == nil && p.next() == 'R' && p.word() == "R" {
			if !p.left.afford(costReference) {
				return nil, ErrBroken
			}
			return p.refer(n), nil
		}
	}
	p.at = from
	return n, nil
}

// decimal is a number with a fraction, or one too large to count with. What Go
// would read besides (Inf, hexadecimal) is none.
func decimal(w string) (any, error) {
	const longest = 400
	if _, err := strconv.ParseFloat(w, 64); err != nil || len(w) > longest || strings.Trim(w, "0123456789+-.eE") != "" {
		return nil, ErrBroken
	}
	return Real(w), nil
}

func (p *parser) array() (any, error) {
	if !p.left.afford(costArray) {
		return nil, ErrBroken
	}
	out := make(Array, 0, 4)
	for p.next() != ']' {
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	p.at++
	return out, nil
}

func (p *parser) dict() (any, error) {
	if !p.left.afford(costDict) {
		return nil, ErrBroken
	}
	out := make(Dict, 0, 8)
	for !p.take(">>") {
		if p.next() != '/' {
			return nil, ErrBroken
		}
		p.at++
		key := p.name()
		v, err := p.value()
		if err != nil {
			return nil, err
		}
		if !p.left.look(len(out)) || !p.left.afford(len(key)+costValue) { // Set compares with every key before
			return nil, ErrBroken
		}
		out.Set(key, v)
	}
	return out, nil
}
