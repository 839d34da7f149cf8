package programme

import (
	"slices"

	"jema/internal/programme/paper"
)

// frame is where the text of a page stands.
type frame struct{ x, y, width, height int }

// flow lays blocks under each other and begins pages as it needs them.
type flow struct {
	doc           *paper.Document
	width, height int // of a page
	frame         frame
	page          int // index in doc.Pages, -1 before the first
	y             int // from the top of the page
	pending       []block
	spare         int     // space that the last block wants after it
	again         *block  // heads the page if one begins now: what goes on
	columns       []frame // of a page, where it has several
	column        int
	later         []frame        // the columns of further pages, where those differ
	anchors       map[string]int // pages of anchors, of the first seen pages
	seen          int
	// ornament is what fills a page that one block leaves half empty; nil: nothing.
	ornament func(block, w, h int) paper.Item
}

func newFlow(d *paper.Document, w, h int, f frame) *flow {
	return &flow{doc: d, width: w, height: h, frame: f, page: -1}
}

// usualItems is how many stand on a page, about.
const usualItems = 96

// newPage begins a page; what comes next stands at its top.
func (f *flow) newPage() *paper.Page {
	f.doc.Pages = append(f.doc.Pages, paper.Page{Width: f.width, Height: f.height, Items: make([]paper.Item, 0, usualItems)})
	if f.later != nil {
		f.columns, f.later = f.later, nil
	}
	if f.column = 0; len(f.columns) > 0 {
		f.frame = f.columns[0]
	}
	f.page, f.y, f.spare = len(f.doc.Pages)-1, f.frame.y, 0
	return f.current()
}

// next goes on in the page's next column, or on the next page.
func (f *flow) next() {
	if f.page < 0 || f.column+1 >= len(f.columns) {
		f.newPage()
		return
	}
	f.column++
	f.frame = f.columns[f.column]
	f.y, f.spare = f.frame.y, 0
}

func (f *flow) current() *paper.Page { return &f.doc.Pages[f.page] }
func (f *flow) bottom() int          { return f.frame.y + f.frame.height }
func (f *flow) room() int            { return f.bottom() - f.y - f.spare }

// pageOf is the number of the page on which an anchor stands, 0 if none. Pages
// before the current one are looked through once.
func (f *flow) pageOf(anchor string) int {
	if f.anchors == nil {
		f.anchors = map[string]int{}
	}
	for ; f.seen < f.page; f.seen++ {
		for _, item := range f.doc.Pages[f.seen].Items {
			if a, ok := item.(paper.Anchor); ok && f.anchors[a.Name] == 0 {
				f.anchors[a.Name] = f.seen + 1
			}
		}
	}
	if n := f.anchors[anchor]; n > 0 {
		return n
	}
	for _, item := range f.current().Items {
		if a, ok := item.(paper.Anchor); ok && a.Name == anchor {
			return f.page + 1
		}
	}
	return 0
}

// heading is placed with the block that follows it, never alone.
func (f *flow) heading(b block) { f.pending = append(f.pending, b) }

// headings is the height of those that wait for their block.
func (f *flow) headings() (h int) {
	for _, b := range f.pending {
		h += b.height() + b.after
	}
	return h
}

// layPending lays headings where they are, when what follows is no block.
func (f *flow) layPending() {
	for _, b := range f.pending {
		f.lay(b)
	}
	f.pending = nil
}

// place lays a block on this page, or on the next if it does not fit. Only a
// block taller than a page is divided.
func (f *flow) place(b block) {
	need := f.headings() + b.height()
	if f.page < 0 || need > f.room() && f.y > f.frame.y {
		f.next()
		if f.again != nil && len(f.pending) <= 1 {
			f.lay(*f.again)
		}
	}
	f.layPending()
	if b.height() <= f.room() {
		f.lay(b)
	} else {
		f.divide(b)
	}
}

// fewest lays something at the first of some scales; at a later one if that
// ends on fewer pages, the first that ends on as few as the last. A page well
// filled is not tried to be spared.
func (f *flow) fewest(scales []int, lay func(trial *flow, scale int)) {
	at := func(scale int) *flow { return f.trial(func(t *flow) { lay(t, scale) }) }
	best := at(scales[0])
	if last := len(scales) - 1; best.page > f.page && best.y <= f.frame.y+f.frame.height/3 {
		if least := at(scales[last]); least.page < best.page {
			best = least
			for _, s := range scales[1:last] {
				if other := at(s); other.page == least.page {
					best = other
					break
				}
			}
		}
	}
	doc := f.doc
	doc.Pages = best.doc.Pages
	*f = *best
	f.doc = doc
}

