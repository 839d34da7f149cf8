package web

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

// versionPage is a frozen version beside today.
type versionPage struct {
	page.Layout
	Version jema.Version
	Name    string
	Changes []programme.Erratum
	Key     string // of the programme's page
}

// versionFile sends a frozen file, byte for byte.
func (s *Site) versionFile(c *gin.Context) error {
	edition, err := madeFor(c)
	if err != nil {
		return err
	}
	n, err := page.ID(c, "version")
	if err != nil {
		return err
	}
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	v, file, err := s.Store.VersionFile(c.Request.Context(), place.Territory.ID, place.Edition.ID, n, edition)
	if err != nil {
		return err
	}
	servePDF(c, file.PDF, versionName(v, edition, place.Edition.Year), "attachment")
	return nil
}

// thenAndNow is a commune's programme as it was frozen, and as it is now.
type thenAndNow struct{ frozen, now jema.Programme }

// compared reads a frozen version and what has become of it.
func (s *Site) compared(c *gin.Context) (v jema.Version, pairs []thenAndNow, err error) {
	n, err := page.ID(c, "version")
	if err != nil {
		return v, nil, err
	}
	place, err := s.Place(c)
	if err != nil {
		return v, nil, err
	}
	ctx := c.Request.Context()
	v, value, err := s.Store.VersionValue(ctx, place.Territory.ID, place.Edition.ID, n)
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
		all, err = s.Store.Programmes(ctx, place.Edition, s.Now())
	} else {
		all = make([]jema.Programme, 1)
		all[0], err = s.Store.Programme(ctx, place.Edition, v.INSEE, s.Now())
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

// versionShow says what has changed since a version was frozen.
func (s *Site) versionShow(c *gin.Context) error {
	v, pairs, err := s.compared(c)
	if err != nil {
		return err
	}
	p := versionPage{Version: v, Key: v.INSEE, Name: v.Commune}
	if v.INSEE == "" {
		p.Key = wholeTerritory
	}
	if p.Layout, err = s.Layout(c, s.Voice(c).Say("printing.version", "n", strconv.Itoa(v.Number))); err != nil {
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
	return s.Render(c, http.StatusOK, "printing/version", p)
}

// versionErratum sends the sheet of what has changed.
func (s *Site) versionErratum(c *gin.Context) error {
	v, pairs, err := s.compared(c)
	if err != nil {
		return err
	}
	if len(pairs) != 1 {
		return jema.NotFound("error.not_found") // the book's errata are its communes'
	}
	sheet := programme.ErrataSheet{Frozen: pairs[0].frozen, Now: pairs[0].now, Language: v.Language}
	var b bytes.Buffer
	if err := s.printing.Write(c.Request.Context(), &b, sheet); err != nil {
		return err
	}
	servePDF(c, b.Bytes(), "erratum-"+versionName(v, jema.ForScreen, pairs[0].now.Edition.Year), "attachment")
	return nil
}
