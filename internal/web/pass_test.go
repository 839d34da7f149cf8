package web

import (
	"fmt"
	"image"
	"image/draw"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	goqr "github.com/piglig/go-qr"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// passWorld has a booking with a name, an address and a telephone that must
// appear on no pass.
func passWorld(t *testing.T, language string) (s *testSite, token, code string) {
	t.Helper()
	s = newTestSite(t)
	slot := s.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
	made, err := s.site.Engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "billet", PartySize: 3,
		Name:  "Zéphyrine Quasimodo",
		Email: "zephyrine@example.org", Phone: "06 39 98 00 77", Language: language, Origin: jema.OriginWeb})
	if err != nil || made.Status != jema.Confirmed {
		t.Fatal(made, err)
	}
	return s, made.Token, passOf(s, made.Token)
}

// bookingIDOf is the number of the booking that a token manages.
func bookingIDOf(s *testSite, token string) (id jema.BookingID) {
	s.t.Helper()
	if err := s.DB.Get(&id, `SELECT id FROM booking WHERE token_hash = $1`, links.Hash(token)); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// linksIn lists where the links of a PDF lead.
func linksIn(t *testing.T, pdf string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdfinfo", "-url", "-")
	cmd.Stdin = strings.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// drawn paints the QR code of a page, eight pixels a module.
func drawn(t testing.TB, a answer) image.Image {
	t.Helper()
	code := a.page.Find("svg.qr")
	var side, none int
	if _, err := fmt.Sscanf(code.AttrOr("viewBox", ""), "0 0 %d %d", &side, &none); err != nil {
		t.Fatal(err, code.Length())
	}
	const pixels = 8
	picture := image.NewGray(image.Rect(0, 0, side*pixels, side*pixels))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for row := range strings.SplitSeq(strings.Trim(code.Find("path").Last().AttrOr("d", ""), "Mz"), "zM") {
		var x, y, n, back int
		if _, err := fmt.Sscanf(row, "%d %dh%dv1h-%dz", &x, &y, &n, &back); err != nil && n == 0 {
			t.Fatalf("%q: %v", row, err)
		}
		draw.Draw(picture, image.Rect(x*pixels, y*pixels, (x+n)*pixels, (y+1)*pixels), image.Black, image.Point{}, draw.Src)
	}
	return picture
}

// printedCode reads the QR code of a ticket's page as a camera does.
func (s *testSite) printedCode(a answer) string {
	s.t.Helper()
	got, err := goqr.Decode(drawn(s.t, a))
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

// What a ticket prints opens the door pass and nothing else: not the booking's
// page, and none of what acts on it.
func TestAPrintedTicketActsOnNothing(t *testing.T) {
	s, token, code := passWorld(t, "fr")
	v := s.visitor()
	ticket := v.get("/r/" + token + "/billet")
	ticket.tells(t, http.StatusOK, "Contremarque, à présenter à l’atelier", "Le code imprimé n’annule rien")
	printed := s.printedCode(ticket)
	if printed != s.links.Pass(bookingIDOf(s, token)) {
		t.Fatalf("the code reads %q", printed)
	}
	pdf := v.get("/r/"+token+"/billet.pdf").wants(t, http.StatusOK)
	if leads := linksIn(t, pdf.body); !strings.Contains(leads, printed) || strings.Contains(leads, token) {
		t.Errorf("the file leads to %s", leads)
	}
	page := v.get(strings.TrimPrefix(printed, s.url))
	page.tells(t, http.StatusOK, "Contremarque", "À présenter à l’atelier", "Tournage", "Atelier",
		"Samedi 10 avril 2027", "de 10 h à 11 h", "3 personnes", "Romans-sur-Isère")
	if n := page.page.Find("form, button, input, script").Length() + page.page.Find("a[href]").Length(); n != 0 {
		t.Errorf("the pass has %d things that act or lead elsewhere", n)
	}
	var spoken string
	if err := s.DB.Get(&spoken, `SELECT code FROM booking`); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Zéphyrine", "Quasimodo", "zephyrine@", "06 39", "0639980077", token, spoken,
		jema.SpokenCode(spoken)} {
		if strings.Contains(page.body, secret) {
			t.Errorf("the pass shows %q", secret)
		}
	}
	for header, want := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex",
		"Referrer-Policy": "no-referrer"} {
		if got := page.Header.Get(header); got != want {
			t.Errorf("%s: %q", header, got)
		}
	}
	for line := range policy {
		method, path, _ := strings.Cut(line, " ")
		if !strings.Contains(path, ":token") {
			continue
		}
		address := strings.NewReplacer(":token", code, ":slot", "1").Replace(path)
		if got := v.do(method, address, formType(method), strings.NewReader("")); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s %s with the pass: %d", method, address, got.StatusCode)
		}
	}
	if got := v.post("/p/"+code, url.Values{}); got.StatusCode != http.StatusNotFound &&
		got.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("posting to the pass: %d", got.StatusCode)
	}
}

