package artisan

import (
	"context"
	"crypto/sha256"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Photos lets artisans, and organisers for any workshop, choose a workshop's photos.
type Photos struct{ *page.Kit }

// photoListPage is a workshop's photos with the form of one more.
type photoListPage struct {
	page.Layout
	Workshop   jema.Workshop
	Photos     []jema.Photo
	Form       photoEntry
	Action     string // address of the page
	Back       string // address of the workshop's form, "" for organisers
	Organising bool
	Moment     time.Time // of the page
}

// photoPage is one photo with its form.
type photoPage struct {
	photoListPage
	Photo    jema.Photo
	Deleting bool // it asks before it deletes
}

// PhotosPath is where the photos of a workshop are chosen, by its artisan or by
// an organiser.
func PhotosPath(workshopID jema.WorkshopID, organising bool) string {
	door := "/atelier/"
	if organising {
		door = "/organisation/ateliers/"
	}
	return door + strconv.FormatInt(int64(workshopID), 10) + "/photos"
}

// list shows a workshop's photos.
func (h Photos) list(c *gin.Context) error {
	p, err := h.page(c)
	if err != nil {
		return err
	}
	p.Form = newPhotoEntry()
	return h.showList(c, http.StatusOK, p)
}

func (h Photos) showList(c *gin.Context, status int, p photoListPage) error {
	return h.Render(c, status, "photo/list", p)
}

// page gathers what the pages of a workshop's photos share.
func (h Photos) page(c *gin.Context) (p photoListPage, err error) {
	if p.Workshop, err = (Workshops(h)).workshop(c); err != nil {
		return p, err
	}
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("photo.title_of", "name", p.Workshop.Name)); err != nil {
		return p, err
	}
	p.Organising = strings.HasPrefix(c.FullPath(), "/organisation/")
	p.Moment = h.Now()
	p.Action = PhotosPath(p.Workshop.ID, p.Organising)
	switch {
	case p.Organising:
	case p.Account.Role == jema.RoleArtisan:
		p.Back = "/atelier/" + strconv.FormatInt(int64(p.Workshop.ID), 10)
	default:
		p.Back = page.Home(p.Account.Role)
	}
	p.Photos, err = h.Store.WorkshopPhotos(c.Request.Context(), p.Workshop.TerritoryID, p.Workshop.ID)
	return p, err
}

