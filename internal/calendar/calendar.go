// Package calendar writes iCalendar files (RFC 5545 and RFC 7986) that update
// themselves: a visit's own, and those that a calendar program subscribes to.
package calendar

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"jema/internal/text"
)

// Calendar is a file of entries.
type Calendar struct {
	Language string // of its words: "fr"
	Withdraw bool   // takes its entries out of the calendar that has them
	Zone     *time.Location
	Entries  []Entry
	// What follows is of a calendar that one subscribes to.
	Name, About string
	Source      string        // its own address, "" of a file that is sent once
	Every       time.Duration // how often it is to be read again
}

// Entry is one visit, or one period in which something is open.
type Entry struct {
	UID         string // stays the entry's for good
	Sequence    int    // grows with every change
	Stamp       time.Time
	Start, End  time.Time
	Cancelled   bool
	Title       string
	Place       string      // address and commune in one line
	Position    *[2]float64 // latitude and longitude, nil where it is not told
	Words       string      // what is said below the title
	URL         string      // "" when it is not to be carried
	Organiser   string      // e-mail address, "" when there is none
	Transparent bool        // does not make who has it busy
}

const localTime = "20060102T150405"

// Bytes returns the file.
func (c Calendar) Bytes() []byte {
	cal := ics.NewCalendarFor("jema")
	cal.SetProductId("-//jema//jema//" + strings.ToUpper(c.Language))
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ics.MethodPublish)
	if c.Withdraw {
		cal.SetMethod(ics.MethodCancel)
	}
	c.describe(cal)
	if len(c.Entries) > 0 {
		first, last := c.Entries[0].Start, c.Entries[0].End
		for _, e := range c.Entries {
			if e.Start.Before(first) {
				first = e.Start
			}
			if e.End.After(last) {
				last = e.End
			}
		}
		cal.AddVTimezone(timeZone(c.Zone, first, last))
	}
	for _, e := range c.Entries {
		c.add(cal, e)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// describe names a calendar that one subscribes to, by the properties of RFC 7986 and
// by those that programs read before it.
func (c Calendar) describe(cal *ics.Calendar) {
	if c.Source == "" {
		return
	}
	cal.SetName(c.Name)
	cal.SetXWRCalName(c.Name)
	cal.SetDescription(c.About)
	cal.SetXWRCalDesc(c.About)
	cal.SetXWRTimezone(c.Zone.String())
	cal.SetUrl(c.Source)
	period := fmt.Sprintf("PT%dM", int(c.Every.Minutes()))
	cal.SetRefreshInterval(period)
	cal.SetXPublishedTTL(period)
	cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{
		IANAToken: "SOURCE", Value: c.Source, ICalParameters: map[string][]string{"VALUE": {"URI"}}}})
}

func (c Calendar) add(cal *ics.Calendar, entry Entry) {
	e := cal.AddEvent(entry.UID)
	e.SetDtStampTime(entry.Stamp)
	e.SetSequence(entry.Sequence)
	e.SetStatus(ics.ObjectStatusConfirmed)
	if entry.Cancelled {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
	zone := ics.WithTZID(c.Zone.String())
	e.SetProperty(ics.ComponentPropertyDtStart, entry.Start.In(c.Zone).Format(localTime), zone)
	e.SetProperty(ics.ComponentPropertyDtEnd, entry.End.In(c.Zone).Format(localTime), zone)
	e.SetSummary(text.Typeset(entry.Title))
	e.SetLocation(text.Typeset(entry.Place))
	if p := entry.Position; p != nil {
		e.SetProperty(ics.ComponentPropertyGeo, fmt.Sprintf("%.5f;%.5f", p[0], p[1]))
	}
	if entry.Words != "" {
		e.SetDescription(entry.Words)
	}
	if entry.URL != "" {
		e.SetURL(entry.URL)
	}
	if entry.Organiser != "" {
		e.SetOrganizer("mailto:" + entry.Organiser)
	}
	if entry.Transparent {
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
}
