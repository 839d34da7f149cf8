package feed

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/card"
	"jema/internal/web/page"
)

// Icons are what a browser or a telephone shows the site with.
type Icons struct{ *page.Kit }

const aDay = "public, max-age=86400"

func (Icons) ico(c *gin.Context) error {
	data, err := card.ICO()
	if err == nil {
		c.Header("Cache-Control", aDay)
		c.Data(http.StatusOK, "image/x-icon", data)
	}
	return err
}

func (Icons) png(side int) page.Handler {
	return func(c *gin.Context) error {
		data, err := card.Icon(side)
		if err == nil {
			c.Header("Cache-Control", aDay)
			c.Data(http.StatusOK, "image/png", data)
		}
		return err
	}
}

// manifest describes the site to a telephone that puts it beside its programs.
type manifest struct {
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Language   string         `json:"lang"`
	Start      string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Theme      string         `json:"theme_color"`
	Background string         `json:"background_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source string `json:"src"`
	Sizes  string `json:"sizes"`
	Type   string `json:"type"`
}

func (h Icons) manifest(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	const paper = "#faf6ee"
	data, err := json.Marshal(manifest{
		Name: place.Edition.Name, ShortName: place.Territory.Name, Language: h.Voice(c).Language,
		Start: h.Voice(c).Prefix() + "/", Scope: "/", Display: "minimal-ui", Theme: paper, Background: paper,
		Icons: []manifestIcon{{"/icone-192.png", "192x192", "image/png"}, {"/icone-512.png", "512x512", "image/png"}},
	})
	if err == nil {
		c.Header("Cache-Control", "public, max-age=3600")
		c.Data(http.StatusOK, "application/manifest+json", data)
	}
	return err
}
