package plan

import (
	"time"

	"jema/internal/jema"
)

// Item is one element of a phrase; items are in the order of the phrase.
type Item struct {
	Mark
	Kind       ItemKind
	Gap        Gap          // what separates it from the item before
	And        bool         // « and » stands in that gap
	Adds       bool         // OnDays: said to come on top of the hours before: « + samedi »
	Days       []Days       // OnDays; Except and Pause where they name days
	Hours      Hours        // AtHours, Pause
	Starts     []jema.Clock // Except: the starts taken away
	Part       Part         // InPart; Except where it names no day
	Minutes    int          // EveryStep, Lasting
	Number     int          // Announced
	Enclosed   bool         // stands in brackets
	Event      bool         // AtHours, OnDays: something that takes place is spoken of beside it
	Session    bool         // a range is one session that lasts from its beginning to its end
	Bare       bool         // neither visits nor workshops are spoken of
	Visit      bool         // a range is one visit if it is short
	Departures bool         // departures are spoken of: a range holds several
	Closed     bool         // Except: said to be closed, not only left out
	Same       bool         // AtHours: copied by « the same »
	Vague      bool         // Lasting: only about so many minutes
	Own        bool         // Lasting: written in brackets right behind one start
}

// ItemKind is the kind of an item.
type ItemKind int

// The kinds of items.
const (
	OnDays    ItemKind = iota + 1
	AtHours            // a start, a range, or a start without end
	InPart             // in the morning
	WholeDay           // all day, which says no hours
	EveryStep          // every 45 minutes
	Lasting            // a duration
	Except             // days, or parts of days, taken away
	Pause              // a range taken away, every day or on Days
	Announced          // « three departures »
	FirstAt            // the first departure
	LastAt             // the last departure, or the last admission
	Again              // the same hours as those before
	Only               // these hours and no others
	Unbroken           // open from the first hour to the last
)

// Gap is what is before an item.
type Gap int

// Strong gaps end a statement: a line, a semicolon, a full stop.
const (
	NoGap Gap = iota
	Weak
	Colon
	Strong
)

// Part is a part of the day.
type Part int

// The parts of the day; 0 is none.
const (
	Morning Part = iota + 1
	Afternoon
	Evening
)

// Day is a day as it was written: any of its parts may be missing.
type Day struct {
	Mark
	Named               bool // it has a weekday
	Weekday             time.Weekday
	Number, Month, Year int // 0 where not written
}

// Bare reports whether only a weekday was written.
func (d Day) Bare() bool { return d.Named && d.Number == 0 }

// Shape specifies which days a Days names.
type Shape int

// The shapes of Days.
const (
	One Shape = iota + 1
	Range
	Every    // every day
	Weekend  // Saturday and Sunday
	Workweek // Monday to Friday
	Others   // the days not named elsewhere
	FirstDay // the first of the days named elsewhere, or of the edition
	LastDay
	Onward    // From and all days behind it
	UpTo      // all days up to To
	Following // days behind the last one named before: Count of them, or all up to To or the end of the edition
	Preceding // the day before the first one named before
	Counted   // all days named elsewhere, which are Count
)

// Days is one element of a list of days.
type Days struct {
	Mark
	Shape    Shape
	From, To Day
	Count    int  // Following, Others; FirstDay and LastDay: how many, 0 for one
	And      bool // joined by « and » to the element before
	Apart    bool // a comma or a sign separates it from the element before
	Of       bool // follows the element before with nothing between
	Included bool // only stresses that these days count too
	Part     Part
}

// Form specifies how hours were written.
type Form int

// The forms of Hours.
const (
	Start Form = iota + 1
	Between
	Since // a start whose end is not said
	Until // an end whose start is not said
)

// Hours are hours as they were written. Step and Length are filled in by bind.
type Hours struct {
	Form     Form
	From, To jema.Clock
	Step     int  // minutes between departures, 0 if none
	Length   int  // minutes that one lasts, 0 if not said beside it
	Through  bool // a departure may start at To
	Led      bool // Since, Until: a word of opening or closing leads to it
	Filled   bool // what starts within them fills them
	Again    bool // Since: when it opens once more behind a break
	Shift    int  // Since, Until: by how many minutes the end moves, instead of where to
}
