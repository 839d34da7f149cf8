package artisan

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Twin is the remark that something may be there twice, and leads to the other where
// whoever reads may see it.
type Twin struct{ Sentence, Link string }

// TwinsFor returns the remarks for an artisan. Of what is neither theirs nor public nothing
// is shown but that it is there; what is only near is for organisers to judge.
func TwinsFor(l page.Layout, list []postgres.Duplicate) (twins []Twin) {
	hidden := map[string]bool{}
	for _, d := range list {
		kind := "workshop"
		if d.Title != "" {
			kind = "event"
		}
		switch {
		case d.Near && !d.SameArtisan:
		case l.Account != nil && d.OwnerID == l.Account.ID && kind == "event":
			twins = append(twins, Twin{l.T("duplicate.own_event", "title", d.Title, "workshop", d.Workshop),
				page.MyOpeningPath(d.OpeningID)})
		case l.Account != nil && d.OwnerID == l.Account.ID:
			twins = append(twins, Twin{l.T("duplicate.own_workshop", "workshop", d.Workshop), "/atelier/" +
				strconv.FormatInt(int64(d.WorkshopID), 10)})
		case d.Public():
			twins = append(twins, Twin{l.T("duplicate.public_"+kind, "title", d.Title, "workshop", d.Workshop,
				"commune", d.Commune),
				"/evenements/" + strconv.FormatInt(int64(d.OpeningID), 10)})
		case !hidden[kind]:
			hidden[kind] = true
			twins = append(twins, Twin{l.T("duplicate.hidden_"+kind, "commune", d.Commune), ""})
		}
	}
	return twins
}

// TwinsShown returns the remarks for an organiser, who sees everything.
func TwinsShown(l page.Layout, list []postgres.Duplicate) (twins []Twin) {
	for _, d := range list {
		t := Twin{Sentence: l.T("duplicate.event", "title", d.Title, "workshop", d.Workshop, "state",
			l.T("myopening.state."+string(d.State)))}
		switch {
		case d.Title != "" && d.Near:
			t.Sentence = l.T("duplicate.near_event", "title", d.Title, "workshop", d.Workshop, "state",
				l.T("myopening.state."+string(d.State)))
		case d.Title != "":
		case d.Near && !d.SameArtisan:
			t.Sentence = l.T("duplicate.near_name", "workshop", d.Workshop, "commune", d.Commune)
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

// Duplicates lists what may be the same as an opening, and as its workshop.
func (h Openings) Duplicates(c *gin.Context, o Stored) ([]postgres.Duplicate, error) {
	ctx, at := c.Request.Context(), o.Plan.Opening
	events, err := h.Store.EventDuplicates(ctx, at.TerritoryID, at.EditionID, at.ID)
	if err != nil {
		return nil, err
	}
	shops, err := h.Store.WorkshopDuplicates(ctx, at.TerritoryID, at.EditionID, at.WorkshopID)
	return append(events, shops...), err
}
