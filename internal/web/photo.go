package web

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/picture"
)

// photoLimit is how many bytes a picture may have.
const photoLimit = picture.MaxBytes

// photoForm is what is said of a picture.
type photoForm struct{ Alt, Credit string }

// photoRefusals says each refusal of a file.
var photoRefusals = map[error]string{
	picture.ErrEmpty: "workshop.photo.empty", picture.ErrTooHeavy: "workshop.photo.heavy", picture.ErrHEIC: "workshop.photo.heic",
	picture.ErrFormat: "workshop.photo.format", picture.ErrTooLarge: "workshop.photo.large", picture.ErrBroken: "workshop.photo.broken",
	picture.ErrProgressive: "workshop.photo.progressive", picture.ErrDeep: "workshop.photo.deep",
	picture.ErrInterlaced: "workshop.photo.interlaced", picture.ErrDense: "workshop.photo.dense",
}

// photoCreate makes a picture the workshop's, changes what is said of the one
// it has, or takes it away.
func (s *Site) photoCreate(c *gin.Context) error {
	w, err := s.workshop(c)
	if err != nil {
		return err
	}
	back := "/atelier/" + strconv.FormatInt(w.ID, 10)
	if c.PostForm("do") == "remove" {
		if err := s.Store.RemovePhoto(c.Request.Context(), w.TerritoryID, w.ID); err != nil {
			return err
		}
		return redirect(c, back, "photo_removed")
	}
	var problems jema.Problems
	form := photoForm{Alt: line(c, &problems, "alt", shortMax), Credit: line(c, &problems, "credit", nameMax)}
	if err := s.savePhoto(c, w, form, &problems); err != nil {
		return err
	}
	if refusal, ok := errors.AsType[*jema.Error](problems.Err()); ok {
		page := workshopPage{Workshop: w, PhotoForm: form, onPhoto: true}
		page.Problem = refusal
		return s.workshopPage(c, http.StatusUnprocessableEntity, page)
	}
	return redirect(c, back, "photo_saved")
}

// savePhoto stores what was sent, unless something is wrong with it.
func (s *Site) savePhoto(c *gin.Context, w jema.Workshop, form photoForm, p *jema.Problems) error {
	if form.Alt == "" {
		p.Add("alt", "workshop.photo.alt_missing")
	}
	file := uploaded(c, "photo")
	before, err := s.Store.WorkshopPhoto(c.Request.Context(), w.TerritoryID, w.ID)
	switch {
	case err != nil:
		return err
	case file == nil && before == nil:
		p.Add("photo", "workshop.photo.missing")
		return nil
	case file == nil && p.Err() == nil:
		return s.Store.DescribePhoto(c.Request.Context(), w.TerritoryID, w.ID, form.Alt, form.Credit)
	case file == nil:
		return nil
	}
	pic, err := s.develop(c.Request.Context(), file.Data)
	if key, known := photoRefusals[err]; known {
		p.Add("photo", key)
		return nil
	}
	if err != nil || p.Err() != nil {
		return err
	}
	_, err = s.Store.SavePhoto(c.Request.Context(), w.TerritoryID, jema.Photo{WorkshopID: w.ID, Alt: form.Alt, Credit: form.Credit,
		Width: pic.Width, Height: pic.Height, SHA256: sha256.Sum256(pic.Large), Large: pic.Large, Small: pic.Small})
	return err
}

// develop reads a picture, or returns one of photoRefusals.
func (s *Site) develop(ctx context.Context, file []byte) (pic picture.Picture, err error) {
	if err := picture.Inspect(file); err != nil {
		return pic, err
	}
	err = s.alone(ctx, func() error {
		pic, err = picture.Read(file)
		return err
	})
	return pic, err
}

// alone runs do while no other upload is being read: reading one may take 150
// MB of memory, and that is all that uploads take together.
func (s *Site) alone(ctx context.Context, do func() error) error {
	select {
	case s.uploads <- struct{}{}:
		defer func() { <-s.uploads }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return do()
}
