package pdf

import (
	"slices"

	"jema/internal/programme/pdf/object"
)

// Inspect returns what a printer would send back of a finished file, whoever
// made it: its faces, colours, boxes and printing condition. A file that cannot
// be read is an error.
func Inspect(file []byte) ([]Fault, error) {
	r, err := object.Read(file)
	if err != nil {
		return nil, err
	}
	root, err := r.Get(r.Trailer.Get("Root"))
	if err == nil {
		err = r.Load(r.Trailer.Get("Root"))
	}
	if err != nil {
		return nil, err
	}
	i := newInspection()
	i.intents(object.DictOf(root))
	for n, p := range pagesOf(object.DictOf(root).Get("Pages"), map[any]bool{}) {
		i.page = n + 1
		i.leaf(object.DictOf(p))
	}
	return i.faults, nil
}

// inspection is a file being looked at.
type inspection struct {
	page   int
	faults []Fault
	seen   map[any]bool // objects of a page, and faults of the page
	screen map[*object.Stream][]string
}

func newInspection() *inspection {
	return &inspection{seen: map[any]bool{}, screen: map[*object.Stream][]string{}}
}

// visit is an object that a page draws with. Forms refer to one another: each is
// looked at once for a page, or twenty forms would be looked at 20⁸ times.
type visit struct {
	page int
	of   *object.Object
}

// again reports whether a value was looked at for this page.
func (i *inspection) again(v any) bool {
	o, ok := v.(*object.Object)
	if !ok {
		return false
	}
	before := i.seen[visit{i.page, o}]
	i.seen[visit{i.page, o}] = true
	return before
}

func (i *inspection) fault(what, detail string) {
	f := Fault{i.page, what, detail}
	if !i.seen[f] {
		i.seen[f] = true
		i.faults = append(i.faults, f)
	}
}

// pagesOf are the pages below a node of the page tree, each node once: a tree
// whose nodes are listed twice doubles with every level.
func pagesOf(v any, seen map[any]bool) []any {
	d := object.DictOf(v)
	if o, ok := v.(*object.Object); d == nil || ok && seen[o] {
		return nil
	} else if ok {
		seen[o] = true
	}
	kids, ok := object.Of(d.Get("Kids")).(object.Array)
	if !ok {
		return []any{v}
	}
	var out []any
	for _, k := range kids {
		out = append(out, pagesOf(k, seen)...)
	}
	return out
}

func (i *inspection) intents(root dict) {
	intents, _ := object.Of(root.Get("OutputIntents")).(object.Array)
	for _, v := range intents {
		d := object.DictOf(v)
		if object.Of(d.Get("S")) == any(name("GTS_PDFX")) && object.Of(d.Get("DestOutputProfile")) != nil {
			return
		}
	}
	i.fault(FaultProfile, "")
}

func (i *inspection) leaf(page dict) {
	for _, b := range []object.Name{"TrimBox", "BleedBox"} {
		if page.Get(b) == nil {
			i.fault(FaultBox, string(b))
		}
	}
	i.resources(page.Get("Resources"), 0)
	streams, ok := object.Of(page.Get("Contents")).(object.Array)
	if !ok {
		streams = object.Array{page.Get("Contents")}
	}
	for _, s := range streams {
		i.stream(s)
	}
}

// stream looks for colours of the screen.
func (i *inspection) stream(v any) {
	s, ok := object.Of(v).(*object.Stream)
	if !ok {
		return
	}
	found, known := i.screen[s]
	if !known {
		found = screenOperators(s)
		i.screen[s] = found
	}
	for _, operator := range found {
		i.fault(FaultRGB, operator)
	}
}

// screenOperators are those of a stream that choose a colour of the screen, each
// once.
func screenOperators(s *object.Stream) (found []string) {
	data, err := s.Decode()
	if err != nil {
		return nil
	}
	_ = object.Scan(data, func(operator string, operands []any, _, _ int) { // what was read so far counts
		named := (operator == "cs" || operator == "CS") && len(operands) == 1 && operands[0] == any(name("DeviceRGB"))
		if (operator == "rg" || operator == "RG" || named) && !slices.Contains(found, operator) {
			found = append(found, operator)
		}
	})
	return found
}

// resources looks through what a page or a form draws with.
func (i *inspection) resources(v any, depth int) {
	d := object.DictOf(v)
	for _, e := range object.DictOf(d.Get("Font")) {
		i.font(string(e.Key), object.DictOf(e.Value))
	}
	for _, kind := range []object.Name{"XObject", "Pattern"} {
		for _, e := range object.DictOf(d.Get(kind)) {
			if i.again(e.Value) {
				continue
			}
			x := object.DictOf(e.Value)
			i.space(x.Get("ColorSpace"), "image", 0)
			i.space(object.DictOf(x.Get("Shading")).Get("ColorSpace"), "shading", 0)
			if below := x.Get("Resources"); below != nil && depth < 8 {
				i.stream(e.Value)
				i.resources(below, depth+1)
			}
		}
	}
	for _, e := range object.DictOf(d.Get("ColorSpace")) {
		i.space(e.Value, "space", 0)
	}
	for _, e := range object.DictOf(d.Get("Shading")) {
		i.space(object.DictOf(e.Value).Get("ColorSpace"), "shading", 0)
	}
}

// space looks for the screens' colours in a colour space, or in the one that
// it is made of.
func (i *inspection) space(v any, where string, depth int) {
	v = object.Of(v)
	if a, ok := v.(array); ok && len(a) > 1 && depth < 4 {
		switch object.Of(a[0]) {
		case any(name("Indexed")), any(name("Pattern")):
			i.space(a[1], where, depth+1)
		case any(name("Separation")), any(name("DeviceN")):
			if len(a) > 2 {
				i.space(a[2], where, depth+1)
			}
		}
		return
	}
	if v == any(name("DeviceRGB")) {
		i.fault(FaultRGB, where)
	}
}

// font looks for the program of a face.
func (i *inspection) font(key string, d dict) {
	if object.Of(d.Get("Subtype")) == any(name("Type3")) {
		return // drawn by the file itself
	}
	if below, ok := object.Of(d.Get("DescendantFonts")).(object.Array); ok && len(below) == 1 {
		d = object.DictOf(below[0])
	}
	descriptor := object.DictOf(d.Get("FontDescriptor"))
	for _, program := range []object.Name{"FontFile", "FontFile2", "FontFile3"} {
		if _, ok := object.Of(descriptor.Get(program)).(*object.Stream); ok {
			return
		}
	}
	if n, ok := object.Of(d.Get("BaseFont")).(object.Name); ok {
		key = string(n)
	}
	i.fault(FaultFont, key)
}
