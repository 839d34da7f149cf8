package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"jema/internal/command"
	"jema/internal/postgres"
	"jema/internal/torture"
	"jema/internal/torture/flow"
)

// tortureWalkers are how many walk through flows at once: what costs is mostly
// the server's part, and there are two cores.
const tortureWalkers = 3

// walk lets every call of every flow fail, in every manner.
func (o *ordeal) walk(ctx context.Context, c *command.Console, only string) (int, torture.Verdict, error) {
	report, err := o.walked(ctx, "parcours", tortureWalkers, &flow.Ordeal{Only: only,
		Walked: func(name string) { c.Progressf("Parcours : %s", name) }})
	if err != nil {
		return 0, torture.Verdict{}, err
	}
	for _, finding := range report.Findings {
		c.Progressf("%s", finding)
	}
	c.Progressf("%d parcours, %d appels, %d fautes, %d réponses « réessayez »", report.Flows, report.Points,
		report.Faults, report.Excused)
	return report.Faults, report.Verdict(), nil
}

// walked walks over databases of their own, with a journal.
func (o *ordeal) walked(ctx context.Context, name string, walkers int, f *flow.Ordeal) (report flow.Report, err error) {
	for i := range walkers {
		dsn, err := o.server.Database(ctx, fmt.Sprintf("%s-%d", name, i))
		if err != nil {
			return report, err
		}
		store, err := postgres.Open(ctx, dsn, 2)
		if err != nil {
			return report, err
		}
		_, err = store.Migrate(ctx)
		if err := errors.Join(err, store.Close()); err != nil {
			return report, err
		}
		f.DSNs = append(f.DSNs, dsn)
	}
	//nolint:gosec // below the directory that the operator names
	journal, err := os.Create(filepath.Join(o.dir, name+".journal"))
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, journal.Close()) }()
	f.Journal = journal
	if report, err = f.Run(ctx); err != nil {
		return report, err
	}
	if _, err = journal.Seek(0, io.SeekStart); err != nil {
		return report, err
	}
	told, err := flow.Acknowledged(journal)
	if err == nil && told != report.Acknowledged {
		err = fmt.Errorf("le journal dit %d réponses, le décompte %d", told, report.Acknowledged)
	}
	return report, err
}
