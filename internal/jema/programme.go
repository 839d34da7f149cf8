package jema

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Programme is all that is printed for a commune: moderated data, complete,
// so that nothing beyond it needs a database or a clock.
type Programme struct {
	Territory Territory
	Edition   Edition
	Commune   Commune
	Communes  []Commune // the whole territory with boundaries, for the locator map
	Basemap   Basemap
	Domains   []CraftDomain
	Entries   []Entry   // what opens in the commune
	Nearby    []Entry   // what opens in the neighbouring communes, nearest first
	AsOf      time.Time // the newest change in the data; dates the file
}

// Entry is one approved opening with everything that is printed of it.
type Entry struct {
	Opening  Opening
	Workshop Workshop
	Commune  Commune
	Craft    *Craft // nil when the craft is not in the reference data
	Hours    []Interval
	Slots    []Slot
	Photo    *Photo  // the first that may be shown, or printed; nil when there is none
	Photos   []Photo // those that the site may show, in order
	// ProofApproved is the version of the opening whose proof its artisan
	// approved, 0 when none was.
	ProofApproved int
}

// Slot returns a slot of the entry by its id; false where it has no such slot.
func (e Entry) Slot(id SlotID) (Slot, bool) {
	for _, s := range e.Slots {
		if s.ID == id {
			return s, true
		}
	}
	return Slot{}, false
}

// PartyMost returns how many people one booking may have at most: of the chosen slot,
// or, while none is chosen (the zero Slot), of any slot that can be booked at now.
func (e Entry) PartyMost(chosen Slot, now time.Time) int {
	if chosen.ID != 0 {
		return min(chosen.Capacity, e.Opening.PartyMax)
	}
	most := 0
	for _, s := range e.Slots {
		if state := s.State(now); s.Audience == AudiencePublic && (state == SlotOpen || state == SlotFull) {
			most = max(most, min(s.Capacity, e.Opening.PartyMax))
		}
	}
	return cmp.Or(most, e.Opening.PartyMax)
}

// CraftName returns the craft as it is printed: of the reference data, or as
// the artisan wrote it.
func (e Entry) CraftName() string {
	if e.Craft != nil {
		return e.Craft.Name
	}
	return e.Workshop.CraftOther
}

// DomainSlug returns the domain whose pattern and colour the entry bears, ""
// when the craft is not in the reference data.
func (e Entry) DomainSlug() string {
	if e.Craft != nil {
		return e.Craft.Domain.Slug
	}
	return ""
}

// Telephone returns the number that the artisan publishes, "" otherwise.
func (e Entry) Telephone() string {
	if e.Workshop.PublishPhone {
		return e.Workshop.Phone
	}
	return ""
}

// Mail returns the published address of electronic mail.
func (e Entry) Mail() string {
	if e.Workshop.PublishEmail {
		return e.Workshop.Email
	}
	return ""
}

// Position returns where the workshop is on a map, in degrees, as far as the
// artisan publishes the address; ok is false where it is unknown or withheld.
func (e Entry) Position() (lat, lon float64, ok bool) {
	if !e.Workshop.PublishAddress || !e.Workshop.Placed() {
		return 0, 0, false
	}
	return e.Workshop.Lat, e.Workshop.Lon, true
}

// Parking returns where visitors leave their car, "" where the artisan does not publish
// the address: it would lead there.
func (e Entry) Parking() string {
	if e.Workshop.PublishAddress {
		return e.Workshop.Parking
	}
	return ""
}

// Town returns the commune, after the postal code where the artisan publishes
// the address that it belongs to.
func (e Entry) Town() string {
	if e.Workshop.PublishAddress {
		return strings.TrimSpace(e.Workshop.PostalCode + " " + e.Commune.Name)
	}
	return e.Commune.Name
}

// WalkIn reports whether somebody may come without booking and can find the
// place: there are free hours and the address is published.
func (e Entry) WalkIn() bool { return len(e.Hours) > 0 && e.Place() != "" }

// Visitable reports whether the public may come: they may walk in, or there is a
// slot to book, whose confirmation gives the address.
func (e Entry) Visitable() bool {
	return e.WalkIn() || slices.ContainsFunc(e.Slots, func(s Slot) bool {
		return s.Audience == AudiencePublic && s.Stored != SlotCancelled
	})
}

// OpenDays lists the days on which the public may come, in order: those of free hours and
// of the slots for the public that are not cancelled.
func (e Entry) OpenDays(zone *time.Location) (days []Date) {
	for _, h := range e.Hours {
		days = append(days, h.Span(zone).Day)
	}
	for _, s := range e.Slots {
		if s.Audience == AudiencePublic && s.Stored != SlotCancelled {
			days = append(days, s.Span(zone).Day)
		}
	}
	slices.SortFunc(days, Date.Compare)
	return slices.Compact(days)
}

// Place returns the published street address.
func (e Entry) Place() string {
	if e.Workshop.PublishAddress {
		return e.Workshop.Address
	}
	return ""
}
