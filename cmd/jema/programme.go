package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/text"
)

// programmeCmd prints the programme of one commune or of all.
type programmeCmd struct {
	databaseFlag
	territoryFlag
	editionFlag
	Commune string `help:"Code INSEE de la commune." placeholder:"INSEE" xor:"what" required:""`
	All     bool   `help:"Toutes les communes, un fichier chacune." xor:"what" required:""`
	Output  string `required:"" short:"o" help:"Fichier à écrire, ou dossier avec --all." type:"path"`
}

// Run writes the files; each appears whole or not at all.
func (p *programmeCmd) Run(ctx context.Context, c *console) (err error) {
	store, closeAll, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := p.territoryFlag.find(ctx, store)
	if err != nil {
		return err
	}
	edition, err := p.editionFlag.find(ctx, store, territory)
	if err != nil {
		return err
	}
	if !p.All {
		one, err := store.Programme(ctx, edition, p.Commune, c.Now())
		if err != nil {
			return inFrench(err)
		}
		return printProgramme(p.Output, one)
	}
	list, err := store.Programmes(ctx, edition, c.Now())
	if err != nil {
		return err
	}
	return p.printAll(c, list)
}

// printAll prints what opens somewhere: a commune where nothing opens gets no
// file unless it is asked for by name.
func (p *programmeCmd) printAll(c *console, list []jema.Programme) error {
	if err := os.MkdirAll(p.Output, 0o755); err != nil {
		return fmt.Errorf("le dossier %s ne peut pas être créé : %w", p.Output, err)
	}
	start, bar := time.Now(), progress(c, "Programmes", len(list))
	work := make(chan jema.Programme)
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed error
		made   int
	)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for one := range work {
				name := fmt.Sprintf("programme-%s-%d.pdf", text.Slug(one.Commune.Name), one.Edition.Year)
				err := printProgramme(filepath.Join(p.Output, name), one)
				mu.Lock()
				failed = errors.Join(failed, err)
				made++
				bar.add(1)
				mu.Unlock()
			}
		})
	}
	for _, one := range list {
		if len(one.Entries) > 0 {
			work <- one
		} else {
			mu.Lock()
			bar.add(1)
			mu.Unlock()
		}
	}
	close(work)
	wg.Wait()
	bar.end()
	if failed != nil {
		return failed
	}
	c.say("%d programmes en %s dans %s ; rien n’ouvre dans %d communes.", made, time.Since(start).Round(time.Millisecond), p.Output, len(list)-made)
	return nil
}

// printProgramme writes beside the file and puts it in place when it is whole.
func printProgramme(path string, p jema.Programme) error {
	var b bytes.Buffer
	if err := programme.Write(&b, p, programme.Spec{}); err != nil {
		return fmt.Errorf("programme %s : %w", p.Commune.OfName, err)
	}
	part := path + ".part"
	if err := os.WriteFile(part, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("le fichier %s ne peut pas être écrit : %w", path, err)
	}
	if err := os.Rename(part, path); err != nil {
		return errors.Join(fmt.Errorf("le fichier %s ne peut pas être écrit : %w", path, err), os.Remove(part))
	}
	return nil
}
