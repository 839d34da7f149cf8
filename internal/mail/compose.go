package mail

import (
	"fmt"
	"net/mail"
	"strings"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/reading"
	"jema/internal/text"
)

// decided has the state that an opening must still be in for a message about it
// to be true.
var decided = map[string]jema.OpeningState{
	jema.MessageApproved:         jema.Approved,
	jema.MessageChangesRequested: jema.ChangesRequested,
	jema.MessageRefused:          jema.Refused,
}

// Moot returns the catalogue key of the reason why a letter is obsolete at now,
// "" when it is not.
func Moot(l postgres.Letter, now time.Time) string {
	ofBooking := jema.TrueIn(l.Message.Kind) != nil
	state, ofOpening := decided[l.Message.Kind]
	switch {
	case l.To == "":
		return "mail.moot.address"
	case ofBooking && !now.Before(l.Slot.End):
		return "mail.moot.over"
	case ofBooking && !l.StillTrue(now):
		return "mail.moot.booking"
	case ofOpening && l.Opening.State != state:
		return "mail.moot.opening"
	case l.Message.Kind == jema.MessageSignIn && minutesLeft(l, now) < 1:
		return "mail.moot.link"
	case l.Message.SchoolVisitID != 0:
		return mootSchool(l, now)
	case jema.OfficeNews(l.Message.Kind):
		if l.Message.Kind != jema.MessageEventCancelled && l.Opening.State == jema.Cancelled {
			return "mail.moot.opening"
		}
		return ""
	case !ofBooking && !ofOpening && l.Message.Kind != jema.MessageSignIn:
		return "mail.moot.kind"
	}
	return ""
}

// variant is the variant of a letter within its kind: a cancellation by its
// reason, a change by who made it.
func variant(l postgres.Letter) string {
	switch {
	case l.Message.Kind == jema.MessageCancellation && l.Booking.Why != "":
		return "cancellation_" + l.Booking.Why
	case l.Message.Kind == jema.MessageChange && l.Changed.Cause != "":
		return "change_" + l.Changed.Cause
	case l.Message.SchoolVisitID != 0:
		return schoolVariant(l)
	}
	return l.Message.Kind
}

func minutesLeft(l postgres.Letter, now time.Time) int {
	return int(l.SignIn.ExpiresAt.Sub(now) / time.Minute)
}

// Compose writes a letter that is not moot, as of now. Nothing a stranger
// typed is in it: a name is never repeated to an address nobody has proven.
func Compose(l postgres.Letter, ln links.Links, from mail.Address, now time.Time) (Mail, error) {
	p := composerOf(l, ln, now).page()
	html, err := p.html()
	if err != nil {
		return Mail{}, fmt.Errorf("writing the letter: %w", err)
	}
	if from.Name == "" {
		from.Name = l.Territory.Name
	}
	m := Mail{
		ID:   letterID(l, ln),
		Date: now.In(l.Edition.Zone), From: from, ReplyTo: mail.Address{Address: l.Territory.ContactEmail}, To: l.To,
		Language: p.Language, Subject: p.Subject, Text: p.text(), HTML: html,
	}
	m.Calendar, m.Method = calendarOf(l, ln, now)
	return m, nil
}

// calendarOf returns the calendar entry that goes with a letter about a visit;
// whoever waits has none yet, and whoever waited in vain never had one.
func calendarOf(l postgres.Letter, ln links.Links, now time.Time) (entry []byte, method string) {
	switch {
	case jema.TrueIn(l.Message.Kind) == nil || l.Booking.Status == jema.Waiting || l.Booking.Status == jema.Offered:
		return nil, ""
	case l.Booking.Why == jema.WhyLeft || l.Booking.Why == jema.WhyDeclined || l.Booking.Why == jema.WhyExpired:
		return nil, ""
	case l.Booking.Status == jema.BookingCancelled:
		method = "CANCEL"
	default:
		method = "PUBLISH"
	}
	return Calendar(l.Booking, VisitOf(l, ln), now), method
}

