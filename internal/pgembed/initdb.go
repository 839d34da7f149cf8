package pgembed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// superuser is the role that owns the cluster; reaching the private socket is
// what proves the right to be it.
const superuser = "jema"

// initialise creates the cluster unless there is one. It is made beside its
// place and moved there when complete: a kill leaves no half of a cluster.
func initialise(ctx context.Context, b Binaries, a account, l layout, noSync bool) error {
	if major, err := l.major(); err != nil || major != 0 {
		return err
	}
	fresh := l.data + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := a.mkdir(fresh); err != nil {
		return err
	}
	if err := initdb(ctx, b, a, fresh, noSync); err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if err := os.Remove(l.data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s existe mais n’est pas une base de données : déplacez-le", l.data)
	}
	return os.Rename(fresh, l.data)
}

// initdb tries the locales in turn: UTF-8 in code-point order, which no system
// update can change, or where the C library has none, plain C. French order
// comes from the collation "fr-x-icu" wherever it is wanted.
func initdb(ctx context.Context, b Binaries, a account, dir string, noSync bool) error {
	tries := [][]string{{"--locale=C.UTF-8"}, {"--locale=C"}}
	if b.Major >= 17 {
		tries = [][]string{{"--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}}
	}
	var err error
	for _, locale := range tries {
		args := slices.Concat(locale, []string{"--pgdata=" + dir, "--username=" + superuser,
			"--encoding=UTF8", "--auth-local=trust", "--auth-host=reject"})
		if noSync {
			args = append(args, "--no-sync")
		}
		if err = runInitdb(ctx, b, a, dir, args); err == nil || !strings.Contains(err.Error(), "locale") {
			return err
		}
	}
	return err
}

func runInitdb(ctx context.Context, b Binaries, a account, dir string, args []string) error {
	// The signal at our death follows the thread, so the thread must live on.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := a.command(ctx, dir, filepath.Join(b.Dir, "initdb"), args...)
	dieWithParent(cmd.SysProcAttr, true)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("la base de données n’a pas pu être créée (%w) : %s", err, lastLines(output.String(), 4))
	}
	return nil
}

// lastLines returns the last n lines of text that are not empty.
func lastLines(text string, n int) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	return strings.Join(lines[max(0, len(lines)-n):], " | ")
}
