package programme

import (
	"fmt"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

var ticketFrame = frame{x: 14 * mm, y: 30 * mm, width: 120 * mm, height: 168 * mm}

// Ticket is a visitor's ticket: one page of A5, which a telephone shows whole and
// an office printer prints on half a sheet; smaller where names are long. An
// unknown language is refused.
type Ticket struct {
	jema.Ticket
	Language string
}

// Compose lays out the ticket.
func (p Ticket) Compose() (*paper.Document, []Warning, error) {
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	t := p.Ticket
	s := &ticket{words: o, base: w, set: &setter{}, raw: t}
	d := officePaper(o.Ticket+" – "+s.set.line(t.Entry.Opening.Title), t.Territory, w, t.Booking.CreatedAt)
	for _, s.scale = range []int{100, 90, 80, 66, 58} {
		d.Pages = nil
		f := newFlow(d, a5Width, a5Height, ticketFrame)
		f.newPage().Add(veneer(t.Entry.DomainSlug(), a5Width, 22*mm), paper.Anchor{Name: "ticket", Bookmark: o.Ticket, Level: 0})
		foot := s.foot()
		f.frame.height -= foot.height() + 4*mm
		for _, b := range []block{s.head(), s.facts()} {
			f.place(b)
		}
		f.frame = ticketFrame
		f.bottomBlock(foot)
		if len(d.Pages) == 1 {
			break
		}
	}
	return d, nil, nil
}

// ticket is a ticket being set.
type ticket struct {
	words *outputWords
	base  *words
	set   *setter
	raw   jema.Ticket
	scale int
}

func (s *ticket) head() block {
	t, o, e := ticketFrame.width, s.words, s.raw.Entry
	zone := s.raw.Edition.Zone
	if zone == nil {
		zone = time.UTC
	}
	when := s.raw.Slot.Span(zone)
	b := block{after: 6 * mm}
	b.put(0, t, span{styleLabel, o.Ticket}, span{styleFact.in(grey), "\u00a0· " + s.set.line(s.raw.Edition.Name)})
	b.gap(2 * mm)
	b.head(0, t, span{styleSection.times(s.scale), s.set.line(e.Opening.Title)})
	b.gap(mm)
	b.put(0, t, span{styleStrong, s.set.line(e.Workshop.Name)}, span{stylePaper, after(s.artisan())})
	b.gap(5 * mm)
	b.put(0, t, span{styleSpeaks.times(max(120*s.scale/100, 100)), capital(s.base.Say.DayMonth(when.Day))})
	b.put(0, t, span{styleHour.times(max(190*s.scale/100, 150)), capital(s.base.Say.FromTo(when.From, when.To))})
	return b
}

func (s *ticket) artisan() string {
	if e := s.raw.Entry; e.Workshop.Artisan != e.Workshop.Name {
		return s.set.line(e.Workshop.Artisan)
	}
	return ""
}

// facts are where, how many and under which name, with the booking's code and
// its QR code beside.
func (s *ticket) facts() block {
	const side, left = 34 * mm, 80 * mm
	o, e, b := s.words, s.raw.Entry, block{}
	b.aside = []paper.Item{paper.Shape{Y: -3 * mm, Segments: levelLine(ticketFrame.width), Stroke: &black, Width: pt / 2}}
	if dark := Modules(s.raw.PassURL); dark != nil && isAddress(s.raw.PassURL) {
		figure := &paper.Element{Role: paper.Figure, Alt: o.Pass}
		b.aside = append(b.aside, paper.Code{X: ticketFrame.width - side, Y: mm, Size: side, URL: s.raw.PassURL, Modules: dark, In: figure},
			paper.Link{X: ticketFrame.width - side, Y: mm, Width: side, Height: side, URL: s.raw.PassURL, In: &paper.Element{Role: paper.LinkRole, Alt: o.Pass}})
		caption := paragraph(0, side, styleSmall.in(black), o.Pass, 0)
		b.aside = append(b.aside, caption.itemsAt(ticketFrame.width-side, side+3*mm)...)
		b.depth = side + 3*mm + caption.height()
	}
	fact := func(label string, as style, value string) {
		if value == "" {
			return
		}
		if len(b.rows) > 0 {
			b.rows = append(b.rows, row{height: 3 * mm * s.scale / 100})
		}
		b.put(0, left, span{styleColumn, label})
		b.put(0, left, span{as, value})
	}
	fact(o.Code, styleHour.times(150), jema.SpokenCode(s.raw.Booking.Code))
	value := stylePaper.times(max(s.scale, 80))
	fact(o.Where, value, s.address())
	fact(o.People, value, text.Number(s.raw.Booking.PartySize))
	fact(o.Who, value, s.set.line(s.raw.Booking.Name))
	fact(o.Accessible, value, s.set.line(s.base.accessOf(e.Opening)))
	fact(o.ToPay, value, s.set.line(e.Opening.Price))
	return b
}

// address is where to go, line by line.
func (s *ticket) address() string {
	e := s.raw.Entry
	town := strings.TrimSpace(e.Workshop.PostalCode + text.NoBreak + e.Commune.Name)
	if e.Workshop.Address == "" {
		return s.set.line(town) + "\n" + s.words.AskAddress
	}
	return s.set.lines(e.Workshop.Address) + "\n" + s.set.line(town)
}

// foot says how to cancel and whom to call.
func (s *ticket) foot() block {
	var b block
	rule := paper.Shape{Segments: levelLine(ticketFrame.width), Stroke: &pale, Width: pt / 2}
	b.rows = append(b.rows, row{height: 3 * mm, items: []paper.Item{rule}})
	b.put(0, ticketFrame.width, span{styleFact, s.words.CancelHow})
	if phone := s.set.line(s.raw.Territory.ContactPhone); phone != "" {
		b.put(0, ticketFrame.width, span{styleFact, fmt.Sprintf(s.words.CancelPhone, phone)})
	}
	if s.raw.Territory.IsDemo {
		b.put(0, ticketFrame.width, span{styleSmall, s.base.Demo})
	}
	return b
}
