package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"jema/internal/command"
	"jema/internal/pgembed"
)

// dataFlag is the directory of what an instance stores outside a database of
// somebody else's: our own Postgres and the instance's secret.
type dataFlag struct {
	Data string `help:"Dossier des données (par défaut, le dossier d’état de l’utilisateur ; /var/lib/jema pour root)." type:"path" env:"JEMA_DATA" placeholder:"DOSSIER"`
}

// dir returns the data directory, and makes it if it is missing. Other accounts
// cannot read it; as root they may pass through, since Postgres runs under an
// account of its own.
func (d dataFlag) dir() (string, error) {
	dir := d.Data
	if dir == "" {
		var err error
		if dir, err = defaultData(); err != nil {
			return "", err
		}
	}
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, mode); err != nil {
		return "", fmt.Errorf("le dossier des données ne peut pas être créé : %w", err)
	}
	return dir, os.Chmod(dir, mode) // whatever the umask
}

// defaultData is the directory in which programs of this system store their
// state.
func defaultData() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/lib/jema", nil
	}
	if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
		return filepath.Join(state, "jema"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("le dossier personnel est inconnu ; donnez --data DOSSIER (%w)", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "jema"), nil
	}
	return filepath.Join(home, ".local", "state", "jema"), nil
}

// openDSN returns how to connect to the database, for a command that ends soon:
// the one that DATABASE_URL names, else the one in the data directory, joined
// or started. release disconnects from it.
func (d dataFlag) openDSN(ctx context.Context, log func(string)) (dsn string, release func() error, err error) {
	return d.reach(ctx, log, pgembed.Open)
}

// serveDSN is openDSN for serve and demo, whose database others may join.
func (d dataFlag) serveDSN(ctx context.Context, log func(string)) (dsn string, release func() error, err error) {
	return d.reach(ctx, log, pgembed.Serve)
}

// opening is pgembed.Open or pgembed.Serve.
type opening func(ctx context.Context, dataDir string, log func(string)) (string, func() error, error)

func (d dataFlag) reach(ctx context.Context, log func(string), open opening) (string, func() error, error) {
	if url := os.Getenv("DATABASE_URL"); url != "" {
		return url, func() error { return nil }, nil
	}
	dir, err := d.dir()
	if err != nil {
		return "", nil, err
	}
	return open(ctx, dir, log)
}

// minSecret is the shortest secret accepted, in bytes.
const minSecret = 32

// secret returns what the links in mails are made from: JEMA_SECRET (hex, or
// at least 32 characters), else the file secret of the data directory, made
// the first time. Several processes of one instance must have the same.
func (d dataFlag) secret() ([]byte, error) {
	if text := os.Getenv("JEMA_SECRET"); text != "" {
		return parseSecret(text, "JEMA_SECRET")
	}
	dir, err := d.dir()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "secret")
	text, err := os.ReadFile(path) //nolint:gosec // below the directory that the operator names
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeSecret(path); err == nil {
			text, err = os.ReadFile(path) //nolint:gosec // below the directory that the operator names
		}
	}
	if err != nil {
		return nil, fmt.Errorf("le secret de l’instance est illisible : %w", err)
	}
	return parseSecret(string(text), path)
}

// errNoSecret refuses what needs a secret beside a database that other
// processes and machines share.
var errNoSecret = errors.New("JEMA_SECRET manque : avec DATABASE_URL, tous les processus font les liens des " +
	"courriels à partir du même secret " +
	"(par exemple celui de « openssl rand -hex 32 », à conserver)")

// sharedSecret is secret for an instance whose database DATABASE_URL names:
// there the secret comes from JEMA_SECRET alone. One made on this machine would
// break every link that was mailed as soon as another process has its own.
func (d dataFlag) sharedSecret() ([]byte, error) {
	if os.Getenv("DATABASE_URL") != "" && os.Getenv("JEMA_SECRET") == "" {
		return nil, command.Fail(2, errNoSecret)
	}
	secret, err := d.secret()
	if err != nil {
		return nil, command.Fail(2, err)
	}
	return secret, nil
}

func parseSecret(text, from string) ([]byte, error) {
	text = strings.TrimSpace(text)
	if key, err := hex.DecodeString(text); err == nil && len(key) >= minSecret {
		return key, nil
	}
	if len(text) < minSecret {
		return nil, fmt.Errorf("%s est trop court : il faut au moins %d caractères", from, minSecret)
	}
	return []byte(text), nil
}

// makeSecret puts a new secret in place in one step: of two processes that do
// so at once, one wins and both read the same.
func makeSecret(path string) error {
	file, err := os.CreateTemp(filepath.Dir(path), "secret-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	key := make([]byte, minSecret)
	_, _ = rand.Read(key) // never fails
	_, err = file.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
