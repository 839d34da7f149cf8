package public

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/pagecache"
)

// A mark is a letter, which of its words; the opening's number; a slot's, 0 for all of
// them; and the language's.
const (
	leftMark   = "L"
	fullMark   = "F"
	placesMark = "P"
	queueMark  = "Q"
	countMark  = "C"
)

// LeftMark is where a page shows how many places an opening has left.
func LeftMark(v *catalogue.Voice, opening jema.OpeningID) string {
	return markFor(v, leftMark, opening, 0)
}

// FullMark is where a page shows that an opening has no place left, if that is so.
func FullMark(v *catalogue.Voice, opening jema.OpeningID) string {
	return markFor(v, fullMark, opening, 0)
}

// PlacesMark is where an opening's page shows how many places a slot has left.
func PlacesMark(v *catalogue.Voice, slot jema.Slot) string {
	return markFor(v, placesMark, slot.OpeningID, slot.ID)
}

// QueueMark is where an opening's page shows how many wait for a slot.
func QueueMark(v *catalogue.Voice, slot jema.Slot) string {
	return markFor(v, queueMark, slot.OpeningID, slot.ID)
}

// CountMark is where the number of places belongs that a slot has left; for slot 0, the
// most that one slot of the opening has.
func CountMark(v *catalogue.Voice, opening jema.OpeningID, slot jema.SlotID) string {
	return markFor(v, countMark, opening, slot)
}

func markFor(v *catalogue.Voice, which string, opening jema.OpeningID, slot jema.SlotID) string {
	language := slices.Index(catalogue.Languages, v.Language)
	return pagecache.Mark(which + strconv.FormatInt(int64(opening), 10) + " " + strconv.FormatInt(int64(slot), 10) + " " +
		strconv.Itoa(language))
}

// place is what a mark refers to.
type place struct {
	which    string
	opening  jema.OpeningID
	slot     jema.SlotID
	language int
}

// placeOf reads a mark; it returns false for what is none.
func placeOf(mark string) (p place, isOne bool) {
	opening, rest, _ := strings.Cut(mark[1:], " ")
	slot, language, _ := strings.Cut(rest, " ")
	o, err1 := strconv.ParseInt(opening, 10, 64)
	s, err2 := strconv.ParseInt(slot, 10, 64)
	l, err3 := strconv.Atoi(language)
	return place{mark[:1], jema.OpeningID(o), jema.SlotID(s), l},
		err1 == nil && err2 == nil && err3 == nil && l >= 0 && l < len(catalogue.Languages)
}

// fill returns the words that belong at a mark, as HTML; those of a count are JSON, too.
func (s *State) fill(mark string) string {
	p, isOne := placeOf(mark)
	if !isOne {
		return ""
	}
	shown, isThere := s.visible[p.opening]
	switch {
	case p.which == countMark && p.slot == 0:
		return strconv.Itoa(shown.seats.Most)
	case p.which == countMark:
		return strconv.Itoa(s.slots[p.opening][p.slot].Free(s.Now))
	case !isThere:
		return ""
	case p.which == fullMark:
		return shown.words[p.language].full
	case p.which == leftMark:
		return shown.words[p.language].left
	}
	words, known := shown.filled.Load(mark)
	if !known {
		words = s.slotWords(p)
		shown.filled.Store(mark, words)
	}
	return words.(string) //nolint:forcetypeassert // stored above alone
}

// slotWords returns the words at a mark of a slot, as HTML.
func (s *State) slotWords(p place) string {
	slot, voice := s.slots[p.opening][p.slot], catalogue.In(catalogue.Languages[p.language])
	if p.which == queueMark {
		return html.EscapeString(QueueWords(voice, slot))
	}
	return html.EscapeString(PlacesWords(voice, slot, s.Now))
}
