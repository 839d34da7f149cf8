package programme

import (
	"cmp"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Poster is the poster for the door of an event of the programme, or with the
// opening 0 that of the commune. The veneer takes the space that the words
// leave, and they grow smaller where they are many. An event that is not in the
// programme, a size or languages that no poster has are refused.
type Poster struct {
	Programme jema.Programme
	Opening   int64
	PosterSpec
}

// Compose lays out the poster.
func (p Poster) Compose() (*paper.Document, []Warning, error) {
	w, o, err := outputsIn("fr")
	if err != nil {
		return nil, nil, err
	}
	if err := p.check(o); err != nil {
		return nil, nil, err
	}
	c, err := collectOne(p.Programme, p.Opening, w)
	if err != nil {
		return nil, nil, err
	}
	s := &poster{content: c, words: o, spec: p.PosterSpec}
	if p.Opening != 0 {
		s.entry = &c.entries[0]
	}
	percent := 100
	if p.Size == A3 {
		percent = 141
	}
	d := officePaper(o.Poster+" – "+s.name(), p.Programme.Territory, w, p.Programme.AsOf)
	for _, s.scale = range []int{100, 88, 76, 64, 52} {
		if page, fits := s.page(percent); fits || s.scale == 52 {
			d.Pages = []paper.Page{page}
			break
		}
	}
	return d, nil, nil
}

// collectOne sets a programme with one event alone, with 0 all of them.
func collectOne(p jema.Programme, openingID int64, w *words) (*content, error) {
	if openingID == 0 {
		return collect(unpictured(p), w, nil), nil
	}
	for _, e := range p.Entries {
		if e.Opening.ID == openingID {
			p.Entries, p.Nearby = []jema.Entry{e}, nil
			return collect(p, w, nil), nil
		}
	}
	return nil, jema.NotFound("opening.missing")
}

// poster is a poster being set.
type poster struct {
	*content
	words *outputWords
	spec  PosterSpec
	entry *entry // nil for a commune's
	scale int    // of the words, in per cent
}

func (s *poster) name() string {
	if s.entry != nil {
		return cmp.Or(s.entry.Workshop, s.entry.Title)
	}
	return s.commune.Name
}

// page sets the poster at the size of its sheet in per cent of A4, and tells
// whether the words leave the veneer its share.
func (s *poster) page(percent int) (paper.Page, bool) {
	width, height := a4Width*percent/100, a4Height*percent/100
	margin := 17 * mm * percent / 100
	foot := s.foot(width-2*margin, percent)
	body := s.body(width-2*margin, percent)
	band := height - margin - foot.height() - 6*mm*percent/100 - body.height() - 12*mm*percent/100
	least := 52 * mm * percent / 100
	page := paper.Page{Width: width, Height: height}
	page.Add(s.band(width, max(band, least)), paper.Anchor{Name: "poster", Bookmark: plain(s.name()), Level: 0})
	y := max(band, least) + 12*mm*percent/100
	page.Put(margin, y, body.aside...)
	page.Put(margin, 0, body.itemsAt(0, y)...)
	page.Put(margin, 0, foot.itemsAt(0, height-margin-foot.height())...)
	page.Put(margin, height-margin-foot.height(), foot.aside...)
	return page, band >= least
}

// band is the veneer of the craft, or the commune's marquetry.
func (s *poster) band(width, height int) paper.Item {
	if s.entry == nil {
		return inlay(s.content, width, height)
	}
	m := veneer(s.entry.Domain, width, height)
	m.Panels[0].Module = width / 9
	return m
}

// title is the name, as large as two lines let it be.
func (s *poster) title(name string, measure, percent int) span {
	st := style{typeset.SerifBold, 10000, 10500, black, paper.Heading1}.times(percent).times(s.scale)
	return span{largest(name, st, measure, 2, 560, 480, 420, 360, 300, 250), strings.TrimSpace(name)}
}
