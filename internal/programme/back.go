package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// practical is how to come: walking in, booking, access, safety, questions.
func (c *composer) practical(measure int) []block {
	w := c.words
	book := w.HowBook + " " + w.HowCancel + " " + w.HowPay
	pairs := [][2]string{{w.HowFreeTitle, w.HowFree}, {w.HowBookTitle, book}, {w.HowAccessTitle, w.HowAccess}, {w.HowSafeTitle, w.HowSafe}}
	var contacts []string
	if phone := c.set.line(c.raw.Territory.ContactPhone); phone != "" {
		contacts = append(contacts, strings.Replace(w.ByTelephone, "%s", phone, 1))
	}
	if mail := c.set.line(c.raw.Territory.ContactEmail); mail != "" {
		contacts = append(contacts, strings.Replace(w.ByMail, "%s", mail, 1))
	}
	if len(contacts) > 0 {
		pairs = append(pairs, [2]string{w.ContactTitle, strings.Join(contacts, "\n")})
	}
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	label, fact := c.look.of(styleLabel).as(paper.Label), c.look.of(styleFact).as(paper.ListBody)
	var out []block
	for _, p := range pairs {
		b := block{after: c.look.length(5 * pt), in: &paper.Element{Role: paper.ListItem, Parent: list}}
		if c.look.airy {
			b.kept(0, measure, span{label, p[0]})
			b.put(0, measure, span{fact, p[1]})
		} else {
			b.beside(0, 29*mm, 3*mm, measure, []span{{label, p[0]}}, []span{{fact, p[1]}})
		}
		out = append(out, b)
	}
	return out
}

// imprint is what the law and custom want on a printed sheet.
func (c *composer) imprint(measure int) block {
	t, w := c.raw.Territory, c.words
	var parts []string
	add := func(pattern, value string) {
		if value = c.set.line(value); value != "" {
			parts = append(parts, strings.TrimSuffix(strings.Replace(pattern, "%s", value, 1), ".")+".")
		}
	}
	add(w.Publisher, cmp.Or(t.Publisher, t.Name))
	if c.proof {
		parts = append(parts, w.ProofWhy)
	}
	if strings.HasPrefix(text.Fold(t.Printer), "imprime ") { // « Imprimé par nos soins », with the address
		add("%s", t.Printer)
	} else {
		add(w.Printer, t.Printer)
	}
	add(w.Deposit, t.LegalDeposit)
	add(w.Run, t.PrintRun)
	add(w.Photos, strings.Join(c.credits(), ", "))
	add("%s", c.raw.Edition.MarkNotice)
	parts = append(parts, w.MapCredit, fmt.Sprintf(w.AsOf, w.Say.Day(jema.DateOf(c.raw.AsOf.In(c.zone)))), w.Litter, w.Sort)
	if t.IsDemo {
		parts = append(parts, w.Demo+".")
	}
	b := block{in: c.sect}
	b.put(0, measure, span{c.look.of(styleSmall), strings.Join(parts, " ")})
	return b
}

// credits are the photographers', each once.
func (c *content) credits() []string {
	var out []string
	for _, e := range c.entries {
		if e.Photo != nil && e.Photo.credit != "" && !slices.Contains(out, e.Photo.credit) {
			out = append(out, e.Photo.credit)
		}
	}
	slices.SortFunc(out, text.Compare)
	return out
}

// nearbyBlock is an opening of another commune, in short. The title is read
// first, though the commune stands above it.
func (c *composer) nearbyBlock(e entry, measure int) block {
	b := block{after: c.look.length(7 * pt), in: &paper.Element{Role: paper.Section, Parent: c.sect}, language: c.theirs()}
	where := block{in: b.in}
	where.put(0, measure, span{c.look.of(styleLabel).in(inkOf(e.Domain)), strings.TrimLeft(e.Commune, "0123456789 ")})
	title := block{in: b.in, language: b.language}
	title.head(0, measure, span{c.look.of(styleText).as(paper.Heading3), e.Title})
	b.rows = append(b.rows, row{height: where.height() + title.height(), keep: true,
		items: append(title.itemsAt(0, where.height()), where.items()...)})
	b.kept(0, measure, span{c.look.of(styleFact).in(grey), e.Workshop + ", " + lower(e.Craft)})
	b.language = ""
	free := e.Free
	if e.Street == "" || e.Street == c.words.AddressOnBooking {
		free = nil // nobody could find the door
	}
	for _, l := range free {
		b.put(0, measure, span{c.look.of(styleFact), l.Days + ", "}, span{c.look.of(styleLabel), l.Hours})
	}
	for _, l := range e.Booked {
		b.put(0, measure, span{c.look.of(styleFact), l.Days + ", "}, span{c.look.of(styleLabel), l.Hours},
			span{c.look.of(styleFact), ", " + lower(c.words.Booked)})
	}
	return b
}

// lower makes a craft's name part of a sentence.
func lower(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// bottomBlock lays a block at the foot of the frame of a page.
func (f *flow) bottomBlock(b block) {
	y := f.bottom() - b.height()
	for _, r := range b.rows {
		f.current().Put(f.frame.x, y, r.items...)
		y += r.height
	}
}
