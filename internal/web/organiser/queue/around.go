package queue

import (
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/atlas"
)

// printerView is what is left to do before the printer's day.
type printerView struct {
	On    jema.Date // zero while no day is set
	Days  int       // until then, from today; negative when it is over
	Tasks []task
}

// task is something left to do, and where it is done.
type task struct {
	Sentence, Address string
}

// landView is the territory with what opens in each commune.
type landView struct {
	Map     atlas.Territory
	States  map[string]string // by INSEE code: public, waiting or none
	Empty   []postgres.CommuneCoverage
	Waiting []postgres.CommuneCoverage // nothing is on the site yet
}

// around fills the part above the list when the queue is opened without a
// filter, and the messages that do not arrive.
func (h Queues) around(c *gin.Context, p *listPage, counts postgres.QueueCounts) error {
	ctx := c.Request.Context()
	messages, err := h.Store.MessageCounts(ctx, p.Territory.ID)
	if err != nil {
		return err
	}
	p.Parked, p.Stuck = messages[jema.StatusParked]+messages[jema.StatusUndeliverable], jema.StatusParked
	if messages[jema.StatusUndeliverable] > 0 {
		p.Stuck = jema.StatusUndeliverable
	}
	if !plain(p.Filter) {
		return nil
	}
	h.printer(p, counts)
	return h.land(c, p)
}

func (h Queues) land(c *gin.Context, p *listPage) error {
	ctx := c.Request.Context()
	coverage, err := h.Store.CommuneCoverage(ctx, p.Edition)
	if err != nil {
		return err
	}
	communes, err := h.Store.Communes(ctx, p.Territory.ID)
	if err != nil {
		return err
	}
	land := landView{States: map[string]string{}}
	for _, x := range coverage {
		switch {
		case x.Public > 0:
			land.States[x.INSEE] = "public"
		case x.Waiting > 0:
			land.States[x.INSEE] = "waiting"
			land.Waiting = append(land.Waiting, x)
		default:
			land.States[x.INSEE] = "none"
			land.Empty = append(land.Empty, x)
		}
	}
	land.Map, err = atlas.Draw(communes)
	p.Land = &land
	return err
}

// printer lists what is left to do before the printer's day, from the counts of
// the queue without a filter.
func (h Queues) printer(p *listPage, counts postgres.QueueCounts) {
	view := printerView{On: p.Edition.PrinterOn}
	if !view.On.IsZero() {
		view.Days = jema.DateOf(h.Now().In(p.Edition.Zone)).DaysUntil(view.On)
	}
	add := func(key string, n int, f postgres.QueueFilter) {
		if n > 0 {
			view.Tasks = append(view.Tasks, task{p.T("moderation.printer."+key, "n", n), Address(f)})
		}
	}
	states, lacks := counts[postgres.FacetState], counts[postgres.FacetPrinter]
	add("decide", states[string(jema.Submitted)]+states[string(jema.Incomplete)], postgres.QueueFilter{})
	add("proposed", states[postgres.QueueProposed], postgres.QueueFilter{State: postgres.QueueProposed})
	add("artisan", states[string(jema.ChangesRequested)], postgres.QueueFilter{State: string(jema.ChangesRequested)})
	for _, lack := range []jema.Lack{jema.LackText, jema.LackPrinted, jema.LackAgreed, jema.LackAddress, jema.LackPhoto,
		jema.LackProof} {
		add(string(lack), lacks[string(lack)], postgres.QueueFilter{State: string(jema.Approved), Lack: string(lack)})
	}
	p.Printer = &view
}
