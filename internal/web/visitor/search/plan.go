package search

import (
	"strconv"

	"github.com/paulmach/orb"

	"jema/internal/atlas"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Plan is a map beside a list: each of its pins leads to the entry of its number.
type Plan struct{ atlas.Map }

// PlanOf numbers the entries of a list from first on and draws them on a map, each at
// its address, or at its commune where that is withheld. own is the INSEE code of the
// commune that the list is of, "" of none. It returns nil where nothing can be drawn.
func PlanOf(l page.Layout, from *public.State, own string, first int, entries []*page.EntryView) (*Plan, error) {
	ground, err := from.Ground()
	if err != nil {
		return nil, err
	}
	wanted := atlas.Plan{Own: own, Label: l.T("plan.label"), North: l.T("plan.north")}
	for i, e := range entries {
		pin, isKnown := pinOf(ground, *e)
		if !isKnown {
			continue
		}
		pin.Number, pin.Class, pin.Link = first+i, "veneer-"+e.Veneer, "#e-"+strconv.Itoa(first+i)
		pin.Label = l.T("plan.pin", "number", pin.Number, "title", e.Opening.Title, "commune", e.Commune.Name)
		wanted.Pins = append(wanted.Pins, pin)
	}
	drawn, ok := ground.Draw(wanted)
	if !ok {
		return nil, nil //nolint:nilnil // nothing to show, which is no error
	}
	for i, e := range entries {
		if _, isKnown := pinOf(ground, *e); isKnown {
			e.Number = first + i
		}
	}
	return &Plan{drawn}, nil
}

// pinOf returns where an entry is on a map, as far as its address is published.
func pinOf(ground *atlas.Ground, e page.EntryView) (pin atlas.Pin, isKnown bool) {
	if lat, lon, told := e.Position(); told {
		return atlas.Pin{At: orb.Point{lon, lat}}, true
	}
	at, isKnown := ground.Anchor(e.Commune.INSEE)
	return atlas.Pin{At: at, Vague: true}, isKnown
}
