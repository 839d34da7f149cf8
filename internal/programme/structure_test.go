package programme

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"jema/internal/programme/paper"
	invented "jema/internal/programme/sample"
)

var update = flag.Bool("update", false, "write the goldens anew")

// node is an element with its content.
type node struct {
	*paper.Element
	text     strings.Builder
	children []*node
}

// treeOf makes the structure's tree of a document.
func treeOf(d *paper.Document) *node {
	root := &node{Element: &paper.Element{Role: "Document"}}
	known := map[*paper.Element]*node{nil: root}
	var place func(e *paper.Element) *node
	place = func(e *paper.Element) *node {
		if n, ok := known[e]; ok {
			return n
		}
		n, parent := &node{Element: e}, place(e.Parent)
		known[e] = n
		parent.children = append(parent.children, n)
		return n
	}
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			switch it := item.(type) {
			case paper.Text:
				if it.In != nil {
					place(it.In).text.WriteString(it.String)
				}
			case paper.Mosaic:
				if it.In != nil {
					place(it.In)
				}
			case paper.Shape:
				if it.In != nil {
					place(it.In)
				}
			case paper.Picture:
				place(it.In)
			case paper.Code:
				place(it.In)
			case paper.Insert:
				place(it.In)
			case paper.Link:
				place(it.In)
			}
		}
	}
	return root
}

func (n *node) print(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), n.Role)
	for _, a := range []string{n.Scope, n.Language, n.Alt} {
		if a != "" {
			fmt.Fprintf(b, " [%s]", a)
		}
	}
	if said := strings.TrimSpace(n.text.String()); said != "" {
		if r := []rune(said); len(r) > 70 {
			said = string(r[:70]) + "…"
		}
		fmt.Fprintf(b, " %s", said)
	}
	b.WriteByte('\n')
	for _, c := range n.children {
		c.print(b, depth+1)
	}
}

// headings lists the headings' levels in order.
func (n *node) headings(out []int) []int {
	switch n.Role {
	case paper.Heading1:
		out = append(out, 1)
	case paper.Heading2:
		out = append(out, 2)
	case paper.Heading3:
		out = append(out, 3)
	}
	for _, c := range n.children {
		out = c.headings(out)
	}
	return out
}

// check reports what a screen reader would stumble over.
func (n *node) check(t *testing.T, name string) {
	t.Helper()
	within := map[paper.Role][]paper.Role{paper.TableRow: {paper.Table}, paper.HeaderCell: {paper.TableRow},
		paper.DataCell: {paper.TableRow},
		paper.ListItem: {paper.List}, paper.Label: {paper.ListItem}, paper.ListBody: {paper.ListItem},
		paper.ContentsIt: {paper.Contents},
		paper.Caption:    {paper.Figure, paper.Table}}
	for _, c := range n.children {
		parents, bound := within[c.Role]
		ok := !bound
		for _, p := range parents {
			ok = ok || p == n.Role
		}
		if !ok {
			t.Errorf("%s: %s stands in %s", name, c.Role, n.Role)
		}
		if c.Role == paper.Figure && c.Alt == "" {
			t.Errorf("%s: a figure shows nothing to who cannot see it", name)
		}
		if c.Role == paper.HeaderCell && c.Scope == "" {
			t.Errorf("%s: a header cell heads nothing", name)
		}
		c.check(t, name)
	}
}

// fingerprint is a hash of everything that is drawn, where it is drawn.
func fingerprint(d *paper.Document) string {
	h := sha256.New()
	for i := range d.Pages {
		p := &d.Pages[i]
		fmt.Fprintln(h, "page", p.Width, p.Height)
		for _, item := range p.Items {
			switch it := item.(type) {
			case paper.Text:
				it.In = nil
				fmt.Fprintf(h, "%+v\n", it)
			case paper.Picture:
				fmt.Fprintln(h, it.X, it.Y, it.Width, it.Height, len(it.JPEG))
			case paper.Mosaic:
				fmt.Fprintln(h, it.X, it.Y, it.Panels, it.Clip)
			case paper.Shape:
				fmt.Fprintln(h, it.X, it.Y, it.Segments, it.Width)
			case paper.Link:
				fmt.Fprintln(h, it.X, it.Y, it.Width, it.Height, it.URL, it.Anchor)
			}
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// TestStructure holds the tree of four communes and of a book against what was
// read and found good.
func TestStructure(t *testing.T) {
	documents := map[string]func() (*paper.Document, []Warning, error){
		"book": func() (*paper.Document, []Warning, error) {
			return compose(Territory{invented.Book(sampleCommunes, 12), Spec{}})
		},
	}
	for name, n := range map[string]int{"one": 1, "three": 3, "largest": 25, "forty": 40} {
		documents[name] = func() (*paper.Document, []Warning, error) {
			return compose(Commune{invented.Programme(sampleCommunes, "26281", n), Spec{}})
		}
	}
	for name, compose := range documents {
		d, _, err := compose()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%d pages, %s\n", len(d.Pages), fingerprint(d))
		treeOf(d).print(&b, 0)
		file := "testdata/" + name + ".structure"
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s is not as in %s (%v); if it was looked at and is right: go test ./internal/programme -run Structure "+
				"-update", name, file, err)
		}
	}
}

// TestHeadingsInOrder: one H1 first, no level is skipped, in every format.
func TestHeadingsInOrder(t *testing.T) {
	for _, f := range append(Formats, Book) {
		for _, n := range []int{0, 1, 2, 4, 9} {
			name := fmt.Sprintf("%s of %d", f, n)
			p := invented.Programme(sampleCommunes, "26281", n)
			d, _, err := compose(Commune{p, Spec{Format: f, Opening: "Bienvenue."}})
			if f == Book {
				d, _, err = compose(Territory{invented.Book(sampleCommunes, n), Spec{Opening: "Bienvenue."}})
			}
			if err != nil {
				t.Fatal(err)
			}
			root := treeOf(d)
			root.check(t, name)
			for i, level := range root.headings(nil) {
				before := 0
				if i > 0 {
					before = root.headings(nil)[i-1]
				}
				if level > before+1 || level == 1 && i > 0 {
					t.Errorf("%s: heading %d is of level %d after %d", name, i, level, before)
				}
			}
		}
	}
}
