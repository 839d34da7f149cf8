package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"

	"jema/internal/bench"
	"jema/internal/command"
)

// benchCmd measures on a database of its own, which is gone afterwards.
type benchCmd struct {
	Booking   benchBookingCmd   `cmd:"" help:"Compare les façons de prendre des réservations, en une seule fois sur cette machine."`
	Rush      benchRushCmd      `cmd:"" help:"Joue la ruée d’un jour d’ouverture, beaucoup de visiteurs en peu de temps."`
	Lock      benchLockCmd      `cmd:"" help:"Mesure ce qu’un créneau tenu par une autre transaction coûte à tous les autres."`
	Mail      benchMailCmd      `cmd:"" help:"Mesure à quel rythme les courriels partent, à côté d’un client SMTP nu, et combien une confirmation attend."`
	Pages     benchPagesCmd     `cmd:"" help:"Mesure les pages, à côté de nginx et de net/http qui servent les mêmes octets."`
	Visit     benchVisitCmd     `cmd:"" help:"Mesure des visites entières : page d’un événement, formulaire, page de la réservation."`
	Against   benchAgainstCmd   `cmd:"" help:"Compare deux versions du programme : réservations, pages, impression, démarrage."`
	Search    benchSearchCmd    `cmd:"" help:"Mesure la recherche : des questions avec fautes et filtres, à côté d’un serveur nu qui rend autant d’octets."`
	Programme benchProgrammeCmd `cmd:"" help:"Compare les façons d’imprimer les programmes : ce moteur, gofpdf seul, et ce qui est installé d’autre."`
	Printing  benchPrintingCmd  `cmd:"" hidden:"" help:"L’impression mesurée, dans un processus à part."`
	Site      benchSiteCmd      `cmd:"" hidden:"" help:"Le site mesuré, dans un processus à part."`
}

// benchFlags are the flags of every measure.
type benchFlags struct {
	Quick bool `help:"Montre seulement que la mesure marche ; ses chiffres ne valent rien."`
	JSON  bool `name:"json" help:"Rend les chiffres en JSON."`
}

// override sets a value of a plan to what a flag gave, if it gave any.
func override[T int | time.Duration](value *T, flag T) {
	if flag > 0 {
		*value = flag
	}
}

// benchControl has the flags of measures that check invariants afterwards.
type benchControl struct {
	Control bool `help:"Fausse un décompte après la première mesure : la commande doit alors finir avec le code 1."`
}

// benchSiteCmd is a site on a database that a measure prepared.
type benchSiteCmd struct {
	DSN string `arg:"" name:"base"`
	Way string `arg:"" name:"façon" enum:"engine,single,for-update,bare"`
}

// Run serves until its standard input ends. A signal of the terminal does not
// end it: its parent gets the signal too, and closes the input.
func (s *benchSiteCmd) Run(ctx context.Context, c *command.Console) error {
	return bench.Site(context.WithoutCancel(ctx), s.DSN, s.Way, os.Stdin, c.Out)
}

// benchSite runs this very program as the site that is measured.
func benchSite(ctx context.Context, dsn, way string) *exec.Cmd {
	return exec.CommandContext(ctx, os.Args[0], "bench", "site", dsn, way) //nolint:gosec // it runs this very program
}

// broken prints a broken invariant in one line and returns status 1.
func broken(err error) error {
	if found, ok := errors.AsType[*bench.BrokenError](err); ok {
		return command.Fail(1, found)
	}
	return err
}

func writeJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
