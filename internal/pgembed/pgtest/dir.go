package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"jema/internal/pgembed"
)

// prefix begins the name of every directory of ours.
const prefix = "jema-test-"

const (
	memory = "/dev/shm"
	disk   = "/tmp" // not TMPDIR, which may lie where the account of the server cannot go
)

// memoryFree is how many bytes must be free in memory for the server to live
// there. It uses some 500 MB at most.
const memoryFree = 2 << 30

// makeDir makes a directory that the server's account can pass through, in
// memory where possible: a database is some 500 files, and copying them costs a
// tenth of what it costs on a disk.
func makeDir() (string, error) {
	parent := disk
	var stat syscall.Statfs_t
	if err := syscall.Statfs(memory, &stat); err == nil && float64(stat.Bavail)*float64(stat.Bsize) >= memoryFree {
		parent = memory
	}
	dir, err := os.MkdirTemp(parent, prefix+"*")
	if errors.Is(err, fs.ErrPermission) && parent == memory {
		dir, err = os.MkdirTemp(disk, prefix+"*")
	}
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o711)
}

// sweep removes what killed test processes left: directories of ours whose
// lock nobody holds and that are not being made this minute. What it cannot
// remove is somebody else's.
func sweep() {
	const locks = prefix + "*/postgres/lock"
	inMemory, _ := filepath.Glob(filepath.Join(memory, locks)) // the pattern is well-formed
	onDisk, _ := filepath.Glob(filepath.Join(disk, locks))
	for _, lock := range append(inMemory, onDisk...) {
		file, err := os.Open(lock)
		if err != nil {
			continue
		}
		info, err := file.Stat()
		old := err == nil && time.Since(info.ModTime()) > time.Minute
		if old && syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
			_ = os.RemoveAll(filepath.Dir(filepath.Dir(lock)))
		}
		_ = file.Close()
	}
}

// binaries finds Postgres, or obtains it into a directory that all test
// processes share, one at a time.
func binaries(ctx context.Context) (pgembed.Binaries, error) {
	dir, err := shared()
	if err != nil {
		return pgembed.Binaries{}, err
	}
	b, err := pgembed.Find(ctx, dir)
	if !errors.Is(err, pgembed.ErrNone) {
		return b, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "obtain.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return b, err
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return b, err
	}
	if b, err = pgembed.Find(ctx, dir); errors.Is(err, pgembed.ErrNone) {
		b, err = pgembed.Obtain(ctx, dir, func(line string) { fmt.Fprintln(os.Stderr, line) })
	}
	return b, err
}

// shared returns the user's cache directory for Jema's tests, for root one
// that the server's account can reach.
func shared() (string, error) {
	dir, mode := "/var/cache/jema-test", os.FileMode(0o711)
	if os.Geteuid() != 0 {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir, mode = filepath.Join(cache, "jema-test"), 0o700
	}
	return dir, os.MkdirAll(dir, mode)
}
