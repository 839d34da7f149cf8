package pgembed

import (
	"fmt"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
)

// progress shows how far a download is: a bar on a terminal, else a line at
// each quarter.
type progress struct {
	total, read int64
	quarter     int64
	log         func(string)
	bar         *progressbar.ProgressBar
}

// newProgress takes the size in bytes, -1 when it is unknown.
func newProgress(total int64, log func(string)) *progress {
	p := &progress{total: total, log: log}
	if isatty.IsTerminal(os.Stderr.Fd()) {
		p.bar = progressbar.DefaultBytes(total, "PostgreSQL")
	}
	return p
}

func (p *progress) add(n int) {
	p.read += int64(n)
	if p.bar != nil {
		_ = p.bar.Add(n) // a bar that cannot be drawn is no reason to stop
		return
	}
	if p.total <= 0 {
		return
	}
	if q := p.read * 4 / p.total; q > p.quarter {
		p.quarter = q
		p.log(fmt.Sprintf("  %d %% de %d Mo", q*25, (p.total+500_000)/1_000_000))
	}
}

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
