package layout

import (
	"slices"

	"jema/internal/programme/paper"
)

// BottomBlock lays a block at the foot of the frame of a page.
func (f *Flow) BottomBlock(b Block) {
	y := f.Bottom() - b.Height()
	for _, r := range b.Rows {
		f.Current().Put(f.Frame.X, y, r.Items...)
		y += r.Height
	}
}

// Frame is the area of a page that holds its text.
type Frame struct{ X, Y, Width, Height paper.Length }

// Columns divides a frame into n columns, gap apart.
func (f Frame) Columns(n int, gap paper.Length) []Frame {
	width := (f.Width - paper.Length(n-1)*gap) / paper.Length(n)
	out := make([]Frame, n)
	for i := range out {
		out[i] = Frame{X: f.X + paper.Length(i)*(width+gap), Y: f.Y, Width: width, Height: f.Height}
	}
	return out
}

// Flow lays blocks under each other and begins pages as it needs them.
type Flow struct {
	Doc           *paper.Document
	Width, Height paper.Length // of a page
	Frame         Frame
	Page          int          // index in doc.Pages, -1 before the first
	Y             paper.Length // from the top of the page
	Pending       []Block
	Spare         paper.Length // space that the last block wants after it
	Again         *Block       // heads the page if one begins now: what goes on
	Columns       []Frame      // of a page, where it has several
	Column        int
	Later         []Frame        // the columns of further pages, where those differ
	anchors       map[string]int // pages of anchors, of the first seen pages
	seen          int
	// Ornament is what fills a page that one block leaves half empty; nil: nothing.
	Ornament func(block int, w, h paper.Length) paper.Item
}

// NewFlow returns a flow without pages into a document of pages w by h.
func NewFlow(d *paper.Document, w, h paper.Length, f Frame) *Flow {
	return &Flow{Doc: d, Width: w, Height: h, Frame: f, Page: -1}
}

// usualItems is about how many items a page has.
const usualItems = 96

// NewPage begins a page; what comes next is placed at its top.
func (f *Flow) NewPage() *paper.Page {
	f.Doc.Pages = append(f.Doc.Pages, paper.Page{Width: f.Width, Height: f.Height, Items: make([]paper.Item,
		0, usualItems)})
	if f.Later != nil {
		f.Columns, f.Later = f.Later, nil
	}
	if f.Column = 0; len(f.Columns) > 0 {
		f.Frame = f.Columns[0]
	}
	f.Page, f.Y, f.Spare = len(f.Doc.Pages)-1, f.Frame.Y, 0
	return f.Current()
}

// next goes on in the page's next column, or on the next page.
func (f *Flow) next() {
	if f.Page < 0 || f.Column+1 >= len(f.Columns) {
		f.NewPage()
		return
	}
	f.Column++
	f.Frame = f.Columns[f.Column]
	f.Y, f.Spare = f.Frame.Y, 0
}

// Current returns the page that is being filled.
func (f *Flow) Current() *paper.Page { return &f.Doc.Pages[f.Page] }

// Bottom returns where the frame ends, from the top of the page.
func (f *Flow) Bottom() paper.Length { return f.Frame.Y + f.Frame.Height }

// Room returns what is left of the frame below the last block.
func (f *Flow) Room() paper.Length { return f.Bottom() - f.Y - f.Spare }

// PageOf is the number of the page that has an anchor, 0 if none. Pages before
// the current one are searched once.
func (f *Flow) PageOf(anchor string) int {
	if f.anchors == nil {
		f.anchors = map[string]int{}
	}
	for ; f.seen < f.Page; f.seen++ {
		for _, item := range f.Doc.Pages[f.seen].Items {
			if a, ok := item.(paper.Anchor); ok && f.anchors[a.Name] == 0 {
				f.anchors[a.Name] = f.seen + 1
			}
		}
	}
	if n := f.anchors[anchor]; n > 0 {
		return n
	}
	for _, item := range f.Current().Items {
		if a, ok := item.(paper.Anchor); ok && a.Name == anchor {
			return f.Page + 1
		}
	}
	return 0
}

// Heading is placed with the block that follows it, never alone.
func (f *Flow) Heading(b Block) { f.Pending = append(f.Pending, b) }

// Headings is the height of those that wait for their block.
func (f *Flow) Headings() (h paper.Length) {
	for _, b := range f.Pending {
		h += b.Height() + b.After
	}
	return h
}

// LayPending lays headings where they are, when what follows is no block.
func (f *Flow) LayPending() {
	for _, b := range f.Pending {
		f.Lay(b)
	}
	f.Pending = nil
}

// Place lays a block on this page, or on the next if it does not fit. Only a
// block taller than a page is divided.
func (f *Flow) Place(b Block) {
	need := f.Headings() + b.Height()
	if f.Page < 0 || need > f.Room() && f.Y > f.Frame.Y {
		f.next()
		if f.Again != nil && len(f.Pending) <= 1 {
			f.Lay(*f.Again)
		}
	}
	f.LayPending()
	if b.Height() <= f.Room() {
		f.Lay(b)
	} else {
		f.Divide(b)
	}
}

// Fewest lays something at the first of some scales; at a later one if that
// ends on fewer pages, the first that ends on as few as the last. A page well
// filled is not tried to be spared.
func (f *Flow) Fewest(scales []int, lay func(trial *Flow, scale int)) {
	at := func(scale int) *Flow { return f.Trial(func(t *Flow) { lay(t, scale) }) }
	best := at(scales[0])
	if last := len(scales) - 1; best.Page > f.Page && best.Y <= f.Frame.Y+f.Frame.Height/3 {
		if least := at(scales[last]); least.Page < best.Page {
			best = least
			for _, s := range scales[1:last] {
				if other := at(s); other.Page == least.Page {
					best = other
					break
				}
			}
		}
	}
	f.Take(best)
}

