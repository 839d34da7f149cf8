package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
)

// manyRows are the sample's rows again and again, each a workshop of its own.
func manyRows(b *testing.B, n int) []byte {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(reference.Openings(), []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	must(b, err)
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	must(b, w.Write(rows[0]))
	for i := range n {
		row := append([]string{}, rows[1+i%(len(rows)-1)]...)
		row[0], row[22] = fmt.Sprintf("%s %d", row[0], i), ""
		must(b, w.Write(row))
	}
	w.Flush()
	return out.Bytes()
}

// BenchmarkImport imports a thousand rows, and reports how many times as long
// the same database takes to add as many plain openings one by one. Absolute
// times mean nothing on a shared machine; the ratio does.
func BenchmarkImport(b *testing.B) {
	data := manyRows(b, 1000)
	for b.Loop() {
		b.StopTimer()
		w := storetest.New(b)
		communes, crafts := referenceData(b)
		_, err := w.Store.SaveCommunes(b.Context(), w.Territory.ID, communes)
		must(b, err)
		_, err = w.Store.SaveCrafts(b.Context(), w.Territory.ID, crafts)
		must(b, err)
		shop := w.Workshop("Référence", 0)
		start := time.Now()
		for i := range 1000 {
			_, err := w.Store.SaveOpening(b.Context(), postgres.OpeningPlan{Opening: jema.Opening{TerritoryID: w.Territory.ID,
				EditionID:  w.Edition.ID,
				WorkshopID: shop.ID, Kind: jema.OpenDoors, Title: fmt.Sprintf("Référence %d", i), PartyMax: 8}}, storetest.Now)
			must(b, err)
		}
		plain := time.Since(start)
		b.StartTimer()
		start = time.Now()
		sheet, err := ReadOpenings("essai.csv", data)
		must(b, err)
		report, err := ImportOpenings(b.Context(), w.Store, sheet, Options{Territory: w.Territory, Edition: w.Edition,
			State: jema.Approved, Now: storetest.Now})
		must(b, err)
		if report.Added < 950 {
			b.Fatal(report.Summary())
		}
		b.ReportMetric(float64(plain)/float64(time.Since(start)), "plain-inserts/import")
	}
}

// BenchmarkUnderstand reads and understands the sample, without a database.
func BenchmarkUnderstand(b *testing.B) {
	ref := against(b)
	for b.Loop() {
		sheet, err := ReadOpenings("f.csv", reference.Openings())
		must(b, err)
		Understand(sheet, ref)
	}
}
