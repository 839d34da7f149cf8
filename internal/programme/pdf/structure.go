package pdf

import (
	"cmp"
	"strconv"
	"strings"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// structure makes the objects of the tree and returns its root.
func (f *finishing) structure() *object.Object {
	t := f.tree
	root := object.New(nil)
	t.root.element = &paper.Element{}
	if f.options.Standard == UA2 {
		f.namespaces = newNamespaces()
	}
	f.element(&t.root, root)
	parents := array{}
	next := len(f.pages)
	var links array
	for n := range t.pages {
		row := make(array, len(t.pages[n].nodes))
		for i, k := range t.pages[n].nodes {
			row[i] = &k.Object
		}
		parents = append(parents, n, object.New(row))
		for i, k := range t.pages[n].links {
			d := f.annotations[n][i].Value.(dict)
			d.Set("StructParent", next)
			f.annotations[n][i].Value = d
			links = append(links, next, &k.Object)
			next++
		}
	}
	out := dict{{Key: "Type", Value: name("StructTreeRoot")}, {Key: "K", Value: array{&t.root.Object}},
		{Key: "ParentTree", Value: object.New(dict{{Key: "Nums", Value: append(parents, links...)}})},
		{Key: "ParentTreeNextKey", Value: next}}
	if f.options.Standard == UA2 {
		out.Set("Namespaces", array{f.namespaces.two, f.namespaces.one})
	}
	root.Value = out
	return root
}

// element makes the object of a node and of those below it.
func (f *finishing) element(k *node, above *object.Object) {
	e := k.element
	attributes, page := f.attributes(k), firstPage(k)
	d := make(dict, 0, 3+bit(e.Language != "")+bit(e.Alt != "")+bit(attributes != nil)+bit(page >= 0))
	d = append(d, entry{Key: "S", Value: name(k.role)}, entry{Key: "P", Value: above})
	if f.options.Standard == UA2 {
		d = append(d, entry{Key: "NS", Value: f.namespaces.of(k.role)})
		if target := f.reference(k); target != nil {
			d = append(d, entry{Key: "Ref", Value: array{target}})
		}
	}
	if e.Language != "" {
		d = append(d, entry{Key: "Lang", Value: object.Text(e.Language)})
	}
	if e.Alt != "" {
		d = append(d, entry{Key: "Alt", Value: object.String(e.Alt)})
	}
	if attributes != nil {
		d = append(d, entry{Key: "A", Value: attributes})
	}
	if page >= 0 {
		d = append(d, entry{Key: "Pg", Value: f.pages[page]})
	}
	d = append(d, entry{Key: "K", Value: f.kids(k, page)})
	k.Value = d
}

// kids are what an element holds: one alone needs no array.
func (f *finishing) kids(k *node, page int) any {
	if len(k.kids) == 1 {
		return f.kid(k, k.kids[0], page)
	}
	all := make(array, 0, len(k.kids))
	for _, c := range k.kids {
		all = append(all, f.kid(k, c, page))
	}
	return all
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

// firstPage is the page of a node's first content of its own, -1 for none.
func firstPage(k *node) int {
	for _, c := range k.kids {
		if c.node == nil {
			return c.page
		}
	}
	return -1
}

func (f *finishing) kid(above *node, c kid, page int) any {
	switch {
	case c.node != nil:
		f.element(c.node, &above.Object)
		return &c.node.Object
	case c.link:
		return dict{{Key: "Type", Value: name("OBJR")}, {Key: "Pg", Value: f.pages[c.page]},
			{Key: "Obj", Value: f.annotations[c.page][c.mark]}}
	case c.page != page:
		return dict{{Key: "Type", Value: name("MCR")}, {Key: "Pg", Value: f.pages[c.page]}, {Key: "MCID", Value: c.mark}}
	}
	return c.mark
}

// attributes are what the role alone does not express.
func (f *finishing) attributes(k *node) any {
	switch e := k.element; {
	case e.Role == paper.HeaderCell:
		scope := e.Scope
		if scope == "" {
			scope = "Column"
		}
		return dict{{Key: "O", Value: name("Table")}, {Key: "Scope", Value: name(scope)}}
	case e.Role == paper.Figure && !k.box.empty():
		h := f.doc.Pages[k.page].Height
		return dict{{Key: "O", Value: name("Layout")}, {Key: "Placement", Value: name("Block")},
			{Key: "BBox", Value: rectangle(k.box.left, h-k.box.bottom, k.box.right, h-k.box.top)}}
	case e.Role == paper.List && labelled(k):
		return dict{{Key: "O", Value: name("List")}, {Key: "ListNumbering", Value: f.numbering(e)}}
	}
	return nil
}

// labelled reports whether a list's items have labels.
func labelled(list *node) bool {
	for _, item := range list.kids {
		if item.node == nil {
			continue
		}
		for _, part := range item.node.kids {
			if part.node != nil && part.node.element.Role == paper.Label {
				return true
			}
		}
	}
	return false
}

// describe gives a link the words that a screen reader reads for it.
func (f *finishing) describe(o *object.Object, page, n int, l paper.Link) {
	words := ""
	if f.tree != nil {
		link := f.tree.pages[page].links[n]
		words = cmp.Or(link.element.Alt, strings.TrimSpace(link.words))
	}
	switch {
	case words != "":
	case l.URL != "":
		words = l.URL
		for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
			words = strings.TrimPrefix(words, scheme)
		}
	default:
		words = "page " + strconv.Itoa(f.doc.PageOf(l.Anchor))
	}
	d := o.Value.(dict)
	d.Set("Contents", object.String(words))
	o.Value = d
}
