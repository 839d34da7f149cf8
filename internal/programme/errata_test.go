package programme

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/papers"
)

// changedProgrammes are a programme of twelve events as frozen and as it is
// after all that can happen to one.
func changedProgrammes() (was, is jema.Programme) {
	was, is = sample("26281", 12), sample("26281", 12)
	e := is.Entries
	e[0].Workshop.Address = "2 quai Sainte-Claire"
	e[1].Slots = e[1].Slots[:2]
	e[2].Hours = e[2].Hours[2:]
	e[3].Hours = append(e[3].Hours, interval(9, at(18, 0), at(20, 0)))
	e[4].Opening.Price = "10 € le sac"
	e[5].Slots = nil
	e[5].Hours = nil
	e[6].Opening.PrintedText = "Venez souffler une perle au chalumeau."
	e[7].Opening.Title = "Treize métiers sous un même toit"
	e[8].Workshop.PublishAddress = false
	e[11].Workshop.Phone = "06 39 98 04 45"
	is.Nearby = append(is.Nearby, e[9])
	is.Nearby[len(is.Nearby)-1].Commune = communeNamed("26218")
	is.Nearby[len(is.Nearby)-1].Workshop.PostalCode = "26540"
	fresh := offers[0].entry(900, is.Commune)
	fresh.Opening.Title, fresh.Workshop.Name = "La poix et le fil", "Sellerie du Gravier"
	is.Entries = slices.Concat(e[:9], e[11:], []jema.Entry{fresh}) // 9 has moved away, 10 is cancelled
	return was, is
}

func TestErrataSayWhatChanged(t *testing.T) {
	was, is := changedProgrammes()
	list, err := Errata(was, is, "fr")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		id       jema.OpeningID
		kind     string
		sentence string
	}{
		{110, papers.ErratumCancelled, "Annulé\u00a0: cet événement n’a plus lieu."},
		{109, papers.ErratumMoved,
			"A désormais lieu dans une autre commune\u00a0: 21 Grande-Rue, 26540\u00a0Mours-Saint-Eusèbe."},
		{100, papers.ErratumMoved, "Nouvelle adresse\u00a0: 2 quai Sainte-Claire (et non 14 rue du Gravier)."},
		{108, papers.ErratumMoved, "L’adresse imprimée n’est plus publiée."},
		{101, papers.ErratumHours, "Séances supprimées\u00a0: samedi\u00a010\u00a0avril de\u00a016\u00a0h " +
			"à\u00a016\u00a0h\u00a045 et\u00a0de\u00a017\u00a0h à\u00a017\u00a0h\u00a045."},
		{105, papers.ErratumHours, "Les séances sur réservation n’ont plus lieu."},
		{104, papers.ErratumText, "À savoir, désormais\u00a0: Tarif\u00a0: 10\u00a0€ le sac."},
		{106, papers.ErratumText, "Nouvelle présentation\u00a0: «\u00a0Venez souffler une perle au chalumeau.\u00a0»"},
		{107, papers.ErratumText, "S’intitule désormais «\u00a0Treize métiers sous un même toit\u00a0»."},
		{111, papers.ErratumText, "Nouveau contact\u00a0: 06\u00a039\u00a098\u00a004\u00a045."},
		{900, papers.ErratumNew, "S’ajoute au programme. Visite libre\u00a0: samedi\u00a010 et " +
			"dimanche\u00a011\u00a0avril de\u00a010\u00a0h à\u00a012\u00a0h"},
	} {
		found := false
		for _, e := range list {
			found = found || e.OpeningID == want.id && e.Kind == want.kind && strings.HasPrefix(content.Plain(e.Sentence),
				content.Plain(want.sentence))
		}
		if !found {
			t.Errorf("nothing says %s of %d: %s", want.kind, want.id, want.sentence)
		}
	}
	if t.Failed() {
		for _, e := range list {
			t.Logf("%d %s %q", e.OpeningID, e.Kind, e.Sentence)
		}
	}
}

func TestNoErrataForWhatReadsAlike(t *testing.T) {
	was, is := sample("26281", 12), sample("26281", 12)
	is.Entries[0].Opening.Title += " "
	is.Entries[0].Photo = nil
	is.Entries[1].Slots[0].Taken, is.Entries[1].Slots[0].Stored = 3, jema.SlotClosed
	is.Entries[2].Opening.Remarks = "à rappeler"
	list, err := Errata(was, is, "fr")
	if err != nil || len(list) != 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	var b bytes.Buffer
	if err := write(&b, ErrataSheet{Frozen: was, Now: is}); !errors.Is(err, papers.ErrNothingChanged) || b.Len() > 0 {
		t.Errorf("an empty sheet of %d bytes, %v", b.Len(), err)
	}
	if _, err := Errata(was, is, "xx"); err == nil {
		t.Error("an unknown language is taken")
	}
}

// A cancelled event stays in the programme, named as such: it is an erratum
// once, and none of a version that already showed it as cancelled.
func TestErrataOfACancelledEvent(t *testing.T) {
	was, is := sample("26281", 3), sample("26281", 3)
	is.Entries[1].Opening.State = jema.Cancelled
	list, err := Errata(was, is, "fr")
	if err != nil || len(list) != 1 || list[0].Kind != papers.ErratumCancelled || list[0].OpeningID != 101 {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err = Errata(is, is, "fr"); err != nil || len(list) != 0 {
		t.Errorf("said again: %+v, %v", list, err)
	}
}
