package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
	"jema/internal/work"
)

// put makes a file and puts it in place when it is whole: nobody ever sees
// half of it, and what was there before stays until then.
func (j printing) put(path string, write func(io.Writer) error) error {
	if path == "-" {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		_, err := j.console.Out.Write(b.Bytes())
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return unwritable(path, err)
	}
	if err := write(file); err != nil {
		if _, full := errors.AsType[*fs.PathError](err); full {
			err = unwritable(path, err)
		}
		return errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	err = errors.Join(file.Chmod(0o644), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return unwritable(path, errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}

func unwritable(path string, err error) error {
	return fmt.Errorf("le fichier %s ne peut pas être écrit : %w", path, err)
}

// all prints what opens somewhere: a commune where nothing opens gets a file
// only if a flag names it.
func (j printing) all(ctx context.Context, kind what) error {
	list, err := j.store.Programmes(ctx, j.edition, j.console.Now())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(j.Output, 0o750); err != nil {
		return fmt.Errorf("le dossier %s ne peut pas être créé : %w", j.Output, err)
	}
	start, b := time.Now(), &batch{bar: progress(j.console, "Programmes", len(list))}
	work.Each(len(list), func(i int) {
		p := list[i]
		if ctx.Err() != nil {
			return
		}
		if len(p.Entries) == 0 {
			b.done(0, nil)
			return
		}
		path := filepath.Join(j.Output, j.fileName(p, kind))
		err := j.put(path, func(w io.Writer) error { return j.write(ctx, w, p) })
		if err != nil {
			err = fmt.Errorf("programme %s : %w", p.Commune.OfName, inFrench(err))
		}
		b.done(1, err)
	})
	b.bar.end()
	if err := errors.Join(b.failed, ctx.Err()); err != nil {
		return err
	}
	j.console.Progressf("%d fichiers en %s dans %s ; rien n’ouvre dans %d communes.", b.made,
		time.Since(start).Round(time.Millisecond), j.Output, len(list)-b.made)
	return nil
}

// fileName is programme-romans-sur-isere-2027.pdf.
func (j printing) fileName(p jema.Programme, kind what) string {
	name, end := "programme", ".pdf"
	if kind == ofDelivery {
		name, end = map[string]string{"designer": "graphiste", "kit": "mairie"}[j.Format], ".zip"
	}
	if other := map[string]string{"wall": "liste", "bookmark": "marque-page"}[j.Format]; other != "" {
		name = other
	}
	return fmt.Sprintf("%s-%s-%d%s", name, text.Slug(p.Commune.Name), p.Edition.Year, end)
}

// batch counts what several workers make.
type batch struct {
	mu     sync.Mutex
	bar    *bar
	made   int
	failed error
}

func (b *batch) done(files int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.made += files
	}
	b.failed = errors.Join(b.failed, err)
	b.bar.add(1)
}
