package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"jema/internal/jema"
)

// EntryStart is an entry that somebody begins: an event of a workshop that is
// there (WorkshopID), or of a new one, of which a name is enough. Key is chosen by
// its editor: the same key begins one entry, however often it is sent.
type EntryStart struct {
	Workshop  jema.Workshop // ID is that of a workshop that is there; else it is added
	EditionID jema.EditionID
	Key       string
	Adviser   jema.AccountID // who begins it and gets a new workshop into her portfolio, 0 for others
}

// StartEntry adds an empty draft, and its workshop where that is new, and returns
// the draft's id; for a key used before, the id of the draft that the key began.
func (s *Store) StartEntry(ctx context.Context, e EntryStart, now time.Time) (id jema.OpeningID, err error) {
	defer attempted(&err, "beginning an entry")
	if e.Workshop.Name == "" {
		return 0, (&jema.Problems{{Field: "name", Message: "workshop.name.missing"}}).Err()
	}
	err = s.inTx(ctx, func(tx *tx) error {
		if id, err = entryOfKey(ctx, tx, e); err != nil || id != 0 {
			return err
		}
		w := e.Workshop
		if w.ID == 0 {
			if w.ID, err = insertWorkshop(ctx, tx, w, now); err != nil {
				return err
			}
			if e.Adviser != 0 {
				if _, err = entrust(ctx, tx, w.TerritoryID, e.Adviser, []jema.WorkshopID{w.ID}); err != nil {
					return err
				}
			}
		}
		o := jema.Opening{TerritoryID: w.TerritoryID, EditionID: e.EditionID, WorkshopID: w.ID, Kind: jema.OpenDoors,
			PartyMax: newPartyMax, Counted: jema.CountEveryone}
		id, _, err = insertOpening(ctx, tx, OpeningPlan{Opening: o, Key: e.Key}, now)
		if err == nil {
			err = writeFacts(ctx, tx, id, o)
		}
		return err
	})
	return id, err
}

// newPartyMax is how many people one booking of a new event may bring; its form
// changes it.
const newPartyMax = 8

// entryOfKey finds the draft that a key began for the same owner, 0 for none. Two
// requests with one key take turns.
func entryOfKey(ctx context.Context, tx *tx, e EntryStart) (id jema.OpeningID, err error) {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('entry ' || $1, 0))`,
		e.Key); err != nil {
		return 0, err
	}
	var known []struct {
		ID    jema.OpeningID
		Owner jema.AccountID
	}
	err = tx.SelectContext(ctx, &known, `SELECT o.id, coalesce(w.owner_id, 0) AS owner FROM opening o
		JOIN workshop w ON w.id = o.workshop_id WHERE o.territory_id = $1 AND o.draft_key = $2`,
		e.Workshop.TerritoryID, e.Key)
	switch {
	case err != nil || len(known) == 0:
		return 0, err
	case known[0].Owner != e.Workshop.OwnerID:
		return 0, jema.ErrKeyReused
	}
	return known[0].ID, nil
}

// EntryRevision is what somebody makes of an entry that is not on the site. Plan
// and Workshop carry the version and the moment that their editor read.
type EntryRevision struct {
	Plan     OpeningPlan
	Workshop *jema.Workshop // nil: left as it is
	Repaired []string       // fields whose defects are gone
}

// SaveEntry stores an entry that is not on the site, however much of it is
// missing. One that somebody has changed since is a Conflict.
func (s *Store) SaveEntry(ctx context.Context, r EntryRevision, now time.Time) (err error) {
	defer attempted(&err, "saving an entry")
	o := r.Plan.Opening
	if o.State == jema.Approved || r.Workshop != nil && r.Workshop.Name == "" {
		return errOpeningState
	}
	return s.inTx(ctx, func(tx *tx) error {
		if err := saveRevision(ctx, tx, r, now); err != nil {
			return err
		}
		return notifyEdited(ctx, tx, o, now)
	})
}

// saveRevision stores an event with its workshop, and forgets the defects that were
// repaired.
func saveRevision(ctx context.Context, tx *tx, r EntryRevision, now time.Time) error {
	if r.Workshop != nil {
		if err := updateWorkshop(ctx, tx, *r.Workshop, now); err != nil {
			return err
		}
	}
	if _, err := saveOpening(ctx, tx, r.Plan, now); err != nil || len(r.Repaired) == 0 {
		return err
	}
	return forgetDefects(ctx, tx, r.Plan.Opening.ID, r.Repaired)
}

// EntryTyped returns what was typed about an event and cannot be read yet, by the
// names of its fields.
func (s *Store) EntryTyped(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (typed map[string]string, err error) {
	defer attempted(&err, "reading what was typed of an event")
	var raw []byte
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, errOpeningMissing, &raw, `SELECT typed FROM opening WHERE territory_id = $1 AND id = $2`,
			territoryID, openingID)
	})
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &typed); err != nil {
		return nil, fmt.Errorf("reading what was typed: %w", err)
	}
	return typed, nil
}

// TypedChange is what a save makes of the fields that cannot be read: Unread are
// stored as they were typed, Read are no longer among them.
type TypedChange struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	Unread      map[string]string
	Read        []string
}

// ChangeTyped stores and forgets what cannot be read of an event.
func (s *Store) ChangeTyped(ctx context.Context, c TypedChange) (err error) {
	defer attempted(&err, "saving what was typed of an event")
	unread, err := json.Marshal(c.Unread)
	if err != nil {
		return fmt.Errorf("writing what was typed: %w", err)
	}
	read, err := json.Marshal(append([]string{}, c.Read...))
	if err != nil {
		return fmt.Errorf("writing what was typed: %w", err)
	}
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errOpeningMissing, &id, `
			UPDATE opening SET typed = (typed - ARRAY(SELECT jsonb_array_elements_text($3::jsonb))) || $4::jsonb
			WHERE territory_id = $1 AND id = $2 RETURNING id`, c.TerritoryID, c.OpeningID, string(read), string(unread))
	})
}
