package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

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

// takesPlace notes that something which takes place is spoken of between the
// item before and the next of the statement.
func (c *eventClause) takesPlace(i int) {
	place := c.is(i-1, article) && (c.at(i-1).text != "les" && c.at(i-1).text != "des")
	c.activity = c.activity || c.at(i).value >= activity && !place
	c.visits = c.visits || c.at(i).value < activity
	c.visit = c.visit || c.at(i).text == "visite" || c.at(i).text == "demonstration"
	c.departures = c.departures || c.at(i).text == "departs" || c.at(i).text == "passages" || c.at(i).text == "rotations"
	c.several = c.several || strings.HasSuffix(c.at(i).text, "s")
	if last := c.last(); last != nil && c.gap != plan.Strong {
		last.Event = true
	}
	c.event = true
}

// interval reads « 15 min de battement entre chaque »: how long lies between what
// takes place one after the other.
func (c *eventClause) interval(i int) int {
	n, j := c.length(i)
	for c.is(j, of, elided, pause) {
		j++
	}
	if j == i || !c.is(j, between) || !c.is(j+1, each) {
		return i
	}
	j += 2
	for c.is(j, event, people, nothing) {
		j++
	}
	if !c.ends(j) {
		return i
	}
	c.inARow, c.apart = true, n
	return j
}
