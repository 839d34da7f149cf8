package postgres

import (
	"context"
	"slices"
	"time"

	"jema/internal/jema"
)

// ProgrammeWith gathers the programme of the commune of an opening with the
// opening in it, whatever its state: as it would be printed if it were approved
// now.
func (s *Store) ProgrammeWith(ctx context.Context, e jema.Edition, openingID jema.OpeningID,
	now time.Time) (p jema.Programme, err error) {
	defer attempted(&err, "reading a programme with an opening not yet approved")
	err = s.read(ctx, func(tx *tx) error {
		list, err := loadEntries(ctx, tx, []jema.OpeningID{openingID}, now)
		if err != nil {
			return err
		}
		if len(list) == 0 || list[0].Opening.EditionID != e.ID {
			return errOpeningMissing
		}
		book, err := loadBook(ctx, tx, e, now)
		if err != nil {
			return err
		}
		if p, err = book.programme(list[0].Commune.INSEE); err != nil {
			return err
		}
		i := slices.IndexFunc(p.Entries, func(x jema.Entry) bool { return x.Opening.ID == openingID })
		if i < 0 {
			p.Entries = append(p.Entries, list[0])
		}
		return loadPrinted(ctx, tx, e.TerritoryID, p.Entries, now)
	})
	return p, err
}
