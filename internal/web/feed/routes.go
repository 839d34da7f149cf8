// Package feed is what other programs read of the public pages: search engines,
// networks that show a shared page, calendars and readers of news. All of it is made
// of the state that the pages are made from, and sent ready-made.
package feed

import (
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/card"
	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Routes lists what programs read; everybody may.
func Routes(k *page.Kit) []page.Route {
	cards, calendars := Cards{k, card.NewAlbum()}, Calendars{k}
	news, sites, icons := News{k}, Sites{k}, Icons{k}
	return []page.Route{
		page.Get("/robots.txt", page.Everyone, sites.robots),
		page.Get("/sitemap.xml", page.Everyone, sites.sitemap),
		page.Get("/manifest.webmanifest", page.Everyone, icons.manifest),
		page.Get("/favicon.ico", page.Everyone, icons.ico),
		page.Get("/apple-touch-icon.png", page.Everyone, icons.png(180)),
		page.Get("/icone-192.png", page.Everyone, icons.png(192)),
		page.Get("/icone-512.png", page.Everyone, icons.png(512)),
		page.Get("/nouveautes.atom", page.Everyone, news.show),
		page.Get("/evenements.ics", page.Everyone, calendars.edition),
		page.Get("/evenements/:opening/evenement.ics", page.Everyone, calendars.opening),
		page.Get("/communes/:insee/evenements.ics", page.Everyone, calendars.commune),
		page.Get("/metiers/:craft/evenements.ics", page.Everyone, calendars.craft),
		page.Get("/partage.png", page.Everyone, cards.edition),
		page.Get("/evenements/:opening/partage.png", page.Everyone, cards.opening),
		page.Get("/communes/:insee/partage.png", page.Everyone, cards.commune),
	}
}

// shown returns the openings that visitors are shown, none of an edition that is not
// public yet.
func shown(from *public.State) []jema.Entry {
	if !from.Place.Edition.State.Public() {
		return nil
	}
	return from.Entries()
}

// withdrawn returns those that they were shown and that are cancelled.
func withdrawn(from *public.State) []jema.Entry {
	if !from.Place.Edition.State.Public() {
		return nil
	}
	return from.Withdrawn()
}

// of selects openings.
func of(list []jema.Entry, wanted func(jema.Entry) bool) []jema.Entry {
	return slices.DeleteFunc(slices.Clone(list), func(e jema.Entry) bool { return !wanted(e) })
}

// state returns what the public pages show now.
func state(k *page.Kit, c *gin.Context) (*public.State, error) {
	return k.Public.State(c.Request.Context())
}

// communeOf returns the commune of the request's address.
func communeOf(c *gin.Context, from *public.State) (jema.Commune, error) {
	communes := from.Communes()
	i := slices.IndexFunc(communes, func(x jema.Commune) bool { return x.INSEE == c.Param("insee") })
	if i < 0 {
		return jema.Commune{}, jema.NotFound("commune.missing")
	}
	return communes[i], nil
}

// shownOf is what depends on one commune alone.
func shownOf(insee string) func(*public.State) []int64 {
	return func(s *public.State) (parts []int64) {
		for _, c := range s.ByCommune {
			if c.INSEE == insee {
				parts = append(parts, c.Content)
			}
		}
		return parts
	}
}
