package exchange

import (
	"regexp"
	"sync"
)

// lazily compiles an expression at its first use: most runs of the
// program read no spreadsheet, and every run would wait for it.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
