package programme

import (
	"slices"
	"strconv"

	"jema/internal/jema"
)

// standing leaves out what was cancelled, which a programme still shows so.
func standing(p jema.Programme) jema.Programme {
	p.Entries = slices.DeleteFunc(slices.Clone(p.Entries), isCancelled)
	p.Nearby = slices.DeleteFunc(slices.Clone(p.Nearby), isCancelled)
	return p
}

func isCancelled(e jema.Entry) bool { return e.Opening.State == jema.Cancelled }

// cancelled are the anchors of what a programme shows as cancelled.
func cancelled(p jema.Programme) map[string]bool {
	out := map[string]bool{}
	for _, e := range p.Entries {
		if isCancelled(e) {
			out[anchorOf(e.Opening.ID)] = true
		}
	}
	return out
}

// unpictured leaves the photos out: a frozen value has none, and a photo is no
// erratum.
func unpictured(p jema.Programme) jema.Programme {
	for _, list := range []*[]jema.Entry{&p.Entries, &p.Nearby} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i].Photo = nil
		}
	}
	return p
}

func (c *content) entryAt(anchor string) int {
	return slices.IndexFunc(c.entries, func(e entry) bool { return e.Anchor == anchor })
}

func (c *content) nearbyAt(anchor string) int {
	return slices.IndexFunc(c.nearby, func(e entry) bool { return e.Anchor == anchor })
}

func (c *content) openingID(e entry) int64 {
	i := slices.IndexFunc(c.raw.Entries, func(r jema.Entry) bool { return anchorOf(r.Opening.ID) == e.Anchor })
	return c.raw.Entries[i].Opening.ID
}

// anchorOf names an entry the same in every version of a programme.
func anchorOf(openingID int64) string { return "o" + strconv.FormatInt(openingID, 10) }
