package entry

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// outcome is what became of a step that was sent: the entry as it now is, what of
// it cannot be read, and what somebody else had changed.
type outcome struct {
	before  entry // what was sent was laid over it
	entry   entry
	wrong   jema.Problems
	clashes []clash
	changed bool // something was stored
}

// triesMost is how often a save begins anew when somebody else saved in between.
const triesMost = 4

// take stores what was sent, of whichever step. Whoever else saved in between is not
// overwritten: what was sent is laid over what they stored.
func (h Entries) take(c *gin.Context, e entry, sent url.Values) (out outcome, err error) {
	for range triesMost {
		merged, clashes := merge(e.shown(), sent, allFields)
		out, err = h.store(c, e, merged)
		out.clashes = clashes
		if !beaten(err) {
			break
		}
		var again error
		if e, again = h.entryOf(c, e.Plan.Opening.ID); again != nil {
			return out, again
		}
	}
	if err != nil {
		return out, err
	}
	out.before, out.entry = e, e
	if out.changed {
		out.entry, err = h.entryOf(c, e.Plan.Opening.ID)
	}
	return out, err
}

// beaten reports whether a save was refused because somebody else saved first.
func beaten(err error) bool {
	problem := page.Refusal(err)
	return problem != nil && artisan.Conflicts(problem)
}

// store writes the values that can be read, and beside them the words that cannot.
func (h Entries) store(c *gin.Context, e entry, v url.Values) (out outcome, err error) {
	r, unread, wrong := e.settle(v)
	out.changed, err = h.write(c, e, r)
	problem, refused := errors.AsType[*jema.Error](err)
	if refused && !artisan.Conflicts(problem) { // a rule of the database: its field waits as it was typed
		placed := artisan.Placed(problem)
		moved := false
		for _, f := range placed.Fields {
			for _, field := range group(f.Field) {
				if stored := e.values()[field]; joined(v[field]) != joined(stored) {
					unread[field], v[field], moved = text.Pasted(v.Get(field)), stored, true
				}
			}
			wrong = append(wrong, f)
		}
		if !moved {
			return out, err
		}
		r, _, _ = e.settle(v)
		out.changed, err = h.write(c, e, r)
	}
	if err != nil {
		return out, err
	}
	out.wrong = wrong
	return out, h.storeTyped(c, e, unread, &out)
}

// storeTyped stores the words that cannot be read, and forgets those that now can.
func (h Entries) storeTyped(c *gin.Context, e entry, unread map[string]string, out *outcome) error {
	change := postgres.TypedChange{TerritoryID: e.Place.Territory.ID, OpeningID: e.Plan.Opening.ID,
		Unread: map[string]string{}}
	for field, words := range unread {
		if was, known := e.typed[field]; !known || was != words {
			change.Unread[field] = words
		}
	}
	for field := range e.typed {
		if _, still := unread[field]; !still {
			change.Read = append(change.Read, field)
		}
	}
	if len(change.Unread)+len(change.Read) == 0 {
		return nil
	}
	out.changed = true
	return h.Store.ChangeTyped(c.Request.Context(), change)
}

// write stores what a reading changes: of an entry that is not on the site at once,
// of one that is as a proposal. An organiser writes what is live.
func (h Entries) write(c *gin.Context, e entry, r reading) (changed bool, err error) {
	ctx := c.Request.Context()
	shop, plan := !artisan.SameWorkshop(r.shop, e.shop), !artisan.Same(r.plan, e.edited())
	if shop && e.shopLive {
		revision := 0
		if e.waiting != nil {
			revision = e.waiting.Revision
		}
		wish := postgres.WorkshopWish{AccountID: e.account.ID, Wanted: r.shop, Revision: revision}
		if _, err := h.Store.ProposeWorkshop(ctx, wish, h.Now()); err != nil {
			return false, err
		}
		changed, shop = true, false
		if e, err = h.entryOf(c, e.Plan.Opening.ID); err != nil {
			return true, err
		}
	}
	if !shop && !plan {
		return changed, nil
	}
	repaired := artisan.Repaired(e.Defects, artisan.OpeningFormOf(e.Plan), artisan.OpeningFormOf(r.plan))
	revision := postgres.EntryRevision{Plan: r.plan, Repaired: repaired}
	if shop {
		revision.Workshop = &r.shop
	}
	switch {
	case !e.live():
		err = h.Store.SaveEntry(e.acting(c), revision, h.Now())
	case e.office():
		err = h.Store.ReviseOpening(e.acting(c), postgres.Revision{Plan: r.plan, Workshop: revision.Workshop,
			Repaired: repaired}, h.Now())
	default:
		err = h.Store.Propose(ctx, e.account.ID, r.plan, e.Revision(), h.Now())
	}
	return true, err
}

// save stores what was sent of a step, then goes on to what its button names. A
// script that saves by itself gets JSON.
func (h Entries) save(c *gin.Context) error {
	s, err := stepNamed(c.Param("step"))
	if err != nil {
		return err
	}
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	if !h.mayChange(e) {
		return artisan.ErrRegistrationClosed
	}
	return h.saveStep(c, e, s)
}

func (h Entries) saveStep(c *gin.Context, e entry, s step) error {
	sent := c.Request.PostForm
	said, wrong := h.readStatement(e, sent)
	if wrong != nil && e.behalf() {
		if !byScript(c) {
			return h.page(c, http.StatusUnprocessableEntity, outcome{entry: e}, s, page.Refusal(wrong))
		}
		said = h.usual(e) // an autosave is not refused for it; the next press of a button is
		said.NotedAt = h.Now()
	}
	helped, problem, err := h.helped(c, &e, s, sent)
	if err != nil {
		return err
	}
	out, err := h.take(c, e, sent)
	if err == nil && out.changed {
		if sent.Get("said_by") == "" { // the artisan, whose name may have come just now
			said.SaidBy = h.usual(out.entry).SaidBy
		}
		err = h.note(c, out.before, out.entry, said)
	}
	if err != nil {
		return err
	}
	if byScript(c) {
		return h.answer(c, out, s)
	}
	root := page.MyOpeningPath(e.Plan.Opening.ID)
	switch {
	case problem != nil:
		return h.page(c, http.StatusUnprocessableEntity, out, s, problem)
	case len(out.clashes) > 0:
		return h.page(c, http.StatusConflict, out, s, nil)
	case touched(out.wrong, sent, e.typed):
		return h.page(c, http.StatusUnprocessableEntity, out, s, nil)
	case helped != "":
		return page.Redirect(c, stepPath(root, s.Name)+"#"+helped, "")
	case c.PostForm("do") == "later":
		return page.Redirect(c, e.home(), "entry_kept")
	case c.PostForm("do") == "save":
		return page.Redirect(c, stepPath(root, s.Name), "entry_kept")
	case c.PostForm("do") == "see":
		return page.Redirect(c, root, "")
	}
	return page.Redirect(c, s.after(root), "")
}

// touched reports whether something that was sent now is wrong; what was wrong before,
// and is still as it was typed, blocks nobody.
func touched(wrong jema.Problems, sent url.Values, before map[string]string) bool {
	return slices.ContainsFunc(wrong, func(f jema.FieldError) bool {
		words, known := before[f.Field]
		return sent.Has(f.Field) && !(known && joined([]string{words}) == joined(sent[f.Field]))
	})
}
