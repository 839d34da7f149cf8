package postgres_test

import (
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func pageState(t *testing.T, w *storetest.World) (state postgres.PageState, byINSEE map[string]postgres.CommuneState) {
	t.Helper()
	state, err := w.Store.PageState(t.Context(), w.Edition, time.Time{}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	byINSEE = map[string]postgres.CommuneState{}
	for _, c := range state.Communes {
		byINSEE[c.INSEE] = c
	}
	return state, byINSEE
}

// Each thing that public pages show changes the numbers of its commune, and of no
// other; what they do not show changes nothing.
func TestPageStateChangesWithWhatIsShown(t *testing.T) {
	w := storetest.New(t)
	shown := w.Opening("Tournage")
	slot := shown.Slot("2027-04-10", 600, 660, 5)
	draft := w.OpeningIn(w.Workshop("Atelier fermé", 0), "Brouillon", jema.Submitted)
	beside := w.Beside("voisin")
	other := beside.Opening("Ailleurs")
	const content, listed, shared = 1, 2, 4
	for _, change := range []struct {
		what, query string
		of          any
		want        int
	}{
		{"places taken", `UPDATE slot SET capacity = 9 WHERE id = $1`, slot, 0},
		{"a draft", `UPDATE opening SET title = 'X', version = version + 1 WHERE id = $1`, draft.ID, 0},
		{"another territory's opening", `UPDATE opening SET title = 'X', version = version + 1 WHERE id = $1`, other.ID, 0},
		{"another territory", `UPDATE territory SET name = 'X' WHERE id = $1`, beside.Territory.ID, 0},
		{"a title", `UPDATE opening SET title = 'X', version = version + 1 WHERE id = $1`, shown.ID, content},
		{"a slot's time", `UPDATE slot SET ends_at = ends_at + interval '5 min' WHERE id = $1`, slot, content},
		{"a slot's state", `UPDATE slot SET state = 'closed' WHERE id = $1`, slot, content},
		{"a recommendation", `INSERT INTO opening_selection SELECT id, edition_id, territory_id, workshop_id, 'rare'
			FROM opening WHERE id = $1`, shown.ID, content},
		{"a slot that goes", `DELETE FROM slot WHERE id = $1`, slot, content},
		{"the name of a craft", `UPDATE craft SET name = 'X' WHERE territory_id = $1`, w.Territory.ID, content | listed},
		{"an opening that goes", `UPDATE opening SET state = 'submitted' WHERE id = $1`, shown.ID, content | listed},
		{"an opening that comes", `UPDATE opening SET state = 'approved' WHERE id = $1`, draft.ID, content | listed},
		{"one that was public and is cancelled",
			`UPDATE opening SET state = 'cancelled', approved_at = updated_at WHERE id = $1`, draft.ID, content | listed},
		{"its new title", `UPDATE opening SET title = 'Y', version = version + 1 WHERE id = $1`, draft.ID, content},
		{"one that never was public", `UPDATE opening SET state = 'cancelled' WHERE id = $1`, shown.ID, 0},
		{"a commune's name", `UPDATE commune SET name = 'X' WHERE territory_id = $1 AND insee = '26281'`, w.Territory.ID,
			content | listed},
		{"the edition", `UPDATE edition SET theme = 'X' WHERE id = $1`, w.Edition.ID, shared},
		{"the map below", `INSERT INTO basemap VALUES ($1, '{"features": []}', '', now())`, w.Territory.ID, shared},
		{"the territory", `UPDATE territory SET name = 'X' WHERE id = $1`, w.Territory.ID, shared},
	} {
		sharedBefore, before := pageState(t, w)
		if _, err := w.DB.ExecContext(t.Context(), change.query, change.of); err != nil {
			t.Fatalf("%s: %v", change.what, err)
		}
		sharedAfter, after := pageState(t, w)
		got := 0
		if before["26281"].Content != after["26281"].Content {
			got |= content
		}
		if before["26281"].Listed != after["26281"].Listed {
			got |= listed
		}
		if sharedBefore.Shared != sharedAfter.Shared {
			got |= shared
		}
		if got != change.want {
			t.Errorf("%s changes %03b, want %03b (shared, listed, content)", change.what, got, change.want)
		}
		if before["26034"] != after["26034"] || len(after) != 3 {
			t.Errorf("%s changes another commune, or which there are: %v", change.what, after)
		}
	}
}

// An event that was public and is cancelled is listed as such; one that never was public is not.
func TestWithdrawnEntriesWerePublic(t *testing.T) {
	w := storetest.New(t)
	was := w.Opening("Tournage")
	was.Slot("2027-04-10", 600, 660, 5)
	never := w.Opening("Émaillage")
	beside := w.Beside("voisin").Opening("Ailleurs")
	w.DB.MustExec(`UPDATE opening SET approved_at = updated_at WHERE id <> $1`, never.ID)
	w.DB.MustExec(`UPDATE opening SET state = 'cancelled' WHERE id IN ($1, $2, $3)`, was.ID, never.ID, beside.ID)
	list, err := w.Store.WithdrawnEntries(t.Context(), w.Edition, storetest.Now)
	if err != nil || len(list) != 1 || list[0].Opening.ID != was.ID || len(list[0].Slots) != 1 {
		t.Errorf("withdrawn are %v, %v", list, err)
	}
}
