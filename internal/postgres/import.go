package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// ImportRow is a row of a spreadsheet, ready to be laid over what is there.
type ImportRow struct {
	Number string // the national number, "" when there is none
	// of ImportIdentity; the first is the row's own, the others what it may have been before it was repaired
	Identities []string
	Key        string // unique in the edition, stable from file to file
	Fields     map[string]string
	Hours      ImportedTimes
	Slots      ImportedTimes
	Defects    []jema.Defect
	State      jema.OpeningState // to be in: approved or submitted when complete, else incomplete
}

// ImportedTimes are free hours or slots as a row gives them. Given means that
// the file has such a column, Read that its words were understood.
type ImportedTimes struct {
	Text        string
	Plans       []SlotPlan // of hours, the interval only
	Given, Read bool
}

// FieldChange is a field whose values in a row and in the program differ.
type FieldChange struct{ Field, Was, Given string }

// ImportResult is what became of a row.
type ImportResult struct {
	OpeningID    jema.OpeningID
	Created      bool
	State        jema.OpeningState
	Changes      []FieldChange // taken: Was before, Said now
	Retained     []FieldChange // Was is kept, because somebody wrote it in the program
	Proposed     []FieldChange // Was stays on the site, Said waits for an organiser
	TimesRefused *jema.Error   // why hours and slots could not be stored
}

// ImportOptions set how rows are merged into an edition.
type ImportOptions struct {
	Edition  jema.Edition
	Now      time.Time                // when rows are written, and places that they add offered
	DryRun   bool                     // everything is tried, nothing stays
	Explain  func(*jema.Error) string // says a refusal in the report's language
	Progress func(done int)           // may be nil
	Meanings []ImportMeaning          // of columns, to be kept
}

// ImportIdentity is what identifies an opening when it has no national number.
func ImportIdentity(workshop, commune, title string) string {
	return text.Slug(workshop) + "|" + commune + "|" + text.Slug(title)
}

// importBatch is how many rows are written with one set of statements.
const importBatch = 250

var errDryRun = errors.New("dry run")

