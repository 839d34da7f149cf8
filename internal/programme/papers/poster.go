package papers

import (
	"cmp"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Poster is the poster for the door of an event of the programme, or with the
// opening 0 that of the commune. The veneer takes the space that the words
// leave, and they grow smaller where they are many. An event that is not in the
// programme, a size or languages that no poster has are refused.
type Poster struct {
	Programme jema.Programme
	Opening   jema.OpeningID
	PosterSpec
}

// Compose lays out the poster.
func (p Poster) Compose() (*paper.Document, []content.Warning, error) {
	w, o, err := outputsIn("fr")
	if err != nil {
		return nil, nil, err
	}
	if err := p.check(); err != nil {
		return nil, nil, err
	}
	c, err := collectOne(p.Programme, p.Opening, w)
	if err != nil {
		return nil, nil, err
	}
	s := &poster{Programme: c, words: o, spec: p.PosterSpec}
	if p.Opening != 0 {
		s.entry = &c.Entries[0]
	}
	percent := 100
	if p.Size == A3 {
		percent = 141
	}
	d := officePaper(o.Poster+" – "+s.name(), p.Programme.Territory, w, p.Programme.AsOf)
	for _, try := range posterTries {
		s.scale, s.others = try.scale, try.others
		page, fits := s.page(percent)
		d.Pages = []paper.Page{page}
		if fits {
			break
		}
	}
	return d, nil, nil
}

// posterTries are the sizes of the words, and of the other languages, in per cent, that
// are tried until they leave the veneer its share.
var posterTries = []struct{ scale, others int }{{100, 135}, {100, 115}, {88, 115}, {88, 100}, {76, 100}, {64, 95},
	{52, 95}}

// collectOne sets a programme with one event alone, with 0 all of them.
func collectOne(p jema.Programme, openingID jema.OpeningID, w *content.Words) (*content.Programme, error) {
	if openingID == 0 {
		return content.Collect(unpictured(p), w, nil), nil
	}
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			p.Entries, p.Nearby = []jema.Entry{e}, nil
			return content.Collect(p, w, nil), nil
		}
	}
	return nil, jema.NotFound("opening.missing")
}

// poster is a poster being set.
type poster struct {
	*content.Programme
	words  *outputWords
	spec   PosterSpec
	entry  *content.Entry // nil for a commune's
	scale  int            // of the words, in per cent
	others int            // of the other languages, in per cent
}

func (s *poster) name() string {
	if s.entry != nil {
		return cmp.Or(s.entry.Workshop, s.entry.Title)
	}
	return s.Commune.Name
}

const a3Width, a3Height = 297 * paper.MM, 420 * paper.MM

// page sets the poster at the size of its sheet in per cent of A4, and reports
// whether the words leave the veneer its share.
func (s *poster) page(percent int) (paper.Page, bool) {
	width, height := layout.A4Width, layout.A4Height
	if s.spec.Size == A3 { // percent is rounded, a sheet is not
		width, height = a3Width, a3Height
	}
	margin := 17 * paper.MM * paper.Length(percent) / 100
	foot := s.foot(width-2*margin, percent)
	body := s.body(width-2*margin, percent)
	band := height - margin - foot.Height() - 6*paper.MM*paper.Length(percent)/100 - body.Height() -
		12*paper.MM*paper.Length(percent)/100
	least := 52 * paper.MM * paper.Length(percent) / 100
	page := paper.Page{Width: width, Height: height}
	page.Add(s.band(width, max(band, least)), paper.Anchor{Name: "poster", Bookmark: content.Plain(s.name()), Level: 0})
	y := max(band, least) + 12*paper.MM*paper.Length(percent)/100
	page.Put(margin, y, body.Aside...)
	page.Put(margin, 0, body.ItemsAt(0, y)...)
	page.Put(margin, 0, foot.ItemsAt(0, height-margin-foot.Height())...)
	page.Put(margin, height-margin-foot.Height(), foot.Aside...)
	return page, band >= least
}

// band is the veneer of the craft, or the commune's marquetry.
func (s *poster) band(width, height paper.Length) paper.Item {
	if s.entry == nil {
		return formats.Inlay(s.Programme, width, height)
	}
	m := veneer(s.entry.Domain, width, height)
	m.Panels[0].Module = width / 9
	return m
}

// title is the name, as large as two lines let it be.
func (s *poster) title(name string, measure paper.Length, percent int) layout.Span {
	st := layout.Style{Face: typeset.SerifBold, Size: 10000, Lead: 10500, Ink: layout.Black,
		Role: paper.Heading1}.Times(percent).Times(s.scale)
	return layout.Largest(name, st, measure, 2, 560, 480, 420, 360, 300, 250).Span(strings.TrimSpace(name))
}
