package mail

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// everyLetter is each kind of letter in each of its variants, those of a class
// among them, in a language.
func everyLetter(t *testing.T, language string, party int) (list []postgres.Letter) {
	t.Helper()
	full := fullLetter(t)
	full.Booking.PartySize = party
	list = variants(full)
	for _, kind := range kinds[len(kinds)-4:] {
		list = append(list, about(full, kind))
	}
	list = append(list, schoolLetters(full)...)
	list = append(list, officeNews(full)...)
	for i := range list {
		list[i].Language = language
	}
	return list
}

// officeNews are the letters to an artisan about what an organiser changed.
func officeNews(l postgres.Letter) (list []postgres.Letter) {
	l.Booking, l.Message.BookingID, l.Message.OpeningID, l.Opening.State = jema.Booking{}, 0, l.Opening.ID, jema.Approved
	for _, kind := range jema.MessageKinds {
		if !jema.OfficeNews(kind) {
			continue
		}
		l.Message.Kind, l.Changed = kind, jema.Changed{Note: "Le four est en panne."}
		if kind != jema.MessageEventCancelled && kind != jema.MessageEventEdited {
			l.Changed.AboutAt, l.Changed.WasSlot = l.Slot.Start, l.Slot.Interval
		}
		list = append(list, l)
	}
	return list
}

func schoolLetters(l postgres.Letter) (list []postgres.Letter) {
	l.Message.BookingID, l.Message.SchoolVisitID, l.Booking = 0, 3, jema.Booking{}
	for _, c := range []struct {
		kind  string
		state jema.SchoolState
		visit jema.VisitState
	}{
		{jema.MessageSchoolAsked, jema.SchoolAsked, jema.VisitAsked}, {jema.MessageSchoolRequest, jema.SchoolAsked,
			jema.VisitAsked},
		{jema.MessageSchoolReminder, jema.SchoolAsked, jema.VisitAsked}, {jema.MessageSchoolWithdrawn, jema.SchoolCancelled,
			jema.VisitWithdrawn},
		{jema.MessageSchoolAnswer, jema.SchoolAccepted, jema.VisitBooked}, {jema.MessageSchoolAnswer, jema.SchoolDeclined,
			jema.VisitDeclined},
		{jema.MessageSchoolAnswer, jema.SchoolAsked, jema.VisitDeclined}, {jema.MessageSchoolExpected, jema.SchoolAccepted,
			jema.VisitBooked},
		{jema.MessageSchoolMoved, jema.SchoolAccepted, jema.VisitBooked}, {jema.MessageSchoolOtherMoved, jema.SchoolAccepted,
			jema.VisitBooked},
		{jema.MessageSchoolSoon, jema.SchoolAccepted, jema.VisitBooked}, {jema.MessageSchoolCancelled, jema.SchoolCancelled,
			jema.VisitWithdrawn},
	} {
		for _, rotation := range []bool{true, false} {
			l.Message.Kind, l.Visit = c.kind, c.visit
			l.School = jema.SchoolRequest{Key: "classe", Generation: 1, State: c.state, Pupils: 20, Adults: 3, Level: "cycle2",
				Rotation: rotation,
				Coach:    rotation, AnswerBy: time.Date(2027, 3, 8, 18, 0, 0, 0, l.Edition.Zone)}
			list = append(list, withEnds(withClass(l))...)
		}
	}
	return list
}

// withClass adds the whole class to a letter about it, and a slot to go to
// instead where it does not come.
func withClass(l postgres.Letter) postgres.Letter {
	visit := func(id int64, name string) postgres.SchoolVisit {
		shop := l.Workshop
		shop.ID, shop.Name, shop.Lat, shop.Lon = jema.WorkshopID(id), name, 45.05, 5.04
		return postgres.SchoolVisit{ID: jema.SchoolVisitID(id), Party: 12, State: l.Visit,
			Slot:  jema.Slot{ID: jema.SlotID(id), Interval: l.Slot.Interval},
			Entry: jema.Entry{Opening: l.Opening, Workshop: shop, Commune: l.Commune}}
	}
	l.Class = postgres.Class{Request: l.School, Visits: []postgres.SchoolVisit{visit(3, "Atelier d’essai")}}
	if l.School.Rotation {
		l.Class.Visits = append(l.Class.Visits, visit(4, "Autre atelier"))
	}
	if l.School.State == jema.SchoolCancelled && jema.ToSchool(l.Message.Kind) {
		slot := postgres.SchoolSlot{Slot: jema.Slot{ID: 8, Interval: l.Slot.Interval}, Entry: l.Class.Visits[0].Entry}
		l.Choices = []postgres.SchoolChoice{{Slots: []postgres.SchoolSlot{slot}}, {Slots: []postgres.SchoolSlot{slot, slot}}}
	}
	return l
}

// withEnds is a letter once for everybody who can have ended the visit.
func withEnds(l postgres.Letter) []postgres.Letter {
	if l.School.State != jema.SchoolCancelled {
		return []postgres.Letter{l}
	}
	var list []postgres.Letter
	for _, by := range []jema.EndedBy{"", jema.EndedByWorkshop, jema.EndedByOrganiser, jema.EndedByMove} {
		l.School.End = jema.SchoolEnd{By: by, VisitID: 3, Reason: "Le four est en panne."}
		list = append(list, l)
	}
	return list
}

// sentencesOf are the keys that a language's own catalogue has.
func sentencesOf(t *testing.T, language string) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	files, err := filepath.Glob("../catalogue/" + language + "/*.toml")
	must(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(t, err)
		var tree map[string]any
		must(t, toml.Unmarshal(data, &tree))
		flatten(tree, "", said)
	}
	return said
}

