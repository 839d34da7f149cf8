package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// classesOf reads the whole classes of a territory that letters are about, by
// request.
func classesOf(ctx context.Context, tx *tx, territoryID jema.TerritoryID, rows []letterRow,
	now time.Time) (map[jema.SchoolRequestID]Class, error) {
	var ids []jema.SchoolRequestID
	for _, r := range rows {
		if r.RequestID != 0 {
			ids = append(ids, r.RequestID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := classes(ctx, tx, now, `q.territory_id = $1 AND q.id = ANY ($2)`, territoryID, pq.Array(ids))
	whole := make(map[jema.SchoolRequestID]Class, len(list))
	for _, c := range list {
		whole[c.Request.ID] = c
	}
	return whole, err
}

// ofClass adds the whole class to a letter, and, for a teacher whose class was
// declined or called off, slots to request instead.
func (l *Letter) ofClass(ctx context.Context, tx *tx, class Class, now time.Time) (err error) {
	l.Class, l.School = class, class.Request
	ended := l.School.State == jema.SchoolDeclined || l.School.State == jema.SchoolCancelled && l.School.End.By != ""
	if ended && jema.ToSchool(l.Message.Kind) {
		l.Choices, err = classChoices(ctx, tx, class, now)
	}
	return err
}

// Timetable is where and when each half of a class in two is, with the minutes
// between the two workshops; false for a whole class, and where the slots have
// no time for it.
func (c Class) Timetable() (jema.Rotation, bool) {
	if !c.Request.Rotation || len(c.Visits) != 2 {
		return jema.Rotation{}, false
	}
	plan, err := jema.PlanRotation(c.Visits[0].Slot.Interval, c.Visits[1].Slot.Interval, c.Travel())
	return plan, err == nil
}

// Travel is how long a half needs between the two workshops.
func (c Class) Travel() time.Duration {
	if len(c.Visits) != 2 {
		return 0
	}
	return jema.Travel(c.Visits[0].Entry.Site(), c.Visits[1].Entry.Site())
}
