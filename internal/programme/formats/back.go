package formats

import (
	"cmp"
	"fmt"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// practical is how to come: walking in, booking, access, safety, questions.
func (c backPages) practical(measure paper.Length) []layout.Block {
	return c.practicalIn(c.Words, measure)
}

// practicalIn is practical in the words of a language.
func (c backPages) practicalIn(w *content.Words, measure paper.Length) []layout.Block {
	book := w.HowBook + " " + w.HowCancel + " " + w.HowPay
	pairs := [][2]string{{w.HowFreeTitle, w.HowFree}, {w.HowBookTitle, book}, {w.HowAccessTitle, w.HowAccess},
		{w.HowSafeTitle, w.HowSafe}}
	var contacts []string
	if phone := c.ContactPhone(); phone != "" {
		contacts = append(contacts, strings.Replace(w.ByTelephone, "%s", phone, 1))
	}
	if mail := c.Set.Line(c.Raw.Territory.ContactEmail); mail != "" {
		contacts = append(contacts, strings.Replace(w.ByMail, "%s", mail, 1))
	}
	if len(contacts) > 0 {
		pairs = append(pairs, [2]string{w.ContactTitle, strings.Join(contacts, "\n")})
	}
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	label, fact := c.look.Of(layout.StyleLabel).As(paper.Label), c.look.Of(layout.StyleFact).As(paper.ListBody)
	var out []layout.Block
	for _, p := range pairs {
		b := layout.Block{After: c.look.Length(5 * paper.Pt), In: &paper.Element{Role: paper.ListItem, Parent: list}}
		if c.look.Airy {
			b.Kept(0, measure, label.Span(p[0]))
			b.Put(0, measure, fact.Span(p[1]))
		} else {
			b.Beside(0, 29*paper.MM, 3*paper.MM, measure, []layout.Span{label.Span(p[0])}, []layout.Span{fact.Span(p[1])})
		}
		out = append(out, b)
	}
	return out
}

// imprint is what the law and custom want on a printed sheet.
func (c backPages) imprint(measure paper.Length) layout.Block {
	t, w := c.Raw.Territory, c.Words
	var parts []string
	add := func(pattern, value string) {
		if value = c.Set.Line(value); value != "" {
			parts = append(parts, strings.TrimSuffix(strings.Replace(pattern, "%s", value, 1), ".")+".")
		}
	}
	add(w.Publisher, cmp.Or(t.Publisher, t.Name))
	if c.Proof {
		parts = append(parts, w.ProofWhy)
	}
	if strings.HasPrefix(text.Fold(t.Printer), "imprime ") { // « Imprimé par nos soins », with the address
		add("%s", t.Printer)
	} else {
		add(w.Printer, t.Printer)
	}
	add(w.Deposit, t.LegalDeposit)
	add(w.Run, t.PrintRun)
	add(w.Photos, strings.Join(c.Credits(), ", "))
	add("%s", c.Raw.Edition.MarkNotice)
	parts = append(parts, w.MapCredit)
	add("%s", c.Base.Credit)
	parts = append(parts, fmt.Sprintf(w.AsOf, w.Say.Day(jema.DateOf(c.Raw.AsOf.In(c.Zone)))),
		w.Litter, w.Sort)
	if t.IsDemo {
		parts = append(parts, w.Demo+".")
	}
	b := layout.Block{In: c.sect}
	b.Put(0, measure, c.look.Of(layout.StyleSmall).Span(strings.Join(parts, " ")))
	return b
}

// languages are the practical page in the other languages that were asked for: two on a
// page where they fit, each whole.
func (c backPages) languages(f *layout.Flow) {
	for _, code := range c.others {
		w := content.ForeignOf(code)
		if w == nil || w.Tag == c.Words.Tag {
			continue
		}
		in := c.newSect()
		in.Language = w.Tag
		head := c.headIn(in, f.Frame.Width, layout.StyleSection.Times(80), w.Practical, "practical-"+code, 4*paper.MM)
		blocks := append([]layout.Block{head}, c.practicalIn(&w.Words, f.Frame.Width)...)
		if f.Y > f.Frame.Y && (f.Y == f.Bottom() || !c.fits(f, blocks)) {
			f.NewPage()
		}
		if f.Y > f.Frame.Y {
			f.Spare = max(f.Spare, c.look.Length(10*paper.MM))
		}
		f.Heading(blocks[0])
		for _, b := range blocks[1:] {
			f.Place(b)
		}
	}
}

// fits reports whether blocks have room below what is on the page.
func (c backPages) fits(f *layout.Flow, blocks []layout.Block) bool {
	need := c.look.Length(10 * paper.MM)
	for _, b := range blocks {
		need += b.Height() + b.After
	}
	return need <= f.Bottom()-f.Y
}

// into is the last page: how to come, and the imprint.
func (c backPages) into(f *layout.Flow) {
	f.NewPage()
	f.Current().Add(c.strip(22 * paper.MM))
	f.Y = 32 * paper.MM
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleSection, c.Words.Practical, "practical", 5*paper.MM))
	for _, b := range c.practical(f.Frame.Width) {
		f.Place(b)
	}
	imprint := c.imprint(f.Frame.Width)
	if imprint.Height()+4*paper.MM > f.Room() {
		f.NewPage()
		f.Current().Add(c.strip(22 * paper.MM))
		f.Y = 32 * paper.MM
		f.Place(imprint)
		return
	}
	f.BottomBlock(imprint)
}
