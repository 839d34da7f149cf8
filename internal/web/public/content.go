package public

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"sync"

	"jema/internal/atlas"
	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/search"
)

// content is what public pages show apart from the places that are taken. States
// between which only those changed share it.
type content struct {
	entries  []jema.Entry // approved ones, by id; their slots are those of the state
	gone     []jema.Entry // that were approved and are cancelled
	selected map[jema.Selection][]jema.OpeningID
	ground   func() (*atlas.Ground, error) // made when first called
	at       map[jema.OpeningID]int        // where an opening's entry is
	communes []jema.Commune
	index    func() *search.Index // made when first called
	near     sync.Map             // neighbours by the index of an entry, when first asked for
}

// communesMost is how many communes are read one by one; beyond it everything is.
const communesMost = 4

// readContent reads what changed since the state before.
func (p *Pages) readContent(ctx context.Context, s, before *State) (*content, error) {
	filters, kept := s.changes(before)
	c := &content{entries: kept, at: map[jema.OpeningID]int{}}
	var err error
	if c.communes, err = p.Store.Communes(ctx, s.Place.Territory.ID); err != nil {
		return nil, err
	}
	for _, f := range filters {
		read, err := p.Store.Entries(ctx, s.Place.Edition, f, s.Now)
		if err != nil {
			return nil, err
		}
		c.entries = append(c.entries, read...)
	}
	id := func(e jema.Entry) jema.OpeningID { return e.Opening.ID }
	slices.SortStableFunc(c.entries, func(a, b jema.Entry) int { return cmp.Compare(id(a), id(b)) })
	// One that moved while this was read is there twice.
	c.entries = slices.CompactFunc(c.entries, func(a, b jema.Entry) bool { return id(a) == id(b) })
	for i, e := range c.entries {
		c.at[id(e)] = i
	}
	if c.gone, err = p.Store.WithdrawnEntries(ctx, s.Place.Edition, s.Now); err != nil {
		return nil, err
	}
	if c.selected, err = p.Store.Selected(ctx, s.Place.Edition); err != nil {
		return nil, err
	}
	if err = p.readGround(ctx, s, before, c); err != nil {
		return nil, err
	}
	choices, err := p.Store.Choices(ctx, s.Place.Territory.ID)
	c.index = sync.OnceValue(func() *search.Index {
		return search.New(search.Content{Edition: s.Place.Edition, Entries: slices.Clone(c.entries),
			Communes: choices.Communes, Crafts: choices.Crafts})
	})
	return c, err
}

// readGround reads what maps show where it may have changed. Else the ground stays with
// what was drawn on it.
func (p *Pages) readGround(ctx context.Context, s, before *State, c *content) error {
	if before != nil && s.shared == before.shared && reflect.DeepEqual(c.communes, before.content.communes) {
		c.ground = before.content.ground
		return nil
	}
	basemap, err := p.Store.Basemap(ctx, s.Place.Territory.ID)
	if err != nil {
		return err
	}
	c.ground = sync.OnceValues(func() (*atlas.Ground, error) {
		var base geo.Basemap
		if len(basemap.Content) > 0 {
			var err error
			if base, err = geo.ReadBasemap(basemap.Content); err != nil {
				return nil, err
			}
			base.Credit = basemap.Credit
		}
		return atlas.NewGround(c.communes, base)
	})
	return nil
}

// Ground returns what the maps of the territory have in common.
func (s *State) Ground() (*atlas.Ground, error) { return s.content.ground() }

// changes returns what is to be read anew, and the entries that are not.
func (s *State) changes(before *State) (filters []postgres.EntryFilter, kept []jema.Entry) {
	all := []postgres.EntryFilter{{}}
	if before == nil || s.shared != before.shared {
		return all, nil
	}
	was, changed := map[string]int64{}, map[string]bool{}
	for _, c := range before.ByCommune {
		was[c.INSEE], changed[c.INSEE] = c.Content, true
	}
	for _, c := range s.ByCommune {
		content, wasThere := was[c.INSEE]
		if changed[c.INSEE] = !wasThere || content != c.Content; changed[c.INSEE] {
			filters = append(filters, postgres.EntryFilter{Commune: c.INSEE})
		}
	}
	if len(filters) > communesMost {
		return all, nil
	}
	isRead := func(e jema.Entry) bool { return changed[e.Commune.INSEE] }
	return filters, slices.DeleteFunc(slices.Clone(before.content.entries), isRead)
}

// Communes returns the territory's communes. They are shared: nobody changes them.
func (s *State) Communes() []jema.Commune { return s.content.communes }

// Entries returns the edition's approved openings, by id. They are shared: nobody
// changes them.
func (s *State) Entries() []jema.Entry { return s.entries() }

// OpenDays returns the days of each of Entries, in their order. They are shared: nobody
// changes them.
func (s *State) OpenDays() [][]jema.Date { return s.open() }

func (s *State) openDays() [][]jema.Date {
	days := make([][]jema.Date, len(s.Entries()))
	for i, e := range s.Entries() {
		days[i] = e.OpenDays(s.Place.Edition.Zone)
	}
	return days
}

// Withdrawn returns the edition's openings that were public and are cancelled, by id.
// They are shared: nobody changes them.
func (s *State) Withdrawn() []jema.Entry { return s.content.gone }

// Selected returns the openings that the organisers recommend in a selection, by id.
func (s *State) Selected(in jema.Selection) (list []jema.Entry) {
	for _, id := range s.content.selected[in] {
		if e, isThere := s.Entry(id); isThere {
			list = append(list, e)
		}
	}
	return list
}

// Index finds among the entries what does not depend on the places that are left.
func (s *State) Index() *search.Index { return s.content.index() }

// Entry returns an approved opening of the edition, and whether there is one.
func (s *State) Entry(id jema.OpeningID) (jema.Entry, bool) {
	i, isThere := s.content.at[id]
	if !isThere {
		return jema.Entry{}, false
	}
	return s.withSlots(s.content.entries[i]), true
}

// withSlots returns an opening with its slots as they are in this state.
func (s *State) withSlots(e jema.Entry) jema.Entry {
	e.Slots = make([]jema.Slot, 0, len(s.slots[e.Opening.ID]))
	for _, slot := range s.slots[e.Opening.ID] {
		e.Slots = append(e.Slots, slot)
	}
	slices.SortFunc(e.Slots, func(a, b jema.Slot) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.ID, b.ID))
	})
	return e
}

// withAllSlots returns all openings with their slots as they are in this state.
func (s *State) withAllSlots() []jema.Entry {
	list := make([]jema.Entry, len(s.content.entries))
	for i, e := range s.content.entries {
		list[i] = s.withSlots(e)
	}
	return list
}
