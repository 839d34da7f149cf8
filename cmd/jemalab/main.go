// Command jemalab measures Jema and makes faults happen to it. It is a program
// of its own, so that the one that a town hall runs carries none of this; what it
// measures in child processes is serve.Site, the very site that jema serves.
package main

import (
	"os"
	_ "time/tzdata" // the zones travel with the program

	"jema/internal/command"
)

// commands is the whole command line: one file a command.
type commands struct {
	Bench   benchCmd   `cmd:"" help:"Mesure ce que cette machine tient."`
	Journey journeyCmd `cmd:"" help:"Joue dans un navigateur ce que font artisan, conseil et organisation, et compte écrans, touches, champs, secondes et hauteurs, en JSON."`
	Page    pageCmd    `cmd:"" help:"Mesure dans un navigateur le poids et l’affichage des pages, réseau et processeur ralentis, à côté d’une page nue de même poids, en JSON."`
	Torture tortureCmd `cmd:"" help:"Fait arriver des pannes pendant qu’on réserve, et vérifie que rien de ce qui a été dit n’est faux."`
}

func main() { os.Exit(commandLine().Main()) }

// commandLine is jemalab with its commands.
func commandLine() command.Program {
	return command.Program{Name: "jemalab", Commands: &commands{},
		Description: "Mesures et épreuves de Jema, pour qui y travaille."}
}