// Take goes on where a trial of the flow ended.
func (f *Flow) Take(trial *Flow) {
	doc := f.Doc
	doc.Pages = trial.Doc.Pages
	*f = *trial
	f.Doc = doc
}

// Follow goes on where another flow ended, whose pages come behind this one's.
func (f *Flow) Follow(other *Flow) {
	f.Doc.Pages = append(f.Doc.Pages, other.Doc.Pages...)
	f.Page, f.Y, f.Spare, f.Pending = len(f.Doc.Pages)-1, other.Y, other.Spare, other.Pending
	f.Column, f.Frame, f.Again = other.Column, other.Frame, nil
}

// Trial lays something on a copy.
func (f *Flow) Trial(lay func(*Flow)) *Flow {
	t := *f
	t.Doc = &paper.Document{Pages: slices.Clone(f.Doc.Pages)}
	for i := range t.Doc.Pages {
		t.Doc.Pages[i].Items = slices.Clip(t.Doc.Pages[i].Items)
	}
	t.Pending, t.anchors, t.seen = slices.Clone(f.Pending), nil, 0
	lay(&t)
	return &t
}

// Lay puts a block at the current height, whether it fits or not.
func (f *Flow) Lay(b Block) {
	f.Y += f.Spare
	top := f.Y
	f.Current().Put(f.Frame.X, top, b.Aside...)
	for _, r := range b.Rows {
		f.Current().Put(f.Frame.X, f.Y, r.Items...)
		f.Y += r.Height
	}
	f.Current().Put(f.Frame.X, top, b.Late...)
	f.Y = max(f.Y, top+b.Depth)
	f.Spare = b.After
}

// Divide lays a block over as many pages as it takes; rows marked so stay with
// the next.
func (f *Flow) Divide(b Block) {
	if b.Depth > f.Room() && f.Y > f.Frame.Y {
		f.next()
	}
	f.Y += f.Spare
	f.Spare = 0
	page, column, foot := f.Page, f.Column, f.Y+b.Depth
	first, x, top := f.Page, f.Frame.X, f.Y
	f.Current().Put(f.Frame.X, f.Y, b.Aside...)
	for i := 0; i < len(b.Rows); {
		j, h := i, paper.Length(0)
		for j < len(b.Rows) {
			h += b.Rows[j].Height
			j++
			if !b.Rows[j-1].Keep || j < len(b.Rows) && h+b.Rows[j].Height > f.Frame.Height {
				break
			}
		}
		if h > f.Room() && f.Y > f.Frame.Y {
			f.next()
		}
		for ; i < j; i++ {
			f.Current().Put(f.Frame.X, f.Y, b.Rows[i].Items...)
			f.Y += b.Rows[i].Height
		}
	}
	f.Doc.Pages[first].Put(x, top, b.Late...)
	if f.Page == page && f.Column == column {
		f.Y = max(f.Y, foot)
	}
	f.Spare = b.After
}

// PagesFor counts the pages that blocks take, their heights in per cent.
func (f *Flow) PagesFor(blocks []Block, percent int) int { return len(f.Shares(blocks, percent)) }

// Shares returns how many of the blocks go on each page, their heights in per cent.
func (f *Flow) Shares(blocks []Block, percent int) []int {
	room := f.Room() - f.Headings()
	counts := []int{0}
	for i := range blocks {
		h := blocks[i].Height() * paper.Length(percent) / 100
		if h > room && (counts[len(counts)-1] > 0 || len(counts) == 1 && f.Y > f.Frame.Y) {
			counts, room = append(counts, 0), f.Frame.Height
		}
		counts[len(counts)-1]++
		room -= h + blocks[i].After*paper.Length(percent)/100
	}
	return counts
}

// Fill lays blocks over pages and gives each page a rhythm: two blocks begin
// each half of it, more share what is left as far as looks natural.
func (f *Flow) Fill(blocks []Block) {
	counts, done := f.Shares(blocks, 100), 0
	for page, n := range counts {
		if page > 0 {
			f.next()
		}
		on := blocks[:n]
		blocks = blocks[n:]
		used := f.Y + f.Spare + f.Headings()
		top := used
		for i := range on {
			used += on[i].Height() + on[i].After
		}
		extra := paper.Length(0)
		if n > 1 {
			left := f.Bottom() - used + on[n-1].After
			extra = min(max(left, 0)/paper.Length(n-1), f.Frame.Height/9)
			if half := top + (f.Bottom()-top)/2; n == 2 && half >= top+on[0].Height()+on[0].After &&
				half+on[1].Height() <= f.Bottom() {
				extra = half - top - on[0].Height() - on[0].After
			}
		}
		for i, b := range on {
			if i < n-1 {
				b.After += extra
			}
			f.Place(b)
		}
		if done += n; n == 1 && page < len(counts)-1 && f.Ornament != nil && f.Room() > f.Frame.Height/4 {
			h := min(f.Room()-4*mm, f.Width*f.Height/4/f.Frame.Width) // never more than a quarter of the page
			if ornament := f.Ornament(done-1, f.Frame.Width, h); ornament != nil {
				f.Current().Put(f.Frame.X, f.Bottom()-h, ornament)
			}
		}
	}
}
