package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"jema/internal/jema"
)

// ProposalValue is all that a proposal wants: an opening with its times and,
// where its artisan changed them too, its workshop and the workshop's photo.
type ProposalValue struct {
	OpeningPlan
	Workshop *jema.Workshop `json:",omitempty"`
	Photo    *jema.Photo    `json:",omitempty"` // without Large: only what is said of it
	// fields as a spreadsheet has them, by their names in planFields and workshopFields
	Imported []string `json:",omitempty"`
}

// retyped returns the value with its opening as an artisan has typed it now.
func (v ProposalValue) retyped(plan OpeningPlan) ProposalValue {
	changed := v.Changed(plan)
	v.Imported = slices.DeleteFunc(slices.Clone(v.Imported),
		func(name string) bool { return slices.Contains(changed, name) })
	v.OpeningPlan = plan
	return v
}

// fromSheet adds the names of fields that a spreadsheet has changed.
func (v *ProposalValue) fromSheet(names []string) {
	all := slices.Concat(v.Imported, names)
	slices.Sort(all)
	v.Imported = slices.Compact(all)
}

// workshopField is one thing that a proposal may change of a workshop.
type workshopField struct {
	name  string
	value func(jema.Workshop) string
	copy  func(to *jema.Workshop, from jema.Workshop)
}

// workshopFields are all of them, by the form's names.
var workshopFields = []workshopField{
	{"name", func(w jema.Workshop) string { return w.Name }, func(to *jema.Workshop,
		from jema.Workshop) {
		to.Name = from.Name
	}},
	{"artisan", func(w jema.Workshop) string { return w.Artisan }, func(to *jema.Workshop,
		from jema.Workshop) {
		to.Artisan = from.Artisan
	}},
	{"craft", func(w jema.Workshop) string { return w.CraftSlug + w.CraftOther },
		func(to *jema.Workshop, from jema.Workshop) {
			to.CraftSlug, to.CraftOther = from.CraftSlug, from.CraftOther
		}},
	{"commune", func(w jema.Workshop) string { return w.CommuneINSEE }, func(to *jema.Workshop,
		from jema.Workshop) {
		to.CommuneINSEE = from.CommuneINSEE
	}},
	{"address", func(w jema.Workshop) string { return fmt.Sprint(w.PublishAddress, w.Address, w.PostalCode) },
		func(to *jema.Workshop, from jema.Workshop) {
			to.PublishAddress, to.Address, to.PostalCode = from.PublishAddress, from.Address, from.PostalCode
		}},
	{"position", func(w jema.Workshop) string { return fmt.Sprint(w.Lat, w.Lon) },
		func(to *jema.Workshop, from jema.Workshop) { to.Lat, to.Lon = from.Lat, from.Lon }},
	{"parking", func(w jema.Workshop) string { return w.Parking },
		func(to *jema.Workshop, from jema.Workshop) { to.Parking = from.Parking }},
	{"parking_english", func(w jema.Workshop) string { return w.ParkingEnglish },
		func(to *jema.Workshop, from jema.Workshop) { to.ParkingEnglish = from.ParkingEnglish }},
	{"phone", func(w jema.Workshop) string { return fmt.Sprint(w.PublishPhone, w.Phone) },
		func(to *jema.Workshop, from jema.Workshop) { to.PublishPhone, to.Phone = from.PublishPhone, from.Phone }},
	{"email", func(w jema.Workshop) string { return fmt.Sprint(w.PublishEmail, w.Email) },
		func(to *jema.Workshop, from jema.Workshop) { to.PublishEmail, to.Email = from.PublishEmail, from.Email }},
	{"website", func(w jema.Workshop) string { return w.Website }, func(to *jema.Workshop,
		from jema.Workshop) {
		to.Website = from.Website
	}},
}

// mergeWorkshop is merge for a workshop; its fields in conflict are named with
// "workshop_" before them.
func mergeWorkshop(base, live, value jema.Workshop, take map[string]string) (merged jema.Workshop, changed,
	conflicts []string) {
	merged = live
	for _, f := range workshopFields {
		was, is, wanted := f.value(base), f.value(live), f.value(value)
		if wanted == was || wanted == is {
			continue
		}
		name := "workshop_" + f.name
		changed = append(changed, name)
		if is != was {
			conflicts = append(conflicts, name)
		}
		if is != was && take[name] != TakeProposed || take[name] == TakeLive {
			continue
		}
		f.copy(&merged, value)
	}
	return merged, changed, conflicts
}

