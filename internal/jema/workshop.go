package jema

import (
	"time"
	"unicode/utf8"
)

// Workshop is an artisan's place, a school or an institution. It lasts over
// the editions. The artisan chooses what of it is published.
type Workshop struct {
	ID              WorkshopID
	TerritoryID     TerritoryID
	OwnerID         AccountID // account of the artisan, 0 when none has claimed it
	Kind            string
	Name            string
	Artisan         string // the person, or the collective
	CraftSlug       string // "" when the craft is not in the reference data
	CraftOther      string // the craft as typed, when CraftSlug is ""
	CommuneINSEE    string
	Address         string // may hold several lines
	PostalCode      string
	Lat, Lon        float64 // WGS 84; both 0 when unknown
	Parking         string  // where visitors leave their car; shown with the address, to nobody else
	ParkingEnglish  string  // as the artisan gives it; "" where the French one serves
	Phone           string  // as printed, 04 65 71 00 12
	Email           string
	Website         string
	PublishAddress  bool
	PublishPhone    bool
	PublishEmail    bool
	OneVisitAtATime bool // the database then refuses overlapping slots
	UpdatedAt       time.Time
}

// ParkingMax is the greatest length of Parking and of ParkingEnglish, in characters.
const ParkingMax = 500

// The kinds of workshop.
const (
	WorkshopArtisan     = "artisan"
	WorkshopSchool      = "school"
	WorkshopInstitution = "institution"
)

// Placed reports whether the workshop has a position.
func (w Workshop) Placed() bool { return w.Lat != 0 || w.Lon != 0 }

// Check refuses a workshop that could not be shown or found.
func (w Workshop) Check() error {
	var p Problems
	if w.Name == "" {
		p.Add("name", "workshop.name.missing")
	}
	if w.CommuneINSEE == "" {
		p.Add("commune", "workshop.commune.missing")
	}
	if w.CraftSlug == "" && w.CraftOther == "" {
		p.Add("craft", "workshop.craft.missing")
	}
	if w.Lat < -90 || w.Lat > 90 || w.Lon < -180 || w.Lon > 180 {
		p.Add("position", "workshop.position.range")
	}
	if utf8.RuneCountInString(w.Parking) > ParkingMax {
		p.Add("parking", "workshop.parking_long")
	}
	if utf8.RuneCountInString(w.ParkingEnglish) > ParkingMax {
		p.Add("parking_english", "workshop.parking_long")
	}
	return p.Err()
}
