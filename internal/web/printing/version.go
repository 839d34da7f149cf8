package printing

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/web/page"
)

// Versions shows what was frozen, and what has changed since.
type Versions struct{ *printer }

// versionPage is a frozen version beside today.
type versionPage struct {
	page.Layout
	Version jema.Version
	Name    string
	Changes []programme.Erratum
	Key     string // of the programme's page
}

// file sends a frozen file, byte for byte.
func (h Versions) file(c *gin.Context) error {
	edition, err := madeFor(c)
	if err != nil {
		return err
	}
	n, err := page.ID[jema.VersionID](c, "version")
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	v, file, err := h.Store.VersionFile(c.Request.Context(), place.Territory.ID, place.Edition.ID, n, edition)
	if err != nil {
		return err
	}
	servePDF(c, file.PDF, versionName(v, edition, place.Edition.Year), "attachment")
	return nil
}

// thenAndNow is a commune's programme as it was frozen, and as it is now.
type thenAndNow struct{ frozen, now jema.Programme }

// compared reads a frozen version and what has become of it.
func (h Versions) compared(c *gin.Context) (v jema.Version, pairs []thenAndNow, err error) {
	n, err := page.ID[jema.VersionID](c, "version")
	if err != nil {
		return v, nil, err
	}
	place, err := h.Place(c)
	if err != nil {
		return v, nil, err
	}
	ctx := c.Request.Context()
	v, value, err := h.Store.VersionValue(ctx, place.Territory.ID, place.Edition.ID, n)
	if err != nil {
		return v, nil, err
	}
	values := map[string]json.RawMessage{v.INSEE: value}
	if v.INSEE == "" {
		values = map[string]json.RawMessage{}
		if err := json.Unmarshal(value, &values); err != nil {
			return v, nil, err
		}
	}
	var all []jema.Programme
	if v.INSEE == "" {
		all, err = h.Store.Programmes(ctx, place.Edition, h.Now())
	} else {
		all = make([]jema.Programme, 1)
		all[0], err = h.Store.Programme(ctx, place.Edition, v.INSEE, h.Now())
	}
	if err != nil {
		return v, nil, err
	}
	for _, now := range all {
		if values[now.Commune.INSEE] == nil {
			continue
		}
		frozen, err := jema.ProgrammeOf(values[now.Commune.INSEE])
		if err != nil {
			return v, nil, err
		}
		pairs = append(pairs, thenAndNow{frozen, now})
	}
	return v, pairs, nil
}

// show specifies what has changed since a version was frozen.
func (h Versions) show(c *gin.Context) error {
	v, pairs, err := h.compared(c)
	if err != nil {
		return err
	}
	p := versionPage{Version: v, Key: v.INSEE, Name: v.Commune}
	if v.INSEE == "" {
		p.Key = wholeTerritory
	}
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.version", "n", strconv.Itoa(v.Number))); err != nil {
		return err
	}
	if p.Name == "" {
		p.Name = p.Territory.Name
	}
	for _, x := range pairs {
		changes, err := programme.Errata(x.frozen, x.now, v.Language)
		if err != nil {
			return err
		}
		p.Changes = append(p.Changes, changes...)
	}
	return h.Render(c, http.StatusOK, "printing/version", p)
}

// erratum sends the sheet of what has changed.
func (h Versions) erratum(c *gin.Context) error {
	v, pairs, err := h.compared(c)
	if err != nil {
		return err
	}
	if len(pairs) != 1 {
		return jema.NotFound("error.not_found") // the book's errata are its communes'
	}
	sheet := programme.ErrataSheet{Frozen: pairs[0].frozen, Now: pairs[0].now, Language: v.Language}
	var b bytes.Buffer
	if err := h.printing.Write(c.Request.Context(), &b, sheet); err != nil {
		return err
	}
	servePDF(c, b.Bytes(), "erratum-"+versionName(v, jema.ForScreen, pairs[0].now.Edition.Year), "attachment")
	return nil
}
