package postgres_test

import (
	"testing"

	"github.com/lib/pq"

	"jema/internal/postgres/storetest"
	"jema/internal/text"
)

// A search folds its words in Go and what it looks through in SQL: both must
// fold alike, in a database of any locale.
func TestFoldsAsTheProgramDoes(t *testing.T) {
	w := storetest.New(t)
	words := []string{"La Baume-d’Hostun", "La Baume-d'Hostun", "ÉTOILE-SUR-RHÔNE", "Œuvre", "œuvre", "Cæsar", "CÆSAR",
		"Straße", "ﬁne",
		"e\u0301tain", "Saint‑Jean", "10 – 12", "l`atelier", "l´atelier", "lʼatelier", "Ça", "ÀÂÄÈÉÊËÎÏÔÖÙÛÜŸ", "m²",
		"1er", "Ñandú", "日本"}
	var folded []string
	err := w.DB.Select(&folded, `SELECT jema_fold(word) FROM unnest($1::text[]) WITH ORDINALITY AS w (word, n) ORDER BY n`,
		pq.Array(words))
	if err != nil {
		t.Fatal(err)
	}
	for i, word := range words {
		if want := text.Fold(word); folded[i] != want {
			t.Errorf("%q: SQL %q, Go %q", word, folded[i], want)
		}
	}
}
