package bench

import (
	"math"
	"slices"
	"time"
)

// Spread is a figure measured several times.
type Spread struct {
	Median float64 `json:"median"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// spreadOf sums up repetitions; none is all zero.
func spreadOf(values []float64) Spread {
	if len(values) == 0 {
		return Spread{}
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := sorted[len(sorted)/2]
	if len(sorted)%2 == 0 {
		middle = (middle + sorted[len(sorted)/2-1]) / 2
	}
	return Spread{middle, sorted[0], sorted[len(sorted)-1]}
}

// ratios divides repetition by repetition: what slows the machine for a moment
// slows both. A repetition in which b is zero is left out.
func ratios(a, b []float64) (list []float64) {
	for i := range min(len(a), len(b)) {
		//nolint:gosec // below both lengths
		if b[i] > 0 {
			list = append(list, a[i]/b[i]) //nolint:gosec // below both lengths
		}
	}
	return list
}

// quantile returns the smallest of sorted durations below which, or at which,
// the part q of them lies; 0 when there is none.
func quantile(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// milliseconds is a duration as the reports write it.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
