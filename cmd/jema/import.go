package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"jema/internal/command"
	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// importCmd brings files in.
type importCmd struct {
	Communes  importCommunesCmd  `cmd:"" help:"Importe les communes d’un territoire (CSV ou XLSX)."`
	Crafts    importCraftsCmd    `cmd:"" help:"Importe la liste des métiers d’art (CSV ou XLSX)."`
	Addresses importAddressesCmd `cmd:"" help:"Importe les adresses d’un territoire (Base Adresse Nationale, CSV)."`
	Basemap   importBasemapCmd   `cmd:"" help:"Importe le fond de carte d’un territoire (GeoJSON)."`
	Openings  importOpeningsCmd  `cmd:"" help:"Importe les événements d’un tableau (CSV ou XLSX)."`
}

type importCommunesCmd struct {
	databaseFlag
	territoryFlag
	File       string `arg:"" help:"Fichier : code INSEE, nom, codes postaux, latitude, longitude, population, anciens noms." type:"path"`
	Boundaries string `help:"Limites des communes, en GeoJSON." placeholder:"FICHIER" type:"path"`
}

// Run adds and updates communes.
func (i *importCommunesCmd) Run(ctx context.Context, c *command.Console) error {
	data, err := readLimited(i.File)
	if err != nil {
		return err
	}
	var boundaries []byte
	if i.Boundaries != "" {
		if boundaries, err = readLimited(i.Boundaries); err != nil {
			return err
		}
	}
	communes, err := exchange.ReadCommunes(data, boundaries)
	if err != nil {
		return unreadable(i.File, err)
	}
	return i.save(ctx, c, i.territoryFlag, "Communes", func(store *postgres.Store,
		t jema.Territory) (postgres.Saved, error) {
		return store.SaveCommunes(ctx, t.ID, communes)
	})
}

type importCraftsCmd struct {
	databaseFlag
	territoryFlag
	File string `arg:"" help:"Fichier : domaine, métier, spécialité de, féminin, synonymes." type:"path"`
}

// Run adds and updates crafts.
func (i *importCraftsCmd) Run(ctx context.Context, c *command.Console) error {
	data, err := readLimited(i.File)
	if err != nil {
		return err
	}
	crafts, err := exchange.ReadCrafts(data)
	if err != nil {
		return unreadable(i.File, err)
	}
	return i.save(ctx, c, i.territoryFlag, "Métiers", func(store *postgres.Store,
		t jema.Territory) (postgres.Saved, error) {
		return store.SaveCrafts(ctx, t.ID, crafts)
	})
}

type importBasemapCmd struct {
	databaseFlag
	territoryFlag
	File   string `arg:"" help:"Fichier GeoJSON : cours d’eau, voies ferrées, routes, gares, noms de lieux." type:"path"`
	Credit string `help:"Ce qui doit être écrit à côté de la carte, si le fichier ne le donne pas." placeholder:"TEXTE"`
}

// Run puts a basemap in place of the one before.
func (i *importBasemapCmd) Run(ctx context.Context, c *command.Console) error {
	data, err := readLimited(i.File)
	if err != nil {
		return err
	}
	basemap, err := exchange.ReadBasemap(data, i.Credit)
	if err != nil {
		return unreadable(i.File, err)
	}
	return i.inTerritory(ctx, c, i.territoryFlag, func(store *postgres.Store, territory jema.Territory) error {
		if err := store.SaveBasemap(ctx, territory.ID, basemap, c.Now()); err != nil {
			return err
		}
		_, err := fmt.Fprintf(c.Out, "Fond de carte de %s\u00a0: enregistré. À côté des cartes\u00a0: « %s »\n",
			territory.Name, basemap.Credit)
		return err
	})
}

// save stores reference data in the territory and prints the result.
func (f databaseFlag) save(ctx context.Context, c *command.Console, which territoryFlag, what string,
	save func(*postgres.Store, jema.Territory) (postgres.Saved, error)) error {
	return f.inTerritory(ctx, c, which, func(store *postgres.Store, territory jema.Territory) error {
		saved, err := save(store, territory)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "%s de %s\u00a0: %d ajoutés, %d modifiés, %d inchangés.\n", what, territory.Name,
			saved.Added, saved.Changed, saved.Unchanged)
		return err
	})
}

// inTerritory opens the database and does something in the territory that is named.
func (f databaseFlag) inTerritory(ctx context.Context, c *command.Console, which territoryFlag,
	do func(*postgres.Store, jema.Territory) error) (err error) {
	store, closeAll, err := f.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := which.find(ctx, store)
	if err != nil {
		return command.Fail(2, err)
	}
	return inFrench(do(store, territory))
}

