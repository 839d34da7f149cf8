package pgembed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// Binaries is a directory that holds postgres and initdb. Portable ones hold
// little more: pg_dump and psql may be missing.
type Binaries struct {
	Dir   string
	Major int // 15, 16, …
}

// oldest is the first version with all that the schema uses.
const oldest = 15

// ErrNone means that the machine has no Postgres we can use.
var ErrNone = errors.New("aucun PostgreSQL utilisable sur cette machine")

// systemDirs are the places where packages put the server's programs.
var systemDirs = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
	"/usr/local/pgsql/bin",
	"/usr/libexec/postgresql*",
}

// Find returns the programs to serve dataDir with: those in PG_BIN if that is
// set, else those of the version the cluster was made with, else the newest.
// JEMA_POSTGRES=portable leaves aside what is installed on the machine.
func Find(ctx context.Context, dataDir string) (Binaries, error) {
	l, err := layoutOf(dataDir)
	if err != nil {
		return Binaries{}, err
	}
	want, err := l.major()
	if err != nil {
		return Binaries{}, err
	}
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return given(ctx, dir, want, l)
	}
	all := inspect(ctx, candidates(l.root))
	slices.SortStableFunc(all, func(a, b Binaries) int { return b.Major - a.Major })
	for _, b := range all {
		if b.Major == want || want == 0 && b.Major >= oldest {
			return b, nil
		}
	}
	return Binaries{}, ErrNone
}

// given takes the directory a person named, and no other.
func given(ctx context.Context, dir string, want int, l layout) (Binaries, error) {
	b, err := look(ctx, dir)
	switch {
	case err != nil:
		return b, fmt.Errorf("PG_BIN=%s ne contient pas PostgreSQL : %w", dir, err)
	case want != 0 && b.Major != want:
		return b, fmt.Errorf("les données de %s sont au format de PostgreSQL %d, mais PG_BIN donne la version %d",
			l.data, want, b.Major)
	case b.Major < oldest:
		return b, fmt.Errorf("PG_BIN donne PostgreSQL %d ; il faut au moins la version %d", b.Major, oldest)
	}
	return b, nil
}

// candidates lists directories that may hold the programs, best first.
func candidates(root string) []string {
	patterns := []string{filepath.Join(root, "portable-*", "bin")}
	if !portableOnly() {
		patterns = slices.Concat(systemDirs, patterns)
	}
	var dirs []string
	for _, p := range patterns {
		found, _ := filepath.Glob(p) // the patterns are well-formed
		dirs = append(dirs, found...)
	}
	if path, err := exec.LookPath("postgres"); err == nil && !portableOnly() {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	return dirs
}

// portableOnly means that the machine's own Postgres is not to be used.
func portableOnly() bool { return os.Getenv("JEMA_POSTGRES") == "portable" }

func inspect(ctx context.Context, dirs []string) []Binaries {
	var all []Binaries
	for _, dir := range dirs {
		if b, err := look(ctx, dir); err == nil {
			all = append(all, b)
		}
	}
	return all
}

var versionText = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// look runs the programs in dir to read their version.
func look(ctx context.Context, dir string) (Binaries, error) {
	//nolint:gosec // where Postgres may be installed, by PATH
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Binaries{}, err
	}
	//nolint:gosec // where Postgres may be installed, by PATH
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return Binaries{}, err
	}
	m := versionText.FindSubmatch(out)
	if m == nil {
		return Binaries{}, fmt.Errorf("version illisible %q", out)
	}
	major, err := strconv.Atoi(string(m[1]))
	return Binaries{dir, major}, err
}