func flatten(tree map[string]any, above string, said map[string]bool) {
	for name, value := range tree {
		key := strings.TrimPrefix(above+"."+name, ".")
		if deeper, ok := value.(map[string]any); ok {
			flatten(deeper, key, said)
		}
		said[key] = true
	}
}

// Every letter, in a mail or an SMS, is in its own language: no key is missing,
// and none falls back to the other language.
func TestEveryLetterIsInItsLanguage(t *testing.T) {
	for _, language := range catalogue.Languages {
		has := sentencesOf(t, language)
		for _, party := range []int{1, 3} {
			for _, l := range everyLetter(t, language, party) {
				c := composerOf(l, testLinks(t), storetest.Now)
				say := c.say
				c.say = func(key string, args ...any) string {
					if !has[key] {
						t.Errorf("%s in %s: the catalogue lacks %s", variant(l), language, key)
					}
					return say(key, args...)
				}
				c.page()
				if l.Message.BookingID != 0 || l.Message.SchoolVisitID != 0 && !jema.ToSchool(l.Message.Kind) {
					c.short()
				}
			}
		}
		if !has["mail.calendar"] {
			t.Errorf("calendars are not described in %s", language)
		}
	}
}

func TestEveryLetterInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, language := range catalogue.Languages {
		for _, party := range []int{1, 3} {
			for _, l := range everyLetter(t, language, party) {
				seen[l.Message.Kind] = true
				if why := Moot(l, storetest.Now); why != "" {
					t.Errorf("%s: moot: %s", variant(l), why)
				}
				m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
				must(t, err)
				wellWritten(t, m)
				if m.Language != language {
					t.Errorf("%s is said to be in %q", variant(l), m.Language)
				}
				if language == "en" {
					inEnglish(t, m)
				}
			}
		}
	}
	for _, kind := range jema.MessageKinds {
		if !seen[kind] {
			t.Errorf("no letter of the kind %s was read", kind)
		}
	}
}

// inEnglish refuses French days, hours, spaces and words in our sentences;
// artisans' texts stay French.
func inEnglish(t *testing.T, m Mail) {
	t.Helper()
	for _, said := range []string{m.Subject, m.Text, m.HTML, string(m.Calendar)} {
		for _, french := range []string{"samedi", "avril", "mars", "14\u00a0h", "\u00a0: ", "\u00a0:\n", " de 14", " vous ",
			" votre ", "personne", "réserv", "annul"} {
			if strings.Contains(said, french) {
				t.Errorf("%q in an English letter:\n%s", french, said)
			}
		}
	}
}

func TestEnglishLetterSays(t *testing.T) {
	l := fullLetter(t)
	l.Language = "en"
	m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
	must(t, err)
	for _, want := range []string{"When: Saturday\u00a010\u00a0April\u00a02027, 14:00 to 15:00", "Party: 3 people",
		"Booking code: 42\u00a017\u00a093\u00a005",
		"See or cancel the booking:\nhttps://"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, m.Text)
		}
	}
	if !strings.HasPrefix(m.Subject, "Visit confirmed: Tourner l’argile\u202f; essai") ||
		!strings.HasSuffix(m.Subject, "Saturday\u00a010\u00a0April\u00a02027") {
		t.Errorf("subject %q", m.Subject)
	}
	if entry := strings.ReplaceAll(string(m.Calendar), "\r\n ", ""); !strings.Contains(entry,
		"PRODID:-//jema//jema//EN") || !strings.Contains(entry, "booking code") {
		t.Errorf("the calendar entry is not English:\n%s", entry)
	}
	offer := variants(l)[slices.IndexFunc(variants(l),
		func(l postgres.Letter) bool { return l.Message.Kind == jema.MessageOffer })]
	if m, err = Compose(offer, testLinks(t), ourAddress, storetest.Now); err != nil ||
		!strings.Contains(m.Text, "Please answer before: Tuesday\u00a02\u00a0March\u00a02027, 11:00\n") {
		t.Errorf("%v\n%s", err, m.Text)
	}
	sms := offer
	sms.To = "06 12 34 56 78"
	short, err := Short(sms, testLinks(t), storetest.Now)
	if want := "Places for you: "; err != nil || !strings.HasPrefix(short.Message, want) ||
		!strings.Contains(short.Message, "Answer before Tuesday 2 March 2027, 11:00: https://") {
		t.Errorf("%v: %s", err, short.Message)
	}
}

// A letter about a class in halves names both workshops with their hours, in
// the order of each half, to the teacher and to the artisans.
func TestALetterOfARotationNamesBothWorkshops(t *testing.T) {
	for _, l := range schoolLetters(fullLetter(t)) {
		if !l.School.Rotation || l.School.State != jema.SchoolAccepted {
			continue
		}
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		for _, want := range []string{
			"Première moitié\u00a0: de 14\u00a0h à 14\u00a0h\u00a025\u00a0: Atelier d’essai\u202f; puis de 14\u00a0h\u00a035 " +
				"à 15\u00a0h\u00a0: Autre atelier",
			"Seconde moitié\u00a0: de 14\u00a0h à 14\u00a0h\u00a025\u00a0: Autre atelier\u202f; puis de 14\u00a0h\u00a035 à " +
				"15\u00a0h\u00a0: Atelier d’essai",
			"Premier atelier\u00a0: Tourner", "Second atelier\u00a0: Tourner",
			"1 rue Inventée, Bâtiment B, 26100 Romans-sur-Isère",
		} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("%s lacks %q:\n%s", l.Message.Kind, want, m.Text)
			}
		}
	}
}
