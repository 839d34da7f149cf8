package programme

import (
	"bytes"
	"image/png"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	goqr "github.com/piglig/go-qr"

	"jema/internal/jema"
	"jema/internal/programme/pdftest"
)

func ticketOf(which int) jema.Ticket {
	p := one("26281", which)
	e := p.Entries[0]
	b := party(3, 4, "Famille Delorme-Vasseur")
	b.CreatedAt = time.Date(2027, 3, 4, 10, 0, 0, 0, time.UTC)
	return jema.Ticket{Territory: p.Territory, Edition: p.Edition, Entry: e, Slot: e.Slots[0], Booking: b,
		PassURL: "https://jema.example.org/p/3KAB7CDEFGHIJKLMNOP"}
}

// longTicket has a name, an address and a price as long as they come.
func longTicket() jema.Ticket {
	t := ticketOf(4)
	t.Entry.Workshop.Name = strings.TrimSpace(strings.Repeat("Atelier de restauration de tapisseries anciennes et ",
		3))[:120]
	t.Entry.Opening.Title = strings.TrimSpace(strings.Repeat("Imprimez votre sac, votre affiche et votre carnet ",
		3))[:120]
	t.Entry.Workshop.Address = "Résidence des Capucins, bâtiment C\nEntrée par la cour, deuxième porte après le " +
		"porche\n40 avenue Gambetta"
	t.Entry.Opening.Access = "Rampe à l’entrée, deux marches au fond, toilettes accessibles, chien guide bienvenu"
	t.Booking.Name, t.Booking.PartySize = "École Pierre-Brossolette, classe de CM1 de madame Inventée-Personne", 35
	return t
}

func TestTicketSaysWhatAVisitorNeeds(t *testing.T) {
	var b, again bytes.Buffer
	ticket := ticketOf(1)
	if err := write(&b, Ticket{Ticket: ticket, Language: "fr"}); err != nil {
		t.Fatal(err)
	}
	if err := write(&again, Ticket{Ticket: ticket}); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same ticket, other bytes", err)
	}
	said := textOf(t, b.Bytes())
	for _, want := range []string{"42 17 27 93", "Fabriquez votre porte-cartes", "Samedi 10 avril", "De 14 h à 14 h 45",
		"3 place du Chapitre",
		"26100 Romans-sur-Isère", "Famille Delorme-Vasseur", "04 65 71 00 00", "Un empêchement ?", "18 €"} {
		if !strings.Contains(said, want) {
			t.Errorf("the ticket lacks %q:\n%s", want, said)
		}
	}
	if !strings.Contains(linksOf(t, b.Bytes()), ticket.PassURL) {
		t.Error("the code leads nowhere")
	}
	if err := write(&b, Ticket{Ticket: ticket, Language: "xx"}); err == nil {
		t.Error("an unknown language is taken")
	}
}

// linksOf lists where the links of a file lead.
func linksOf(t *testing.T, pdf []byte) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdfinfo", "-url", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestTicketIsOnePage(t *testing.T) {
	bare := ticketOf(1)
	bare.Entry.Workshop.Address, bare.PassURL, bare.Territory.ContactPhone = "", "javascript:alert(1)", ""
	for name, ticket := range map[string]jema.Ticket{"long": longTicket(), "bare": bare, "plain": ticketOf(6)} {
		d, _, err := compose(Ticket{Ticket: ticket, Language: "fr"})
		if err != nil || len(d.Pages) != 1 {
			t.Errorf("%s: %d pages, %v", name, len(d.Pages), err)
		}
	}
	var b bytes.Buffer
	if err := write(&b, Ticket{Ticket: bare, Language: "fr"}); err != nil ||
		strings.Contains(linksOf(t, b.Bytes()), "javascript") {
		t.Error("an address that is none is led to", err)
	}
}

// TestCodesCanBeRead: what a camera sees of a printed code is its address.
func TestCodesCanBeRead(t *testing.T) {
	ticket, p := ticketOf(1), sample("26281", 8)
	opening := p.Entries[1].Opening.ID
	printed := map[string]func(w io.Writer) error{
		ticket.PassURL: func(w io.Writer) error {
			return write(w, Ticket{Ticket: ticket,
				Language: "fr"})
		},
		p.Territory.BaseURL + "/communes/26281": func(w io.Writer) error { return write(w, Poster{Programme: p}) },
		p.Territory.BaseURL + "/o/" + strconv.FormatInt(int64(opening), 10): func(w io.Writer) error {
			return write(w, Poster{Programme: p, Opening: opening})
		},
	}
	for want, write := range printed {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		page, err := png.Decode(strings.NewReader(pdftest.Tool(t, b.Bytes(), "pdftoppm", "-r", "100", "-png",
			"-singlefile", "FILE")))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := goqr.Decode(page); err != nil || got != want {
			t.Errorf("the code reads %q, %v, want %q", got, err, want)
		}
	}
}
