// Package command is what the programs of this repository have in common as
// command lines: their streams and clock, how a line is read and run, and the
// status with which a program ends.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"jema/internal/work"
)

// Console is what a command writes to, and its clock.
type Console struct {
	Out, Err io.Writer
	Now      func() time.Time
}

// Progressf prints one line on the error stream, so that standard output has the
// result alone.
func (c *Console) Progressf(format string, args ...any) {
	_, _ = fmt.Fprintf(c.Err, format+"\n", args...)
}

// StatusError ends the program with an exit status when everything has been printed.
type StatusError int

func (s StatusError) Error() string { return fmt.Sprintf("status %d", int(s)) }

// failure is an error with an exit status of its own.
type failure struct {
	status int
	err    error
}

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

// Fail returns err with the exit status that the program ends with; without it,
// the status of an error is 1.
func Fail(status int, err error) error { return failure{status, err} }

// Program is a command line: Commands is a pointer to a struct as kong reads it.
// The Run methods of its commands may take a context.Context, a *Console, and the
// io.Writer of the result.
type Program struct {
	Name, Description string
	Commands          any
}

// Main runs the program on the arguments and streams of this process, until it
// is done or interrupted, and returns the exit status.
func (p Program) Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return p.Run(ctx, &Console{Out: os.Stdout, Err: os.Stderr, Now: time.Now}, os.Args[1:])
}

// Run executes one command line and returns the exit status: 0, or that of the
// command's error, which is printed as one line on the error stream; 2 when the
// line cannot be read.
func (p Program) Run(ctx context.Context, c *Console, args []string) int {
	helped := false
	parser, err := kong.New(p.Commands, kong.Name(p.Name), kong.Description(p.Description),
		kong.Writers(c.Out, c.Err), kong.Exit(func(int) { helped = true }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(c.Out, (*io.Writer)(nil)), kong.Bind(c))
	if err != nil {
		c.Progressf("%s: %v", p.Name, err)
		return 2
	}
	line, err := parser.Parse(texts(args))
	if helped { // after --help the line need not be complete
		return 0
	}
	if err != nil {
		c.Progressf("%s: %v", p.Name, err)
		return 2
	}
	return p.explain(c, work.Do(func() error { return line.Run() }))
}

// texts puts a space before arguments that begin with a dash and a space, « - vendredi
// 9 … »: they are text, and the parser would take them for flags.
func texts(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if strings.HasPrefix(a, "- ") {
			out[i] = " " + a
		}
	}
	return out
}

// explain prints an error as one line and returns its status.
func (p Program) explain(c *Console, err error) int {
	if err == nil {
		return 0
	}
	if status, ok := errors.AsType[StatusError](err); ok {
		return int(status)
	}
	c.Progressf("%s: %s", p.Name, strings.ReplaceAll(err.Error(), "\n", " "))
	if f, ok := errors.AsType[failure](err); ok {
		return f.status
	}
	return 1
}
