package formats

import (
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/work"
)

// ahead begins to set the entries, concurrently with the pages before them, and
// returns a function that lays them: over as few pages as they take, a little
// smaller where that spares one, with the room that is left shared among them.
func (c entryPages) ahead(in *paper.Element) func(*layout.Flow) {
	shape := BrochureShape(c.look, c.sect, c.page.Frame.Width)
	shape.in = in
	var blocks []layout.Block
	var setting work.Group
	setting.Go(func() { blocks = c.set(shape, 100) })
	return func(f *layout.Flow) {
		setting.Wait()
		c.flow(f, shape, blocks)
	}
}

func (c entryPages) set(shape EntryShape, scale int) []layout.Block {
	shape.Scale = scale
	out := make([]layout.Block, len(c.Entries))
	work.Each(len(out), func(i int) { out[i] = EntrySetter{c.Programme}.EntryBlock(c.Entries[i], shape) })
	return out
}

// BrochureShape is the shape of an entry in a brochure.
func BrochureShape(look layout.Manner, in *paper.Element, measure int) EntryShape {
	shape := EntryShape{look: look, Measure: measure, aside: 35 * paper.MM, gutter: 6 * paper.MM, Scale: 100,
		photo: 40 * paper.MM, code: 19 * paper.MM, strip: true, in: in}
	if look.Airy {
		shape.aside, shape.gutter, shape.photo, shape.code = 42*paper.MM, 8*paper.MM, 50*paper.MM, 24*paper.MM
	}
	return shape
}

// flow lays entries at the first scale that takes as few pages as the last
// would. blocks are those of the first.
func (c entryPages) flow(f *layout.Flow, shape EntryShape, blocks []layout.Block) {
	scales := []int{96, 92}
	if c.look.Airy {
		scales = nil
	}
	pages := f.PagesFor(blocks, 100)
	for _, scale := range scales {
		// What a smaller type would take is guessed before it is set.
		if f.PagesFor(blocks, scale*scale/100+1) >= pages {
			continue
		}
		if smaller := c.set(shape, scale); f.PagesFor(smaller, 100) < pages {
			blocks = smaller
			break
		}
	}
	f.Ornament = func(i, w, h int) paper.Item {
		box := marquetry.Box{Max: marquetry.Point{X: w, Y: h}}
		return paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(c.Entries[i].Domain, box, 9*paper.MM)}}
	}
	f.Fill(blocks)
	f.Ornament = nil
}
