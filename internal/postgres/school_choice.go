package postgres

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"jema/internal/jema"
)

// SchoolChoice is where a class may come instead: one slot with room for all of
// it, or two between which its halves can change places.
type SchoolChoice struct{ Slots []SchoolSlot }

// choicesShown is how many of them a letter and the class's page name.
const choicesShown = 3

// ClassChoices returns slots a class may request instead of its own at now, the
// nearest in time and place first.
func (s *Store) ClassChoices(ctx context.Context, class Class, now time.Time) (list []SchoolChoice, err error) {
	defer attempted(&err, "listing the slots a class may choose")
	err = s.read(ctx, func(tx *tx) error {
		list, err = classChoices(ctx, tx, class, now)
		return err
	})
	return list, err
}

func classChoices(ctx context.Context, tx *tx, class Class, now time.Time) ([]SchoolChoice, error) {
	if len(class.Visits) == 0 {
		return nil, nil
	}
	var open bool
	err := tx.GetContext(ctx, &open, `SELECT $2::timestamptz < coalesce(school_closes_at, booking_closes_at) FROM edition
		WHERE id = $1 AND territory_id = $3`, class.Request.EditionID, now, class.Request.TerritoryID)
	if err != nil || !open {
		return nil, err
	}
	slots, err := schoolSlots(ctx, tx, class.Request.EditionID, now)
	if err != nil {
		return nil, err
	}
	was := class.Visits[0]
	slices.SortStableFunc(slots, func(a, b SchoolSlot) int { return cmp.Compare(farFrom(was, a), farFrom(was, b)) })
	return chooseFor(class, slots), nil
}

// farFrom weighs how far a slot is from a visit: an hour as ten kilometres.
func farFrom(was SchoolVisit, s SchoolSlot) float64 {
	return math.Abs(s.Slot.Start.Sub(was.Slot.Start).Hours()) + jema.Kilometres(was.Entry.Site(), s.Entry.Site())/10
}

// chooseFor takes of slots, the nearest first, those with room for the whole
// class, and then pairs for its halves.
func chooseFor(class Class, slots []SchoolSlot) (list []SchoolChoice) {
	for _, s := range slots {
		if s.Room() >= class.Request.People() && len(list) < choicesShown {
			list = append(list, SchoolChoice{[]SchoolSlot{s}})
		}
	}
	if !class.Request.Rotation {
		return list
	}
	for i, a := range slots {
		for _, b := range slots[i+1:] {
			if len(list) >= choicesShown {
				return list
			}
			if a.Room() >= class.Request.Party() && b.Room() >= class.Request.Party() && rotates(a, b) {
				list = append(list, SchoolChoice{[]SchoolSlot{a, b}})
			}
		}
	}
	return list
}

func rotates(a, b SchoolSlot) bool {
	if a.Entry.Workshop.ID == b.Entry.Workshop.ID {
		return false
	}
	_, err := jema.PlanRotation(a.Slot.Interval, b.Slot.Interval, jema.Travel(a.Entry.Site(), b.Entry.Site()))
	return err == nil
}
