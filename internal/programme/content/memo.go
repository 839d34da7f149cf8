package content

import lru "github.com/hashicorp/golang-lru/v2"

// Memo caches what a pure function returned, up to so many results. There is one
// where BenchmarkMemos and its like show what it earns, and nowhere else.
type Memo[K comparable, V any] struct{ results *lru.Cache[K, V] }

// NewMemo returns a Memo of at most so many results, one at least.
func NewMemo[K comparable, V any](most int) Memo[K, V] {
	results, err := lru.New[K, V](most)
	if err != nil {
		panic(err) // most is a constant of ours
	}
	return Memo[K, V]{results}
}

// Of returns the result for a key, made by make where it is not cached.
func (m Memo[K, V]) Of(key K, make func(K) V) V {
	if v, ok := m.results.Get(key); ok {
		return v
	}
	v := make(key)
	m.results.Add(key, v)
	return v
}
