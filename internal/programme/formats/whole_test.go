package formats

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/programme/typeset"
)

// laidOutSamples are a brochure, large print, an order by day and a book at each density.
func laidOutSamples(t *testing.T) map[string]*paper.Document {
	t.Helper()
	brochure := func(n int, by content.Arrangement) *composer {
		c := composerOf(t, content.Collect(invented.Programme(pdftest.Communes(), "26281", n), content.French, by))
		c.byDay = by != nil
		return c
	}
	out := map[string]*paper.Document{"brochure": layoutBrochure(brochure(27, nil)),
		"by day": layoutBrochure(brochure(14, content.ByDay)), "large": layoutLarge(brochure(11, nil))}
	book := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), 70), content.French, nil))
	for i, how := range densities {
		out[fmt.Sprintf("book %d", i)] = bookFormat{book}.lay(how)
	}
	return out
}

// entryOf is the entry that an element is a part of, nil for other parts.
func entryOf(e *paper.Element) *paper.Element {
	for ; e != nil; e = e.Parent {
		if e.Role == paper.Section && e.Parent != nil && e.Parent.Role == paper.Section {
			return e
		}
	}
	return nil
}

// TestEntriesAreNeverDivided: from title to telephone an entry is on one page, so no
// page begins with a line of facts.
func TestEntriesAreNeverDivided(t *testing.T) {
	for name, d := range laidOutSamples(t) {
		on, seen := map[*paper.Element]int{}, 0
		for n, page := range d.Pages {
			for _, item := range page.Items {
				text, ok := item.(paper.Text)
				if !ok {
					continue
				}
				// A day of the table is divided between its hours.
				e := entryOf(text.In)
				if e == nil || text.In.Role == paper.HeaderCell || text.In.Role == paper.DataCell ||
					text.In.Parent != nil && text.In.Parent.Role == paper.DataCell {
					continue
				}
				if first, known := on[e]; !known {
					on[e] = n
					seen++
				} else if first != n && text.In.Role != paper.Caption {
					t.Errorf("%s: %q is on page %d, its title on page %d", name, text.String, n+1, first+1)
				}
			}
		}
		if seen < 11 {
			t.Errorf("%s: %d entries", name, seen)
		}
	}
}

// TestTypeIsReadable: texts and facts of entries are set in one size, however many pages
// that takes, and nothing is smaller than the imprint.
func TestTypeIsReadable(t *testing.T) {
	for name, d := range laidOutSamples(t) {
		for n, page := range d.Pages {
			for _, item := range page.Items {
				text, ok := item.(paper.Text)
				if !ok || text.In != nil && text.In.Role == paper.Figure { // the numbers on a map
					continue
				}
				least := paper.Length(7_500)
				if e := entryOf(text.In); e != nil && (text.In.Role == paper.Paragraph || text.In.Role == paper.ListBody) {
					least = 9_500
				}
				if text.Size < least {
					t.Errorf("%s, page %d: %q of %d pt/1000, want %d", name, n+1, text.String, text.Size, least)
				}
			}
		}
	}
}

// TestLargePrintIsHandy: eleven events in large print take fourteen pages at most in
// either language, though no line is closer than five quarters of its type.
func TestLargePrintIsHandy(t *testing.T) {
	for n, most := range map[int]int{11: 14, 14: 15, 20: 19} {
		for code, words := range content.Languages {
			c := composerOf(t, content.Collect(invented.Programme(pdftest.Communes(), "26281", n), words, nil))
			if d := layoutLarge(c); len(d.Pages) > most {
				t.Errorf("%d events, %s: %d pages", n, code, len(d.Pages))
			}
		}
	}
	close := layout.LookLarge
	close.Lead = closer
	for _, s := range []layout.Style{layout.StyleText, layout.StyleFact, layout.StyleLabel, layout.StyleSmall} {
		if s = close.Of(s); s.Size < 16_000 || s.Lead < s.Size*5/4 {
			t.Errorf("type of %d on lines of %d", s.Size, s.Lead)
		}
	}
}

// TestLargePrintUsesItsWidth: where an event has neither a photo nor a code its words have
// the whole width, and the hours of a day stand beside what then happens.
func TestLargePrintUsesItsWidth(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26281", 8)
	for i := range p.Entries {
		p.Entries[i].Photo = nil
	}
	c := composerOf(t, content.Collect(p, content.French, nil))
	d := layoutLarge(c)
	beside, widest := 0, map[*paper.Element]paper.Length{}
	for _, page := range d.Pages {
		baseline := map[paper.Length]bool{}
		for _, item := range page.Items {
			text, ok := item.(paper.Text)
			if !ok || text.In == nil {
				continue
			}
			if text.In.Role == paper.HeaderCell {
				baseline[text.Y] = true
			} else if text.In.Role == paper.LinkRole && text.In.Parent.Role == paper.DataCell && baseline[text.Y] {
				beside++
			}
			if entry := entryOf(text.In); entry != nil {
				if w := typeset.Width(text.String, text.Face, text.Size); text.X == layout.LargeSheet.Frame.X {
					widest[entry] = max(widest[entry], w)
				}
			}
		}
	}
	if beside < 5 {
		t.Errorf("%d names beside their hour", beside)
	}
	wide := 0
	for _, w := range widest {
		if w > 140*paper.MM {
			wide++
		}
	}
	if wide < 2 {
		t.Errorf("the words of %d events have the whole width", wide)
	}
}

