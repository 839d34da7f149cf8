package papers

import (
	"fmt"

	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// heldBlock are the reserved places, one line each as far as six, with room for
// the names.
func (s *attendance) heldBlock(t *layout.Table, n int) layout.Block {
	b := layout.Block{}
	b.Rows = append(b.Rows, layout.Row{Height: 3 * paper.MM, Keep: true})
	b.Kept(0, officeFrame.Width, styleStrong.Span(fmt.Sprintf(s.words.HeldLine, s.say.Count(n, s.words.One,
		s.words.Many))))
	for range min(n, linesMost) {
		b.Rows = append(b.Rows, s.writable(t))
	}
	return b
}

// writable is a line to write on, behind a box.
func (s *attendance) writable(t *layout.Table) layout.Row {
	r := t.Blank(lineDepth)
	box := layout.BreakLines([]layout.Span{styleTick.As(paper.Decoration).Span(tick)}, 10*paper.MM)[0].Row(0, nil)
	for _, i := range box.Items {
		r.Items = append(r.Items, i.Moved(0, lineDepth-box.Height))
	}
	return r
}

// linesInto lays lines for who comes without a booking; those that no longer
// fit on the page are left out beyond the third.
func (s *attendance) linesInto(f *layout.Flow, hour, title string, n int) {
	t := s.table()
	b := layout.Block{After: 8 * paper.MM}
	if hour != "" {
		b = s.slotHead(hour, "", false)
	}
	b.Rows = append(b.Rows, layout.Row{Height: 4 * paper.MM, Keep: true})
	b.Kept(0, officeFrame.Width, styleStrong.Span(title))
	for i := range n {
		if i > 2 && b.Height()+lineDepth+f.Spare > f.Room() {
			break
		}
		b.Rows = append(b.Rows, s.writable(t))
	}
	f.Place(b)
}
