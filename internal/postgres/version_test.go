package postgres_test

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func versionOf(w *storetest.World, insee string, freeze jema.FreezeID) jema.Version {
	return jema.Version{EditionID: w.Edition.ID, INSEE: insee, FreezeID: freeze, Format: "sheet", Language: "fr", Pages: 2,
		FrozenAt: storetest.Now}
}

func pdfFile(s string) []jema.VersionFile {
	return []jema.VersionFile{{For: jema.ForScreen, PDF: []byte(s), SHA256: sha256.Sum256([]byte(s))}}
}

// A frozen version is found again as it was, is counted by commune, and is
// never changed.
func TestVersionStays(t *testing.T) {
	w := storetest.New(t)
	by := w.Account("organisation@example.org", jema.RoleOrganiser)
	var last jema.Version
	for n, insee := range []string{"26124", "26124", ""} {
		v, err := w.Store.FreezeVersion(t.Context(), postgres.NewVersion{TerritoryID: w.Territory.ID, AccountID: by.ID,
			Version: versionOf(w, insee, 0), Value: []byte(`{"n": 1}`), Files: pdfFile(insee)})
		if want := []int{1, 2, 1}[n]; err != nil || v.Number != want || v.INSEE != insee || v.By != by.Email {
			t.Errorf("version of %q: %+v, %v; want number %d", insee, v, err, want)
		}
		last = v
	}
	if e, err := w.Store.Edition(t.Context(), w.Territory.ID, 0); err != nil || !e.FreezeAt.Equal(storetest.Now) {
		t.Errorf("the edition is frozen at %v, %v; want the first version's time", e.FreezeAt, err)
	}
	_, file, err := w.Store.VersionFile(t.Context(), w.Territory.ID, w.Edition.ID, last.ID-1, jema.ForScreen)
	if err != nil || !bytes.Equal(file.PDF, []byte("26124")) || file.SHA256 != sha256.Sum256([]byte("26124")) {
		t.Errorf("the file: %+v, %v", file, err)
	}
	if _, value, err := w.Store.VersionValue(t.Context(), w.Territory.ID, w.Edition.ID, last.ID); err != nil ||
		string(value) != `{"n": 1}` {
		t.Errorf("the value: %s, %v", value, err)
	}
	list, err := w.Store.Versions(t.Context(), w.Territory.ID, w.Edition.ID, "26124")
	if err != nil || len(list) != 2 || list[0].Number != 2 {
		t.Errorf("versions of the commune: %+v, %v", list, err)
	}
	latest, err := w.Store.LatestVersions(t.Context(), w.Territory.ID, w.Edition.ID)
	if err != nil || len(latest) != 2 || latest["26124"].Number != 2 || latest[""].ID != last.ID {
		t.Errorf("the latest: %+v, %v", latest, err)
	}
	for _, change := range []string{`UPDATE version SET programme = '{}'`,
		`UPDATE version_file SET pdf = 'x', sha256 = sha256('x')`} {
		if _, err := w.DB.Exec(change); err == nil {
			t.Errorf("a frozen version was changed: %s", change)
		}
	}
	if _, _, err := w.Store.VersionFile(t.Context(), w.Territory.ID, w.Edition.ID+1, last.ID,
		jema.ForScreen); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("a version of another edition: %v", err)
	}
}

// A freeze that stopped halfway is taken up again: what it has frozen stays.
func TestFreezeGoesOn(t *testing.T) {
	w := storetest.New(t)
	by := w.Account("organisation@example.org", jema.RoleOrganiser)
	f, err := w.Store.StartFreeze(t.Context(), w.Territory.ID, jema.Freeze{EditionID: w.Edition.ID, AccountID: by.ID,
		Total: 2}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	var ids [2]jema.VersionID
	for i := range ids {
		v, err := w.Store.FreezeVersion(t.Context(), postgres.NewVersion{TerritoryID: w.Territory.ID, AccountID: by.ID,
			Version: versionOf(w, "26124", f.ID), Value: []byte(`{}`), Files: pdfFile(string(rune('a' + i)))})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = v.ID
	}
	if ids[0] != ids[1] {
		t.Errorf("one freeze froze a commune twice: %v", ids)
	}
	if f, made, err := w.Store.Freeze(t.Context(), w.Territory.ID, w.Edition.ID, f.ID); err != nil || f.Done != 1 ||
		len(made) != 1 || f.EndedAt != nil {
		t.Errorf("the freeze: %+v, %d versions, %v", f, len(made), err)
	}
	if err := w.Store.EndFreeze(t.Context(), w.Territory.ID, f.ID, storetest.Now); err != nil {
		t.Fatal(err)
	}
	list, err := w.Store.Freezes(t.Context(), w.Territory.ID, w.Edition.ID)
	if err != nil || len(list) != 1 || list[0].EndedAt == nil {
		t.Errorf("the freezes: %+v, %v", list, err)
	}
}