// add adds a photo to a workshop. On a workshop that is on the site, an artisan's
// waits for an organiser.
func (h Photos) add(c *gin.Context) error {
	p, err := h.page(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p.Form = readPhotoEntry(c, &problems)
	photo := p.Form.photo(p.Layout.Edition.Zone, &problems)
	photo.WorkshopID = p.Workshop.ID
	pic, err := h.uploaded(c, &problems)
	if err != nil {
		return err
	}
	photo.Check(&problems, h.Now())
	done := "photo_added"
	if err = problems.Err(); err == nil {
		photo = drawn(photo, pic)
		if photo.Waits, err = h.waits(c, p); err == nil {
			_, err = h.Store.AddPhoto(p.writing(c), p.Workshop.TerritoryID, photo, h.Now())
		}
	}
	if problem := page.Refusal(err); problem != nil {
		p.Layout.Problem = problem
		return h.showList(c, page.Statuses[problem.Kind], p)
	}
	if err != nil {
		return err
	}
	SizePhotos(h.Kit)
	if photo.Waits {
		done = "photo_waits"
	}
	return page.Redirect(c, p.Action, done)
}

// writing is the context of a change: an organiser’s is announced to the artisan.
func (p photoListPage) writing(c *gin.Context) context.Context {
	if p.Organising {
		return postgres.ByOffice(c.Request.Context())
	}
	return c.Request.Context()
}

// waits reports whether what is added or changed waits for an organiser.
func (h Photos) waits(c *gin.Context, p photoListPage) (bool, error) {
	if p.Organising {
		return false, nil
	}
	return h.Store.WorkshopShown(c.Request.Context(), p.Workshop.TerritoryID, p.Workshop.ID)
}

// uploaded reads the picture that was sent; it notes what is wrong with it.
func (h Photos) uploaded(c *gin.Context, problems *jema.Problems) (pic picture.Picture, err error) {
	file := page.Uploaded(c, "photo")
	if file == nil {
		problems.Add("photo", "workshop.photo.missing")
		return pic, nil
	}
	pic, err = Workshops(h).develop(c.Request.Context(), file.Data)
	if key, known := photoRefusals[err]; known {
		problems.Add("photo", key)
		err = nil
	}
	return pic, err
}

// drawn returns a photo with a picture.
func drawn(p jema.Photo, pic picture.Picture) jema.Photo {
	p.Width, p.Height, p.Large, p.Small = pic.Width, pic.Height, pic.Large, pic.Small
	p.SHA256 = sha256.Sum256(pic.Large)
	return p
}

// edit shows one photo with its form.
func (h Photos) edit(c *gin.Context) error {
	p, err := h.one(c)
	if err != nil {
		return err
	}
	p.Form = photoEntryOf(p.Photo, p.Layout.Edition.Zone)
	return h.Render(c, http.StatusOK, "photo/edit", p)
}

// one finds the photo of the address among those of its workshop.
func (h Photos) one(c *gin.Context) (p photoPage, err error) {
	id, err := page.ID[jema.PhotoID](c, "photo")
	if err != nil {
		return p, err
	}
	if p.photoListPage, err = h.page(c); err != nil {
		return p, err
	}
	for _, photo := range p.Photos {
		if photo.ID == id {
			p.Photo = photo
			return p, nil
		}
	}
	return p, jema.NotFound("photo.missing")
}

// change applies one of the buttons of a photo to it.
func (h Photos) change(c *gin.Context) error {
	p, err := h.one(c)
	if err != nil {
		return err
	}
	ctx, territoryID := p.writing(c), p.Workshop.TerritoryID
	switch do := c.PostForm("do"); {
	case do == "forward":
		err = h.Store.AdvancePhoto(ctx, territoryID, p.Photo, h.Now())
		return h.done(c, p, "photo_moved", err)
	case do == "publish" && p.Organising:
		p.Photo.Waits = false
		return h.done(c, p, "photo_published", h.Store.ChangePhoto(ctx, territoryID, p.Photo, h.Now()))
	case do == "delete" && !page.Ticked(c, "sure"):
		p.Deleting, p.Form = true, photoEntryOf(p.Photo, p.Layout.Edition.Zone)
		return h.Render(c, http.StatusOK, "photo/delete", p)
	case do == "delete":
		return h.done(c, p, "photo_deleted", h.Store.DeletePhoto(ctx, territoryID, p.Photo, h.Now()))
	}
	return h.save(c, p)
}

// done leads back to the list after a change.
func (h Photos) done(c *gin.Context, p photoPage, notice string, err error) error {
	if err != nil {
		return err
	}
	return page.Redirect(c, p.Action, notice)
}

// save stores what the form of a photo holds, and its picture anew where it is to be
// turned or cropped. On a workshop that is on the site, an artisan's photo waits for an
// organiser where its picture or words are others, or it may be used more.
func (h Photos) save(c *gin.Context, p photoPage) error {
	var problems jema.Problems
	p.Form = readPhotoEntry(c, &problems)
	wanted := p.Form.photo(p.Layout.Edition.Zone, &problems)
	wanted.ID, wanted.WorkshopID, wanted.Waits = p.Photo.ID, p.Workshop.ID, p.Photo.Waits
	wanted.Check(&problems, h.Now())
	err := problems.Err()
	if err == nil && p.Form.Print != "" && p.Form.Print != printOf(p.Photo) {
		err = jema.Conflict("photo.changed")
	}
	if err == nil && (p.Photo.Unread(wanted) || !p.Form.Edit.IsNone()) {
		var waits bool
		waits, err = h.waits(c, p.photoListPage)
		wanted.Waits = wanted.Waits || waits
	}
	if err == nil {
		err = h.Store.ChangePhoto(p.writing(c), p.Workshop.TerritoryID, wanted, h.Now())
	}
	if err == nil && !p.Form.Edit.IsNone() {
		err = h.redraw(p.writing(c), p)
	}
	if problem := page.Refusal(err); problem != nil {
		p.Layout.Problem = problem
		return h.Render(c, page.Statuses[problem.Kind], "photo/edit", p)
	}
	done := "photo_saved"
	if wanted.Waits {
		done = "photo_saved_waits"
	}
	return h.done(c, p, done, err)
}

// redraw turns and crops a photo's picture.
func (h Photos) redraw(ctx context.Context, p photoPage) error {
	photo, err := h.Store.Photo(ctx, p.Workshop.TerritoryID, p.Photo.ID)
	if err != nil {
		return err
	}
	var pic picture.Picture
	err = h.Alone(ctx, func() error {
		pic, err = p.Form.Edit.Apply(photo.Large)
		return err
	})
	if err != nil {
		return err
	}
	if err := h.Store.RedrawPhoto(ctx, p.Workshop.TerritoryID, drawn(photo, pic), h.Now()); err != nil {
		return err
	}
	SizePhotos(h.Kit)
	return nil
}
