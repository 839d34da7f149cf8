package french

import "jema/internal/schedule/plan"

// draft is the items that were read so far, and what is between the last of them and
// the next.
type draft struct {
	*passage
	items     []plan.Item
	noHours   int // so many of them give no hours
	gap       plan.Gap
	and, adds bool // « et » is in the gap; « + » or « ainsi que »
	further   bool // « aussi » was there: what a part of the day leads to is added
	event     bool // something that takes place is spoken of since the last item
	depth     int  // open brackets
}
