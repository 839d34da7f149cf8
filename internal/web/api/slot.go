package api

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
)

type slot struct {
	ID        jema.SlotID    `json:"id"`
	OpeningID jema.OpeningID `json:"opening_id"`
	StartsAt  string         `json:"starts_at"`
	EndsAt    string         `json:"ends_at"`
	Audience  string         `json:"audience"`
	Capacity  int            `json:"capacity"`
	Taken     int            `json:"taken"`
	Free      int            `json:"free"`
	Waiting   int            `json:"waiting"`
	State     string         `json:"state"`
}

func slotOf(s jema.Slot, e jema.Edition, now time.Time) slot {
	return slot{s.ID, s.OpeningID, stamp(s.Start, e), stamp(s.End, e), s.Audience, s.Capacity, s.Taken, s.Free(now),
		s.Waiting, string(s.State(now))}
}

func (s *server) slotShow(c *gin.Context) error {
	id, err := pathID[jema.SlotID](c)
	if err != nil {
		return err
	}
	e, err := s.edition(c, postgres.Subject{Slot: id})
	if err != nil {
		return err
	}
	found, err := s.Store.Slot(c.Request.Context(), e.TerritoryID, id, s.Now())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, slotOf(found, e, s.Now()))
	return nil
}
