package jema

import (
	"crypto/sha256"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// SchoolState is the state of a class's request.
type SchoolState string

// The states of a request.
const (
	SchoolAsked     SchoolState = "asked"
	SchoolAccepted  SchoolState = "accepted"
	SchoolDeclined  SchoolState = "declined"
	SchoolCancelled SchoolState = "cancelled" // EndedBy tells by whom
)

// EndedBy is who or what ended a request: the school itself unless it is one
// of these.
type EndedBy string

// Who or what ends a request for the school.
const (
	EndedByWorkshop  EndedBy = "workshop"  // it declined, or cancelled its slot
	EndedByOrganiser EndedBy = "organiser" // who cancelled a slot or an event
	EndedByMove      EndedBy = "move"      // a slot moved, and its halves have no time to change places
)

// SchoolEnd is how a request ended.
type SchoolEnd struct {
	By      EndedBy
	VisitID SchoolVisitID // of the workshop where it began, 0 when the school ended it
	Reason  string        // in the words of whoever ended it, "" when none was given
}

// VisitState is the state of one slot of a request.
type VisitState string

// The states of a slot that a class requested.
const (
	VisitAsked     VisitState = "asked"
	VisitAgreed    VisitState = "agreed" // this workshop said yes, the other half's has yet to
	VisitBooked    VisitState = "booked"
	VisitDeclined  VisitState = "declined"
	VisitWithdrawn VisitState = "withdrawn"
)

// SchoolLevels are the levels a class may be of, youngest first.
var SchoolLevels = []string{"cycle1", "cycle2", "cycle3", "cycle4", "upper", "vocational", "higher"}

const (
	// ClassMost is how many people a class may bring, pupils and adults.
	ClassMost = 35
	// SchoolAnswerDays is how long artisans have to answer, in calendar days.
	SchoolAnswerDays = 7
	// SchoolReminderDays is how long before that day who has not answered is reminded.
	SchoolReminderDays = 2
	// SchoolReasonMax is how many characters the reason of a cancellation may have.
	SchoolReasonMax = 500
)

// The refusals of what schools and artisans request.
var (
	ErrSchoolMissing  = NotFound("school.missing")
	ErrSchoolNotOpen  = Conflict("school.not_open")
	ErrSchoolSlotGone = Conflict("school.slot_gone")
	ErrSchoolNoRoom   = Conflict("school.no_room")
	ErrSchoolTwice    = Conflict("school.twice")
	ErrSchoolTooMany  = Unavailable("school.too_many")
	ErrSchoolAnswered = Conflict("school.answered")
	ErrSchoolBegun    = Conflict("school.begun")
	ErrSchoolFixed    = Conflict("school.fixed")
	// a rotation would end, and whoever moves its slot has not agreed
	ErrSchoolBreaks     = Conflict("school.rotation_breaks")
	ErrSchoolNoRotation = &Error{Kind: KindInvalid, Message: "form.invalid",
		Fields: []FieldError{{Field: "second", Message: "school.no_rotation"}}}
)

// SchoolRequest is the request of a class: a slot and perhaps a second choice,
// or two slots of two workshops for its two halves. It holds no pupil's name.
type SchoolRequest struct {
	ID                       SchoolRequestID
	TerritoryID              TerritoryID
	EditionID                EditionID
	Slots                    []SlotID // one; two for a rotation
	Choice                   SlotID   // a second choice, 0 when there is none
	Key                      string   // chosen by the asker: sent twice, asked once
	School, Town, PostalCode string
	Teacher, Email, Phone    string
	Pupils, Adults           int
	Level                    string
	Coach                    bool
	Rotation                 bool
	Language                 string // in which its school is written to, "" is French
	State                    SchoolState
	AnswerBy, CreatedAt      time.Time
	Generation               int // of its link
	End                      SchoolEnd
}

// People is the whole class.
func (r SchoolRequest) People() int { return r.Pupils + r.Adults }

// Party is how many places each slot must have: the class, or its larger half.
func (r SchoolRequest) Party() int {
	if r.Rotation {
		return (r.People() + 1) / 2
	}
	return r.People()
}

// Overdue reports whether the day to answer has passed without an answer.
func (r SchoolRequest) Overdue(now time.Time) bool {
	return r.State == SchoolAsked && !now.Before(r.AnswerBy)
}

var postalCode = regexp.MustCompile(`^[0-9]{5}$`)

// Check refuses a request nobody could answer.
func (r SchoolRequest) Check() error {
	var p Problems
	for _, f := range []struct{ name, value, wanted string }{
		{"school", r.School, "school.school_wanted"}, {"town", r.Town, "school.town_wanted"}, {"teacher", r.Teacher,
			"school.teacher_wanted"},
		{"email", r.Email, "school.email_wanted"}, {"phone", r.Phone, "school.phone_wanted"},
	} {
		if f.value == "" {
			p.Add(f.name, f.wanted)
		}
	}
	if !postalCode.MatchString(r.PostalCode) {
		p.Add("postal_code", "school.postal_code_form")
	}
	if !slices.Contains(SchoolLevels, r.Level) {
		p.Add("level", "school.level_choose")
	}
	r.checkSize(&p)
	switch {
	case len(r.Slots) == 0 || r.Slots[0] < 1:
		p.Add("slot", "school.slot_choose")
	case r.Rotation && (len(r.Slots) != 2 || r.Slots[1] < 1):
		p.Add("second", "school.second_choose")
	case r.Rotation && r.Slots[0] == r.Slots[1], r.Choice == r.Slots[0]:
		p.Add("second", "school.second_same")
	}
	return p.Err()
}

func (r SchoolRequest) checkSize(p *Problems) {
	least := 1
	if r.Rotation {
		least = 2 // a half needs somebody of each
	}
	if r.Pupils < least {
		p.Add("pupils", "school.pupils_range", "least", strconv.Itoa(least))
	}
	if r.Adults < least {
		p.Add("adults", "school.adults_range", "least", strconv.Itoa(least))
	}
	if r.Pupils > ClassMost || r.Adults > ClassMost || r.Pupils >= least && r.Adults >= least && r.People() > ClassMost {
		p.Add("pupils", "school.class_large", "most", strconv.Itoa(ClassMost))
	}
}

// Content is the fingerprint of what is requested, whatever the key.
func (r SchoolRequest) Content() [32]byte {
	b, err := json.Marshal([]any{r.Slots, r.Choice, r.School, r.Town, r.PostalCode, r.Teacher, r.Email, r.Phone,
		r.Pupils, r.Adults, r.Level, r.Coach, r.Rotation})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return sha256.Sum256(b)
}
