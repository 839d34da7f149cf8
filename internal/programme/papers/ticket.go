package papers

import (
	"fmt"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

var ticketFrame = layout.Frame{X: 14 * paper.MM, Y: 30 * paper.MM, Width: 120 * paper.MM, Height: 168 * paper.MM}

// Ticket is a visitor's ticket: one page of A5, which a telephone shows whole and
// an office printer prints on half a sheet; smaller where names are long. An
// unknown language is refused.
type Ticket struct {
	jema.Ticket
	Language string
}

// Compose lays out the ticket.
func (p Ticket) Compose() (*paper.Document, []content.Warning, error) {
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	t := p.Ticket
	s := &ticket{words: o, base: w, set: &content.Setter{}, raw: t}
	d := officePaper(o.Ticket+" – "+s.set.Line(t.Entry.Opening.Title), t.Territory, w, t.Booking.CreatedAt)
	for _, s.scale = range []int{100, 90, 80, 66, 58} {
		d.Pages = nil
		f := layout.NewFlow(d, layout.A5Width, layout.A5Height, ticketFrame)
		f.NewPage().Add(veneer(t.Entry.DomainSlug(), layout.A5Width, 22*paper.MM), paper.Anchor{Name: "ticket",
			Bookmark: o.Ticket, Level: 0})
		foot := s.foot()
		f.Frame.Height -= foot.Height() + 4*paper.MM
		for _, b := range []layout.Block{s.head(), s.facts()} {
			f.Place(b)
		}
		f.Frame = ticketFrame
		f.BottomBlock(foot)
		if len(d.Pages) == 1 {
			break
		}
	}
	return d, nil, nil
}

// ticket is a ticket being set.
type ticket struct {
	words *outputWords
	base  *content.Words
	set   *content.Setter
	raw   jema.Ticket
	scale int
}

func (s *ticket) head() layout.Block {
	t, o, e := ticketFrame.Width, s.words, s.raw.Entry
	zone := s.raw.Edition.Zone
	if zone == nil {
		zone = time.UTC
	}
	when := s.raw.Slot.Span(zone)
	b := layout.Block{After: 6 * paper.MM}
	b.Put(0, t, layout.StyleLabel.Span(o.Ticket), layout.StyleFact.In(layout.Grey).Span("\u00a0· "+
		s.set.Line(s.raw.Edition.Name)))
	b.Gap(2 * paper.MM)
	b.Head(0, t, layout.StyleSection.Times(s.scale).Span(s.set.Line(e.Opening.Title)))
	b.Gap(paper.MM)
	b.Put(0, t, styleStrong.Span(s.set.Line(e.Workshop.Name)), stylePaper.Span(content.After(s.artisan())))
	b.Gap(5 * paper.MM)
	b.Put(0, t, styleSpeaks.Times(max(120*s.scale/100, 100)).Span(content.Capital(s.base.Say.DayMonth(when.Day))))
	b.Put(0, t, layout.StyleHour.Times(max(190*s.scale/100,
		150)).Span(content.Capital(s.base.Say.FromTo(when.From, when.To))))
	return b
}

func (s *ticket) artisan() string {
	if e := s.raw.Entry; e.Workshop.Artisan != e.Workshop.Name {
		return s.set.Line(e.Workshop.Artisan)
	}
	return ""
}

// facts are where, how many and under which name, with the booking's code and
// its QR code beside.
func (s *ticket) facts() layout.Block {
	const side, left = 34 * paper.MM, 80 * paper.MM
	o, e, b := s.words, s.raw.Entry, layout.Block{}
	b.Aside = []paper.Item{paper.Shape{Y: -3 * paper.MM, Segments: layout.LevelLine(ticketFrame.Width),
		Stroke: &layout.Black, Width: paper.Pt / 2}}
	if dark := content.Modules(s.raw.PassURL); dark != nil && content.IsAddress(s.raw.PassURL) {
		figure := &paper.Element{Role: paper.Figure, Alt: o.Pass}
		b.Aside = append(b.Aside, paper.Code{X: ticketFrame.Width - side, Y: paper.MM, Size: side, URL: s.raw.PassURL,
			Modules: dark, In: figure},
			paper.Link{X: ticketFrame.Width - side, Y: paper.MM, Width: side, Height: side, URL: s.raw.PassURL,
				In: &paper.Element{Role: paper.LinkRole, Alt: o.Pass}})
		caption := layout.Paragraph(0, side, layout.StyleSmall.In(layout.Black), o.Pass, 0)
		b.Aside = append(b.Aside, caption.ItemsAt(ticketFrame.Width-side, side+3*paper.MM)...)
		b.Depth = side + 3*paper.MM + caption.Height()
	}
	fact := func(label string, as layout.Style, value string) {
		if value == "" {
			return
		}
		if len(b.Rows) > 0 {
			b.Rows = append(b.Rows, layout.Row{Height: 3 * paper.MM * paper.Length(s.scale) / 100})
		}
		b.Put(0, left, layout.StyleColumn.Span(label))
		b.Put(0, left, as.Span(value))
	}
	fact(o.Code, layout.StyleHour.Times(150), jema.SpokenCode(s.raw.Booking.Code))
	value := stylePaper.Times(max(s.scale, 80))
	fact(o.Where, value, s.address())
	fact(o.People, value, text.Number(s.raw.Booking.PartySize))
	fact(o.Who, value, s.set.Line(s.raw.Booking.Name))
	fact(o.Accessible, value, s.set.Line(s.base.AccessOf(e.Opening)))
	fact(o.ToPay, value, s.set.Line(e.Opening.Price))
	return b
}

// address is where to go, line by line.
func (s *ticket) address() string {
	e := s.raw.Entry
	town := strings.TrimSpace(e.Workshop.PostalCode + text.NoBreak + e.Commune.Name)
	if e.Workshop.Address == "" {
		return s.set.Line(town) + "\n" + s.words.AskAddress
	}
	return s.set.Lines(e.Workshop.Address) + "\n" + s.set.Line(town)
}

// foot is the note on how to cancel and whom to call.
func (s *ticket) foot() layout.Block {
	var b layout.Block
	rule := paper.Shape{Segments: layout.LevelLine(ticketFrame.Width), Stroke: &layout.Pale, Width: paper.Pt / 2}
	b.Rows = append(b.Rows, layout.Row{Height: 3 * paper.MM, Items: []paper.Item{rule}})
	b.Put(0, ticketFrame.Width, layout.StyleFact.Span(s.words.CancelHow))
	if phone := s.set.Line(s.raw.Territory.ContactPhone); phone != "" {
		b.Put(0, ticketFrame.Width, layout.StyleFact.Span(fmt.Sprintf(s.words.CancelPhone, phone)))
	}
	if s.raw.Territory.IsDemo {
		b.Put(0, ticketFrame.Width, layout.StyleSmall.Span(s.base.Demo))
	}
	return b
}
