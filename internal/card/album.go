package card

import (
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
)

// albumSize is how many pictures an album stores: of some 60 kB each.
const albumSize = 160

// Album stores the pictures that were drawn last. It is safe for concurrent use.
type Album struct {
	drawn   *lru.Cache[string, []byte]
	drawing sync.Mutex // one picture is drawn at a time
}

// NewAlbum returns an empty album.
func NewAlbum() *Album {
	drawn, err := lru.New[string, []byte](albumSize)
	if err != nil {
		panic(err) // the size is a constant
	}
	return &Album{drawn: drawn}
}

// Picture returns the PNG of a card, drawn at the first request. The bytes are
// shared: nobody changes them.
func (a *Album) Picture(c Card) ([]byte, error) {
	tag := c.Tag()
	if picture, isThere := a.drawn.Get(tag); isThere {
		return picture, nil
	}
	a.drawing.Lock()
	defer a.drawing.Unlock()
	if picture, isThere := a.drawn.Get(tag); isThere {
		return picture, nil
	}
	picture, err := c.PNG()
	if err == nil {
		a.drawn.Add(tag, picture)
	}
	return picture, err
}
