// Command jema prepares the craft days of a territory: it serves the site,
// takes bookings, prints programmes and brings data in and out.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // the zones travel with the program

	"github.com/alecthomas/kong"

	"jema/internal/work"
)

// commands is the whole command line: one file a command.
type commands struct {
	Demo      demoCmd      `cmd:"" help:"Montre tout sur cette machine, base de données comprise."`
	Serve     serveCmd     `cmd:"" help:"Sert le site d’un territoire."`
	Migrate   migrateCmd   `cmd:"" help:"Met le schéma de la base à jour."`
	Territory territoryCmd `cmd:"" help:"Territoires."`
	Edition   editionCmd   `cmd:"" help:"Éditions."`
	User      userCmd      `cmd:"" help:"Comptes."`
	Import    importCmd    `cmd:"" help:"Importe des communes, des métiers ou des événements."`
	Programme programmeCmd `cmd:"" help:"Imprime les programmes des communes."`
	Hours     hoursCmd     `cmd:"" help:"Lit des horaires écrits en français et les rend en JSON."`
	Check     checkCmd     `cmd:"" help:"Demande à la base si tout ce qui doit tenir tient."`
	Purge     purgeCmd     `cmd:"" help:"Efface les identités des éditions dont le jour d’effacement est venu."`
	Bench     benchCmd     `cmd:"" help:"Mesure ce que cette machine tient."`
	Torture   tortureCmd   `cmd:"" help:"Fait arriver des pannes pendant qu’on réserve, et vérifie que rien de ce qui a été dit n’est faux."`
}

// console is what a command talks to.
type console struct {
	Out, Err io.Writer
	Now      func() time.Time
}

// say prints one line of progress on the error stream, so that standard
// output stays what was asked for.
func (c *console) say(format string, args ...any) { _, _ = fmt.Fprintf(c.Err, format+"\n", args...) }

// exitCode ends the program with a status when all that there was to say has
// been said.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("status %d", int(e)) }

// fatal is an error with a status of its own.
type fatal struct {
	status int
	err    error
}

func (f fatal) Error() string { return f.err.Error() }
func (f fatal) Unwrap() error { return f.err }

func main() {
	collectLater()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	c := &console{Out: os.Stdout, Err: os.Stderr, Now: time.Now}
	status := run(ctx, c, os.Args[1:])
	stop()
	os.Exit(status)
}

// collectLater puts the first collection of garbage off until the heap has some
// 32 MB: those of its first few megabytes would take a tenth of the time of a
// short command. From then on memory is collected as usual.
func collectLater() {
	const percentOfFour = 800 // of the 4 MB at which a program's first collection comes
	usual := debug.SetGCPercent(percentOfFour)
	if usual != 100 { // GOGC says what is wanted
		debug.SetGCPercent(usual)
		return
	}
	runtime.AddCleanup(new([16]byte), func(usual int) { debug.SetGCPercent(usual) }, usual)
}

// run executes one command line and returns the exit status: 0, or what the
// command says, with one line on the error stream.
func run(ctx context.Context, c *console, args []string) int {
	parser, err := kong.New(&commands{}, kong.Name("jema"),
		kong.Description("Les Journées des métiers d’art d’un territoire : inscriptions, réservations, programmes."),
		kong.Writers(c.Out, c.Err), kong.UsageOnError(), kong.Exit(func(status int) { panic(exitCode(status)) }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(c.Out, (*io.Writer)(nil)), kong.Bind(c))
	if err != nil {
		c.say("jema: %v", err)
		return 2
	}
	return execute(parser, c, args)
}

func execute(parser *kong.Kong, c *console, args []string) (status int) {
	defer func() { // --help ends here
		v := recover()
		if e, ok := v.(exitCode); ok {
			status = int(e)
		} else if v != nil {
			panic(v)
		}
	}()
	line, err := parser.Parse(args)
	if err != nil {
		c.say("jema: %v", err)
		return 2
	}
	return explain(c, work.Do(func() error { return line.Run() }))
}

// explain says an error in one line and returns its status.
func explain(c *console, err error) int {
	if err == nil {
		return 0
	}
	if code, ok := errors.AsType[exitCode](err); ok {
		return int(code)
	}
	c.say("jema: %s", strings.ReplaceAll(err.Error(), "\n", " "))
	if f, ok := errors.AsType[fatal](err); ok {
		return f.status
	}
	return 1
}
