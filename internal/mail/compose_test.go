package mail

import (
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

var ourAddress = mail.Address{Address: "jema@example.org"}

// about turns the full letter into one of a kind, in the state in which it is
// sent.
func about(l postgres.Letter, kind string) postgres.Letter {
	l.Message.Kind = kind
	switch {
	case jema.TrueIn(kind) != nil:
		l.Booking.Status = jema.TrueIn(kind)[0]
	case decided[kind] != "":
		l.Message.BookingID, l.Message.OpeningID, l.Booking = 0, l.Opening.ID, jema.Booking{}
		l.Opening.State = decided[kind]
	default:
		l.Message.BookingID, l.Message.SignInLinkID, l.Booking = 0, l.SignIn.ID, jema.Booking{}
	}
	return l
}

// emptied leaves of a letter only what the database insists on.
func emptied(l postgres.Letter) postgres.Letter {
	l.Territory.ContactEmail, l.Territory.ContactPhone = "", ""
	l.Edition = jema.Edition{Zone: time.UTC}
	l.Opening.Title, l.Opening.ModerationNote = "", ""
	l.Workshop, l.Commune = jema.Workshop{Name: "A"}, jema.Commune{}
	return l
}

var kinds = []string{jema.MessageConfirmation, jema.MessageWaiting, jema.MessageChange, jema.MessageCancellation,
	jema.MessageOffer, jema.MessageReminder, jema.MessageSignIn, jema.MessageApproved, jema.MessageChangesRequested,
	jema.MessageRefused}

func TestLettersFullAndEmpty(t *testing.T) {
	for _, kind := range kinds {
		for name, l := range map[string]postgres.Letter{"full": about(fullLetter(t), kind),
			"empty": about(emptied(fullLetter(t)), kind)} {
			t.Run(kind+" "+name, func(t *testing.T) {
				if why := Moot(l, storetest.Now); why != "" {
					t.Fatalf("moot: %s", why)
				}
				m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
				must(t, err)
				wellWritten(t, m)
			})
		}
	}
}

// wellWritten refuses what no letter may hold, whatever it is about.
func wellWritten(t *testing.T, m Mail) {
	t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(m.HTML))
	must(t, err)
	for name, said := range map[string]string{"subject": m.Subject, "text": m.Text, "html": page.Find("body").Text()} {
		for _, bad := range []string{"mail.", "{{", "<no value>", "ZgotmplZ", "'", " :\n", " ?", " ;", "Gagnez"} {
			if bad == "mail." && strings.Contains(strings.ReplaceAll(said, "mail.com", ""), bad) || bad != "mail." &&
				strings.Contains(said, bad) {
				t.Errorf("the %s holds %q:\n%s", name, bad, said)
			}
		}
	}
	if strings.ContainsAny(m.Subject, "\r\n") || m.Subject == "" {
		t.Errorf("subject %q", m.Subject)
	}
	if lang, _ := page.Find("html").Attr("lang"); lang != m.Language || page.Find("h1").Length() != 1 ||
		page.Find("[style], img, script, table").Length() != 0 {
		t.Errorf("the HTML lacks its language or its heading, or holds what it must not:\n%s", m.HTML)
	}
	link, _ := page.Find("a.link").Attr("href")
	if !strings.HasPrefix(link, "https://jema.example.fr/") || !strings.Contains(m.Text, ":\n"+link+"\n") {
		t.Errorf("the link %q is not in both, alone on its line in the text:\n%s", link, m.Text)
	}
}

func TestConfirmationSays(t *testing.T) {
	l := fullLetter(t)
	m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
	must(t, err)
	if want := "message-12.confirmation.1@jema.example.fr"; m.ID != want {
		t.Errorf("Message-ID %q, want %q", m.ID, want)
	}
	if m.From.Name != "Territoire d’essai" || m.From.Address != ourAddress.Address ||
		m.ReplyTo.Address != "contact@example.org" {
		t.Errorf("from %v, answers to %v", m.From, m.ReplyTo)
	}
	for _, want := range []string{
		"42\u00a017\u00a093\u00a005", "samedi\u00a010\u00a0avril\u00a02027, de 14\u00a0h à 15\u00a0h", "3\u00a0personnes",
		"1 rue Inventée, Bâtiment B, 26100 Romans-sur-Isère", "Tourner l’argile\u202f; essai", "JEMA est une marque déposée.",
		"https://jema.example.fr/r/" + testLinks(t).ManageToken("cle", 1), "04\u00a065\u00a071\u00a000\u00a099",
	} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the text lacks %q:\n%s", want, m.Text)
		}
	}
	if !strings.Contains(m.HTML, "&lt;b&gt;mains&lt;/b&gt;") {
		t.Error("a title must be escaped in HTML")
	}
	if m.Method != "PUBLISH" || m.Calendar == nil {
		t.Error("a confirmed visit comes with its calendar entry")
	}
}

