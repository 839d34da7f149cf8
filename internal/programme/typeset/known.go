package typeset

import (
	"encoding/binary"
	"strings"
)

// settings are the texts that were set: a programme is printed again with few
// changes, and the best breaks are dear.
var settings = memory[[]Line]{most: 1500, longest: 3000}

// keyOf tells apart whatever is set otherwise. A text cannot hold what parts it
// from the next: its length stands before it.
func keyOf(spans []Span, s Setting) string {
	n := 0
	for i := range spans {
		n += len(spans[i].Text) + 2*binary.MaxVarintLen16
	}
	var b strings.Builder
	b.Grow(n + len(s.Language) + 2*binary.MaxVarintLen32)
	number(&b, s.Measure<<3|bit(s.Justify)<<2|bit(s.Hyphenate)<<1|bit(s.level))
	number(&b, len(s.Language))
	b.WriteString(s.Language)
	for i := range spans {
		number(&b, int(spans[i].Face)<<1|bit(spans[i].Whole))
		number(&b, spans[i].Size)
		number(&b, len(spans[i].Text))
		b.WriteString(spans[i].Text)
	}
	return b.String()
}

func number(b *strings.Builder, n int) {
	var room [binary.MaxVarintLen64]byte
	b.Write(room[:binary.PutVarint(room[:], int64(n))])
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}