// ImportOpenings merges rows into an edition in one transaction: all of them or
// none. A field changed in the program since the last import stays, any other
// takes the row's value, and a booked slot stays. A published opening takes no
// change without review: the row becomes a proposal for an organiser. Results
// are in the order of the rows.
func (s *Store) ImportOpenings(ctx context.Context, rows []ImportRow, options ImportOptions) (_ []ImportResult,
	err error) {
	defer attempted(&err, "importing openings")
	var results []ImportResult
	err = s.inTx(ctx, func(tx *tx) error {
		run, err := startImport(ctx, tx, options)
		if err != nil {
			return err
		}
		if err := run.lockSlots(ctx, rows); err != nil {
			return err
		}
		targets, err := run.targets(ctx, rows)
		if err != nil {
			return err
		}
		for batch := range slices.Chunk(targets, importBatch) {
			done, err := run.batch(ctx, batch)
			if err != nil {
				return fmt.Errorf("importing from %s: %w", batch[0].row.Key, err)
			}
			results = append(results, done...)
			if options.Progress != nil {
				options.Progress(len(results))
			}
		}
		if options.DryRun {
			return errDryRun
		}
		return storeMeanings(ctx, tx, options)
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return results, err
}

// importRun is an import under way: what was there before, found in one go.
type importRun struct {
	tx        *tx
	options   ImportOptions
	openings  []*importedOpening
	byKey     map[string][]*importedOpening // import key, n:number, i:identity
	workshops map[string]jema.WorkshopID    // by slug of the name and commune
	taken     map[jema.OpeningID]bool       // openings that a row of this file is
	now       *importNow                    // what the program has, with what was written so far
	public    bool                          // what is approved in the edition is on the site
	live      map[jema.WorkshopID]bool      // workshops of which something is on the site
}

// importedOpening is an opening of the edition as an import finds it.
type importedOpening struct {
	ID         jema.OpeningID
	WorkshopID jema.WorkshopID `db:"workshop_id"`
	Owned      bool            // its workshop has an account, which reads what becomes of it
	Key        string          `db:"import_key"`
	Number     string          `db:"national_number"`
	State      jema.OpeningState
	Workshop   string
	Commune    string
	Title      string
	Imported   []byte
	base       importBase
}

// importBase is what the last import of an opening contained, stored beside it
// so that the next one can detect what was changed in the program in between.
type importBase struct {
	Identity string            `json:"identity"`
	State    jema.OpeningState `json:"state"`
	Fields   map[string]string `json:"fields"`
	Hours    *baseTimes        `json:"hours,omitempty"`
	Slots    *baseTimes        `json:"slots,omitempty"`
	Defects  map[string]string `json:"defects,omitempty"` // field → the cell's text
}

func startImport(ctx context.Context, tx *tx, options ImportOptions) (*importRun, error) {
	run := &importRun{tx: tx, options: options, byKey: map[string][]*importedOpening{},
		workshops: map[string]jema.WorkshopID{},
		taken:     map[jema.OpeningID]bool{}, live: map[jema.WorkshopID]bool{}}
	// Two imports of an edition take turns.
	if err := one(ctx, tx, ErrEditionMissing, &run.public, `SELECT state <> 'prepared' OR freeze_at IS NOT NULL FROM
		edition
		WHERE territory_id = $1 AND id = $2 FOR NO KEY UPDATE`, options.Edition.TerritoryID, options.Edition.ID); err != nil {
		return nil, err
	}
	err := tx.SelectContext(ctx, &run.openings, `
		SELECT o.id, o.workshop_id, coalesce(o.import_key, '') AS import_key, o.national_number, o.state, w.owner_id IS
			NOT NULL AS owned, w.name AS workshop,
			coalesce(o.commune_insee, '') AS commune, o.title, coalesce(o.imported, '{}') AS imported
		FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.edition_id = $1 ORDER BY o.id`, options.Edition.ID)
	if err != nil {
		return nil, err
	}
	for _, o := range run.openings {
		if err := json.Unmarshal(o.Imported, &o.base); err != nil {
			return nil, fmt.Errorf("opening %d: what was imported: %w", o.ID, err)
		}
		run.index(o)
	}
	return run, run.indexWorkshops(ctx)
}

func (run *importRun) index(o *importedOpening) {
	keys := []string{o.Key, "i:" + o.base.Identity, "i:" + ImportIdentity(o.Workshop, o.Commune, o.Title)}
	if o.Number != "" {
		keys = append(keys, "n:"+o.Number)
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		run.byKey[key] = append(run.byKey[key], o)
	}
}

func (run *importRun) indexWorkshops(ctx context.Context) error {
	var list []struct {
		ID            jema.WorkshopID
		Name, Commune string
		Live          bool
	}
	err := run.tx.SelectContext(ctx, &list, `SELECT w.id, w.name, coalesce(w.commune_insee, '') AS commune,
			EXISTS (SELECT FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.workshop_id = w.id AND e.state <>
				'past' AND `+onSite+`) AS live
		FROM workshop w WHERE w.territory_id = $1 ORDER BY w.id DESC`, run.options.Edition.TerritoryID)
	for _, w := range list {
		run.workshops[text.Slug(w.Name)+"|"+w.Commune] = w.ID // the oldest of several
		run.live[w.ID] = w.Live
	}
	return err
}

// find returns the opening that a row is, nil for a new one: by its key, its
// national number, its identity, or the identity it had while incomplete.
func (run *importRun) find(row ImportRow) *importedOpening {
	keys := []string{row.Key}
	if row.Number != "" {
		keys = append(keys, "n:"+row.Number)
	}
	for _, identity := range row.Identities {
		keys = append(keys, "i:"+identity)
	}
	for i, key := range keys {
		loose := i >= len(keys)-len(row.Identities)+1
		for _, o := range run.byKey[key] {
			otherNumber := row.Number != "" && o.Number != "" && row.Number != o.Number
			if !run.taken[o.ID] && (!otherNumber || key == row.Key) && (!loose || o.State == jema.Incomplete && o.Key != "") {
				return o
			}
		}
	}
	return nil
}

// lockSlots locks, in the one order of the house, the slots of every opening
// whose slots may change, so that an import and the bookings never wait for
// each other in a circle.
func (run *importRun) lockSlots(ctx context.Context, rows []ImportRow) error {
	var ids []jema.OpeningID
	for _, row := range rows {
		if o := run.find(row); o != nil && row.Slots.Read && !o.base.Slots.equal(row.Slots.base()) {
			ids = append(ids, o.ID)
		}
	}
	_, err := run.tx.ExecContext(ctx, `SELECT 1 FROM slot WHERE opening_id = ANY ($1) ORDER BY id FOR UPDATE`,
		pq.Array(ids))
	return err
}
