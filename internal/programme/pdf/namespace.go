package pdf

import (
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// namespaces are where the roles of a structure are defined: in PDF 2.0, and in
// PDF 1.7 those that PDF 2.0 no longer has.
type namespaces struct{ one, two *object.Object }

func newNamespaces() namespaces {
	of := func(address string) *object.Object {
		return object.New(dict{{Key: "Type", Value: name("Namespace")}, {Key: "NS", Value: object.Text(address)}})
	}
	return namespaces{one: of("http://iso.org/pdf/ssn"), two: of("http://iso.org/pdf2/ssn")}
}

// of is the namespace of a role.
func (n namespaces) of(r paper.Role) *object.Object {
	switch r {
	case paper.Contents, paper.ContentsIt, paper.Reference:
		return n.one
	}
	return n.two
}

// numbering is how the labels of a list's items are made: they count, or they are
// what the items describe. PDF 1.7 has no word for the latter.
func (f *finishing) numbering(list *paper.Element) any {
	switch {
	case list.Counted:
		return name("Decimal")
	case f.options.Standard == UA2:
		return name("Description")
	}
	return name("None")
}

// reference is the element that a line of the contents leads to, nil for others.
func (f *finishing) reference(k *node) *object.Object {
	if k.role != paper.ContentsIt {
		return nil
	}
	for n := range f.doc.Pages {
		i := 0
		for _, item := range f.doc.Pages[n].Items {
			l, ok := item.(paper.Link)
			if !ok || l.URL == "" && l.Anchor == "" {
				continue
			}
			link := f.tree.pages[n].links[i]
			i++
			if target := f.tree.anchors[l.Anchor]; target != nil && link.isBelow(k.element) {
				return &target.Object
			}
		}
	}
	return nil
}

// isBelow reports whether an element is one of those around a node.
func (k *node) isBelow(above *paper.Element) bool {
	for e := k.element; e != nil; e = e.Parent {
		if e == above {
			return true
		}
	}
	return false
}

// leadToElements makes links and bookmarks lead to elements of the structure, as
// PDF/UA-2 requires, beside the place on the page for older readers.
func (f *finishing) leadToElements() {
	if f.options.Standard != UA2 {
		return
	}
	for n := range f.doc.Pages {
		i := 0
		for _, item := range f.doc.Pages[n].Items {
			l, ok := item.(paper.Link)
			if !ok || l.URL == "" && l.Anchor == "" {
				continue
			}
			if target := f.tree.anchors[l.Anchor]; target != nil && i < len(f.annotations[n]) {
				leadTo(f.annotations[n][i], target)
			}
			i++
		}
	}
	if o, ok := f.root.Get("Outlines").(*object.Object); ok {
		if d, ok := o.Value.(dict); ok {
			first, _ := d.Get("First").(*object.Object)
			f.bookmarksTo(first, f.marked())
		}
	}
}

// marked are the elements of the document's bookmarks, in their order.
func (f *finishing) marked() (list []*node) {
	for n := range f.doc.Pages {
		for _, item := range f.doc.Pages[n].Items {
			if a, ok := item.(paper.Anchor); ok && a.Bookmark != "" {
				list = append(list, f.tree.anchors[a.Name])
			}
		}
	}
	return list
}

// bookmarksTo gives bookmarks their elements, those below each before the next, and
// returns what is left of the elements.
func (f *finishing) bookmarksTo(o *object.Object, to []*node) []*node {
	for o != nil {
		d, ok := o.Value.(dict)
		if !ok {
			return to
		}
		if len(to) > 0 {
			if to[0] != nil {
				leadTo(o, to[0])
			}
			to = to[1:]
		}
		if below, ok := d.Get("First").(*object.Object); ok {
			to = f.bookmarksTo(below, to)
		}
		o, _ = d.Get("Next").(*object.Object)
	}
	return to
}

// leadTo replaces the destination of a link or bookmark by an action that leads to an
// element.
func leadTo(o *object.Object, to *node) {
	d, ok := o.Value.(dict)
	place, is := d.Get("Dest").(array)
	if !ok || !is || len(place) == 0 {
		return
	}
	element := append(array{&to.Object}, place[1:]...)
	d.Drop("Dest")
	d.Set("A", dict{{Key: "S", Value: name("GoTo")}, {Key: "D", Value: place}, {Key: "SD", Value: element}})
	o.Value = d
}
