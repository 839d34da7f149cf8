// Package sample invents programmes: as many workshops as requested, the same
// ones every time. They serve the measures and the pictures in the
// documentation; nobody in them exists, and the papers made of them state so.
package sample

import (
	"fmt"
	"time"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/text"
)

// Programme invents what opens in a commune: n workshops, about six sessions
// or periods each, a photo for one in two. communes are the territory's, with
// their boundaries; an INSEE code that is not among them is the first one's.
func Programme(communes []jema.Commune, insee string, n int) jema.Programme {
	c := communes[0]
	for _, k := range communes {
		if k.INSEE == insee {
			c = k
		}
	}
	p := jema.Programme{Territory: territory, Edition: edition(), Commune: c, Communes: communes, Domains: domains(),
		AsOf: time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC)}
	first := 0
	for _, r := range c.INSEE {
		first = first*7 + int(r-'0')
	}
	p.Entries = make([]jema.Entry, 0, n)
	for i := range n {
		p.Entries = append(p.Entries, entry(c, int64(1000+first%500*1000+i), first+i, i))
	}
	for i := range min(6, len(communes)-1) {
		near := communes[(first+i*5)%len(communes)]
		if near.INSEE != c.INSEE {
			p.Nearby = append(p.Nearby, entry(near, int64(900000+i), first+7*i+3, i))
		}
	}
	return p
}

// Book invents a territory's book of n workshops: most communes have one, some
// none, a few have many, as in life.
func Book(communes []jema.Commune, n int) jema.Book {
	counts := make([]int, len(communes))
	for left, round := n, 0; left > 0; round++ {
		for i := range counts {
			if left > 0 && i%(round%6+1) == round%2 {
				counts[i]++
				left--
			}
		}
	}
	b := jema.Book{Territory: territory, Edition: edition(), AsOf: time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC)}
	for i, c := range communes {
		p := Programme(communes, c.INSEE, counts[i])
		b.Programmes = append(b.Programmes, p)
	}
	return b
}

var territory = jema.Territory{Name: "Valence Romans Agglo", BaseURL: "https://jema.example.org",
	ContactEmail: "jema@example.org", ContactPhone: "04 65 71 00 00", Publisher: "Valence Romans Agglo", IsDemo: true}

// Zone is where the invented days take place.
var zone = func() *time.Location {
	z, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return time.FixedZone("CEST", 2*60*60) // a machine without zones; the days lie in summer time
	}
	return z
}()

func edition() jema.Edition {
	return jema.Edition{Year: 2027, Name: "Journées européennes des métiers d’art", Theme: "Le geste et la main",
		StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11}, Zone: zone,
		MarkNotice: "JEMA est une marque déposée de l’Institut pour les Savoir-Faire Français"}
}

func domains() []jema.CraftDomain {
	out := make([]jema.CraftDomain, len(domainNames))
	for i, d := range domainNames {
		out[i] = jema.CraftDomain{Slug: text.Slug(d), Name: d, Position: i}
	}
	return out
}

// entry is the i-th workshop of a commune; seed selects the inventions it is
// made of.
func entry(c jema.Commune, id int64, seed, i int) jema.Entry {
	t := trades[seed%len(trades)]
	surname, first := surnames[(seed*7+i)%len(surnames)], firstNames[(seed*5+i)%len(firstNames)]
	e := jema.Entry{Commune: c, Workshop: jema.Workshop{ID: jema.WorkshopID(id),
		Name:    fmt.Sprintf(t.names[(seed+i)%len(t.names)], surname),
		Artisan: first + " " + surname, Address: fmt.Sprintf("%d %s", 1+(seed*13+i*3)%80, streets[(seed*3+i)%len(streets)]),
		PostalCode: c.PostalCodes[0], Phone: fmt.Sprintf("04 65 71 %02d %02d", seed%90+10, i%90+10), CommuneINSEE: c.INSEE,
		PublishAddress: i%9 != 7, PublishPhone: i%3 != 1},
		Opening: jema.Opening{ID: jema.OpeningID(id), Kind: kinds[(seed+i)%len(kinds)], State: jema.Approved,
			Title:       t.titles[(seed/3+i)%len(t.titles)],
			PrintedText: t.texts[(seed+i/2)%len(t.texts)], Price: prices[(seed+i)%len(prices)],
			MinimumAge: ages[(seed*3+i)%len(ages)],
			Languages:  languages[(seed+i)%len(languages)], Access: accesses[(seed+2*i)%len(accesses)],
			CommuneINSEE: c.INSEE, PartyMax: 8},
		Craft: &jema.Craft{Slug: text.Slug(t.craft), Name: t.craft,
			Domain: jema.CraftDomain{Slug: text.Slug(domainNames[t.domain]), Name: domainNames[t.domain]}},
	}
	times(&e, seed, i)
	e.Workshop.Lat, e.Workshop.Lon, _ = geo.Place(c.Boundary, seed+i*31)
	if i%2 == 0 {
		e.Photo = photo(id, seed, e.Opening.Title)
	}
	return e
}

// times gives two workshops in three sessions to book, about nine, and the
// others hours to walk in.
func times(e *jema.Entry, seed, i int) {
	day := func(k int) time.Time { return time.Date(2027, 4, 6+k, 0, 0, 0, 0, zone) }
	span := func(k, from, to int) jema.Interval {
		return jema.Interval{Start: day(k).Add(time.Duration(from) * time.Minute),
			End: day(k).Add(time.Duration(to) * time.Minute)}
	}
	if i%3 == 0 {
		for k := 3 + seed%2; k < 6; k++ {
			e.Hours = append(e.Hours, span(k, 10*60-30*(seed%3), 12*60), span(k, 14*60, 18*60+30*(seed%2)))
		}
		return
	}
	starts := [][]int{{10, 11, 14, 15, 16}, {9, 10, 11, 14}, {14, 15, 16, 17}, {10, 14, 16}}[(seed+i)%4]
	for k := 3 + (seed+i)%2; k < 6; k++ {
		for n, s := range starts {
			e.Slots = append(e.Slots, jema.Slot{ID: jema.SlotID(e.Opening.ID)*100 + jema.SlotID(k*10+n), OpeningID: e.Opening.ID,
				Interval: span(k, s*60+30*(i%2), s*60+30*(i%2)+45), Audience: jema.AudiencePublic, Capacity: 4 + seed%9,
				Stored: jema.SlotOpen})
		}
	}
}
