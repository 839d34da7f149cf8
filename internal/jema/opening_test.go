package jema_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
)

// The rules in one picture: a line a state, a column a state to go to, in the
// order draft, incomplete, submitted, changes requested, approved, refused,
// cancelled.
const moves = `
draft             . . x . . . x
incomplete        . . x x x x x
submitted         x . . x x x x
changes_requested . . x . x x x
approved          . . . . . . x
refused           . . x . x . .
cancelled         . . x . x . .
`

func TestMoves(t *testing.T) {
	var states []jema.OpeningState
	lines := strings.Split(strings.TrimSpace(moves), "\n")
	for _, line := range lines {
		states = append(states, jema.OpeningState(strings.Fields(line)[0]))
	}
	for _, line := range lines {
		cells := strings.Fields(line)
		for i, to := range states {
			from := jema.OpeningState(cells[0])
			if from.May(to) != (cells[i+1] == "x") {
				t.Errorf("%s may go to %s: %v", from, to, from.May(to))
			}
		}
	}
	if jema.OpeningState("published").May(jema.Draft) || jema.Draft.May("published") {
		t.Error("a state that is not ours moves")
	}
}

func TestOpeningCheck(t *testing.T) {
	sound := jema.Opening{Title: "Tournage", Kind: jema.Talk, PartyMax: 8, PrintedText: strings.Repeat("é",
		jema.PrintedTextMax)}
	if err := sound.Check(); err != nil {
		t.Errorf("a sound opening: %v", err)
	}
	for want, spoil := range map[string]func(*jema.Opening){
		"title:opening.title.missing":            func(o *jema.Opening) { o.Title = "" },
		"kind:opening.kind.unknown":              func(o *jema.Opening) { o.Kind = "party" },
		"printed_text:opening.printed_text.long": func(o *jema.Opening) { o.PrintedText += "é" },
		"party_max:opening.party_max.range":      func(o *jema.Opening) { o.PartyMax = 0 },
		"duration:opening.duration.range":        func(o *jema.Opening) { o.Duration = 1441 },
	} {
		o := sound
		spoil(&o)
		if err := o.Check(); err == nil || err.Error() != "form.invalid "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestWorkshopCheck(t *testing.T) {
	sound := jema.Workshop{Name: "Atelier", CommuneINSEE: "26281", CraftOther: "vannier"}
	if err := sound.Check(); err != nil {
		t.Errorf("a craft that is in no list never keeps an artisan out: %v", err)
	}
	if err := (jema.Workshop{}).Check(); err == nil ||
		err.Error() != "form.invalid name:workshop.name.missing commune:workshop.commune.missing "+
			"craft:workshop.craft.missing" {
		t.Errorf("nothing at all: %v", err)
	}
}

func TestSlotState(t *testing.T) {
	start := time.Date(2027, 4, 10, 8, 0, 0, 0, time.UTC)
	open := jema.Slot{Interval: jema.Interval{Start: start, End: start.Add(time.Hour)}, Audience: jema.AudiencePublic,
		Capacity: 8, Taken: 3,
		Stored: jema.SlotOpen, BookingOpen: true}
	before := start.Add(-time.Second)
	for name, c := range map[string]struct {
		spoil func(*jema.Slot)
		now   time.Time
		state jema.SlotState
		free  int
	}{
		"open":                  {func(*jema.Slot) {}, before, jema.SlotOpen, 5},
		"as it begins":          {func(*jema.Slot) {}, start, jema.SlotClosed, 0},
		"full":                  {func(s *jema.Slot) { s.Taken = 8 }, before, jema.SlotFull, 0},
		"full, begun":           {func(s *jema.Slot) { s.Taken = 8 }, start, jema.SlotClosed, 0},
		"closed":                {func(s *jema.Slot) { s.Stored = jema.SlotClosed }, before, jema.SlotClosed, 0},
		"cancelled, begun":      {func(s *jema.Slot) { s.Stored = jema.SlotCancelled }, start, jema.SlotCancelled, 0},
		"bookings not open":     {func(s *jema.Slot) { s.BookingOpen = false }, before, jema.SlotClosed, 0},
		"open, but for schools": {func(s *jema.Slot) { s.Audience = jema.AudienceSchools }, before, jema.SlotOpen, 0},
	} {
		s := open
		c.spoil(&s)
		if s.State(c.now) != c.state || s.Free(c.now) != c.free {
			t.Errorf("%s: %s with %d free, want %s with %d", name, s.State(c.now), s.Free(c.now), c.state, c.free)
		}
	}
}

// Who has a password has it to reach visitors' or artisans' data; the others
// are mailed a link.
func TestWhoSignsInByPassword(t *testing.T) {
	linked := []jema.Role{jema.RoleArtisan, jema.RoleCorrespondent}
	for _, role := range jema.Roles {
		if role.SignsInByPassword() == slices.Contains(linked, role) {
			t.Errorf("%s by password: %v", role, role.SignsInByPassword())
		}
	}
	if len(jema.Roles) != 6 || jema.Role("").SignsInByPassword() {
		t.Errorf("roles %v", jema.Roles)
	}
}

func TestAnEntryShowsWhatIsPublished(t *testing.T) {
	e := jema.Entry{Workshop: jema.Workshop{Phone: "04 65 71 00 12", Email: "a@example.org", Address: "1 rue",
		CraftOther: "Vannière"}}
	if e.Telephone()+e.Mail()+e.Place() != "" {
		t.Error("what is not published is shown")
	}
	if e.CraftName() != "Vannière" || e.DomainSlug() != "" {
		t.Errorf("craft %q of %q", e.CraftName(), e.DomainSlug())
	}
	e.Workshop.PublishPhone, e.Workshop.PublishEmail, e.Workshop.PublishAddress = true, true, true
	e.Craft = &jema.Craft{Name: "Céramiste", Domain: jema.CraftDomain{Slug: "ceramique"}}
	if e.Telephone() != e.Workshop.Phone || e.Mail() != e.Workshop.Email || e.Place() != e.Workshop.Address ||
		e.CraftName() != "Céramiste" || e.DomainSlug() != "ceramique" {
		t.Errorf("%+v", e)
	}
}
