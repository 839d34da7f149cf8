package typeset

import (
	"encoding/binary"
)

// settings are the texts that were set: a programme is printed again with few
// changes, and the best breaks are expensive to compute.
var settings = newMemory[[]Line](3000, 3000)

// appendKey gives different texts and settings different keys. No byte is free
// to separate a text from the next, so its length precedes it.
func appendKey(b []byte, spans []Span, s Setting) []byte {
	number := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	number(int(s.Measure)<<3 | bit(s.Justify)<<2 | bit(s.Hyphenate)<<1 | bit(s.level))
	number(len(s.Language))
	b = append(b, s.Language...)
	for i := range spans {
		number(int(spans[i].Face)<<1 | bit(spans[i].Whole))
		number(int(spans[i].Size))
		number(len(spans[i].Text))
		b = append(b, spans[i].Text...)
	}
	return b
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}