// trial lays something on a copy.
func (f *flow) trial(lay func(*flow)) *flow {
	t := *f
	t.doc = &paper.Document{Pages: slices.Clone(f.doc.Pages)}
	for i := range t.doc.Pages {
		t.doc.Pages[i].Items = slices.Clip(t.doc.Pages[i].Items)
	}
	t.pending, t.anchors, t.seen = slices.Clone(f.pending), nil, 0
	lay(&t)
	return &t
}

func (f *flow) lay(b block) {
	f.y += f.spare
	top := f.y
	f.current().Put(f.frame.x, top, b.aside...)
	for _, r := range b.rows {
		f.current().Put(f.frame.x, f.y, r.items...)
		f.y += r.height
	}
	f.current().Put(f.frame.x, top, b.late...)
	f.y = max(f.y, top+b.depth)
	f.spare = b.after
}

// divide lays a block over as many pages as it takes; rows marked so stay with
// the next.
func (f *flow) divide(b block) {
	if b.depth > f.room() && f.y > f.frame.y {
		f.next()
	}
	f.y += f.spare
	f.spare = 0
	page, column, foot := f.page, f.column, f.y+b.depth
	first, x, top := f.page, f.frame.x, f.y
	f.current().Put(f.frame.x, f.y, b.aside...)
	for i := 0; i < len(b.rows); {
		j, h := i, 0
		for j < len(b.rows) {
			h += b.rows[j].height
			j++
			if !b.rows[j-1].keep || j < len(b.rows) && h+b.rows[j].height > f.frame.height {
				break
			}
		}
		if h > f.room() && f.y > f.frame.y {
			f.next()
		}
		for ; i < j; i++ {
			f.current().Put(f.frame.x, f.y, b.rows[i].items...)
			f.y += b.rows[i].height
		}
	}
	f.doc.Pages[first].Put(x, top, b.late...)
	if f.page == page && f.column == column {
		f.y = max(f.y, foot)
	}
	f.spare = b.after
}

// pagesFor counts the pages that blocks take, their heights in per cent.
func (f *flow) pagesFor(blocks []block, percent int) int { return len(f.shareOut(blocks, percent)) }

// shareOut says how many of the blocks stand on each page.
func (f *flow) shareOut(blocks []block, percent int) []int {
	room := f.room() - f.headings()
	counts := []int{0}
	for i := range blocks {
		h := blocks[i].height() * percent / 100
		if h > room && (counts[len(counts)-1] > 0 || len(counts) == 1 && f.y > f.frame.y) {
			counts, room = append(counts, 0), f.frame.height
		}
		counts[len(counts)-1]++
		room -= h + blocks[i].after*percent/100
	}
	return counts
}

// run lays blocks one behind the other and divides one that does not fit,
// where more than a fourth of the column is left for it below its heading.
func (f *flow) run(blocks []block) {
	for _, b := range blocks {
		room := f.room() - f.headings()
		if f.page < 0 || b.height() <= room || room < f.frame.height/4 {
			f.place(b)
		} else {
			f.layPending()
			f.divide(b)
		}
	}
}

// fill lays blocks over pages and gives each page a rhythm: two blocks begin
// each half of it, more share what is left as far as looks natural.
func (f *flow) fill(blocks []block) {
	counts, done := f.shareOut(blocks, 100), 0
	for page, n := range counts {
		if page > 0 {
			f.next()
		}
		on := blocks[:n]
		blocks = blocks[n:]
		used := f.y + f.spare + f.headings()
		top := used
		for i := range on {
			used += on[i].height() + on[i].after
		}
		extra := 0
		if n > 1 {
			left := f.bottom() - used + on[n-1].after
			extra = min(max(left, 0)/(n-1), f.frame.height/9)
			if half := top + (f.bottom()-top)/2; n == 2 && half >= top+on[0].height()+on[0].after && half+on[1].height() <= f.bottom() {
				extra = half - top - on[0].height() - on[0].after
			}
		}
		for i, b := range on {
			if i < n-1 {
				b.after += extra
			}
			f.place(b)
		}
		if done += n; n == 1 && page < len(counts)-1 && f.ornament != nil && f.room() > f.frame.height/4 {
			h := min(f.room()-4*mm, f.frame.height/2)
			f.current().Put(f.frame.x, f.bottom()-h, f.ornament(done-1, f.frame.width, h))
		}
	}
}
