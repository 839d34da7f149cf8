package postgres

import (
	"context"
	"slices"

	"jema/internal/jema"
)

// ErrEditionState refuses to move an edition to a state it cannot reach from
// its own.
var ErrEditionState = jema.Conflict("edition.state_moves")

// SetEditionState moves an edition of a territory to another state. The edition
// that was current until then becomes past when another one becomes current.
// Moving it to the state it has changes nothing; a move that EditionState.May
// does not allow is ErrEditionState.
func (s *Store) SetEditionState(ctx context.Context, territoryID jema.TerritoryID, year int,
	to jema.EditionState) (e jema.Edition, err error) {
	defer attempted(&err, "setting the state of an edition")
	err = s.inTx(ctx, func(tx *tx) error {
		if err := lockTerritory(ctx, tx, territoryID); err != nil {
			return err
		}
		if e, err = editionOf(ctx, tx, territoryID, year); err != nil || e.State == to {
			return err
		}
		if !e.State.May(to) {
			return ErrEditionState
		}
		if to == jema.EditionCurrent {
			if _, err := tx.ExecContext(ctx, `UPDATE edition SET state = 'past'
				WHERE territory_id = $1 AND state = 'current'`, territoryID); err != nil {
				return err
			}
		}
		e.State = to
		_, err := tx.ExecContext(ctx, `UPDATE edition SET state = $3 WHERE territory_id = $1 AND id = $2`,
			territoryID, e.ID, to)
		return err
	})
	return e, err
}

// shownFirst orders editions so that the one on show comes first: the current
// one, else the last past one, else the one of the latest year.
const shownFirst = ` ORDER BY state = 'current' DESC, state = 'past' DESC, year DESC`

// Place is where and when a request belongs.
type Place struct {
	Territory jema.Territory
	Edition   jema.Edition // of the subject, if there is one; else the one on show
	Shown     jema.Edition // the edition that visitors are shown
	Next      jema.Edition // the edition that artisans register for: another one, or Shown
	Years     []int        // of all the territory's editions, the latest first
}

// Subject is the object that a request is about. One field is set, or none.
type Subject struct {
	Opening                   jema.OpeningID
	Slot                      jema.SlotID
	Version                   jema.VersionID
	Freeze                    jema.FreezeID
	Booking                   jema.BookingID
	BookingToken, SchoolToken []byte // SHA-256 of a link's token
	Session                   []byte // SHA-256 of a session's cookie: the edition chosen in it
}

// subjectEdition finds the edition of a Subject within the territory; where the
// subject does not exist it is null.
const subjectEdition = `coalesce(
	(SELECT edition_id FROM opening WHERE territory_id = :territory AND id = :opening),
	(SELECT edition_id FROM slot WHERE territory_id = :territory AND id = :slot),
	(SELECT edition_id FROM version WHERE territory_id = :territory AND id = :version),
	(SELECT edition_id FROM edition_freeze WHERE territory_id = :territory AND id = :freeze),
	(SELECT edition_id FROM booking WHERE territory_id = :territory AND id = :booking),
	(SELECT edition_id FROM booking WHERE territory_id = :territory AND token_hash = :bookingtoken),
	(SELECT edition_id FROM school_request WHERE territory_id = :territory AND token_hash = :schooltoken),
	(SELECT edition_id FROM session WHERE territory_id = :territory AND token_hash = :session))`

// Place returns the territory of a slug ("" finds the only one there is) with
// the edition on show and the edition that the subject belongs to. A subject
// that the territory does not have leaves the edition on show: whoever reads
// the subject itself refuses it.
func (s *Store) Place(ctx context.Context, slug string, about Subject) (p Place, err error) {
	defer attempted(&err, "reading the territory and edition of a page")
	err = s.read(ctx, func(tx *tx) error {
		if p.Territory, err = territoryBySlug(ctx, tx, slug); err != nil {
			return err
		}
		var rows []placeRow
		err := selectNamed(ctx, tx, &rows, `SELECT `+editionColumns+`, id IS NOT DISTINCT FROM `+subjectEdition+` AS asked
			FROM edition WHERE territory_id = :territory`+shownFirst, struct {
			Subject
			Territory jema.TerritoryID
		}{about, p.Territory.ID})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return ErrEditionMissing
		}
		return p.choose(rows)
	})
	return p, err
}

type placeRow struct {
	editionRow
	Asked bool
}

// choose picks the place's editions among a territory's, the one on show first.
func (p *Place) choose(rows []placeRow) (err error) {
	if p.Shown, err = rows[0].edition(); err != nil {
		return err
	}
	p.Edition, p.Next = p.Shown, p.Shown
	for _, r := range rows {
		p.Years = append(p.Years, r.Year)
		e, err := r.edition()
		if err != nil {
			return err
		}
		if r.Asked {
			p.Edition = e
		}
		if e.State == jema.EditionRegistering {
			p.Next = e
		}
	}
	slices.SortFunc(p.Years, func(a, b int) int { return b - a })
	return nil
}