// VisitOf takes from a letter, or from a booking shown on a page, what its
// calendar entry contains.
func VisitOf(l postgres.Letter, ln links.Links) Visit {
	ln = ln.Under(catalogue.In(l.Language).Prefix())
	v := Visit{
		Title: l.Opening.Title, Place: l.Commune.Name,
		Slot: l.Slot.Interval, Zone: l.Edition.Zone, URL: ln.Booking(ln.ManageToken(l.Booking.Key, l.Booking.Generation)),
		Host: ln.Host(), Organiser: l.Territory.ContactEmail, Language: l.Language,
	}
	if showsAddress(l) {
		v.Place = place(l.Workshop, l.Commune)
		if l.Workshop.Placed() {
			v.Position = &[2]float64{l.Workshop.Lat, l.Workshop.Lon}
		}
	}
	v.Words = entryWords(l, v.URL)
	return v
}

// entryWords is the text of a calendar entry below its title.
func entryWords(l postgres.Letter, link string) string {
	words := catalogue.In(l.Language).Say("mail.calendar", "workshop", l.Workshop.Name, "n", l.Booking.PartySize,
		"code", jema.SpokenCode(l.Booking.Code), "link", link)
	if to := route(l); to != "" {
		words += "\n" + catalogue.In(l.Language).Say("mail.route", "link", to)
	}
	if parking := catalogue.In(l.Language).Parking(l.Workshop).Text; parking != "" && showsWay(l) {
		words += "\n" + catalogue.In(l.Language).Say("mail.parking", "words", parking)
	}
	if l.Slot.Note != "" {
		words = text.Typeset(l.Slot.Note) + "\n" + words
	}
	return words
}

// showsAddress reports whether the letter's reader may see the address: all who
// have a confirmed visit, because they must find it; others only where the
// artisan publishes it.
func showsAddress(l postgres.Letter) bool {
	return l.Booking.Status == jema.Confirmed || l.Workshop.PublishAddress
}

// place writes where a workshop is in one line, "" when it is not recorded.
func place(w jema.Workshop, c jema.Commune) string {
	var parts []string
	for line := range strings.SplitSeq(w.Address, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			parts = append(parts, line)
		}
	}
	if town := strings.TrimSpace(w.PostalCode + " " + c.Name); town != "" {
		parts = append(parts, town)
	}
	return strings.Join(parts, ", ")
}

// composer writes one letter in its language.
type composer struct {
	postgres.Letter
	links links.Links
	voice *catalogue.Voice
	say   func(key string, args ...any) string
	now   time.Time
}

func composerOf(l postgres.Letter, ln links.Links, now time.Time) composer {
	voice := catalogue.In(l.Language)
	return composer{l, ln.Under(voice.Prefix()), voice, voice.Say, now}
}

func (c composer) page() page {
	kind := "mail." + variant(c.Letter)
	day := c.voice.Day(jema.DateOf(c.Slot.Start.In(c.Edition.Zone)))
	p := page{
		Language: c.voice.Language, colon: c.voice.Colon(), From: c.Territory.Name, Edition: text.Typeset(c.Edition.Name),
		Subject: c.say(kind+".subject", "title", c.titles(), "day", day, "n", c.Booking.PartySize),
		Heading: c.say(kind+".heading", "n", c.Booking.PartySize), Lead: c.say(kind+".lead", "n", c.Booking.PartySize),
		LinkText: c.say(kind + ".link"),
	}
	switch {
	case c.Message.Kind == jema.MessageSignIn:
		c.signIn(&p)
	case c.Message.BookingID != 0:
		c.booking(&p)
	case c.Message.SchoolVisitID != 0:
		c.school(&p)
	default:
		c.opening(&p)
	}
	if contact := c.contact(); contact != "" {
		p.Foot = append(p.Foot, c.say("mail.foot.contact", "contact", contact))
	}
	if c.Edition.MarkNotice != "" {
		p.Foot = append(p.Foot, text.Typeset(c.Edition.MarkNotice))
	}
	return p
}

func (c composer) signIn(p *page) {
	p.Link = c.links.SignIn(c.links.SignInToken(c.SignIn.ID))
	p.Note = c.say("mail.sign_in.note", "n", minutesLeft(c.Letter, c.now))
	p.Foot = []string{c.say("mail.foot.sign_in")}
}

