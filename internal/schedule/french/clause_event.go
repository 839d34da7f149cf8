package french

import "jema/internal/schedule/plan"

// eventClause reads what takes place within the hours, and how often.
type eventClause struct {
	*draft
	visit, several   bool // one visit is spoken of; several of anything are
	departures       bool // departures are, which a range holds several of
	activity, visits bool // what lasts as long as its hours is spoken of; what may come several times within them

	inARow bool // what takes place follows each other without a break
	apart  int  // minutes between what takes place one after the other
}

// marked returns the items with what takes place; sessions that follow each other start
// as often as one lasts.
func (c *eventClause) marked() []plan.Item {
	for i := range c.items {
		c.items[i].Session = c.activity && !c.visits
		c.items[i].Bare = !c.activity && !c.visits && !c.departures
		c.items[i].Visit = c.visit && !c.several
		c.items[i].Departures = c.departures
	}
	if !c.inARow {
		return c.items
	}
	for i := range c.items {
		c.items[i].Hours.Filled = true
	}
	for _, it := range c.items {
		if it.Kind == plan.Lasting && !it.Own {
			return append(c.items, plan.Item{Mark: it.Mark, Kind: plan.EveryStep, Minutes: it.Minutes + c.apart, Gap: plan.Weak})
		}
	}
	return c.items
}
