package formats

import (
	"fmt"
	"slices"
	"strconv"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// mostPictures is how many pages of photos a book has at most: folding leaves three.
const mostPictures = 3

// illustrated reports whether a document has photos already.
func (c sparePages) illustrated(d *paper.Document) bool {
	return slices.ContainsFunc(d.Pages, func(p paper.Page) bool {
		return slices.ContainsFunc(p.Items, func(i paper.Item) bool { _, is := i.(paper.Picture); return is })
	})
}

// picturePages are the pages of photos that a book can have, two on each: those that
// organisers gave half a page come first, the others are from all over the book. A photo
// whose event has no page before them is not among them.
func (c sparePages) picturePages(f *layout.Flow) (pages []func(*layout.Flow) bool) {
	var chosen, sharp []content.Entry
	for _, e := range c.Entries {
		switch {
		case e.Photo == nil, e.Cancelled, f.PageOf(e.Anchor) == 0:
		case e.Photo.Upright(), !e.Photo.Sharp(c.page.Frame.Width):
		case e.Weight == jema.WeightHalf:
			chosen = append(chosen, e)
		case e.Weight == jema.WeightAuto:
			sharp = append(sharp, e)
		}
	}
	n := min(2*mostPictures-min(len(chosen), 2*mostPictures), len(sharp))
	for i := range n {
		chosen = append(chosen, sharp[i*len(sharp)/n])
	}
	for i := range min(len(chosen)/2, mostPictures) { // of crafts that are far from each other
		pair := []content.Entry{chosen[i], chosen[i+len(chosen)/2]}
		pages = append(pages, func(f *layout.Flow) bool { c.pictures(f, pair); return true })
	}
	return pages
}

// pictures is a page of photos, each over the whole measure above the name of its event
// and the page that it is on.
func (c sparePages) pictures(f *layout.Flow, shown []content.Entry) {
	f.NewPage()
	c.newSect()
	gap := 6 * paper.MM
	share := (f.Frame.Height - paper.Length(len(shown)-1)*gap) / paper.Length(len(shown))
	for i, e := range shown {
		words := c.pictureWords(f, e)
		shape := EntryShape{look: c.look, Scale: 100, aside: f.Frame.Width}
		_, credit := EntrySetter{c.Programme}.framed(e, f.Frame.Width, 0, shape, nil)
		height := share - credit - words.Height() - paper.MM
		items, depth := EntrySetter{c.Programme}.framed(e, f.Frame.Width, height, shape, c.sect)
		y := f.Frame.Y + paper.Length(i)*(share+gap)
		f.Current().Put(f.Frame.X, y, items...)
		f.Current().Put(f.Frame.X, y+depth+paper.MM, words.ItemsAt(0, 0)...)
	}
	f.Y = f.Bottom()
}

// pictureWords name the event of a photo, and lead to it.
func (c sparePages) pictureWords(f *layout.Flow, e content.Entry) (b layout.Block) {
	link := &paper.Element{Role: paper.LinkRole, Language: c.Theirs(),
		Parent: &paper.Element{Role: paper.Paragraph, Parent: c.sect}}
	label, fact := c.look.Of(layout.StyleLabel), c.look.Of(layout.StyleFact)
	words := []layout.Span{label.In(layout.InkOf(e.Domain)).Span(strconv.Itoa(e.Number) + "\u00a0\u00a0"),
		label.Span(e.Title), fact.Span(", " + e.Workshop)}
	page := fmt.Sprintf(c.Words.PageShort, strconv.Itoa(f.PageOf(e.Anchor)))
	b.Leads(0, f.Frame.Width, words, fact.Span(page), e.Anchor, link)
	return b
}
