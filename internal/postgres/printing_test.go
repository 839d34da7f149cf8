package postgres_test

import (
	"errors"
	"strconv"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// What is set is found again, with the imprint on the territory; until then the
// defaults hold.
func TestPrinting(t *testing.T) {
	w := storetest.New(t)
	p, err := w.Store.Printing(t.Context(), w.Territory.ID, w.Edition.ID)
	if err != nil || p != jema.NewPrinting(w.Edition.ID) {
		t.Errorf("before anything is set: %+v, %v", p, err)
	}
	p = jema.Printing{EditionID: w.Edition.ID, Format: "brochure", Language: "en", Order: "craft", Paper: "uncoated",
		Bleed: 5, OpeningText: "Bienvenue", Pages: 32}
	imprint := jema.Imprint{Publisher: "L’agglomération", Printer: "Imprimé par nos soins", LegalDeposit: "avril 2027",
		PrintRun: "500"}
	for p.Revision = range 2 {
		if err := w.Store.SavePrinting(t.Context(), w.Territory.ID, p, imprint); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Store.SavePrinting(t.Context(), w.Territory.ID, p, imprint); !errors.Is(err,
		jema.Conflict("printing.changed")) {
		t.Errorf("two who have seen the same: %v", err)
	}
	p.Revision = 2
	if got, err := w.Store.Printing(t.Context(), w.Territory.ID, w.Edition.ID); err != nil || got != p {
		t.Errorf("what was set: %+v, %v", got, err)
	}
	territory, err := w.Store.Territory(t.Context(), w.Territory.Slug)
	if err != nil || territory.Printer != imprint.Printer || territory.PrintRun != "500" {
		t.Errorf("the imprint: %+v, %v", territory, err)
	}
}

// A second cover takes the place of the first, and there is an end to parts.
func TestPrintParts(t *testing.T) {
	w := storetest.New(t)
	add := func(kind jema.PartKind, name string) error {
		_, err := w.Store.AddPrintPart(t.Context(), w.Territory.ID, w.Edition.ID,
			jema.PrintPart{Kind: kind, Name: name, Media: "application/pdf", Pages: 1, Data: []byte(name)})
		return err
	}
	for _, name := range []string{"une", "autre"} {
		if err := add(jema.PartCover, name); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.Store.PrintParts(t.Context(), w.Territory.ID, w.Edition.ID, true)
	if err != nil || len(list) != 1 || list[0].Name != "autre" || string(list[0].Data) != "autre" {
		t.Errorf("the cover: %+v, %v", list, err)
	}
	for i := range jema.PrintPartsMost - 1 {
		if err := add(jema.PartInsert, strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := add(jema.PartInsert, "de trop"); jema.KindOf(err) != jema.KindConflict {
		t.Errorf("one too many: %v", err)
	}
	if err := w.Store.RemovePrintPart(t.Context(), w.Territory.ID, w.Edition.ID, list[0].ID); err != nil {
		t.Fatal(err)
	}
	if list, err := w.Store.PrintParts(t.Context(), w.Territory.ID, w.Edition.ID, false); err != nil ||
		len(list) != jema.PrintPartsMost-1 || list[0].Data != nil {
		t.Errorf("after one was taken away: %d, %v", len(list), err)
	}
}
