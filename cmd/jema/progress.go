package main

import (
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"jema/internal/command"
)

// bar shows how far a command is: a bar at a terminal, a line at each quarter
// where there is none.
type bar struct {
	c           *command.Console
	what        string
	done, total int
	drawn       *progressbar.ProgressBar // nil where there is no terminal
}

func progress(c *command.Console, what string, total int) *bar {
	b := &bar{c: c, what: what, total: total}
	if f, ok := c.Err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.drawn = progressbar.NewOptions(total, progressbar.OptionSetWriter(c.Err), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	return b
}

func (b *bar) add(n int) {
	before := b.done
	b.done += n
	if b.drawn != nil {
		_ = b.drawn.Add(n) // a bar that cannot be drawn stops nobody
		return
	}
	if quarter := max(1, b.total/4); before/quarter != b.done/quarter {
		b.c.Progressf("%s : %d sur %d", b.what, b.done, b.total)
	}
}

func (b *bar) end() {
	if b.drawn != nil {
		_ = b.drawn.Finish()
	}
}
