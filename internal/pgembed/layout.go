package pgembed

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// layout names what a data directory holds for Postgres.
type layout struct {
	root   string // <data>/postgres
	data   string // the cluster
	socket string // a private directory, short enough for a socket
	lock   string // one owner at a time; see lock.go
	log    string // what the server says
}

// socketName is the name every server of ours gives its socket: Postgres
// derives it from the port, which has no other meaning without TCP.
const socketName = ".s.PGSQL.5432"

// maxSocketPath is the longest path a socket may have, on macOS (104 bytes with
// the closing zero); Linux allows 107.
const maxSocketPath = 103

// layoutOf returns the places below dataDir, whose path may be relative.
func layoutOf(dataDir string) (layout, error) {
	abs, err := filepath.Abs(dataDir)
	if err != nil {
		return layout{}, err
	}
	root := filepath.Join(abs, "postgres")
	return layout{
		root:   root,
		data:   filepath.Join(root, "data"),
		socket: socketDir(root),
		lock:   filepath.Join(root, "lock"),
		log:    filepath.Join(root, "server.log"),
	}, nil
}

// socketDir returns <root>/socket, or a short name under /tmp that is always
// the same for the same root when that path is too long for a socket.
func socketDir(root string) string {
	dir := filepath.Join(root, "socket")
	if len(filepath.Join(dir, socketName)) <= maxSocketPath {
		return dir
	}
	sum := sha256.Sum256([]byte(root))
	return fmt.Sprintf("/tmp/jema-%x", sum[:8])
}

// major returns the version the cluster was made with, 0 when there is none.
func (l layout) major() (int, error) {
	text, err := os.ReadFile(filepath.Join(l.data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var major int
	if _, err := fmt.Sscan(strings.TrimSpace(string(text)), &major); err != nil {
		return 0, fmt.Errorf("%s/PG_VERSION est illisible : %q", l.data, text)
	}
	return major, nil
}

// makeRoot creates the data directory and the one all else lies in. As root
// others may pass through both, because the server runs under another account,
// but not list them; what lies inside has its own modes. Directories above are
// not ours to open.
func (l layout) makeRoot() error {
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	for _, dir := range []string{filepath.Dir(l.root), l.root} {
		if err := os.MkdirAll(dir, mode); err != nil {
			return err
		}
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		// Whatever the umask, or mktemp, made of it; never less than it was.
		if had := info.Mode().Perm(); had|mode != had && ownerOf(info) == os.Geteuid() {
			if err := os.Chmod(dir, had|mode); err != nil {
				return err
			}
		}
	}
	return nil
}
