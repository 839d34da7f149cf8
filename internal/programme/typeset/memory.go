package typeset

import lru "github.com/hashicorp/golang-lru/v2"

// memory caches what was made of the texts used last.
type memory[V any] struct {
	longest int // bytes of a text; what is longer is not cached, because it rarely recurs
	made    *lru.Cache[string, V]
}

// What the caches of words hold.
const (
	mostWords   = 12_000
	longestWord = 80
)

// newMemory returns a memory of at most so many texts of so many bytes.
func newMemory[V any](most, longest int) memory[V] {
	made, err := lru.New[string, V](most)
	if err != nil {
		panic(err) // most is a constant of ours
	}
	return memory[V]{longest, made}
}

func (m memory[V]) add(text string, v V) {
	if len(text) <= m.longest {
		m.made.Add(text, v)
	}
}
