package queue

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// facet is one choice of the filter: a list of answers, with how many events
// each selects.
type facet struct {
	Name, Label, Value string
	Options            []page.Option
}

// choices fills what the filter offers, from what was counted.
func (h Queues) choices(c *gin.Context, p *listPage, counts postgres.QueueCounts) error {
	ctx := c.Request.Context()
	lists, err := h.Store.Choices(ctx, p.Territory.ID)
	if err != nil {
		return err
	}
	if p.Givers, err = Organisers(ctx, h.Kit, p.Territory.ID); err != nil {
		return err
	}
	p.tabs(counts[postgres.FacetState])
	add := func(name, value string, options []page.Option, of string) {
		p.Facets = append(p.Facets, facet{Name: name, Label: p.T("moderation.filter." + name), Value: value,
			Options: counted(options, counts[of], value)})
	}
	add("commune", p.Filter.Commune, communeOptions(lists.Communes), postgres.FacetCommune)
	add("domaine", p.Filter.Domain, domainOptions(p.Layout, lists.Crafts), postgres.FacetDomain)
	add("manque", p.Filter.Lack, lackOptions(p.Layout), postgres.FacetLack)
	add("depuis", p.Filter.Age, page.Options(p.Layout, "moderation.age.", jema.QueueAges), postgres.FacetAge)
	add("pour", p.Filter.Assigned, append([]page.Option{{Value: postgres.QueueNobody,
		Label: p.T("moderation.nobody")}}, p.Givers...), postgres.FacetAssigned)
	p.Orders = page.Options(p.Layout, "moderation.order.", jema.QueueOrders)
	p.chips()
	return nil
}

func (p *listPage) tabs(counts map[string]int) {
	for _, state := range States {
		f := p.Filter
		f.State, f.Page = state, 0
		current := p.Filter.State == state
		if !current && counts[state] == 0 && state != postgres.QueueWaiting {
			continue
		}
		p.Tabs = append(p.Tabs, tab{Name: p.T("moderation.state." + state), Address: Address(f), Count: counts[state],
			Current: current})
	}
}

// chips names what the filter chooses beside its state.
func (p *listPage) chips() {
	for _, f := range p.Facets {
		for _, o := range f.Options {
			if o.Value != "" && o.Value == f.Value {
				p.Chosen = append(p.Chosen, chip{o.Label, p.without(f.Name)})
			}
		}
	}
	if p.Filter.Words != "" {
		p.Chosen = append(p.Chosen, chip{p.T("moderation.words_chip", "words", p.Filter.Words), p.without("mots")})
	}
}

func (p *listPage) without(name string) string {
	f := p.Filter
	f.Page = 0
	q := Query(f)
	q.Del(name)
	if len(q) == 0 {
		return Path
	}
	return Path + "?" + q.Encode()
}

// counted adds to each answer how many events it selects, and leaves out those with
// none; the one that is chosen stays.
func counted(options []page.Option, counts map[string]int, chosen string) (list []page.Option) {
	for _, o := range options {
		if n := counts[o.Value]; n > 0 || o.Value == chosen {
			o.Label += " (" + text.Number(n) + ")"
			list = append(list, o)
		}
	}
	return list
}

func communeOptions(communes []jema.Commune) (list []page.Option) {
	for _, c := range communes {
		list = append(list, page.Option{Value: c.INSEE, Label: c.Name})
	}
	return list
}

func domainOptions(l page.Layout, crafts []jema.Craft) (list []page.Option) {
	seen := map[string]bool{}
	var domains []jema.CraftDomain
	for _, k := range crafts {
		if !seen[k.Domain.Slug] {
			seen[k.Domain.Slug] = true
			domains = append(domains, k.Domain)
		}
	}
	slices.SortFunc(domains, func(a, b jema.CraftDomain) int { return cmp.Compare(a.Position, b.Position) })
	for _, d := range domains {
		list = append(list, page.Option{Value: d.Slug, Label: text.Typeset(d.Name)})
	}
	return append(list, page.Option{Value: postgres.QueueOther, Label: page.Capital(l.T("moderation.lack.craft"))})
}

func lackOptions(l page.Layout) []page.Option {
	list := []page.Option{{Value: postgres.QueueComplete, Label: l.T("moderation.lack_none")}}
	for _, lack := range jema.Lacks {
		list = append(list, page.Option{Value: string(lack), Label: page.Capital(l.T("moderation.lack." + string(lack)))})
	}
	return list
}

// Organisers are the accounts that an event can be given to.
func Organisers(ctx context.Context, k *page.Kit, territoryID jema.TerritoryID) (list []page.Option, err error) {
	accounts, err := k.Store.Organisers(ctx, territoryID)
	for _, a := range accounts {
		list = append(list, page.Option{Value: strconv.FormatInt(int64(a.ID), 10), Label: cmp.Or(a.Name, a.Email)})
	}
	return list, err
}