type importOpeningsCmd struct {
	databaseFlag
	territoryFlag
	editionFlag
	File    string   `arg:"" help:"Tableau des événements, CSV ou XLSX." type:"path"`
	DryRun  bool     `help:"Essaie tout et n’enregistre rien."`
	State   string   `enum:"approved,submitted" default:"approved" help:"État des événements complets : approved (publics) ou submitted (à relire)."`
	Map     []string `help:"Ce que contient une colonne : 'Passages proposés=slots' ; rien après le signe pour ne pas la lire. Retenu pour les tableaux qui ont les mêmes en-têtes." placeholder:"COLONNE=CHAMP" sep:"none"`
	Default []string `help:"Ce qui vaut pour toutes les lignes qui n’en disent rien : kind=open_doors, capacity=8." placeholder:"CHAMP=VALEUR" sep:"none"`
	Report  string   `help:"Écrit aussi le compte rendu en CSV." placeholder:"FICHIER" type:"path"`
}

// Run imports a sheet and prints its report. It ends with 0 when every row is
// complete, 1 when one is incomplete or refused, 2 when nothing could be done.
func (i *importOpeningsCmd) Run(ctx context.Context, c *command.Console) (err error) {
	data, err := readLimited(i.File)
	if err != nil {
		return err
	}
	sheet, err := exchange.ReadOpenings(filepath.Base(i.File), data)
	if err != nil {
		return unreadable(i.File, err)
	}
	if err := i.canReport(); err != nil {
		return err
	}
	store, closeAll, err := i.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	report, err := i.load(ctx, c, store, sheet)
	if err != nil {
		return command.Fail(2, inFrench(err))
	}
	if err := report.WriteText(c.Out); err != nil {
		return err
	}
	if err := i.writeReport(report); err != nil {
		return command.Fail(2, err)
	}
	if !report.AllComplete() {
		return command.StatusError(1)
	}
	return nil
}

func (i *importOpeningsCmd) load(ctx context.Context, c *command.Console, store *postgres.Store,
	sheet *exchange.Sheet) (report exchange.Report, err error) {
	meanings, defaults, err := i.assignments()
	if err != nil {
		return report, err
	}
	territory, err := i.territoryFlag.find(ctx, store)
	if err != nil {
		return report, err
	}
	edition, err := i.editionFlag.find(ctx, store, territory)
	if err != nil {
		return report, err
	}
	if i.Edition == 0 {
		c.Progressf("Édition %d.", edition.Year)
	}
	var b *bar
	options := exchange.Options{Territory: territory, Edition: edition, State: jema.OpeningState(i.State), Now: c.Now(),
		DryRun:   i.DryRun,
		Meanings: meanings, Defaults: defaults,
		Progress: func(done, of int) {
			if b == nil {
				b = progress(c, "Événements", of)
			}
			b.add(done - b.done)
		}}
	report, err = exchange.ImportOpenings(ctx, store, sheet, options)
	if b != nil {
		b.end()
	}
	return report, err
}

// assignments parses the flags that assign fields to columns, and values to whole files.
func (i *importOpeningsCmd) assignments() (meanings []exchange.Meaning, defaults []exchange.Default, err error) {
	for _, s := range i.Map {
		m, err := exchange.ParseMeaning(s)
		if err != nil {
			return nil, nil, err
		}
		meanings = append(meanings, m)
	}
	for _, s := range i.Default {
		d, err := exchange.ParseDefault(s)
		if err != nil {
			return nil, nil, err
		}
		defaults = append(defaults, d)
	}
	return meanings, defaults, nil
}

// canReport checks that the report can be written before anything is imported;
// otherwise everything might be imported without a report.
func (i *importOpeningsCmd) canReport() error {
	if i.Report == "" {
		return nil
	}
	f, err := os.OpenFile(i.Report, os.O_CREATE|os.O_WRONLY, 0o600) // it repeats what artisans wrote
	if err != nil {
		return command.Fail(2, fmt.Errorf("le compte rendu ne peut pas être écrit\u00a0: %w", err))
	}
	return f.Close()
}

func (i *importOpeningsCmd) writeReport(report exchange.Report) (err error) {
	if i.Report == "" {
		return nil
	}
	f, err := os.Create(i.Report)
	if err != nil {
		return fmt.Errorf("le compte rendu ne peut pas être écrit\u00a0: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return report.WriteCSV(f)
}

// readLimited reads a file, at most one byte more than is allowed: the reader
// of data then reports that it is too large.
func readLimited(path string) (data []byte, err error) {
	f, err := os.Open(path) //nolint:gosec // the file that the operator names
	if err != nil {
		return nil, command.Fail(2, fmt.Errorf("le fichier %s ne peut pas être lu\u00a0: %w", path, err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, exchange.FileMax+1))
	if err != nil {
		return nil, command.Fail(2, fmt.Errorf("le fichier %s ne peut pas être lu\u00a0: %w", path, err))
	}
	return data, nil
}

func unreadable(path string, err error) error {
	return command.Fail(2, fmt.Errorf("%s\u00a0: %w", filepath.Base(path), inFrench(err)))
}
