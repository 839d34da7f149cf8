package exchange

import (
	"jema/internal/text"
)

// craft reads the métier. One that the list lacks never bars a row.
func (r whoReader) craft() {
	r.prefer("craft", r.frame.crafts.knows)
	s, read := r.line("craft")
	if !read {
		return
	}
	if s == "" {
		r.note("craft", Blocking, "import.craft.missing")
		r.row.Lacks = append(r.row.Lacks, "craft")
		return
	}
	found := r.frame.crafts.find(s)
	switch {
	case found.Slug != "":
		r.set("craft", "slug:"+found.Slug)
		if found.how != "" {
			severity := Doubtful
			if found.how == "import.craft.feminine" {
				severity = Repaired
			}
			r.note("craft", severity, found.how, "name", found.Name)
		}
	case len(found.candidates) > 0:
		r.set("craft", "other:"+s)
		r.note("craft", Doubtful, "import.craft.several", "names", text.Join(found.candidates))
	default:
		r.set("craft", "other:"+s)
		r.note("craft", Doubtful, "import.craft.unlisted")
	}
}
