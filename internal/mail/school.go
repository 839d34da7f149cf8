package mail

import (
	"slices"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// mootSchool returns why a letter about a class is obsolete, "" when it is not.
func mootSchool(l postgres.Letter, now time.Time) string {
	switch {
	case !now.Before(l.Slot.End):
		return "mail.moot.over"
	case !l.StillTrue(now):
		return "mail.moot.school"
	}
	return ""
}

// schoolVariant is what a letter about a class holds within its kind: an
// answer by the answer, the end of a visit by whoever ended it.
func schoolVariant(l postgres.Letter) string {
	kind := l.Message.Kind
	switch {
	case kind == jema.MessageSchoolAnswer:
		return kind + "_" + string(l.School.State)
	case (kind == jema.MessageSchoolCancelled || kind == jema.MessageSchoolWithdrawn) && l.School.End.By != "":
		return kind + "_" + string(l.School.End.By)
	}
	return kind
}

// school writes a letter about a class: the class in numbers, and where and
// when it is expected, both workshops of a rotation. Neither its school's name
// nor its teacher's is in it: both were typed by somebody nobody has proven.
func (c composer) school(p *page) {
	p.Note = c.say("mail." + variant(c.Letter) + ".note")
	c.visits(p)
	p.add(c.say("school.fact.class"), c.say("school.class", "pupils", c.School.Pupils, "adults", c.School.Adults))
	p.add(c.say("school.fact.level"), c.say("school.level."+c.School.Level))
	p.add(c.say("school.fact.coach"), c.coach())
	p.add(c.say("mail.fact.was"), c.was())
	if c.School.State == jema.SchoolAsked {
		p.add(c.say("school.fact.answer_by"), c.moment(c.School.AnswerBy))
	}
	if c.School.State == jema.SchoolCancelled {
		p.Quote = text.Typeset(c.School.End.Reason)
	}
	if !jema.ToSchool(c.Message.Kind) {
		p.Link = c.links.OwnClasses(c.Opening.ID)
		p.Foot = []string{c.say("mail.foot.artisan")}
		return
	}
	token := c.links.SchoolToken(c.School.Key, c.School.Generation)
	p.Link = c.links.School(token)
	p.Foot = []string{c.say("school.foot")}
	for _, choice := range c.Choices {
		p.Choices = append(p.Choices, c.schoolChoice(token, choice))
	}
	if len(p.Choices) > 0 {
		p.ChoicesTitle = c.say("mail.school_choices")
	}
}

// visits adds where and when the class is expected: the visit the letter is
// about, or both of a rotation with the timetable of each half.
func (c composer) visits(p *page) {
	if !c.School.Rotation {
		p.add(c.say("mail.fact.event"), text.Typeset(c.Opening.Title))
		p.add(c.say("mail.fact.workshop"), text.Typeset(c.Workshop.Name))
		p.add(c.say("mail.fact.when"), c.when(c.Slot.Interval))
		if own := slices.IndexFunc(c.Class.Visits,
			func(v postgres.SchoolVisit) bool { return v.ID == c.Message.SchoolVisitID }); own >= 0 {
			p.add(c.say("mail.fact.place"), c.visitPlace(c.Class.Visits[own]))
		}
		return
	}
	for i, v := range c.Class.Visits {
		p.add(c.say("school.fact.visit", "n", i+1), strings.Join([]string{text.Typeset(v.Entry.Opening.Title),
			text.Typeset(v.Entry.Workshop.Name), c.visitPlace(v), c.when(v.Slot.Interval)}, ", "))
	}
	p.add(c.say("school.fact.way"), c.say("school.way.rotation"))
	for i, turns := range c.turns() {
		p.add(c.say("school.fact.half", "n", i+1), turns)
	}
	if travel := c.Class.Travel(); travel > 0 {
		p.add(c.say("school.fact.travel"), c.say("school.travel", "n", int(travel/time.Minute)))
	}
}

// turns is the timetable of a class in halves, one line for each half.
func (c composer) turns() (lines []string) {
	plan, ok := c.Class.Timetable()
	if !ok {
		return nil
	}
	for _, half := range plan {
		var stops []string
		for _, stop := range half {
			span := stop.Span(c.Edition.Zone)
			stops = append(stops, c.say("school.stop", "hours", c.voice.FromTo(span.From, span.To),
				"workshop", text.Typeset(c.Class.Visits[stop.Visit].Entry.Workshop.Name)))
		}
		lines = append(lines, c.say("school.then", "first", stops[0], "second", stops[1]))
	}
	return lines
}

// visitPlace is where a visit takes place, as far as it may be shown: the
// address that is published, or any once the class is accepted.
func (c composer) visitPlace(v postgres.SchoolVisit) string {
	w := v.Entry.Workshop
	switch {
	case w.PublishAddress || c.School.State == jema.SchoolAccepted:
		return text.Typeset(place(w, v.Entry.Commune))
	case v.Entry.Commune.Name == "":
		return c.say("mail.place_unknown")
	}
	return v.Entry.Commune.Name
}

// titles names what a class visits: one event, or both of a rotation.
func (c composer) titles() string {
	if !c.School.Rotation || len(c.Class.Visits) != 2 {
		return text.Typeset(c.Opening.Title)
	}
	return c.say("school.both", "first", text.Typeset(c.Class.Visits[0].Entry.Opening.Title),
		"second", text.Typeset(c.Class.Visits[1].Entry.Opening.Title))
}

// schoolChoice is a slot, or two for the halves, that the class may request.
func (c composer) schoolChoice(token string, s postgres.SchoolChoice) choice {
	var slots []string
	var ids []jema.SlotID
	for _, slot := range s.Slots {
		slots = append(slots, strings.Join([]string{c.when(slot.Slot.Interval), text.Typeset(slot.Entry.Workshop.Name),
			slot.Entry.Commune.Name}, ", "))
		ids = append(ids, slot.Slot.ID)
	}
	line := slots[0]
	if len(slots) == 2 {
		line = c.say("school.halves_choice", "first", slots[0], "second", slots[1])
	}
	return choice{line, c.links.SchoolAsk(token, ids...)}
}

func (c composer) coach() string {
	if c.School.Coach {
		return c.say("school.coach_yes")
	}
	return c.say("school.coach_no")
}
