package papers

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// tick is a box to tick; a party has one for each person, as far as a line
// holds them.
const (
	tick      = "□"
	ticksMost = 8
	lineDepth = 9 * paper.MM // of a line to write on
	linesMost = 6
)

var styleTick = stylePaper.Times(155)

// slotInto lays a slot: its hour, who comes, who waits, and lines to write on.
func (s *attendance) slotInto(f *layout.Flow, slot jema.SlotAttendance, apart bool) {
	when := slot.Slot.Span(s.zone)
	hour := s.say.Range(when.From, when.To)
	t := s.table()
	head := s.slotHead(hour, s.state(slot), apart)
	if len(slot.Coming) == 0 {
		head.Put(0, officeFrame.Width, stylePaper.Span(s.words.Nobody))
	}
	head.After = 2 * paper.MM
	if f.Page >= 0 && len(f.Pending) == 0 && f.Room() < head.Height()+6*lineDepth {
		f.NewPage()
		f.Y = 18 * paper.MM
	}
	f.Heading(head)
	s.partiesInto(f, t, slot.Coming, s.slotAgain(t, hour), false)
	again := layout.Paragraph(0, officeFrame.Width, styleStrong.As(paper.Decoration), fmt.Sprintf(s.words.Sheet, hour), 0)
	f.Again = &again
	if n := slot.Slot.Held; n > 0 {
		f.Place(s.heldBlock(t, n))
	}
	free := max(slot.Slot.Capacity-slot.Slot.Taken-slot.Slot.Held, 0)
	if len(slot.Waiting) > 0 {
		w := s.table()
		f.Spare = max(f.Spare, 5*paper.MM)
		s.partiesInto(f, w, slot.Waiting, s.slotAgain(w, hour+"\u00a0· "+s.words.Waiting), true)
		f.Again = &again
	}
	s.linesInto(f, "", s.words.WalkIns, min(max(free, 3), linesMost))
	f.Again = nil
}

func (s *attendance) table() *layout.Table {
	o := s.words
	return layout.NewTable(3*paper.Pt, layout.Column{Title: o.Came, Width: 44 * paper.MM}, layout.Column{Title: o.Name,
		Width: 62 * paper.MM}, layout.Column{Title: o.Party, Width: 18 * paper.MM}, layout.Column{Title: o.Phone,
		Width: 30 * paper.MM}, layout.Column{Title: o.Code, Width: 22 * paper.MM})
}

func (s *attendance) slotHead(hour, state string, apart bool) layout.Block {
	var b layout.Block
	if apart {
		b.Aside = []paper.Item{paper.Shape{Segments: layout.LevelLine(officeFrame.Width), Stroke: &layout.Black,
			Width: paper.Pt}}
		b.Rows = append(b.Rows, layout.Row{Height: 4 * paper.MM, Keep: true})
	}
	b.Head(0, officeFrame.Width, styleGroup.Span(hour))
	if state != "" {
		b.Kept(0, officeFrame.Width, stylePaper.Span(state))
	}
	return b
}

// slotAgain heads a further page of a slot: decoration, since it repeats a
// heading.
func (s *attendance) slotAgain(t *layout.Table, name string) *layout.Block {
	b := &layout.Block{}
	b.Put(0, officeFrame.Width, styleStrong.As(paper.Decoration).Span(fmt.Sprintf(s.words.Sheet, name)))
	b.Rows = append(b.Rows, layout.Row{Height: 2 * paper.MM}, t.Head(true))
	return b
}

// partiesInto lays the table of some parties.
func (s *attendance) partiesInto(f *layout.Flow, t *layout.Table, parties []jema.Booking,
	again *layout.Block, waiting bool) {
	if len(parties) == 0 {
		return
	}
	var head layout.Block
	if waiting {
		head.Head(0, officeFrame.Width, styleEntry.As(paper.Heading3).Span(s.words.Waiting))
		head.Gap(paper.MM)
	}
	head.Rows = append(head.Rows, t.Head(false))
	f.Heading(head)
	for _, b := range parties {
		f.Place(layout.Block{Rows: []layout.Row{s.party(t, b, waiting)}})
		f.Again = again
	}
	f.Again = nil
}

// party is the row of a party.
func (s *attendance) party(t *layout.Table, b jema.Booking, waiting bool) layout.Row {
	name := []layout.Span{styleStrong.Span(cmp.Or(s.set.Line(b.Name), "–"))}
	switch {
	case waiting:
		name = append(name, styleNote.Span("\u00a0· "+fmt.Sprintf(s.words.Rank, strconv.Itoa(b.Rank))))
	case b.Status == jema.Offered:
		name = append(name, styleNote.Span("\u00a0· "+s.words.Offered))
	}
	return t.Row(1, []layout.Span{styleTick.Span(ticks(b.PartySize))}, name,
		[]layout.Span{styleStrong.Span(text.Number(b.PartySize))},
		[]layout.Span{stylePaper.Span(cmp.Or(s.set.Line(b.Phone), "–"))},
		[]layout.Span{stylePaper.Span(cmp.Or(jema.SpokenCode(b.Code), "–"))})
}

// ticks are a box for each person, or one and a line to write how many came.
func ticks(n int) string {
	if n > ticksMost {
		return tick + "\u00a0…… / " + strconv.Itoa(n)
	}
	return strings.TrimSuffix(strings.Repeat(tick+"\u00a0", n), "\u00a0")
}
