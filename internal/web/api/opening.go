package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/public"
)

type named struct {
	INSEE string `json:"insee,omitempty"`
	Slug  string `json:"slug,omitempty"`
	Name  string `json:"name"`
}

// opening is an opening as the list shows it.
type opening struct {
	ID          jema.OpeningID `json:"id"`
	Title       string         `json:"title"`
	Workshop    string         `json:"workshop"`
	Artisan     string         `json:"artisan"`
	Commune     named          `json:"commune"`
	Craft       *named         `json:"craft"`
	CraftOther  string         `json:"craft_other,omitempty"`
	Domain      *named         `json:"domain"`
	Kind        string         `json:"kind"`
	State       string         `json:"state"`
	Description string         `json:"description"`
	PrintedText string         `json:"printed_text"`
	facts
	Address  *string `json:"address"`
	Parking  *string `json:"parking"`
	Phone    *string `json:"phone"`
	Email    *string `json:"email"`
	Website  string  `json:"website"`
	PartyMax int     `json:"party_max"`
	Counted  string  `json:"counted"`
	URL      string  `json:"url"`
}

type period struct {
	StartsAt string `json:"starts_at"`
	EndsAt   string `json:"ends_at"`
}

type openingWhole struct {
	opening
	Hours []period `json:"hours"`
	Slots []slot   `json:"slots"`
}

func (s *server) openingShow(c *gin.Context) error {
	id, err := pathID[jema.OpeningID](c)
	if err != nil {
		return err
	}
	state, err := s.Public.State(c.Request.Context())
	if err != nil {
		return err
	}
	if _, isThere := state.Entry(id); isThere && state.Place.Edition.State.Public() {
		return s.ready(c, Root+"/openings/"+strconv.FormatInt(int64(id), 10), public.Recipe{
			Depends: func(from *public.State) []int64 { return from.ShownOf(id) },
			Render:  func(_ context.Context, from *public.State) ([]byte, error) { return s.readyOpening(from, id) },
		})
	}
	e, err := s.edition(c, postgres.Subject{Opening: id})
	if err != nil {
		return err
	}
	entry, err := s.Store.Entry(c.Request.Context(), e, id, s.Now())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, s.whole(entry, e, s.Now()))
	return nil
}

func (s *server) readyOpening(from *public.State, id jema.OpeningID) ([]byte, error) {
	entry, isThere := from.Entry(id)
	if !isThere {
		return nil, jema.NotFound("api.not_found")
	}
	return json.Marshal(s.whole(entry, from.Place.Edition, from.Now))
}

// whole is an opening with its times.
func (s *server) whole(entry jema.Entry, e jema.Edition, now time.Time) openingWhole {
	whole := openingWhole{s.opening(entry), []period{}, []slot{}}
	for _, h := range entry.Hours {
		whole.Hours = append(whole.Hours, period{stamp(h.Start, e), stamp(h.End, e)})
	}
	for _, sl := range entry.Slots {
		whole.Slots = append(whole.Slots, slotOf(sl, e, now))
	}
	return whole
}

// opening describes what visitors see: of the workshop only what the artisan
// publishes.
func (s *server) opening(e jema.Entry) opening {
	o := opening{
		ID: e.Opening.ID, Title: e.Opening.Title, Workshop: e.Workshop.Name, Artisan: e.Workshop.Artisan,
		Commune: named{INSEE: e.Commune.INSEE, Name: e.Commune.Name}, CraftOther: e.Workshop.CraftOther,
		Kind: string(e.Opening.Kind), State: string(e.Opening.State), Description: e.Opening.Description,
		PrintedText: e.Opening.PrintedText, facts: factsOf(e.Opening), Website: e.Workshop.Website,
		PartyMax: e.Opening.PartyMax, Counted: string(e.Opening.Counted),
		Address: orNull(e.Place()), Parking: orNull(e.Parking()), Phone: orNull(e.Telephone()), Email: orNull(e.Mail()),
		URL: s.Links.Base() + "/evenements/" + strconv.FormatInt(int64(e.Opening.ID), 10),
	}
	if e.Craft != nil {
		o.Craft = &named{Slug: e.Craft.Slug, Name: e.Craft.Name}
		o.Domain = &named{Slug: e.Craft.Domain.Slug, Name: e.Craft.Domain.Name}
	}
	return o
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// stamp writes a moment with the edition's offset.
func stamp(t time.Time, e jema.Edition) string { return t.In(e.Zone).Format(time.RFC3339) }

func pathID[N ~int64](c *gin.Context) (N, error) {
	n, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil || n < 1 {
		return 0, jema.NotFound("api.not_found")
	}
	return N(n), nil
}
