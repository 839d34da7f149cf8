package programme

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// tick is a box to tick; a party has one for each person, as far as a line
// holds them.
const (
	tick      = "□"
	ticksMost = 8
	lineDepth = 9 * mm // of a line to write on
	linesMost = 6
)

var styleTick = stylePaper.times(155)

// slotInto lays a slot: its hour, who comes, who waits, and lines to write on.
func (s *attendance) slotInto(f *flow, slot jema.SlotAttendance, apart bool) {
	when := slot.Slot.Span(s.zone)
	hour := s.say.Range(when.From, when.To)
	t := s.table()
	head := s.slotHead(hour, s.state(slot), apart)
	if len(slot.Coming) == 0 {
		head.put(0, officeFrame.width, span{stylePaper, s.words.Nobody})
	}
	head.after = 2 * mm
	if f.page >= 0 && len(f.pending) == 0 && f.room() < head.height()+6*lineDepth {
		f.newPage()
		f.y = 18 * mm
	}
	f.heading(head)
	s.partiesInto(f, t, slot.Coming, s.slotAgain(t, hour), false)
	again := paragraph(0, officeFrame.width, styleStrong.as(paper.Decoration), fmt.Sprintf(s.words.Sheet, hour), 0)
	f.again = &again
	if n := slot.Slot.Held; n > 0 {
		f.place(s.heldBlock(t, n))
	}
	free := max(slot.Slot.Capacity-slot.Slot.Taken-slot.Slot.Held, 0)
	if len(slot.Waiting) > 0 {
		w := s.table()
		f.spare = max(f.spare, 5*mm)
		s.partiesInto(f, w, slot.Waiting, s.slotAgain(w, hour+"\u00a0· "+s.words.Waiting), true)
		f.again = &again
	}
	s.linesInto(f, "", s.words.WalkIns, min(max(free, 3), linesMost))
	f.again = nil
}

func (s *attendance) table() *table {
	o := s.words
	return newTable(3*pt, column{o.Came, 44 * mm}, column{o.Name, 62 * mm}, column{o.Party, 18 * mm}, column{o.Phone, 30 * mm}, column{o.Code, 22 * mm})
}

func (s *attendance) slotHead(hour, state string, apart bool) block {
	var b block
	if apart {
		b.aside = []paper.Item{paper.Shape{Segments: levelLine(officeFrame.width), Stroke: &black, Width: pt}}
		b.rows = append(b.rows, row{height: 4 * mm, keep: true})
	}
	b.head(0, officeFrame.width, span{styleGroup, hour})
	if state != "" {
		b.kept(0, officeFrame.width, span{stylePaper, state})
	}
	return b
}

// slotAgain heads a further page of a slot: decoration, since it has been said.
func (s *attendance) slotAgain(t *table, name string) *block {
	b := &block{}
	b.put(0, officeFrame.width, span{styleStrong.as(paper.Decoration), fmt.Sprintf(s.words.Sheet, name)})
	b.rows = append(b.rows, row{height: 2 * mm}, t.head(true))
	return b
}

// partiesInto lays the table of some parties.
func (s *attendance) partiesInto(f *flow, t *table, parties []jema.Booking, again *block, waiting bool) {
	if len(parties) == 0 {
		return
	}
	var head block
	if waiting {
		head.head(0, officeFrame.width, span{styleEntry.as(paper.Heading3), s.words.Waiting})
		head.gap(mm)
	}
	head.rows = append(head.rows, t.head(false))
	f.heading(head)
	for _, b := range parties {
		f.place(block{rows: []row{s.party(t, b, waiting)}})
		f.again = again
	}
	f.again = nil
}

// party is the row of a party.
func (s *attendance) party(t *table, b jema.Booking, waiting bool) row {
	name := []span{{styleStrong, cmp.Or(s.set.line(b.Name), "–")}}
	switch {
	case waiting:
		name = append(name, span{styleNote, "\u00a0· " + fmt.Sprintf(s.words.Rank, strconv.Itoa(b.Rank))})
	case b.Status == jema.Offered:
		name = append(name, span{styleNote, "\u00a0· " + s.words.Offered})
	}
	return t.row(1, []span{{styleTick, ticks(b.PartySize)}}, name, []span{{styleStrong, text.Number(b.PartySize)}},
		[]span{{stylePaper, cmp.Or(s.set.line(b.Phone), "–")}}, []span{{stylePaper, cmp.Or(jema.SpokenCode(b.Code), "–")}})
}

// ticks are a box for each person, or one and a line to write how many came.
func ticks(n int) string {
	if n > ticksMost {
		return tick + "\u00a0…… / " + strconv.Itoa(n)
	}
	return strings.TrimSuffix(strings.Repeat(tick+"\u00a0", n), "\u00a0")
}
