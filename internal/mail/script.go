package mail

import (
	"cmp"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
)

// Script returns the text for somebody who calls about a letter, sentence by
// sentence, as of now: the clock of an offer starts with the call. The caller
// speaks French, whatever the visitor's language.
func Script(l postgres.Letter, now time.Time) []string {
	l.Language = "fr"
	if ends, may := jema.OfferEnds(now, l.Slot.Start, l.Edition.Zone); may {
		l.Booking.OfferEnds = ends
	}
	c := composerOf(l, links.Links{}, now)
	said := []string{c.say("call.say.hello", "who", l.Territory.Name, "title", l.Opening.Title, "workshop",
		l.Workshop.Name)}
	said = append(said, c.say("call.say."+variant(l), c.spoken()...))
	if l.Message.SchoolVisitID != 0 {
		said = append(said, c.spokenClass()...)
	}
	if reason := cmp.Or(c.reason(), c.schoolReason()); reason != "" {
		said = append(said, c.say("call.say.reason", "reason", reason))
	}
	if was := c.was(); was != "" {
		said = append(said, c.say("call.say.was", "was", was))
	}
	if l.Booking.Status == jema.Confirmed {
		said = append(said, c.say("call.say.where", "where", c.where()), c.say("call.say.code", "code",
			jema.SpokenCode(l.Booking.Code)))
	}
	if len(l.Alternatives) > 0 {
		said = append(said, c.say("call.say.alternatives"))
	}
	for _, a := range l.Alternatives {
		said = append(said, c.alternative(a))
	}
	return said
}

// spoken are the values a sentence about a letter may name.
func (c composer) spoken() []any {
	values := []any{"title", text.Typeset(c.Opening.Title), "rank", c.Booking.Rank, "note", cmp.Or(c.Changed.Note,
		c.Opening.ModerationNote), "moment", c.moment(c.Changed.AboutAt), "n", c.Booking.PartySize}
	if c.Message.BookingID != 0 {
		values = append(values, "when", c.when(c.Slot.Interval), "party", c.say("mail.party", "n", c.Booking.PartySize))
	}
	if c.Message.SchoolVisitID != 0 {
		values = append(values, "when", c.when(c.Slot.Interval), "class", c.say("school.class", "pupils", c.School.Pupils,
			"adults", c.School.Adults),
			"until", c.moment(c.School.AnswerBy))
	}
	if c.Message.Kind == jema.MessageOffer {
		values = append(values, "until", c.moment(c.Booking.OfferEnds))
	}
	return values
}

// spokenClass is the part of the letter to an artisan about a class in halves:
// the other workshop, and who is where and when.
func (c composer) spokenClass() (said []string) {
	for _, v := range c.Class.Visits {
		if c.School.Rotation && v.ID != c.Message.SchoolVisitID {
			said = append(said, c.say("call.say.other_half", "workshop", text.Typeset(v.Entry.Workshop.Name), "where",
				c.visitPlace(v),
				"when", c.when(v.Slot.Interval)))
		}
	}
	for i, turns := range c.turns() {
		said = append(said, c.say("school.fact.half", "n", i+1)+c.voice.Colon()+" "+turns)
	}
	return said
}

func (c composer) schoolReason() string {
	if c.Message.SchoolVisitID == 0 {
		return ""
	}
	return text.Typeset(c.School.End.Reason)
}
