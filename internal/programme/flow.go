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
	spare         int    // space that the last block wants after it
	again         *block // heads the page if one begins now: what goes on
}

func newFlow(d *paper.Document, w, h int, f frame) *flow {
	return &flow{doc: d, width: w, height: h, frame: f, page: -1}
}

// newPage begins a page; what comes next stands at its top.
func (f *flow) newPage() *paper.Page {
	f.doc.Pages = append(f.doc.Pages, paper.Page{Width: f.width, Height: f.height})
	f.page, f.y, f.spare = len(f.doc.Pages)-1, f.frame.y, 0
	return f.current()
}

func (f *flow) current() *paper.Page { return &f.doc.Pages[f.page] }
func (f *flow) bottom() int          { return f.frame.y + f.frame.height }
func (f *flow) room() int            { return f.bottom() - f.y - f.spare }

// heading is placed with the block that follows it, never alone.
func (f *flow) heading(b block) { f.pending = append(f.pending, b) }

// place lays a block on this page, or on the next if it does not fit. Only a
// block taller than a page is divided.
func (f *flow) place(b block) {
	need := b.height()
	for _, p := range f.pending {
		need += p.height() + p.after
	}
	if f.page < 0 || need > f.room() && f.y > f.frame.y {
		f.newPage()
		if f.again != nil && len(f.pending) <= 1 {
			f.lay(*f.again)
		}
	}
	for _, p := range f.pending {
		f.lay(p)
	}
	f.pending = nil
	if b.height() <= f.room() {
		f.lay(b)
	} else {
		f.divide(b)
	}
}

// fewest returns the first of some scales at which what is laid ends on as few
// pages as with the last.
func (f *flow) fewest(scales []int, lay func(trial *flow, scale int)) int {
	count := func(scale int) int {
		trial := *f
		trial.doc = &paper.Document{Pages: slices.Clone(f.doc.Pages)}
		for i := range trial.doc.Pages {
			trial.doc.Pages[i].Items = slices.Clip(trial.doc.Pages[i].Items)
		}
		trial.pending = slices.Clone(f.pending)
		lay(&trial, scale)
		return len(trial.doc.Pages)
	}
	least := count(scales[len(scales)-1])
	for _, s := range scales {
		if count(s) == least {
			return s
		}
	}
	return scales[0]
}

func (f *flow) lay(b block) {
	f.y += f.spare
	top := f.y
	f.current().Put(f.frame.x, top, b.aside...)
	for _, r := range b.rows {
		f.current().Put(f.frame.x, f.y, r.items...)
		f.y += r.height
	}
	f.y = max(f.y, top+b.depth)
	f.spare = b.after
}

// divide lays a block over as many pages as it takes; rows marked so stay with
// the next.
func (f *flow) divide(b block) {
	if b.depth > f.room() && f.y > f.frame.y {
		f.newPage()
	}
	f.y += f.spare
	f.spare = 0
	page, foot := f.page, f.y+b.depth
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
			f.newPage()
		}
		for ; i < j; i++ {
			f.current().Put(f.frame.x, f.y, b.rows[i].items...)
			f.y += b.rows[i].height
		}
	}
	if f.page == page {
		f.y = max(f.y, foot)
	}
	f.spare = b.after
}
