package pdf

import (
	"strconv"
	"strings"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// tree is the document's structure, made of the elements that items name, in
// the order in which the pages first show them.
type tree struct {
	root  node
	nodes map[*paper.Element]*node
	pages []marked
	// The elements that anchors lead to: the first that is read after each.
	anchors map[string]*node
	spare   []node // made many at a time
}

// node is an element in the tree.
type node struct {
	object.Object
	element *paper.Element
	role    paper.Role
	kids    []kid
	box     box    // of a figure: what it covers on its page
	page    int    // of the box
	words   string // of a link: what can be read in it
}

// kid is what an element holds: another, marked content, or a link.
type kid struct {
	node       *node
	page, mark int
	link       bool // mark is the n-th link of the page
}

// marked is a page's marked content.
type marked struct {
	marks []int32 // of each item: its marked content, -1 for decoration
	nodes []*node // of each marked content
	links []*node // of each link
}

func newTree(d *paper.Document) *tree {
	t := &tree{nodes: map[*paper.Element]*node{}, pages: make([]marked, len(d.Pages)),
		anchors: map[string]*node{}}
	for n := range d.Pages {
		t.pages[n] = t.page(n, &d.Pages[n])
	}
	t.root.role = "Document"
	t.root.settle(nil)
	return t
}

// settle gives the nodes below their roles. Headings go down one step at a
// time, whatever size they are set in: a heading of the third level below one
// of the first is of the second. above are the levels, as set, of the headings
// under which the reader is.
func (k *node) settle(above []int) []int {
	for _, c := range k.kids {
		if c.node == nil {
			continue
		}
		c.node.role = c.node.element.Role
		if level := headingLevel(c.node.role); level > 0 {
			for len(above) > 0 && above[len(above)-1] >= level {
				above = above[:len(above)-1]
			}
			above = append(above, level)
			c.node.role = paper.Role("H" + strconv.Itoa(len(above)))
		}
		above = c.node.settle(above)
	}
	return above
}

func headingLevel(r paper.Role) int {
	if len(r) == 2 && r[0] == 'H' && r[1] >= '1' && r[1] <= '6' {
		return int(r[1] - '0')
	}
	return 0
}

// in returns the element of an item, nil for decoration.
func in(item paper.Item) *paper.Element {
	var e *paper.Element
	switch i := item.(type) {
	case paper.Text:
		e = i.In
	case paper.Shape:
		e = i.In
	case paper.Mosaic:
		e = i.In
	case paper.Code:
		e = i.In
	case paper.Picture:
		e = i.In
	case paper.Insert:
		e = i.In
	case paper.Link:
		e = i.In
	}
	if e != nil && e.Role == paper.Decoration {
		return nil
	}
	return e
}

// page marks a page's items: those of one element that follow each other are
// one marked content.
func (t *tree) page(n int, p *paper.Page) marked {
	m := marked{marks: make([]int32, len(p.Items))}
	var last *paper.Element // whose node is k
	var k *node
	var ahead []string // anchors whose element comes next
	for i, item := range p.Items {
		m.marks[i] = -1
		switch l := item.(type) {
		case paper.Anchor:
			ahead = append(ahead, l.Name)
			continue
		case paper.Link:
			if l.URL != "" || l.Anchor != "" {
				m.links = append(m.links, t.link(n, len(m.links), l, last))
			}
			continue
		}
		e := in(item)
		if e == nil {
			last = nil
			continue
		}
		if e != last {
			k = t.node(e)
			k.kids = append(k.kids, kid{page: n, mark: len(m.nodes)})
			m.nodes = append(m.nodes, k)
			last = e
		}
		for _, name := range ahead {
			t.lead(name, k)
		}
		ahead = nil
		m.marks[i] = int32(len(m.nodes) - 1) //nolint:gosec // as many as a document has elements
		t.look(e, item, n, p)
	}
	for _, name := range ahead { // at the end of a page
		t.lead(name, k)
	}
	return m
}

// lead notes the element that an anchor leads to; the first anchor of a name counts.
func (t *tree) lead(anchor string, k *node) {
	if t.anchors[anchor] == nil && k != nil {
		t.anchors[anchor] = k
	}
}

// node returns an element's node, which is added to its parent's children when
// it is first requested.
func (t *tree) node(e *paper.Element) *node {
	if e == nil {
		return &t.root
	}
	if k := t.nodes[e]; k != nil {
		return k
	}
	if len(t.spare) == 0 {
		t.spare = make([]node, 64)
	}
	k := &t.spare[0]
	t.spare, k.element = t.spare[1:], e
	t.nodes[e] = k
	above := t.node(e.Parent)
	above.kids = append(above.kids, kid{node: k})
	return k
}

// link puts a link into its element; one without becomes an element beside
// what was last read.
func (t *tree) link(page, n int, l paper.Link, last *paper.Element) *node {
	e := l.In
	if e == nil || e.Role == paper.Decoration {
		e = &paper.Element{Role: paper.LinkRole}
		for ; last != nil; last = last.Parent {
			if last.Role == paper.Section || last.Role == paper.Part {
				break
			}
		}
		e.Parent = last
	}
	k := t.node(e)
	k.kids = append(k.kids, kid{page: page, mark: n, link: true})
	return k
}

// look notes the box of an item, for the figure it belongs to, and its words,
// for the link.
func (t *tree) look(e *paper.Element, item paper.Item, page int, p *paper.Page) {
	caption := false
	for ; e != nil; e = e.Parent {
		switch {
		case e.Role == paper.Caption:
			caption = true
		case e.Role == paper.Figure && !caption:
			k := t.node(e)
			if k.box.empty() {
				k.page = page
			}
			if k.page == page {
				k.box = k.box.with(boundsOf(item).within(p))
			}
		case e.Role == paper.LinkRole:
			if s, ok := item.(paper.Text); ok {
				k := t.node(e)
				k.words = strings.TrimLeft(k.words+s.String, " ")
			}
		}
	}
}
