package programme

import (
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// warnAbout tells what is to be repaired in an entry.
func (c *content) warnAbout(out entry, e jema.Entry) {
	o, s := e.Opening, c.set
	switch {
	case out.Text == "":
		s.repair(WarningNoText, "", "printed_text")
	case text.Length(o.PrintedText) > jema.PrintedTextMax:
		s.repair(WarningLongText, "", "printed_text")
	case o.PrintedTextProposed:
		s.repair(WarningProposed, "", "printed_text")
	}
	if e.Photo == nil {
		s.repair(WarningNoPhoto, "", "photo")
	}
	if len(out.Free)+len(out.Booked)+len(out.Schools) == 0 && !out.Cancelled {
		s.repair(WarningNoHours, "", "hours")
	}
	if missing := lacks(out, e); len(missing) > 0 {
		s.repair(WarningIncomplete, strings.Join(missing, ", "), missing[0])
	}
	if e.ProofApproved != o.Version && !out.Cancelled {
		s.repair(WarningNoProof, "", "proof")
	}
}

// lacks names the fields without which a visitor does not find the way.
func lacks(out entry, e jema.Entry) (fields []string) {
	for _, f := range []struct{ name, value string }{
		{"title", out.Title}, {"workshop", out.Workshop}, {"craft", e.CraftName()}, {"address", e.Workshop.Address},
	} {
		if f.value == "" {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// closing are the warnings about the whole.
func (c *content) closing() (list []Warning) {
	if len(c.entries) == 0 && c.commune.Name != "" {
		list = append(list, Warning{What: WarningEmpty, Detail: c.commune.Name})
	}
	if c.proof {
		list = append(list, Warning{What: WarningNoPrinter, Field: "printer"})
	}
	return list
}

// coarse tells which photos are printed with fewer than 200 pixels to an inch.
func (c *content) coarse(d *paper.Document) {
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			p, ok := item.(paper.Picture)
			if !ok {
				continue
			}
			at := slices.IndexFunc(c.entries, func(e entry) bool {
				return e.Photo != nil && len(e.Photo.data) == len(p.JPEG) && &e.Photo.data[0] == &p.JPEG[0]
			})
			if at < 0 || p.Width == 0 {
				continue
			}
			if dpi := c.entries[at].Photo.width * 72 * pt / p.Width; dpi < 200 {
				c.warnings = append(c.warnings, Warning{OpeningID: c.entries[at].Opening, What: WarningCoarse, Detail: strconv.Itoa(dpi), Field: "photo"})
			}
		}
	}
}
