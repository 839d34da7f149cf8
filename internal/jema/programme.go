package jema

import "time"

// Programme is all that is printed for a commune: moderated data, complete,
// so that nothing beyond it needs a database or a clock.
type Programme struct {
	Territory Territory
	Edition   Edition
	Commune   Commune
	Communes  []Commune // the whole territory with boundaries, for the locator map
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
	Photo    *Photo // nil when there is none
	// ProofApproved is the version of the opening whose proof its artisan
	// approved, 0 when none was.
	ProofApproved int
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

// Telephone, Mail and Place return what the artisan publishes, "" otherwise.
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

// Place returns the published street address.
func (e Entry) Place() string {
	if e.Workshop.PublishAddress {
		return e.Workshop.Address
	}
	return ""
}
