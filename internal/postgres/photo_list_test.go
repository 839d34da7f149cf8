package postgres_test

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// photoOf is a photo whose bytes are its description.
func photoOf(workshopID jema.WorkshopID, alt string) jema.Photo {
	return jema.Photo{WorkshopID: workshopID, Alt: alt, Width: 640, Height: 480, SHA256: sha256.Sum256([]byte(alt)),
		Large: []byte(alt), Small: []byte(alt)}
}

// photoWorld is a workshop on the site with photos.
type photoWorld struct {
	*storetest.World
	t       *testing.T
	shop    jema.Workshop
	opening jema.OpeningID
}

func (w photoWorld) add(p jema.Photo) jema.Photo {
	w.t.Helper()
	id, err := w.Store.AddPhoto(w.t.Context(), w.Territory.ID, p, storetest.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	p.ID = id
	return p
}

// order lists the descriptions in order, and checks that positions have no gap.
func (w photoWorld) order() (alts []string) {
	w.t.Helper()
	all, err := w.Store.WorkshopPhotos(w.t.Context(), w.Territory.ID, w.shop.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	for i, p := range all {
		if p.Position != i+1 {
			w.t.Errorf("photo %d has position %d", i, p.Position)
		}
		alts = append(alts, p.Alt)
	}
	return alts
}

func newPhotoWorld(t *testing.T) photoWorld {
	t.Helper()
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	return photoWorld{w, t, shop, w.OpeningIn(shop, "Tournage", jema.Approved).ID}
}

func TestPhotosAreOrdered(t *testing.T) {
	w := newPhotoWorld(t)
	ctx, territory := t.Context(), w.Territory.ID
	var added []jema.Photo
	for _, alt := range []string{"a", "b", "c", "d"} {
		added = append(added, w.add(photoOf(w.shop.ID, alt)))
	}
	for _, p := range []jema.Photo{added[2], added[2], added[2], added[3]} { // c is first before its third step
		if err := w.Store.AdvancePhoto(ctx, territory, p, storetest.Now); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.order(); !slices.Equal(got, []string{"c", "a", "d", "b"}) {
		t.Errorf("in order: %q", got)
	}
	if err := w.Store.DeletePhoto(ctx, territory, added[0], storetest.Now); err != nil {
		t.Fatal(err)
	}
	if err := w.Store.RemovePhoto(ctx, territory, w.shop.ID, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if got := w.order(); !slices.Equal(got, []string{"d", "b"}) {
		t.Errorf("after two were deleted: %q", got)
	}
	for range jema.PhotosMost - 2 {
		w.add(photoOf(w.shop.ID, "e"))
	}
	if _, err := w.Store.AddPhoto(ctx, territory, photoOf(w.shop.ID, "f"),
		storetest.Now); jema.KindOf(err) != jema.KindConflict {
		t.Errorf("one more than a workshop may have: %v", err)
	}
}

// What may not be shown is not among an opening's photos, what may not be printed is
// not in its programme.
func TestRightsOfPhotosAreHonoured(t *testing.T) {
	w := newPhotoWorld(t)
	waits, paper, screen, brief := photoOf(w.shop.ID, "waits"), photoOf(w.shop.ID, "paper"),
		photoOf(w.shop.ID, "screen"), photoOf(w.shop.ID, "brief")
	waits.Waits, paper.OffSite, screen.OffPrint = true, true, true
	brief.OffPrint, brief.RightsEnd = true, storetest.Now.Add(time.Hour)
	for _, p := range []jema.Photo{waits, screen, brief, paper} {
		w.add(p)
	}
	seen := func(now time.Time) (site []string, print string, content int64) {
		t.Helper()
		entry, err := w.Store.Entry(t.Context(), w.Edition, w.opening, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range entry.Photos {
			site = append(site, p.Alt)
		}
		p, err := w.Store.Programme(t.Context(), w.Edition, entry.Commune.INSEE, now)
		if err != nil || len(p.Entries) != 1 || p.Entries[0].Photo == nil {
			t.Fatalf("%+v, %v", p.Entries, err)
		}
		state, err := w.Store.PageState(t.Context(), w.Edition, time.Time{}, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range state.Communes {
			content ^= c.Content
		}
		return site, string(p.Entries[0].Photo.Large), content
	}
	site, print, before := seen(storetest.Now)
	if !slices.Equal(site, []string{"screen", "brief"}) || print != "paper" {
		t.Errorf("the site shows %q, %q is printed", site, print)
	}
	site, _, after := seen(storetest.Now.Add(time.Hour))
	if !slices.Equal(site, []string{"screen"}) || before == after {
		t.Errorf("once its right has ended the site shows %q, pages made anew: %t", site, before != after)
	}
}

func TestAPhotoIsStoredInItsWidths(t *testing.T) {
	w := newPhotoWorld(t)
	ctx, territory := t.Context(), w.Territory.ID
	p := w.add(photoOf(w.shop.ID, "a"))
	twin := w.add(photoOf(w.shop.ID, "a"))
	got, ok, err := w.Store.PhotoUnsized(ctx, territory, 0)
	if err != nil || !ok || got.ID != p.ID || !bytes.Equal(got.Large, p.Large) {
		t.Fatalf("%+v, %t, %v", got, ok, err)
	}
	size := jema.PhotoSize{Width: 480, Format: "webp", Data: []byte("480")}
	if err := w.Store.SavePhotoSizes(ctx, territory, got, []jema.PhotoSize{size}); err != nil {
		t.Fatal(err)
	}
	sized := func() postgres.SizedPhoto {
		t.Helper()
		found, err := w.Store.PhotoSize(ctx, territory, twin.ID, size)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if found := sized(); string(found.Data) != "480" || !found.IsPublic {
		t.Errorf("the same picture elsewhere: %+v", found)
	}
	if _, ok, err := w.Store.PhotoUnsized(ctx, territory, 0); ok || err != nil {
		t.Errorf("it is made again: %t, %v", ok, err)
	}
	turned := photoOf(w.shop.ID, "turned")
	turned.ID = twin.ID
	if err := w.Store.RedrawPhoto(ctx, territory, turned, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if found := sized(); found.Data != nil {
		t.Error("a picture that was turned is sent as it was")
	}
}

// A photo that is deleted while its widths are stored is deleted, and neither fails: both
// lock the photo before its widths.
func TestAPhotoIsDeletedWhileItsWidthsAreStored(t *testing.T) {
	w := newPhotoWorld(t)
	ctx, territory := t.Context(), w.Territory.ID
	p := w.add(photoOf(w.shop.ID, "a"))
	sizes := []jema.PhotoSize{{Width: 480, Format: "webp", Data: []byte("480")}}
	if err := w.Store.SavePhotoSizes(ctx, territory, p, sizes); err != nil {
		t.Fatal(err)
	}
	tx, err := w.DB.BeginTxx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SELECT FROM photo WHERE id = $1 FOR UPDATE`, p.ID); err != nil {
		t.Fatal(err)
	}
	stored := make(chan error, 1)
	go func() { stored <- w.Store.SavePhotoSizes(ctx, territory, p, sizes) }()
	for waiting := false; !waiting; time.Sleep(5 * time.Millisecond) {
		err := w.DB.GetContext(ctx, &waiting, `SELECT count(*) > 0 FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`)
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM photo WHERE id = $1`, p.ID); err != nil {
		t.Errorf("deleting: %v", err)
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
	if err := <-stored; err != nil {
		t.Errorf("storing: %v", err)
	}
}