// Letters and their calendar entries lead to the workshop where their reader may learn
// its position, and to a visit that was cancelled no more.
func TestLettersSayHowToCome(t *testing.T) {
	for _, c := range []struct {
		status            jema.BookingStatus
		published, placed bool
		told              bool
	}{
		{jema.Confirmed, false, true, true}, {jema.Confirmed, true, false, false}, {jema.Waiting, false, true, false},
		{jema.Waiting, true, true, true}, {jema.BookingCancelled, true, true, false},
	} {
		l := fullLetter(t)
		l.Workshop.PublishAddress, l.Workshop.Lat, l.Workshop.Lon = c.published, 0, 0
		if c.placed {
			l.Workshop.Lat, l.Workshop.Lon = 45.05, 5.04
		}
		l.Message.Kind, l.Booking.Status = jema.KindFor(c.status), c.status
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		const link = "https://www.openstreetmap.org/directions?route=%3B45.05000%2C5.04000"
		if got := strings.Contains(m.Text, link); got != c.told {
			t.Errorf("%+v: the letter leads there %t:\n%s", c, got, m.Text)
		}
		if words := VisitOf(l, testLinks(t)).Words; strings.Contains(words, link) != c.told {
			t.Errorf("%+v: the calendar entry has %q", c, words)
		}
	}
}

// A letter gives where to leave the car to whoever may read the address and is to come,
// in the letter's language where the artisan wrote it so, else marked as French.
func TestLettersTellWhereToPark(t *testing.T) {
	for _, c := range []struct {
		language, english string
		status            jema.BookingStatus
		published         bool
		want, lang        string
	}{
		{"fr", "By the oven", jema.Confirmed, false, "place du Four", ""},
		{"en", "By the oven", jema.Confirmed, false, "By the oven", ""},
		{"en", "", jema.Confirmed, false, "place du Four", "fr"},
		{"fr", "", jema.Waiting, false, "", ""}, {"fr", "", jema.BookingCancelled, true, "", ""},
	} {
		l := fullLetter(t)
		l.Language, l.Message.Kind, l.Booking.Status = c.language, jema.KindFor(c.status), c.status
		l.Workshop.PublishAddress, l.Workshop.Parking, l.Workshop.ParkingEnglish = c.published, "place du Four", c.english
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		page, err := goquery.NewDocumentFromReader(strings.NewReader(m.HTML))
		must(t, err)
		value := page.Find("dt:contains('Stationnement') + dd, dt:contains('Parking') + dd")
		if got := value.Text(); got != c.want || value.AttrOr("lang", "") != c.lang {
			t.Errorf("%+v: the letter has %q in %q", c, got, value.AttrOr("lang", ""))
		}
		if words := VisitOf(l, testLinks(t)).Words; !strings.Contains(words, c.want) ||
			c.want == "" && strings.Contains(words, "place du Four") {
			t.Errorf("%+v: the calendar entry has %q", c, words)
		}
	}
}

func TestAddressIsToldToConfirmedVisitors(t *testing.T) {
	for _, c := range []struct {
		status    jema.BookingStatus
		published bool
		told      bool
	}{
		{jema.Confirmed, false, true}, {jema.Waiting, false, false}, {jema.Waiting, true, true},
		{jema.BookingCancelled, false, false}, {jema.BookingCancelled, true, true},
	} {
		l := fullLetter(t)
		l.Workshop.PublishAddress = c.published
		l.Message.Kind, l.Booking.Status = jema.KindFor(c.status), c.status
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		if got := strings.Contains(m.Text+m.HTML+string(m.Calendar), "rue Inventée"); got != c.told {
			t.Errorf("%s, published %v: address told %v, want %v", c.status, c.published, got, c.told)
		}
	}
}

func TestMoot(t *testing.T) {
	for want, l := range map[string]postgres.Letter{
		"mail.moot.address": func() postgres.Letter { l := fullLetter(t); l.To = ""; return l }(),
		"mail.moot.booking": func() postgres.Letter {
			l := fullLetter(
				t)
			l.Booking.Status = jema.BookingCancelled
			return l
		}(),
		"mail.moot.over": func() postgres.Letter { l := fullLetter(t); l.Slot.End = storetest.Now; return l }(),
		"mail.moot.opening": func() postgres.Letter {
			l := about(fullLetter(t), jema.MessageApproved)
			l.Opening.State = jema.Refused
			return l
		}(),
		"mail.moot.link": func() postgres.Letter {
			l := about(fullLetter(t), jema.MessageSignIn)
			l.SignIn.ExpiresAt = storetest.Now.Add(59 * time.Second)
			return l
		}(),
		"mail.moot.kind": func() postgres.Letter { l := fullLetter(t); l.Message.Kind = "advertisement"; return l }(),
	} {
		if got := Moot(l, storetest.Now); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
