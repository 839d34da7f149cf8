package papers

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/programme/content"
)

// withoutCancelled removes the cancelled events, which a programme still shows as
// cancelled.
func withoutCancelled(p jema.Programme) jema.Programme {
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
			out[content.AnchorOf(e.Opening.ID)] = true
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
