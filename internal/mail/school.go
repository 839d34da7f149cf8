package mail

import (
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// toSchool are the messages about a class that its teacher reads; the others
// are for the artisan.
var toSchool = map[string]bool{jema.MessageSchoolAsked: true, jema.MessageSchoolAnswer: true}

// mootSchool returns why a letter about a class has nothing to tell any more,
// "" when it has: an artisan who has answered is asked nothing.
func mootSchool(l postgres.Letter, now time.Time) string {
	kind, state := l.Message.Kind, l.School.State
	asksArtisan := kind == jema.MessageSchoolRequest || kind == jema.MessageSchoolReminder
	switch {
	case !now.Before(l.Slot.End):
		return "mail.moot.over"
	case asksArtisan && (state != jema.SchoolAsked || l.Visit != jema.VisitAsked):
		return "mail.moot.school"
	case kind == jema.MessageSchoolWithdrawn && l.Visit != jema.VisitWithdrawn:
		return "mail.moot.school"
	case kind == jema.MessageSchoolAsked && state != jema.SchoolAsked:
		return "mail.moot.school"
	case kind == jema.MessageSchoolAnswer && state == jema.SchoolCancelled:
		return "mail.moot.school"
	}
	return ""
}

// school says a class in numbers. Neither its school's name nor its teacher's
// is in it: both were typed by somebody nobody has proven.
func (c composer) school(p *page) {
	p.Note = c.say("mail." + variant(c.Letter) + ".note")
	p.add(c.say("mail.fact.event"), text.Typeset(c.Opening.Title))
	p.add(c.say("mail.fact.workshop"), text.Typeset(c.Workshop.Name))
	p.add(c.say("mail.fact.when"), c.when(c.Slot))
	p.add(c.say("school.fact.class"), c.say("school.class", "pupils", c.School.Pupils, "adults", c.School.Adults))
	p.add(c.say("school.fact.level"), c.say("school.level."+c.School.Level))
	p.add(c.say("school.fact.coach"), c.coach())
	if c.School.Rotation {
		p.add(c.say("school.fact.way"), c.say("school.way.rotation"))
	}
	if c.School.State == jema.SchoolAsked {
		p.add(c.say("school.fact.answer_by"), c.moment(c.School.AnswerBy))
	}
	if toSchool[c.Message.Kind] {
		p.Link = c.links.School(c.links.SchoolToken(c.School.Key, c.School.Generation))
		p.Foot = []string{c.say("school.foot")}
		return
	}
	p.Link = c.links.OwnClasses(c.Opening.ID)
	p.Foot = []string{c.say("mail.foot.artisan")}
}

func (c composer) coach() string {
	if c.School.Coach {
		return c.say("school.coach_yes")
	}
	return c.say("school.coach_no")
}
