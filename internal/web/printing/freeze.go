package printing

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Freezes freezes programmes for the printer.
type Freezes struct{ *printer }

// one freezes one programme as the address shows it, once somebody is sure.
func (h Freezes) one(c *gin.Context) error {
	p, err := h.pressOf(c)
	if err != nil {
		return err
	}
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	if !page.Ticked(c, "sure") {
		return h.confirmOne(c, place, p)
	}
	if err := h.freeze(c.Request.Context(), place, p, account.ID, 0); err != nil {
		return err
	}
	return page.Redirect(c, p.root(), "programme_frozen")
}

// freeze makes every file of a programme and stores it with its value.
func (h Freezes) freeze(ctx context.Context, at postgres.Place, p press, accountID jema.AccountID,
	freezeID jema.FreezeID) error {
	value, err := p.value()
	if err != nil {
		return err
	}
	v := jema.Version{EditionID: at.Edition.ID, INSEE: p.insee(), FreezeID: freezeID, Format: string(p.spec.Format),
		Language: p.spec.Language,
		FrozenAt: h.Now()}
	var files []jema.VersionFile
	for _, edition := range jema.MadeForAll {
		pdf, pages, err := h.made(ctx, p, edition)
		if err != nil {
			return err
		}
		if edition == jema.ForScreen {
			v.Pages = pages
		}
		files = append(files, jema.VersionFile{For: edition, PDF: pdf, SHA256: sha256.Sum256(pdf)})
	}
	_, err = h.Store.FreezeVersion(ctx, postgres.NewVersion{TerritoryID: at.Territory.ID, AccountID: accountID,
		Version: v, Value: value, Files: files})
	return err
}

// value is what is stored of a programme to find later what has changed: of the
// book, all of its programmes.
func (p press) value() ([]byte, error) {
	if !p.IsBook() {
		return p.one.Value()
	}
	all := map[string]json.RawMessage{}
	for _, one := range p.book.Programmes {
		value, err := one.Value()
		if err != nil {
			return nil, err
		}
		all[one.Commune.INSEE] = value
	}
	return json.Marshal(all)
}

// start freezes every commune where something opens, or goes on with a
// freeze that stopped halfway. It is done behind the page, which shows how far
// it is.
func (h Freezes) start(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	before, err := h.Store.Freezes(c.Request.Context(), place.Territory.ID, place.Edition.ID)
	if err != nil {
		return err
	}
	goesOn := len(before) > 0 && before[0].EndedAt == nil // that was agreed to when it began
	if !goesOn && !page.Ticked(c, "sure") {
		return h.confirmAll(c, place)
	}
	if !h.freezing.CompareAndSwap(false, true) {
		return page.Redirect(c, programmesPath+"#bouclages", "")
	}
	all, f, err := h.toFreeze(c.Request.Context(), place, account.ID)
	if err != nil || len(all) == 0 {
		h.freezing.Store(false)
		if err == nil {
			err = jema.Conflict("printing.nothing_opens")
		}
		return err
	}
	ctx := context.WithoutCancel(c.Request.Context())
	h.Background("freeze "+strconv.FormatInt(int64(f.ID), 10), func() error {
		defer h.freezing.Store(false)
		return h.freezeAll(ctx, place, all, f)
	})
	return page.Redirect(c, programmesPath+"#bouclages", "")
}

// toFreeze returns what is to be frozen, and the decision to do so: a new one,
// or the one that stopped halfway.
func (h Freezes) toFreeze(ctx context.Context, at postgres.Place, accountID jema.AccountID) (open []jema.Programme,
	f jema.Freeze, err error) {
	all, err := h.Store.Programmes(ctx, at.Edition, h.Now())
	if err != nil {
		return nil, f, err
	}
	for _, one := range all {
		if len(one.Entries) > 0 {
			open = append(open, one)
		}
	}
	before, err := h.Store.Freezes(ctx, at.Territory.ID, at.Edition.ID)
	if err != nil || len(open) == 0 {
		return nil, f, err
	}
	if len(before) > 0 && before[0].EndedAt == nil {
		return open, before[0], nil
	}
	f, err = h.Store.StartFreeze(ctx, at.Territory.ID, jema.Freeze{EditionID: at.Edition.ID, AccountID: accountID,
		Total: len(open)}, h.Now())
	return open, f, err
}

func (h Freezes) freezeAll(ctx context.Context, at postgres.Place, all []jema.Programme, f jema.Freeze) error {
	set, err := h.Store.Printing(ctx, at.Territory.ID, at.Edition.ID)
	if err != nil {
		return err
	}
	spec, err := h.specOf(ctx, at.Territory.ID, set)
	if err != nil {
		return err
	}
	_, made, err := h.Store.Freeze(ctx, at.Territory.ID, at.Edition.ID, f.ID)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, v := range made {
		done[v.INSEE] = true
	}
	for _, one := range all {
		if done[one.Commune.INSEE] {
			continue
		}
		if h.Ending() {
			return page.ErrEnding
		}
		p := press{Key: one.Commune.INSEE, Name: one.Commune.Name, one: one, spec: spec}
		if err := h.freeze(ctx, at, p, f.AccountID, f.ID); err != nil {
			return err
		}
	}
	return h.Store.EndFreeze(ctx, at.Territory.ID, f.ID, h.Now())
}

// archive sends the files that a freeze has stored, byte for byte, of one
// edition: « ?pour=presse ».
func (h Freezes) archive(c *gin.Context) error {
	n, err := page.ID[jema.FreezeID](c, "freeze")
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	f, made, err := h.Store.Freeze(c.Request.Context(), place.Territory.ID, place.Edition.ID, n)
	if err != nil {
		return err
	}
	edition := requestedVariant(c)
	name := "programmes-" + strconv.Itoa(place.Edition.Year) + "-bouclage-" + strconv.FormatInt(int64(f.ID), 10) + "-" +
		pressFiles[edition]
	return h.sendArchive(c, name, func(out *zip.Writer) error {
		for _, v := range made {
			_, file, err := h.Store.VersionFile(c.Request.Context(), place.Territory.ID, place.Edition.ID, v.ID, edition)
			if err == nil {
				err = intoArchive(c, out, versionName(v, edition, place.Edition.Year), v.FrozenAt, file.PDF)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// versionName is what a frozen file is called,
// programme-romans-sur-isere-2027-v2-presse.pdf.
func versionName(v jema.Version, edition jema.MadeFor, year int) string {
	name := v.Commune
	if name == "" {
		name = wholeTerritory
	}
	return "programme-" + text.Slug(name) + "-" + strconv.Itoa(year) + "-v" + strconv.Itoa(v.Number) + "-" +
		pressFiles[edition] + ".pdf"
}
