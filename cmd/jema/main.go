// Command jema prepares the craft days of a territory: it serves the site,
// takes bookings, prints programmes and brings data in and out.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
	_ "time/tzdata" // the zones travel with the program

	"jema/internal/command"
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
}

func main() {
	collectLater()
	os.Exit(commandLine().Main())
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

// commandLine is jema with its commands.
func commandLine() command.Program {
	return command.Program{Name: "jema", Commands: &commands{},
		Description: "Les Journées des métiers d’art d’un territoire : inscriptions, réservations, programmes."}
}