// WorkshopChanges names the fields of the workshop that accepting the proposal
// would change, with "workshop_" before them, and those in conflict.
func (p OpeningProposal) WorkshopChanges(live jema.Workshop) (changed, conflicts []string) {
	if p.Value.Workshop == nil || p.Base.Workshop == nil {
		return nil, nil
	}
	_, changed, conflicts = mergeWorkshop(*p.Base.Workshop, live, *p.Value.Workshop, nil)
	return changed, conflicts
}

// Wanted returns the workshop as the proposal wants it, laid over what is live;
// of a field in conflict what is proposed.
func (p OpeningProposal) Wanted(live jema.Workshop) jema.Workshop {
	if p.Value.Workshop == nil || p.Base.Workshop == nil {
		return live
	}
	take := map[string]string{}
	for _, f := range workshopFields {
		take["workshop_"+f.name] = TakeProposed
	}
	merged, _, _ := mergeWorkshop(*p.Base.Workshop, live, *p.Value.Workshop, take)
	return merged
}

// onSite is true of an opening o of an edition e that was approved for visitors
// to read, on the site or in a frozen programme.
const onSite = `(o.state = 'approved' AND (e.state <> 'prepared' OR e.freeze_at IS NOT NULL))`

// liveOpening finds the opening beside which changes of a workshop wait: the one
// with a proposal, else the first on the site; 0 for none.
func liveOpening(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (id jema.OpeningID, err error) {
	err = tx.GetContext(ctx, &id, `SELECT o.id FROM opening o JOIN edition e ON e.id = o.edition_id
		LEFT JOIN proposal p ON p.opening_id = o.id AND p.state = 'open'
		WHERE o.territory_id = $1 AND o.workshop_id = $2 AND e.state <> 'past' AND `+onSite+`
		ORDER BY p.value ? 'Workshop' DESC NULLS LAST, p.id IS NULL, o.id LIMIT 1`, territoryID, workshopID)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// WorkshopProposal finds what waits for an organiser beside a workshop that is
// on the site. live reports whether it is: its artisan's changes are proposals.
func (s *Store) WorkshopProposal(ctx context.Context, territoryID jema.TerritoryID,
	workshopID jema.WorkshopID) (p *OpeningProposal,
	live bool, err error) {
	defer attempted(&err, "finding what waits for a workshop")
	err = s.read(ctx, func(tx *tx) error {
		opening, err := liveOpening(ctx, tx, territoryID, workshopID)
		if live = opening != 0; err != nil || !live {
			return err
		}
		p, err = openProposal(ctx, tx, territoryID, opening)
		return err
	})
	return p, live, err
}

// WorkshopWish is what an artisan wants of a workshop that is on the site.
type WorkshopWish struct {
	AccountID   jema.AccountID // 0: a spreadsheet's
	Wanted      jema.Workshop  // UpdatedAt is the state its editor saw
	Photo       *jema.Photo    // nil: the photo stays
	RemovePhoto bool           // at once
	Revision    int            // of the proposal that is edited, 0 for none
}

// ProposeWorkshop stores what an artisan wants of a workshop that is on the
// site: what nobody is shown, or takes something back, holds at once
// (jema.Workshop.AtOnce); the rest waits as a proposal. It returns whether
// anything waits.
func (s *Store) ProposeWorkshop(ctx context.Context, wish WorkshopWish, now time.Time) (waits bool, err error) {
	defer attempted(&err, "proposing changes of a workshop")
	if err := wish.Wanted.Check(); err != nil {
		return false, err
	}
	err = s.inTx(ctx, func(tx *tx) error {
		waits, err = proposeWorkshop(ctx, tx, wish, now)
		return err
	})
	return waits, err
}

func proposeWorkshop(ctx context.Context, tx *tx, wish WorkshopWish, now time.Time) (waits bool, err error) {
	territoryID, id := wish.Wanted.TerritoryID, wish.Wanted.ID
	opening, err := liveOpening(ctx, tx, territoryID, id)
	if err == nil && opening == 0 {
		err = errOpeningState
	}
	if err != nil {
		return false, err
	}
	plan, err := lockLive(ctx, tx, territoryID, opening)
	if err != nil {
		return false, err
	}
	p, err := openProposal(ctx, tx, territoryID, opening)
	if err != nil {
		return false, err
	}
	if err := sameRevision(p, wish.Revision); err != nil {
		return false, err
	}
	live, err := workshopAtOnce(ctx, tx, wish, now)
	if err != nil {
		return false, err
	}
	base, value := ProposalValue{OpeningPlan: plan}, ProposalValue{OpeningPlan: plan}
	if p != nil {
		base, value = p.Base, p.Value
	}
	if base.Workshop == nil {
		base.Workshop = &live
	}
	before := live
	if p != nil {
		before = p.Wanted(live)
	}
	if _, changed, _ := mergeWorkshop(before, before, wish.Wanted, nil); wish.AccountID == 0 {
		value.fromSheet(changed)
	} else {
		value.Imported = slices.DeleteFunc(slices.Clone(value.Imported),
			func(name string) bool { return slices.Contains(changed, name) })
	}
	value.Workshop, value.Photo = &wish.Wanted, wish.photo(value.Photo)
	if _, changed, _ := mergeWorkshop(live, live, wish.Wanted, nil); len(changed) == 0 {
		base.Workshop, value.Workshop = nil, nil
	}
	return value.Workshop != nil || value.Photo != nil, storeProposal(ctx, tx, proposalWrite{wish.AccountID, p, plan,
		base, value}, now)
}

// photo is the one that is wanted, given the one that waits: words alone are
// those of the picture that waits.
func (wish WorkshopWish) photo(waiting *jema.Photo) *jema.Photo {
	switch {
	case wish.RemovePhoto:
		return nil
	case wish.Photo == nil:
		return waiting
	case len(wish.Photo.Large) > 0 || waiting == nil:
		return wish.Photo
	}
	kept := *waiting
	kept.Alt, kept.Credit = wish.Photo.Alt, wish.Photo.Credit
	return &kept
}

// workshopAtOnce writes what holds at once and returns the workshop as it then
// is on the site.
func workshopAtOnce(ctx context.Context, tx *tx, wish WorkshopWish, now time.Time) (jema.Workshop, error) {
	territoryID, id := wish.Wanted.TerritoryID, wish.Wanted.ID
	before, err := workshop(ctx, tx, territoryID, id)
	if err != nil {
		return before, err
	}
	if !before.UpdatedAt.Equal(wish.Wanted.UpdatedAt) {
		return before, errWorkshopChanged
	}
	if after := before.AtOnce(wish.Wanted); after != before {
		if err := updateWorkshop(ctx, tx, after, now); err != nil {
			return before, err
		}
	}
	if wish.RemovePhoto {
		if err := removePhoto(ctx, tx, territoryID, id, now); err != nil {
			return before, err
		}
	}
	return workshop(ctx, tx, territoryID, id)
}

// PhotoField names the photo among what a proposal changes of a workshop.
const PhotoField = "workshop_photo"

// acceptWorkshop lays what a proposal wants of a workshop over what is live.
func acceptWorkshop(ctx context.Context, tx *tx, p OpeningProposal, live jema.Workshop,
	take map[string]string, now time.Time) (conflicts []string, err error) {
	if p.Value.Workshop != nil && p.Base.Workshop != nil {
		merged, _, found := mergeWorkshop(*p.Base.Workshop, live, *p.Value.Workshop, take)
		if conflicts = undecided(found, take); len(conflicts) > 0 {
			return conflicts, nil
		}
		if merged != live {
			if err := merged.Check(); err != nil {
				return nil, err
			}
			if err := updateWorkshop(ctx, tx, merged, now); err != nil {
				return nil, err
			}
		}
	}
	photo := p.Value.Photo
	switch {
	case photo == nil || take[PhotoField] == TakeLive:
	case len(photo.Large) > 0:
		_, err = savePhoto(ctx, tx, p.TerritoryID, *photo, now)
	default:
		err = describePhoto(ctx, tx, p.TerritoryID, *photo, now)
	}
	return nil, err
}

// undecided returns the conflicts for which nobody has chosen the right side.
func undecided(conflicts []string, take map[string]string) []string {
	return slices.DeleteFunc(slices.Clone(conflicts), func(name string) bool {
		return take[name] == TakeLive || take[name] == TakeProposed
	})
}

// WorkshopFieldNames are the fields of a workshop that visitors read, with "workshop_"
// before their names.
var WorkshopFieldNames = func() (names []string) {
	for _, f := range workshopFields {
		names = append(names, "workshop_"+f.name)
	}
	return names
}()
