package programme

import (
	"fmt"

	"jema/internal/programme/paper"
)

// heldBlock are the places kept back, one line each as far as six, with room
// for the names.
func (s *attendance) heldBlock(t *table, n int) block {
	b := block{}
	b.rows = append(b.rows, row{height: 3 * mm, keep: true})
	b.kept(0, officeFrame.width, span{styleStrong, fmt.Sprintf(s.words.HeldLine, s.say.Count(n, s.words.One, s.words.Many))})
	for range min(n, linesMost) {
		b.rows = append(b.rows, s.writable(t))
	}
	return b
}

// writable is a line to write on, behind a box.
func (s *attendance) writable(t *table) row {
	r := t.blank(lineDepth)
	box := breakLines([]span{{styleTick.as(paper.Decoration), tick}}, 10*mm)[0].row(0, nil)
	for _, i := range box.items {
		r.items = append(r.items, i.Moved(0, lineDepth-box.height))
	}
	return r
}

// linesInto lays lines for who comes without a booking; those that no longer
// fit on the page are left out beyond the third.
func (s *attendance) linesInto(f *flow, hour, title string, n int) {
	t := s.table()
	b := block{after: 8 * mm}
	if hour != "" {
		b = s.slotHead(hour, "", false)
	}
	b.rows = append(b.rows, row{height: 4 * mm, keep: true})
	b.kept(0, officeFrame.width, span{styleStrong, title})
	for i := range n {
		if i > 2 && b.height()+lineDepth+f.spare > f.room() {
			break
		}
		b.rows = append(b.rows, s.writable(t))
	}
	f.place(b)
}
