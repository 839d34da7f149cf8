package bench

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// arrival is a request with the moment at which it is to be sent, whatever has
// become of those before it.
type arrival struct {
	at time.Duration // after the beginning
	wish
	again bool // the visitor sends the same once more
}

// popularity is the exponent of Zipf's law: the most wanted of 300 slots draws
// about a fifth of the visitors.
const popularity = 1.1

// rush draws the arrivals: a given number of visitors at independent moments of
// the window, which is a Poisson process conditioned on its count. One in ten
// sends twice, within half a second. The same seed gives the same rush.
func rush(seed uint64, visitors int, window time.Duration, slots []int64) []arrival {
	//nolint:gosec // chance that can be repeated, not a secret
	random := rand.New(rand.NewPCG(seed, uint64(visitors)))
	popular := rand.NewZipf(random, popularity, 1, uint64(len(slots)-1)) //nolint:gosec // a length above 0
	var list []arrival
	for i := range visitors {
		a := arrival{at: time.Duration(random.Int64N(int64(window))), wish: wish{
			slot: slots[popular.Uint64()], key: fmt.Sprintf("v%d-%d", seed, i), party: 1 + random.IntN(4),
			wait: random.IntN(5) > 0}}
		list = append(list, a)
		if random.IntN(10) == 0 {
			a.at += time.Duration(random.Int64N(int64(500 * time.Millisecond)))
			a.again = true
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b arrival) int { return cmp.Compare(a.at, b.at) })
	return list
}
