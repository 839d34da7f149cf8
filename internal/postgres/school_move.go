package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// MovedClass is a class that would be concerned if a slot it visits, or has
// requested, had other times.
type MovedClass struct {
	School, Other string // Other is the workshop of the other half, "" for a whole class
	Breaks        bool   // its halves would have no time to change places
	Needed        string // minutes that would be needed; "" where they are not the reason
}

// ClassesMoved lists the classes that moving a slot to other times concerns.
func (s *Store) ClassesMoved(ctx context.Context, territoryID jema.TerritoryID, slotID jema.SlotID, to jema.Interval,
	now time.Time) (list []MovedClass, err error) {
	defer attempted(&err, "listing the classes that a move concerns")
	err = s.read(ctx, func(tx *tx) error {
		requests, err := classesIn(ctx, tx, []jema.SlotID{slotID})
		for _, id := range requests {
			if err != nil {
				break
			}
			var found []Class
			if found, err = classes(ctx, tx, now, `q.id = $1 AND q.territory_id = $2`, id, territoryID); err != nil ||
				len(found) == 0 {
				continue
			}
			list = append(list, movedClass(found[0], slotID, to))
		}
		return err
	})
	return list, err
}

func movedClass(class Class, slotID jema.SlotID, to jema.Interval) MovedClass {
	m := MovedClass{School: class.Request.School}
	if !class.Request.Rotation || len(class.Visits) != 2 {
		return m
	}
	slots := [2]jema.Interval{}
	for i, v := range class.Visits {
		slots[i] = v.Slot.Interval
		if v.Slot.ID == slotID {
			slots[i] = to
		} else {
			m.Other = v.Entry.Workshop.Name
		}
	}
	_, refused := jema.PlanRotation(slots[0], slots[1], class.Travel())
	m.Breaks, m.Needed = refused != nil, jema.MinutesNeeded(refused)
	return m
}

// moveClasses queues messages to the schools of a slot that has just moved, and
// to the artisans of the other halves, as change requests. A rotation that has
// no time any more to change places ends whole; where that was not agreed to it
// is ErrSchoolBreaks.
func moveClasses(ctx context.Context, tx *tx, slotID jema.SlotID, was jema.Interval, change SlotChange,
	now time.Time) error {
	requests, err := classesIn(ctx, tx, []jema.SlotID{slotID})
	for _, id := range requests {
		if err != nil {
			break
		}
		var class heldClass
		var slots map[jema.SlotID]*lockedSlot
		if class, slots, err = holdClass(ctx, tx, id, now); err == nil {
			err = schoolAnswer{tx: tx, class: class, slots: slots, now: now}.moved(ctx, slotID, was, change)
		}
	}
	return err
}

func (a schoolAnswer) moved(ctx context.Context, slotID jema.SlotID, was jema.Interval, change SlotChange) error {
	var moved *heldVisit
	for _, v := range a.class.visits {
		if v.live() && v.SlotID == slotID {
			moved = v
		}
	}
	if moved == nil {
		return nil
	}
	if a.class.Rotation && mayRotate(ctx, a.tx, a.class.visits[0].slot, a.class.visits[1].slot) != nil {
		if !change.EndClasses {
			return jema.ErrSchoolBreaks
		}
		knows := moved.ID
		if change.By == jema.EndedByOrganiser {
			knows = 0
		}
		return a.endWhole(ctx, jema.SchoolEnd{By: jema.EndedByMove, VisitID: moved.ID, Reason: change.Reason}, knows)
	}
	for _, v := range a.class.visits {
		if v == moved || !v.live() {
			continue
		}
		m := classMessage{kind: jema.MessageSchoolOtherMoved, due: a.now, was: was}
		if err := notifyClassThat(ctx, a.tx, v.slot, v.ID, m, a.now); err != nil {
			return err
		}
	}
	return notifyClassThat(ctx, a.tx, moved.slot, moved.ID, classMessage{kind: jema.MessageSchoolMoved, due: a.now,
		was: was}, a.now)
}
