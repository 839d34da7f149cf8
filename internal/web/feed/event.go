package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/reading"
	"jema/internal/text"
	"jema/internal/web/page"
)

// The words of schema.org that an event's page carries for search engines.
const (
	schema      = "https://schema.org"
	scheduled   = schema + "/EventScheduled"
	cancelled   = schema + "/EventCancelled"
	inPresence  = schema + "/OfflineEventAttendanceMode"
	inStock     = schema + "/InStock"
	soldOut     = schema + "/SoldOut"
	euro        = "EUR"
	eventAnchor = "#event"
)

type event struct {
	Context    string        `json:"@context,omitempty"`
	Type       string        `json:"@type"`
	ID         string        `json:"@id"`
	Name       string        `json:"name"`
	Words      string        `json:"description,omitempty"`
	URL        string        `json:"url,omitempty"`
	Images     []string      `json:"image,omitempty"`
	Start      string        `json:"startDate,omitempty"`
	End        string        `json:"endDate,omitempty"`
	Status     string        `json:"eventStatus"`
	Attendance string        `json:"eventAttendanceMode,omitempty"`
	Location   *place        `json:"location"`
	Organizer  *organisation `json:"organizer,omitempty"`
	Free       *bool         `json:"isAccessibleForFree,omitempty"`
	Offers     *offer        `json:"offers,omitempty"`
	Languages  []string      `json:"inLanguage,omitempty"`
	Ages       string        `json:"typicalAgeRange,omitempty"`
	Capacity   *int          `json:"maximumAttendeeCapacity,omitempty"`
	Remaining  string        `json:"remainingAttendeeCapacity,omitempty"` // a number; see numbered
	Parts      []event       `json:"subEvent,omitempty"`
	from, to   time.Time
}

type place struct {
	Type    string `json:"@type"`
	ID      string `json:"@id"`
	Name    string `json:"name"`
	Address postal `json:"address"`
	Geo     *geo   `json:"geo,omitempty"`
}

type postal struct {
	Type     string `json:"@type"`
	Street   string `json:"streetAddress,omitempty"`
	Code     string `json:"postalCode,omitempty"`
	Locality string `json:"addressLocality"`
	Country  string `json:"addressCountry"`
}

type geo struct {
	Type string  `json:"@type"`
	Lat  float64 `json:"latitude"`
	Lon  float64 `json:"longitude"`
}

type organisation struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type offer struct {
	Type         string `json:"@type"`
	URL          string `json:"url"`
	Price        string `json:"price,omitempty"`
	Currency     string `json:"priceCurrency,omitempty"`
	Availability string `json:"availability,omitempty"`
	From         string `json:"validFrom,omitempty"`
}

// Event returns what an opening is to search engines: schema.org's Event as JSON-LD,
// with a part for each period and each slot. Only what is published is in it.
func Event(l page.Layout, e jema.Entry, now time.Time) (template.JS, error) {
	root := eventOf(l, e)
	root.Context = schema
	for _, period := range e.Hours {
		root.take(part(l, root, period, "#"+strconv.FormatInt(period.Start.Unix(), 10)))
	}
	places, isBooked := 0, false
	for _, slot := range e.Slots {
		if slot.Audience != jema.AudiencePublic {
			continue
		}
		isBooked = true
		p := part(l, root, slot.Interval, fmt.Sprintf("#slot-%d", slot.ID))
		capacity, left := slot.Capacity, slot.Free(now)
		p.Capacity, p.Remaining = &capacity, l.Count(e.Opening.ID, slot.ID, left)
		if slot.Stored == jema.SlotCancelled {
			p.Status = cancelled
		}
		places = max(places, left)
		root.take(p)
	}
	if isBooked {
		root.Remaining = l.Count(e.Opening.ID, 0, places)
		root.Offers = bookable(l, root, places)
	}
	root.Offers = priced(root.Offers, root.URL, reading.Facts(e.Opening).Price)
	data, err := json.Marshal(root)         // which writes < > & as escapes: the text cannot end its element
	return template.JS(numbered(data)), err //nolint:gosec // see above
}

// counted is a number that is still a string. No text holds this: its quotes are escaped.
var counted = regexp.MustCompile(`"remainingAttendeeCapacity":"[^"]*"`)

