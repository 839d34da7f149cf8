package typeset

import (
	"strings"

	"jema/internal/measure"
)

// lines breaks the paragraph and sets its lines.
func (p *paragraph) lines() []Line {
	if len(p.atoms) == 0 {
		return nil
	}
	var out []Line
	from := -1
	for _, to := range p.fit() {
		out = append(out, p.line(from, to))
		from = to
	}
	return out
}

// line sets the content between two places.
func (p *paragraph) line(from, to int) Line {
	b := p.places[to]
	s := setter{p: p, space: p.space(p.between(from, to), to)}
	first, at := 0, 0
	if from >= 0 {
		first, at = p.places[from].atom, p.places[from].at
	}
	for n := first; n < b.atom; n++ {
		s.add(p.atoms[n], p.atoms[n].text[at:], n > first)
		at = 0
	}
	if b.at > 0 {
		text := p.atoms[b.atom].text[at:b.at]
		if b.hyphen {
			text += softHyphen
		}
		s.add(p.atoms[b.atom], text, b.atom > first)
	}
	s.line.Space = measure.Length(s.space)
	s.line.Width = rounded(s.x)
	s.line.Spaced = b.atom == len(p.atoms) || b.at == 0 && p.atoms[b.atom].spaced
	s.line.Runs[len(s.line.Runs)-1].Hyphen = b.hyphen
	return s.line
}

// space returns what each word space of a line gets to make it as long as the
// measure, in thousandths of a point; rounded down, so that no line is too
// long.
func (p *paragraph) space(l line, to int) int {
	slack := p.room() - l.width
	if !p.set.Justify || l.gaps == 0 || slack >= 0 && to == len(p.places)-1 {
		return 0
	}
	if slack*1000 > l.glue/stretch*loosest {
		return 0
	}
	each := l.gaps * micro
	if slack < 0 {
		return -((-slack + each - 1) / each)
	}
	return slack / each
}

// setter puts the parts of a line one after the other.
type setter struct {
	p     *paragraph
	space int
	x     int // in millionths
	line  Line
}

// add joins a word to the run before it where both are of one span, so that a
// line is few runs and its spaces are real.
func (s *setter) add(a atom, text string, hasBefore bool) {
	if hasBefore && a.spaced {
		s.line.Runs[len(s.line.Runs)-1].Text += " "
		s.x += a.glue + s.space*micro
	}
	if n := len(s.line.Runs); n > 0 && s.line.Runs[n-1].Of == a.of {
		s.line.Runs[n-1].Text += text
	} else {
		s.line.Runs = append(s.line.Runs, Run{Of: a.of, Text: text, X: rounded(s.x)})
	}
	s.x += s.p.micros(a.of, text)
}

func rounded(micros int) measure.Length { return measure.Length((micros + micro/2) / micro) }

// Breakable returns an address that may be divided behind its slashes.
func Breakable(address string) string { return strings.ReplaceAll(address, "/", "/"+MayBreak) }