func (c composer) booking(p *page) {
	token := c.links.ManageToken(c.Booking.Key, c.Booking.Generation)
	p.Link = c.links.Mailed(token)
	p.Note = c.say("mail." + variant(c.Letter) + ".note")
	p.Quote = c.reason()
	if c.Message.Kind == jema.MessageOffer {
		p.add(c.say("mail.fact.until"), c.moment(c.Booking.OfferEnds))
	}
	p.add(c.say("mail.fact.code"), jema.SpokenCode(c.Booking.Code))
	p.addIn(c.say("mail.fact.title"), catalogue.Words{Text: text.Typeset(c.Opening.Title), Language: "fr"})
	p.addIn(c.say("mail.fact.workshop"), catalogue.Words{Text: text.Typeset(c.Workshop.Name), Language: "fr"})
	p.add(c.say("mail.fact.when"), c.when(c.Slot.Interval))
	p.add(c.say("mail.fact.place"), c.where())
	p.add(c.say("mail.fact.route"), route(c.Letter))
	if showsWay(c.Letter) {
		p.addIn(c.say("mail.fact.parking"), c.voice.Parking(c.Workshop))
	}
	p.add(c.say("mail.fact.party"), c.say("mail.party", "n", c.Booking.PartySize))
	if facts := reading.Facts(c.Opening); c.Booking.Status != jema.BookingCancelled {
		p.add(c.say("slot.note.label"), text.Typeset(c.Slot.Note))
		p.add(c.say("mail.fact.price"), c.voice.Price(facts.Price))
		p.add(c.say("mail.fact.age"), c.voice.Age(facts.Age))
	}
	p.add(c.say("mail.fact.was"), c.was())
	if c.Booking.Rank > 0 {
		p.add(c.say("mail.fact.rank"), c.voice.Number(c.Booking.Rank))
	}
	for _, a := range c.Alternatives {
		p.Choices = append(p.Choices, choice{c.alternative(a), c.links.Move(token, a.SlotID)})
	}
	if len(p.Choices) > 0 {
		p.ChoicesTitle = c.say("mail.choices")
	}
	p.Foot = []string{c.say("mail.foot.visitor")}
	if c.Booking.Status != jema.BookingCancelled {
		p.Foot[0] += " " + c.say("mail.foot.stranger")
	}
}

// route is the address of a map's directions to a workshop, "" where its reader may not
// learn its position, or need not come. Nothing is requested of it before it is opened.
func route(l postgres.Letter) string {
	if !showsWay(l) || !l.Workshop.Placed() {
		return ""
	}
	return fmt.Sprintf("https://www.openstreetmap.org/directions?route=%%3B%.5f%%2C%.5f", l.Workshop.Lat, l.Workshop.Lon)
}

// showsWay reports whether the letter's reader may learn how to come, and is to come.
func showsWay(l postgres.Letter) bool {
	return showsAddress(l) && l.Booking.Status != jema.BookingCancelled
}

// where writes the place as far as the reader may see it.
func (c composer) where() string {
	told := showsAddress(c.Letter)
	switch {
	case c.Workshop.Address == "" && c.Commune.Name == "":
		return c.say("mail.place_unknown")
	case c.Workshop.Address == "":
		return c.Commune.Name + " (" + c.say("mail.place_unknown") + ")"
	case !told && c.Booking.Status == jema.Waiting:
		return c.Commune.Name + ". " + c.say("mail.place_waiting")
	case !told:
		return c.Commune.Name
	}
	return text.Typeset(place(c.Workshop, c.Commune))
}

func (c composer) opening(p *page) {
	p.Link = c.links.OwnOpening(c.Opening.ID)
	if c.Message.Kind == jema.MessageApproved {
		p.Link = c.links.Opening(c.Opening.ID)
	}
	p.add(c.say("mail.fact.event"), text.Typeset(c.Opening.Title))
	p.add(c.say("mail.fact.workshop"), text.Typeset(c.Workshop.Name))
	p.Quote = text.Typeset(c.Opening.ModerationNote)
	if jema.OfficeNews(c.Message.Kind) {
		p.Quote = text.Typeset(c.Changed.Note)
	}
	if jema.OfficeNews(c.Message.Kind) && c.Changed.AboutAt.Unix() > 0 {
		p.add(c.say("mail.fact.when"), c.moment(c.Changed.AboutAt))
		p.add(c.say("mail.fact.was"), c.was())
	}
	p.Note = c.say("mail." + c.Message.Kind + ".note")
	p.Foot = []string{c.say("mail.foot.artisan")}
}

func (c composer) contact() string {
	var ways []string
	for _, way := range []string{c.Territory.ContactPhone, c.Territory.ContactEmail} {
		if way != "" {
			ways = append(ways, way)
		}
	}
	return strings.Join(ways, ", ")
}
