package web

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
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
	picture.ErrTooHeavy: "workshop.photo.heavy", picture.ErrHEIC: "workshop.photo.heic", picture.ErrFormat: "workshop.photo.format",
	picture.ErrTooLarge: "workshop.photo.large", picture.ErrBroken: "workshop.photo.broken",
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
	file, err := uploaded(c, "photo", photoLimit)
	if err != nil {
		return err
	}
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
	pic, err := s.develop(c.Request.Context(), file)
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

// uploaded returns the bytes of a file that was sent, at most one more than
// limit; nil when there is none.
func uploaded(c *gin.Context, field string, limit int64) ([]byte, error) {
	header, err := c.FormFile(field)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, jema.Invalid("form.unreadable")
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if len(data) == 0 {
		return nil, err // a browser sends an empty file where none was chosen
	}
	return data, err
}

// develop reads a picture; the largest takes 300 MB while it is read, so that
// only a few are at once.
func (s *Site) develop(ctx context.Context, file []byte) (picture.Picture, error) {
	if err := picture.Inspect(file); err != nil {
		return picture.Picture{}, err
	}
	select {
	case s.photos <- struct{}{}:
		defer func() { <-s.photos }()
	case <-ctx.Done():
		return picture.Picture{}, ctx.Err()
	}
	return picture.Read(file)
}
