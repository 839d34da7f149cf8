package jema

import (
	"slices"
	"time"
	"unicode/utf8"
)

// Counted is who counts in a party.
type Counted string

// Who counts: everybody who comes, everybody but babies, or only those who
// take part (an accompanying adult who watches does not).
const (
	CountEveryone     Counted = "everyone"
	CountNotBabies    Counted = "not_babies"
	CountParticipants Counted = "participants"
)

// CountedKinds are all of them, in the order in which they are offered.
var CountedKinds = []Counted{CountEveryone, CountNotBabies, CountParticipants}

// PrintedTextMax is how many characters an opening's printed text may have: nothing
// is ever cut in print (PRINT.md 2).
const PrintedTextMax = 350

// OpeningState is the state of an opening; only an approved one is public.
type OpeningState string

// The states of an opening.
const (
	Draft            OpeningState = "draft"
	Incomplete       OpeningState = "incomplete"
	Submitted        OpeningState = "submitted"
	ChangesRequested OpeningState = "changes_requested"
	Approved         OpeningState = "approved"
	Refused          OpeningState = "refused"
	Cancelled        OpeningState = "cancelled"
)

// AwaitingOrganisers are the states in which organisers have to look at an
// opening.
var AwaitingOrganisers = []OpeningState{Incomplete, Submitted, ChangesRequested}

// moves lists, for each state, the states an opening may go to from it.
var moves = map[OpeningState][]OpeningState{
	Draft:            {Submitted, Cancelled},
	Incomplete:       {Submitted, Approved, ChangesRequested, Refused, Cancelled},
	Submitted:        {Approved, ChangesRequested, Refused, Cancelled, Draft},
	ChangesRequested: {Submitted, Approved, Refused, Cancelled},
	Approved:         {Cancelled}, // what its artisan changes is a proposal
	Refused:          {Submitted, Approved},
	Cancelled:        {Submitted, Approved},
}

// May reports whether an opening in state s may go to state to.
func (s OpeningState) May(to OpeningState) bool { return slices.Contains(moves[s], to) }

// OpeningKind is what a visitor will find.
type OpeningKind string

// The kinds of opening, in the order in which they are offered.
const (
	OpenDoors     OpeningKind = "open_doors"
	Demonstration OpeningKind = "demonstration"
	Initiation    OpeningKind = "initiation"
	Exhibition    OpeningKind = "exhibition"
	GuidedVisit   OpeningKind = "guided_visit"
	Talk          OpeningKind = "talk"
	Circuit       OpeningKind = "circuit"
	Exceptional   OpeningKind = "exceptional"
	Collective    OpeningKind = "collective"
	SchoolKind    OpeningKind = "school"
)

// OpeningKinds are all of them.
var OpeningKinds = []OpeningKind{OpenDoors, Demonstration, Initiation, Exhibition, GuidedVisit, Talk, Circuit,
	Exceptional, Collective, SchoolKind}

// Opening is what a workshop offers in one edition. Hours and slots are stored
// beside it, with the words they were read from.
type Opening struct {
	ID                               OpeningID
	TerritoryID                      TerritoryID
	EditionID                        EditionID
	WorkshopID                       WorkshopID
	CommuneINSEE                     string // where it takes place
	Kind                             OpeningKind
	State                            OpeningState
	Title                            string
	Description                      string  // for the web, any length
	TitleEnglish, DescriptionEnglish string  // as the artisan gives them; "" where they do not
	PrintedText                      string  // for paper, at most PrintedTextMax characters
	PrintedTextProposed              bool    // taken from a long text; nobody has agreed yet
	HoursText                        string  // free visit, in the artisan's words
	SlotsText                        string  // bookable slots, in the artisan's words
	Duration                         int     // of a slot in minutes, 0 when unknown
	PartyMax                         int     // how many people one booking may bring
	Counted                          Counted // "" is everyone
	Price                            string
	MinimumAge                       string
	Languages                        string
	Access                           string      // accessibility, in words
	Facts                            Facts       // price, age, languages and access as values
	Stops                            string      // of a circuit, one on a line
	PhotoWeight                      PhotoWeight // on paper; what organisers choose
	Remarks                          string      // for the organiser only
	ModerationNote                   string      // what the organiser asks to change
	NationalNumber                   string
	Version                          int
	UpdatedAt                        time.Time
}

// Check refuses an opening that could not be shown to a visitor.
func (o Opening) Check() error {
	var p Problems
	if o.Title == "" {
		p.Add("title", "opening.title.missing")
	}
	if !slices.Contains(OpeningKinds, o.Kind) {
		p.Add("kind", "opening.kind.unknown")
	}
	if utf8.RuneCountInString(o.PrintedText) > PrintedTextMax {
		p.Add("printed_text", "opening.printed_text.long")
	}
	if o.PartyMax < 1 || o.PartyMax > 500 {
		p.Add("party_max", "opening.party_max.range")
	}
	if o.Counted != "" && !slices.Contains(CountedKinds, o.Counted) {
		p.Add("counted", "opening.counted.unknown")
	}
	if o.Duration < 0 || o.Duration > 24*60 {
		p.Add("duration", "opening.duration.range")
	}
	if !o.Facts.Price.Check() {
		p.Add("price", "opening.price.range")
	}
	if !o.Facts.Check() && !p.Has("price") {
		p.Add("minimum_age", "opening.minimum_age.range")
	}
	return p.Err()
}

// Defect is what is wrong with one cell of an imported row.
type Defect struct {
	Field, Header, Value, Problem string
	Blocking                      bool // the opening cannot be approved before it is repaired
}
