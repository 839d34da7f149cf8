// Command layout prints the figures by which the module's layout is judged,
// each beside its goal:
//
//	go -C tools/layout run . ../..
//
// It loads the module with its types. An arrow is one file that uses a
// declaration of another file of its package; arrows run back up when no order
// of the files, read downwards, contains them. Test files do not count.
package main

import (
	"flag"
	"fmt"
	"os"
	"text/tabwriter"

	"golang.org/x/tools/go/packages"
)

// figure is one line of the table. An empty goal is a figure to look at.
type figure struct{ what, is, goal string }

func main() {
	since := flag.String("since", "", "count the commits after this one")
	from := flag.String("from", "visitor.Bookings.create",
		"the handler whose own functions are counted: package.Type.method")
	flag.Parse()
	if flag.NArg() != 1 {
		fail(fmt.Errorf("layout: name the module's directory"))
	}
	root := flag.Arg(0)
	loaded, err := load(root)
	if err != nil {
		fail(err)
	}
	figures := append(arrowFigures(loaded), typeFigures(loaded)...)
	figures = append(figures, requestFigures(loaded, *from)...)
	text, err := textFigures(root)
	if err != nil {
		fail(err)
	}
	commits, err := commitFigures(root, *since)
	if err != nil {
		fail(err)
	}
	show(append(append(figures, text...), commits...))
}

func load(root string) ([]*packages.Package, error) {
	loaded, err := packages.Load(&packages.Config{Dir: root, Mode: packages.LoadSyntax | packages.NeedModule}, "./...")
	if err != nil {
		return nil, err
	}
	for _, p := range loaded {
		if len(p.Errors) > 0 {
			return nil, p.Errors[0]
		}
	}
	return loaded, nil
}

func show(figures []figure) {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "figure\tis\tgoal")
	for _, f := range figures {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\n", f.what, f.is, f.goal)
	}
	_ = t.Flush()
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
