package web

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/postgres"
	"jema/internal/web/page"
)

// twin says that something may be there twice, and leads to the other where
// whoever reads may see it.
type twin struct{ Sentence, Link string }

// twinsFor says it to an artisan. Of what is neither theirs nor public nothing
// is said but that it is there.
func twinsFor(l page.Layout, list []postgres.Duplicate) (twins []twin) {
	hidden := map[string]bool{}
	for _, d := range list {
		kind := "workshop"
		if d.Title != "" {
			kind = "event"
		}
		number := func(n int64) string { return strconv.FormatInt(n, 10) }
		switch {
		case l.Account != nil && d.OwnerID == l.Account.ID && kind == "event":
			twins = append(twins, twin{l.T("duplicate.own_event", "title", d.Title, "workshop", d.Workshop), page.MyOpeningPath(d.OpeningID)})
		case l.Account != nil && d.OwnerID == l.Account.ID:
			twins = append(twins, twin{l.T("duplicate.own_workshop", "workshop", d.Workshop), "/atelier/" + number(d.WorkshopID)})
		case d.Public():
			twins = append(twins, twin{l.T("duplicate.public_"+kind, "title", d.Title, "workshop", d.Workshop, "commune", d.Commune),
				"/evenements/" + number(d.OpeningID)})
		case !hidden[kind]:
			hidden[kind] = true
			twins = append(twins, twin{l.T("duplicate.hidden_"+kind, "commune", d.Commune), ""})
		}
	}
	return twins
}

// twinsShown says it to an organiser, who sees everything.
func twinsShown(l page.Layout, list []postgres.Duplicate) (twins []twin) {
	for _, d := range list {
		t := twin{Sentence: l.T("duplicate.event", "title", d.Title, "workshop", d.Workshop, "state", l.T("myopening.state."+string(d.State)))}
		switch {
		case d.Title != "":
		case d.SameName && d.SameArtisan:
			t.Sentence = l.T("duplicate.both", "workshop", d.Workshop, "artisan", d.Artisan, "commune", d.Commune)
		case d.SameName:
			t.Sentence = l.T("duplicate.name", "workshop", d.Workshop, "commune", d.Commune)
		default:
			t.Sentence = l.T("duplicate.artisan", "workshop", d.Workshop, "artisan", d.Artisan, "commune", d.Commune)
		}
		if d.OpeningID != 0 {
			t.Link = page.ModerationPath(d.OpeningID)
		}
		twins = append(twins, t)
	}
	return twins
}

// duplicates lists what may be the same as an opening, and as its workshop.
func (s *Site) duplicates(c *gin.Context, o stored) ([]postgres.Duplicate, error) {
	ctx, at := c.Request.Context(), o.plan.Opening
	events, err := s.Store.EventDuplicates(ctx, at.TerritoryID, at.EditionID, at.ID)
	if err != nil {
		return nil, err
	}
	shops, err := s.Store.WorkshopDuplicates(ctx, at.TerritoryID, at.EditionID, at.WorkshopID)
	return append(events, shops...), err
}

// queueTwins returns what an organiser is told of the openings of a list, by
// opening.
func (s *Site) queueTwins(c *gin.Context, l page.Layout, lines []postgres.OpeningLine) (map[int64][]twin, error) {
	ctx := c.Request.Context()
	events, err := s.Store.EventDuplicates(ctx, l.Territory.ID, l.Edition.ID, 0)
	if err != nil {
		return nil, err
	}
	shops, err := s.Store.WorkshopDuplicates(ctx, l.Territory.ID, l.Edition.ID, 0)
	if err != nil {
		return nil, err
	}
	of := func(list []postgres.Duplicate, id int64) (found []postgres.Duplicate) {
		for _, d := range list {
			if d.Of == id {
				found = append(found, d)
			}
		}
		return found
	}
	twins := map[int64][]twin{}
	for _, line := range lines {
		o := line.Opening
		if found := append(of(events, o.ID), of(shops, o.WorkshopID)...); len(found) > 0 {
			twins[o.ID] = twinsShown(l, found)
		}
	}
	return twins, nil
}
