package artisan

import (
	"context"
	"runtime/debug"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/web/page"
)

// SizePhotos makes, behind the pages, what is sent to browsers of the territory's
// photos that have not been made ready: one at a time, since each takes much memory.
// What fails is tried again after the next upload and when the program starts.
func SizePhotos(k *page.Kit) {
	k.Background("making photos ready for browsers", func() error {
		err := sizePhotos(context.Background(), k)
		if err != nil && !k.Ending() {
			k.Log.Warn("photos are not ready for browsers", "error", err)
		}
		return nil
	})
}

func sizePhotos(ctx context.Context, k *page.Kit) error {
	territory, err := k.Store.Territory(ctx, k.Territory)
	if err != nil {
		return err
	}
	for after := jema.PhotoID(0); !k.Ending(); {
		photo, ok, err := k.Store.PhotoUnsized(ctx, territory.ID, after)
		if err != nil || !ok {
			return err
		}
		after = photo.ID
		if err := k.Alone(ctx, func() error { return sizePhoto(ctx, k, territory.ID, photo) }); err != nil {
			return err
		}
	}
	return nil
}

func sizePhoto(ctx context.Context, k *page.Kit, territoryID jema.TerritoryID, photo jema.Photo) error {
	defer debug.FreeOSMemory()
	made, err := picture.Sizes(photo.Large, photo.Widths())
	if err != nil {
		k.Log.Warn("a photo has no widths", "photo", photo.ID, "error", err)
		return nil
	}
	sizes := make([]jema.PhotoSize, len(made))
	for i, size := range made {
		sizes[i] = jema.PhotoSize(size)
	}
	return k.Store.SavePhotoSizes(ctx, territoryID, photo, sizes)
}
