package plan

import "jema/internal/jema"

// Code names what is wrong with a phrase.
type Code int

// What can be wrong. The numbers a sentence needs are in the Fault: Days,
// Clocks and Numbers in the order given here.
const (
	BadFrame       Code = iota + 1
	Table               // a table that nobody can be sure of
	Empty               // nothing is written
	TooLong             // more text than hours can need
	BadText             // bytes that are no text
	UnknownWord         // a word that the room does not know
	UnknownNumber       // a number that is neither day nor hour
	UnknownSign         // a sign that has no meaning here
	Stray               // a known word in a place where it says nothing
	Either              // « or »
	Appointment         // hours to be agreed with somebody
	RoundTheClock       // 24/24
	Vague               // about, towards, end of the morning
	UsualHours          // hours that may be those of every week, and not of the edition
	Doubtful            // a negation or a condition that cannot be read as hours
	Relative            // tomorrow, next: a day that the phrase does not date
	VaguePart           // a part of the day without hours
	NoDays              // hours without a day
	NoHours             // days without hours
	Nothing             // neither
	Impossible          // Days[0] is no day of the calendar; Numbers[0] days in its month
	WrongWeekday        // Days[0] is what the date says; Days[1:] the edition's days of that weekday
	Outside             // Days[0] is not in the edition; none if only a number or weekday is known
	DayOrder            // a range of days that runs backwards
	WhichMonth          // Days are the candidates of a bare number
	DaysTwice           // the same days said in two ways that disagree
	ListOrRange         // « 9/11 avril »: two days, or all between
	DayOrHour           // Numbers[0] may be a day or an hour
	PartOfWhich         // a part of the day after several excepted days
	BadClock            // no such time of day
	ClockForm           // a time written so that it reads in two ways
	ClockOrDate         // 10.30
	EarlyClock          // Numbers[0] o'clock in the night, or Numbers[1] in the afternoon
	Midnight            // midnight as a start
	OpenEnd             // a start without end; Clocks[0] the start
	OpenStart           // an end without start; Clocks[0] the end
	ClockOrder          // Clocks[0] the start, Clocks[1] the end before it
	BareStart           // a start as free hours; Clocks[0]
	NoStep              // a range as slots; Clocks[0], Clocks[1]
	LastStart           // Clocks[0]: a departure may start at the end of the range, or not
	NoLength            // a start without duration; Clocks[0]
	BadLength           // a duration or a step of nothing or of more than a day
	LengthConflict      // Numbers[0] minutes here, Numbers[1] known
	StepInFree          // departures as free hours
	NoDeparture         // Numbers[0] minutes do not fit between Clocks[0] and Clocks[1]
	PastMidnight        // what starts at Clocks[0] would end after midnight
	PartConflict        // hours that are not in the part of the day said
	PartEdge            // a part of the day that cuts hours nobody knows where
	PauseHours          // a break without hours
	PauseOrOpen         // a range after a break: open or closed?
	StartInPause        // Clocks[0] starts while closed
	ExceptHours         // hours after an exception: instead, or closed?
	ClosedAndOpen       // a day that is said to be closed, and open
	HalfOfAll           // a part of the day that is taken from all days with hours in it
	ExceptWhich         // an exception that may concern one group or all
	ExceptNothing       // « except » without what
	NothingLeft         // exceptions leave nothing
	AddOrReplace        // Days[0]: hours said of this day and of every day
	Overlap             // Days[0]: hours that overlap, Clocks two by two
	CountMismatch       // Numbers[0] announced, Numbers[1] read
	LastMismatch        // Clocks[0] announced as first or last, Clocks[1] read; one clock if outside
	lastCode
)

// Ways returns in how many ways a phrase with that fault may be taken, 0 if it
// lacks something instead: see Choice.
func (c Code) Ways() int {
	switch c {
	case WhichMonth:
		return 3
	case ListOrRange, DayOrHour, EarlyClock, PartOfWhich, PauseOrOpen, WrongWeekday, AddOrReplace, Overlap, ExceptHours,
		ExceptWhich, LastStart, UsualHours:
		return 2
	}
	return 0
}

// Codes returns every code, for the test that each has its sentence.
func Codes() []Code {
	var out []Code
	for c := BadFrame; c < lastCode; c++ {
		out = append(out, c)
	}
	return out
}

// Mark is a stretch of the phrase, in bytes.
type Mark struct{ Start, End int }

// To returns the stretch from the beginning of m to the end of n.
func (m Mark) To(n Mark) Mark { return Mark{min(m.Start, n.Start), max(m.End, n.End)} }

// Fault is one thing that is wrong, where, and the values its sentence needs.
type Fault struct {
	Mark
	Code    Code
	Days    []jema.Date
	Clocks  []jema.Clock
	Numbers []int
}

// NewFault returns the fault of that code at m.
func NewFault(c Code, m Mark) *Fault { return &Fault{Mark: m, Code: c} }

// Day adds days to the fault and returns it.
func (f *Fault) Day(d ...jema.Date) *Fault { f.Days = append(f.Days, d...); return f }

// Clock adds times of day to the fault and returns it.
func (f *Fault) Clock(c ...jema.Clock) *Fault { f.Clocks = append(f.Clocks, c...); return f }

// Number adds numbers to the fault and returns it.
func (f *Fault) Number(n ...int) *Fault { f.Numbers = append(f.Numbers, n...); return f }
