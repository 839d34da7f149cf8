// Package work shares work out over the processor's cores.
package work

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for every number below n, as many at a time as there are cores,
// and returns when all are done.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
