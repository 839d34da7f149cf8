package artisan

import (
	"context"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/web/page"
)

// photoLimit is how many bytes a picture may have.
const photoLimit = picture.MaxBytes

// photoForm is the photo part of a workshop's form.
type photoForm struct {
	Alt, Credit string
	Remove      bool
}

// photoRefusals has a message for each refusal of a file.
var photoRefusals = map[error]string{
	picture.ErrEmpty: "workshop.photo.empty", picture.ErrTooHeavy: "workshop.photo.heavy",
	picture.ErrHEIC:   "workshop.photo.heic",
	picture.ErrFormat: "workshop.photo.format", picture.ErrTooLarge: "workshop.photo.large",
	picture.ErrBroken:      "workshop.photo.broken",
	picture.ErrProgressive: "workshop.photo.progressive", picture.ErrDeep: "workshop.photo.deep",
	picture.ErrInterlaced: "workshop.photo.interlaced", picture.ErrDense: "workshop.photo.dense",
	picture.ErrForeign: "workshop.photo.foreign",
}

// photoChange is what a workshop's form makes of its photo: it takes it away,
// puts another in its place, or changes its alternative text or
// its credit.
type photoChange struct {
	remove, describe bool
	picture          *picture.Picture
	form             photoForm
}

// readPhoto reads the photo's part of a workshop's form; before is the photo
// there is, nil for none. It notes what is wrong, and returns an error only
// where the picture could not be looked at.
func (h Workshops) readPhoto(c *gin.Context, before *jema.Photo, p *jema.Problems) (photoChange, error) {
	change := photoChange{form: photoForm{Alt: page.Line(c, p, "alt", page.ShortMax), Credit: page.Line(c, p, "credit",
		page.NameMax), Remove: page.Ticked(c, "remove_photo")}}
	file := page.Uploaded(c, "photo")
	// a page from before photo and workshop were one form
	if _, whole := c.Request.PostForm["alt"]; !whole && file == nil {
		return change, nil
	}
	said := change.form.Alt != "" || change.form.Credit != ""
	switch {
	case file != nil:
		return change, h.readPicture(c.Request.Context(), file.Data, &change, p)
	case before != nil && change.form.Remove:
		change.remove = true
	case before == nil && said:
		p.Add("photo", "workshop.photo.missing")
	case before != nil && change.form.Alt == "":
		p.Add("alt", "workshop.photo.alt_missing")
	case before != nil:
		change.describe = before.Alt != change.form.Alt || before.Credit != change.form.Credit
	}
	return change, nil
}

func (h Workshops) readPicture(ctx context.Context, file []byte, change *photoChange, p *jema.Problems) error {
	if change.form.Alt == "" {
		p.Add("alt", "workshop.photo.alt_missing")
	}
	pic, err := h.develop(ctx, file)
	if key, known := photoRefusals[err]; known {
		p.Add("photo", key)
		return nil
	}
	if err == nil {
		change.picture = &pic
	}
	return err
}

// changePhoto does to a workshop's photo what its form requests. It reports whether the
// photo then waits for an organiser: past events of the workshop are on the site.
func (h Workshops) changePhoto(ctx context.Context, w jema.Workshop, change photoChange) (waits bool, err error) {
	if change.remove {
		return false, h.Store.RemovePhoto(ctx, w.TerritoryID, w.ID, h.Now())
	}
	photo := change.wanted(w.ID)
	if photo == nil {
		return false, nil
	}
	if photo.Waits, err = h.Store.WorkshopShown(ctx, w.TerritoryID, w.ID); err != nil {
		return false, err
	}
	if change.picture == nil {
		return photo.Waits, h.Store.DescribePhoto(ctx, w.TerritoryID, *photo, h.Now())
	}
	_, err = h.Store.SavePhoto(ctx, w.TerritoryID, *photo, h.Now())
	SizePhotos(h.Kit)
	return photo.Waits, err
}

// develop reads a picture, or returns one of photoRefusals.
func (h Workshops) develop(ctx context.Context, file []byte) (pic picture.Picture, err error) {
	if err := picture.Inspect(file); err != nil {
		return pic, err
	}
	err = h.Alone(ctx, func() error {
		pic, err = picture.Read(file)
		return err
	})
	return pic, err
}

// wanted is the photo that a change wants, nil for none.
func (change photoChange) wanted(workshopID jema.WorkshopID) *jema.Photo {
	photo := jema.Photo{WorkshopID: workshopID, Alt: change.form.Alt, Credit: change.form.Credit}
	switch pic := change.picture; {
	case pic != nil:
		photo = drawn(photo, *pic)
	case !change.describe:
		return nil
	}
	return &photo
}
