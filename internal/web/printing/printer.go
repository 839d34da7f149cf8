package printing

import (
	"sync/atomic"

	"jema/internal/programme"
	"jema/internal/web/page"
)

// printJobs is how many programmes and papers are made at once: each takes a
// processor, and the site must still serve pages meanwhile.
const printJobs = 2

// printCache is how many bytes of composed documents are cached: some fifty
// programmes, or a few books with their photos.
const printCache = 64 << 20

// printer is what everything is printed with.
type printer struct {
	*page.Kit
	printing *programme.Jobs // bounds how many programmes and papers are made at once
	freezing atomic.Bool     // the programmes are being frozen by this program
}