// TestDaysNameThePage: behind each workshop of the days is the page that it is on.
func TestDaysNameThePage(t *testing.T) {
	for name, d := range laidOutSamples(t) {
		if name == "large" || strings.HasSuffix(name, "1") {
			continue
		}
		said := map[*paper.Element]string{}
		leads := map[*paper.Element]string{}
		for _, page := range d.Pages {
			for _, item := range page.Items {
				switch i := item.(type) {
				case paper.Text:
					if i.In != nil && i.In.Parent != nil && i.In.Parent.Role == paper.DataCell {
						said[i.In] += i.String
					}
				case paper.Link:
					if i.In.Parent != nil && i.In.Parent.Role == paper.DataCell {
						leads[i.In] = i.Anchor
					}
				}
			}
		}
		if len(leads) < 10 {
			t.Fatalf("%s: the days have %d links", name, len(leads))
		}
		for in, anchor := range leads {
			want := "p.\u00a0" + strconv.Itoa(d.PageOf(anchor))
			words := strings.FieldsFunc(said[in], func(r rune) bool { return strings.ContainsRune(" ,(", r) })
			if !slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, want) }) {
				t.Errorf("%s: %q leads to %q", name, said[in], want)
			}
		}
	}
}

// TestDaysHeadTheirEvents: in the order by day each day that something begins on
// heads its events, once.
func TestDaysHeadTheirEvents(t *testing.T) {
	c := composerOf(t, content.Collect(invented.Programme(pdftest.Communes(), "26281", 14), content.French, content.ByDay))
	c.byDay = true
	days := map[jema.Date]bool{}
	for _, e := range c.Entries {
		if day, ok := e.FirstDay(); ok {
			days[day] = true
		}
	}
	want := map[string]int{}
	for day := range days {
		want[content.Capital(c.Words.Say.DayMonth(day))] = 1
	}
	d, got := layoutBrochure(c), map[string]int{}
	titles := 0
	for _, page := range d.Pages[d.PageOf("workshops")-1:] {
		for _, item := range page.Items {
			text, ok := item.(paper.Text)
			if !ok || text.In == nil {
				continue
			}
			if name := strings.TrimSpace(text.String); text.In.Role == paper.Heading3 && want[name] > 0 {
				got[name]++
			}
			if text.In.Role == paper.Heading4 {
				titles++
			}
		}
	}
	if len(days) < 2 || len(got) != len(want) || titles < len(c.Entries) {
		t.Fatalf("headings %v, want %v, %d titles below them", got, want, titles)
	}
	for name, n := range got {
		if n != 1 {
			t.Errorf("%q heads %d times", name, n)
		}
	}
}

// TestShortLinesAreRagged: the press justifies what has 45 characters and more in a
// line.
func TestShortLinesAreRagged(t *testing.T) {
	words := strings.Repeat("quarante heures d’établi pour une paire de souliers ", 4)
	for _, c := range []struct {
		measure   paper.Length
		justified bool
	}{{60 * paper.MM, false}, {100 * paper.MM, true}} {
		b := layout.Block{Justify: content.French.Tag}
		b.Prose(0, c.measure, layout.StyleText.Span(words))
		stretched := false
		for _, item := range b.Items() {
			stretched = stretched || item.(paper.Text).Space != 0
		}
		if stretched != c.justified {
			t.Errorf("%d mm: justified %t", int(c.measure/paper.MM), stretched)
		}
	}
}

// TestPatternsAreNotRepeated: no page shows the veneer of one craft three times.
func TestPatternsAreNotRepeated(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26281", 12)
	for i := range p.Entries {
		p.Entries[i].Craft, p.Entries[i].Photo = p.Entries[0].Craft, nil
	}
	d := layoutBrochure(composerOf(t, content.Collect(p, content.French, nil)))
	for n, page := range d.Pages[1 : len(d.Pages)-2] {
		seen := 0
		for _, item := range page.Items {
			if m, ok := item.(paper.Mosaic); ok && len(m.Panels) == 1 {
				seen++
				if b := m.Panels[0].Bounds(); (b.Max.X-b.Min.X)*(b.Max.Y-b.Min.Y) > page.Width*page.Height/4 {
					t.Errorf("page %d: a slab of veneer", n+2)
				}
			}
		}
		if seen > mostAlike {
			t.Errorf("page %d shows one pattern %d times", n+2, seen)
		}
	}
}

// TestEveryOpenCommuneIsNamed: on the territory's map all that open have their name, no
// name touches another, and the map has its scale and the north.
func TestEveryOpenCommuneIsNamed(t *testing.T) {
	c := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), 77), content.French, nil))
	d := bookFormat{c}.lay(densities[2])
	page := d.Pages[d.PageOf("map")-1]
	var named []string
	var boxes [][4]paper.Length
	marquetries, rest := 0, ""
	for i, item := range page.Items {
		switch it := item.(type) {
		case paper.Mosaic:
			if it.Clip != nil {
				marquetries++
			}
		case paper.Text:
			ground, ok := page.Items[max(i-1, 0)].(paper.Shape)
			if name := strings.TrimSpace(it.String); ok && ground.Fill != nil && *ground.Fill == layout.White &&
				it.In != nil && it.In.Role == paper.Figure {
				named = append(named, name)
				b := pathBox(ground.Segments)
				boxes = append(boxes, [4]paper.Length{b.Min.X + ground.X, b.Min.Y + ground.Y,
					b.Max.X + ground.X, b.Max.Y + ground.Y})
			}
			rest += it.String
		}
	}
	open := 0
	for _, ch := range c.Chapters {
		if ch.To > ch.From {
			open++
			if !slices.Contains(named, ch.Commune.Name) {
				t.Errorf("%s opens and is not named", ch.Commune.Name)
			}
		}
	}
	if marquetries != open || !strings.Contains(rest, "km") {
		t.Errorf("%d communes of marquetry, %d open; %q", marquetries, open, rest)
	}
	for i, a := range boxes {
		for k, b := range boxes[:i] {
			if a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3] {
				t.Errorf("%s touches %s", named[i], named[k])
			}
		}
	}
}