// Tickets printed before lead to the booking's own page, as they did.
func TestOldTicketsStillLeadToTheBooking(t *testing.T) {
	s, token, _ := passWorld(t, "fr")
	s.visitor().get("/r/"+token).tells(t, http.StatusOK, "Zéphyrine Quasimodo")
}

// A pass is only as good as its booking is now.
func TestPassSaysWhatBecameOfTheBooking(t *testing.T) {
	s, token, code := passWorld(t, "fr")
	pass := func(sentences ...string) answer {
		got := s.visitor().get("/p/" + strings.ToLower(code))
		got.tells(t, http.StatusOK, sentences...)
		return got
	}
	slot := s.Opening("Émaillage").Slot("2027-04-11", 840, 900, 8)
	s.visitor().post(fmt.Sprintf("/r/%s/deplacer/%d", token, slot), nil).wants(t, http.StatusSeeOther)
	pass("Émaillage", "Dimanche 11 avril 2027", "de 14 h à 15 h", "c’est cette page qui fait foi")
	s.set(`UPDATE booking SET status = 'waiting', waiting_position = 99`)
	pass("n’est pas confirmée")
	s.set(`UPDATE booking SET status = 'confirmed', waiting_position = NULL`)
	s.setNow(s.At("2027-04-11", 840, 900).End)
	pass("Cette visite est passée")
	s.setNow(storetest.Now)
	s.set(`UPDATE booking SET status = 'cancelled', cancelled_at = now(), cancelled_why = 'called_off'`)
	pass("elle n’aura pas lieu")
	s.set(`UPDATE booking SET cancelled_why = ''`)
	if got := pass("elle ne donne plus de place"); strings.Contains(got.page.Text(), "À présenter") {
		t.Error("a cancelled pass is to be shown at the door")
	}
	s.set(`UPDATE booking SET purged_at = now(), name = '', email = '', phone = '', contact = NULL`)
	s.visitor().get("/p/"+code).wants(t, http.StatusNotFound)
}

func (s *testSite) set(statement string) {
	s.t.Helper()
	if _, err := s.DB.Exec(statement); err != nil {
		s.t.Fatal(err)
	}
}

// The pass speaks the language of who looks, else of who booked.
func TestPassSpeaksEnglish(t *testing.T) {
	s, _, code := passWorld(t, "en")
	v := s.visitor()
	got := v.get("/p/" + code)
	got.tells(t, http.StatusOK, "Door pass", "To show at the workshop", "Saturday 10 April 2027",
		"10:00 to 11:00", "3 people")
	if lang := got.page.Find("html").AttrOr("lang", ""); lang != "en" {
		t.Errorf("the page is in %q", lang)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/p/"+code, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", "fr-FR,fr;q=0.9")
	answered, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answered.Body.Close() }()
	if body, err := io.ReadAll(answered.Body); err != nil || !strings.Contains(string(body), "Samedi") {
		t.Errorf("in French: %v, %s", err, body)
	}
}

// A pass is valid in its own territory alone, and forged ones in none.
func TestPassBelongsToItsTerritory(t *testing.T) {
	s, _, code := passWorld(t, "fr")
	other, err := s.Store.CreateTerritory(t.Context(), jema.Territory{Slug: "ailleurs", Name: "Ailleurs"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.CreateEdition(t.Context(), storetest.Edition(other.ID), storetest.Now); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	v.get("/p/"+code).wants(t, http.StatusOK)
	s.site.Territory = other.Slug
	v.get("/p/"+code).wants(t, http.StatusNotFound)
	s.site.Territory = s.World.Territory.Slug
	for _, forged := range []string{code[:len(code)-1], "2" + code[1:], code + "A", s.links.PassCode(987654),
		"%00", "12345678"} {
		v.get("/p/"+forged).wants(t, http.StatusNotFound)
	}
}