// numbered returns JSON in which the places that are left are numbers, or the marks that
// numbers will replace: a mark is no JSON, so that it is written as a string first.
func numbered(data []byte) []byte {
	return counted.ReplaceAllFunc(data, func(member []byte) []byte {
		name, value, _ := bytes.Cut(member, []byte(":"))
		number, err := strconv.Unquote(string(value))
		if err != nil {
			panic(err) // encoding/json wrote it
		}
		return []byte(string(name) + ":" + number)
	})
}

func eventOf(l page.Layout, e jema.Entry) event {
	url := address(l, openingPath(e))
	facts := reading.Facts(e.Opening)
	root := event{
		Type: "Event", ID: l.Base + openingPath(e) + eventAnchor, Name: text.Typeset(e.Opening.Title),
		Words: text.Typeset(firstText(e)), URL: url, Status: scheduled, Attendance: inPresence,
		Location:  locationOf(l.Base, e),
		Images:    []string{address(l, OpeningPicture(l, e))},
		Organizer: &organisation{"Organization", text.Typeset(e.Workshop.Name), e.Workshop.Website},
	}
	if e.Photo != nil {
		root.Images = append([]string{l.Base + page.PhotoAddress(*e.Photo)}, root.Images...)
	}
	root.Languages = append(root.Languages, facts.Languages.List()...)
	if facts.Age.Known && facts.Age.Years > 0 {
		root.Ages = strconv.Itoa(facts.Age.Years) + "-"
	}
	if facts.Price.Known() {
		free := facts.Price.Kind == jema.PriceFree
		root.Free = &free
	}
	return root
}

// locationOf returns where an opening is: the commune alone where its address is
// withheld.
func locationOf(base string, e jema.Entry) *place {
	p := &place{Type: "Place", ID: base + openingPath(e) + "#place", Name: e.Commune.Name,
		Address: postal{Type: "PostalAddress", Locality: e.Commune.Name, Country: "FR"}}
	if e.Place() == "" {
		return p
	}
	p.Name = text.Typeset(e.Workshop.Name)
	p.Address.Street = strings.Join(strings.Fields(strings.ReplaceAll(e.Place(), "\n", ", ")), " ")
	p.Address.Code = e.Workshop.PostalCode
	if lat, lon, told := e.Position(); told {
		p.Geo = &geo{"GeoCoordinates", lat, lon}
	}
	return p
}

// part is one period of an event, at the same place.
func part(l page.Layout, root event, i jema.Interval, anchor string) event {
	return event{Type: "Event", ID: strings.TrimSuffix(root.ID, eventAnchor) + anchor, Name: root.Name,
		Start: rfc3339(i.Start, l), End: rfc3339(i.End, l), Status: scheduled, Location: root.Location,
		from: i.Start, to: i.End}
}

// take adds a part; the event lasts from the first to the last. An event whose parts are
// all cancelled is cancelled.
func (e *event) take(p event) {
	if len(e.Parts) == 0 || p.from.Before(e.from) {
		e.Start, e.from = p.Start, p.from
	}
	if p.to.After(e.to) {
		e.End, e.to = p.End, p.to
	}
	if len(e.Parts) == 0 || p.Status == scheduled {
		e.Status = p.Status
	}
	e.Parts = append(e.Parts, p)
}

func rfc3339(t time.Time, l page.Layout) string { return t.In(l.Edition.Zone).Format(time.RFC3339) }

// bookable is the offer of an opening that is booked.
func bookable(l page.Layout, root event, places int) *offer {
	o := &offer{Type: "Offer", URL: root.URL, Availability: inStock, From: rfc3339(l.Edition.BookingOpensAt, l)}
	if places == 0 {
		o.Availability = soldOut
	}
	return o
}

// priced adds what a visit costs, where that is a number.
func priced(o *offer, url string, price jema.Price) *offer {
	if !price.Known() || price.Kind == jema.PriceOnSite {
		return o
	}
	if o == nil {
		o = &offer{Type: "Offer", URL: url}
	}
	o.Price, o.Currency = fmt.Sprintf("%d.%02d", price.From/100, price.From%100), euro
	return o
}
