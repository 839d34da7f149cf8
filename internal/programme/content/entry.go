package content

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Credits are the photographers', each once.
func (c *Programme) Credits() []string {
	var out []string
	for _, e := range c.Entries {
		if e.Photo != nil && e.Photo.Credit != "" && !slices.Contains(out, e.Photo.Credit) {
			out = append(out, e.Photo.Credit)
		}
	}
	slices.SortFunc(out, text.Compare)
	return out
}

// Workshops counts the workshops that open: some offer several events.
func (c *Programme) Workshops() int {
	seen := map[jema.WorkshopID]bool{}
	for _, e := range c.Raw.Entries {
		if e.Opening.State != jema.Cancelled {
			seen[e.Workshop.ID] = true
		}
	}
	return len(seen)
}

// Theirs is the language of what artisans wrote, where it is not the
// document's.
func (c *Programme) Theirs() string {
	if c.Words.Tag != French.Tag {
		return French.Tag
	}
	return ""
}

// Bookmark returns the entry’s line in the outline; "" without a number.
func (e Entry) Bookmark() string {
	if e.Number == 0 {
		return ""
	}
	return strconv.Itoa(e.Number) + ". " + e.Title
}

// EntryAt returns the index in Entries of an anchor, -1 if there is none.
func (c *Programme) EntryAt(anchor string) int {
	return slices.IndexFunc(c.Entries, func(e Entry) bool { return e.Anchor == anchor })
}

// NearbyAt returns the index in Nearby of an anchor, -1 if there is none.
func (c *Programme) NearbyAt(anchor string) int {
	return slices.IndexFunc(c.Nearby, func(e Entry) bool { return e.Anchor == anchor })
}

// RawOf returns what an entry of the programme was made from.
func (c *Programme) RawOf(e Entry) jema.Entry {
	i := slices.IndexFunc(c.Raw.Entries, func(r jema.Entry) bool { return r.Opening.ID == e.Opening })
	return c.Raw.Entries[i]
}

// AnchorOf names an entry the same in every version of a programme.
func AnchorOf(openingID jema.OpeningID) string { return "o" + strconv.FormatInt(int64(openingID), 10) }

// dashHeld is a name whose dash ends a line, and begins none.
func dashHeld(name string) string { return strings.ReplaceAll(name, " – ", text.NoBreak+"– ") }

// yearsTyped is an age as French artisans type it, and what follows.
var yearsTyped = regexp.MustCompile(`(?i)^([0-9]+)[\s\x{00a0}\x{202f}]*ans?\b(.*)$`)

// ageWords is from which age somebody may come, in the programme's language as far as it is
// understood; "" where nothing was typed.
func (w *Words) ageWords(typed string) string {
	age := strings.TrimSpace(typed)
	if age == "" {
		return ""
	}
	if strings.Trim(age, "0123456789") == "" {
		return fmt.Sprintf(w.AgeFrom, fmt.Sprintf(w.Years, age))
	}
	if m := yearsTyped.FindStringSubmatch(age); m != nil {
		rest := m[2]
		if known, is := w.AgeRest[text.Fold(rest)]; is {
			rest = " " + known
		}
		return strings.TrimSpace(fmt.Sprintf(w.AgeFrom, fmt.Sprintf(w.Years, m[1])) + rest)
	}
	if age[0] >= '0' && age[0] <= '9' {
		return fmt.Sprintf(w.AgeFrom, age)
	}
	return fmt.Sprintf(w.Age, age)
}
