package artisan

import (
	"encoding/hex"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/text"
	"jema/internal/web/page"
)

// photoEntry is the form of one photo.
type photoEntry struct {
	Alt, Credit, Until, People string
	OnSite, InPrint            bool
	Focus                      string // 1 to 9 as on a telephone's keys, or « X,Y » in per cent from the middle
	Edit                       picture.Edit
	Print                      string // the fingerprint of the picture that the form shows, "" in the form of a new one
}

// newPhotoEntry is the empty form: most photos may be shown and printed.
func newPhotoEntry() photoEntry { return photoEntry{OnSite: true, InPrint: true, Focus: "5"} }

func photoEntryOf(p jema.Photo, zone *time.Location) photoEntry {
	f := photoEntry{Alt: p.Alt, Credit: p.Credit, People: string(p.People), OnSite: !p.OffSite, InPrint: !p.OffPrint,
		Focus: focusWord(p.Focus), Print: printOf(p)}
	if !p.RightsEnd.IsZero() {
		f.Until = lastDay(p, zone).String()
	}
	return f
}

// lastDay is the last day of the right to use a photo.
func lastDay(p jema.Photo, zone *time.Location) jema.Date {
	return jema.DateOf(p.RightsEnd.Add(-1).In(zone))
}

// printOf is the fingerprint of a photo's picture.
func printOf(p jema.Photo) string { return hex.EncodeToString(p.SHA256[:4]) }

func readPhotoEntry(c *gin.Context, problems *jema.Problems) photoEntry {
	f := photoEntry{Alt: page.Line(c, problems, "alt", page.ShortMax),
		Credit: page.Line(c, problems, "credit", page.NameMax), Until: text.Line(c.PostForm("until")),
		People: c.PostForm("people"), OnSite: page.Ticked(c, "site"), InPrint: page.Ticked(c, "print"),
		Focus: c.PostForm("focus"), Print: c.PostForm("fingerprint")}
	part := func(field string, most int) int {
		n := page.Number(c, problems, field)
		if n < 0 || n > most {
			problems.Add(field, "photo.crop_wrong")
			return 0
		}
		return n
	}
	f.Edit = picture.Edit{Turns: part("turn", 3), Left: part("left", picture.CropMost),
		Right: part("right", picture.CropMost), Top: part("top", picture.CropMost),
		Bottom: part("bottom", picture.CropMost)}
	return f
}

// photo returns what the form holds, and notes a date that cannot be read.
func (f photoEntry) photo(zone *time.Location, problems *jema.Problems) jema.Photo {
	p := jema.Photo{Alt: f.Alt, Credit: f.Credit, OffSite: !f.OnSite, OffPrint: !f.InPrint, People: jema.People(f.People),
		Focus: focusOf(f.Focus)}
	if f.Until == "" {
		return p
	}
	day, isRead := page.Day(f.Until)
	if !isRead {
		problems.Add("until", "photo.until_wrong")
		return p
	}
	next := day.AddDays(1)
	p.RightsEnd = time.Date(next.Year, next.Month, next.Day, 0, 0, 0, 0, zone)
	return p
}

// focusStep is how far from the middle the outer ones of the nine positions are.
const focusStep = 35

// focusOf reads a position: one of nine, or a point that was touched.
func focusOf(word string) jema.Focus {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= 9 {
		return jema.Focus{X: ((n-1)%3 - 1) * focusStep, Y: ((n-1)/3 - 1) * focusStep}
	}
	var at jema.Focus
	for i, r := range word {
		if r != ',' {
			continue
		}
		x, errX := strconv.Atoi(word[:i])
		y, errY := strconv.Atoi(word[i+1:])
		if errX == nil && errY == nil {
			at = jema.Focus{X: min(max(x, -50), 50), Y: min(max(y, -50), 50)}
		}
	}
	return at
}

// focusWord writes a position as the form holds it.
func focusWord(f jema.Focus) string {
	for n := 1; n <= 9; n++ {
		if word := strconv.Itoa(n); focusOf(word) == f {
			return word
		}
	}
	return strconv.Itoa(f.X) + "," + strconv.Itoa(f.Y)
}

// Focuses are the nine positions, and the point that was touched where it is none of
// them.
func (p photoListPage) Focuses() (all []page.Option) {
	for n := 1; n <= 9; n++ {
		word := strconv.Itoa(n)
		all = append(all, page.Option{Value: word, Label: p.T("photo.focus_" + word)})
	}
	if len(p.Form.Focus) > 1 {
		all = append(all, page.Option{Value: p.Form.Focus, Label: p.T("photo.focus_kept")})
	}
	return all
}

// PeopleChoices are the answers about people in a photo.
func (p photoListPage) PeopleChoices() []page.Option {
	return []page.Option{{Value: string(jema.PeopleNone), Label: p.T("photo.people_none")},
		{Value: string(jema.PeopleAgreed), Label: p.T("photo.people_agreed")}}
}

// Turns are the ways a picture may be turned.
func (p photoListPage) Turns() (all []page.Option) {
	for n := range 4 {
		word := strconv.Itoa(n)
		all = append(all, page.Option{Value: word, Label: p.T("photo.turn_" + word)})
	}
	return all
}

// Cuts are how much may be cut off at an edge.
func (p photoListPage) Cuts() []page.Option {
	all := []page.Option{{Value: "0", Label: p.T("photo.crop_none")}}
	for n := 5; n <= picture.CropMost; n += 5 {
		all = append(all, page.Option{Value: strconv.Itoa(n), Label: p.T("photo.crop_part", "n", n)})
	}
	return all
}

// Ended reports whether the right to use a photo has ended at the moment of the page.
func (p photoListPage) Ended(photo jema.Photo) bool { return photo.Ended(p.Moment) }

// UntilDay is the last day of the right to use a photo, "" where it has no end.
func (p photoListPage) UntilDay(photo jema.Photo) string {
	if photo.RightsEnd.IsZero() {
		return ""
	}
	return p.Voice.Day(lastDay(photo, p.Edition.Zone))
}

// Most is how many photos a workshop may have.
func (photoListPage) Most() int { return jema.PhotosMost }
