package programme

import (
	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/paper"
)

// DaySheet is one day of a territory by its hours, on a folded A4.
type DaySheet struct {
	Book jema.Book
	Day  jema.Date
	Spec Spec
}

// Wall is a list of what opens in a commune, on A3.
type Wall struct {
	Programme jema.Programme
	Spec      Spec
}

// Bookmark is a bookmark of a commune, with the code of its page.
type Bookmark struct {
	Programme jema.Programme
	Spec      Spec
}

// Compose lays out the day. A day on which nothing opens has a sentence.
func (d DaySheet) Compose() (*paper.Document, []Warning, error) {
	words, err := d.Spec.check()
	if err != nil {
		return nil, nil, err
	}
	c := content.CollectBook(d.Book, words, nil)
	out, err := formats.Day(c, d.Spec.setting(), d.Day)
	return out, c.Warnings, err
}

// Compose lays out the list.
func (w Wall) Compose() (*paper.Document, []Warning, error) {
	return small(w.Programme, w.Spec, formats.Wall)
}

// Compose lays out the bookmark.
func (b Bookmark) Compose() (*paper.Document, []Warning, error) {
	return small(b.Programme, b.Spec, formats.Bookmark)
}

func small(p jema.Programme, s Spec, lay func(*content.Programme, formats.Setting) (*paper.Document, error)) (
	*paper.Document, []Warning, error) {
	words, err := s.check()
	if err != nil {
		return nil, nil, err
	}
	c := content.Collect(p, words, nil)
	out, err := lay(c, s.setting())
	return out, c.Warnings, err
}
