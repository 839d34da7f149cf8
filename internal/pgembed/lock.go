package pgembed

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// ErrBusy means that another process owns the data directory.
var ErrBusy = errors.New("une autre commande jema utilise ces données")

// owner is the right to run the server of a data directory: a lock on a file
// that the kernel lifts when the process ends. The file's first line is the
// owner's process number; a second one, when the owner may be joined, is how.
type owner struct{ file *os.File }

func acquire(path string) (*owner, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // below the data directory
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(ErrBusy, file.Close())
	}
	o := &owner{file}
	if err == nil {
		err = o.write("")
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return o, nil
}

// write replaces the content of the file.
func (o *owner) write(dsn string) error {
	if err := o.file.Truncate(0); err != nil {
		return err
	}
	_, err := o.file.WriteAt(fmt.Appendf(nil, "%d\n%s", os.Getpid(), dsn), 0)
	return err
}

// withdraw stops others from joining. It returns no error, which nobody could
// use: a process that joins finds no server and waits.
func (o *owner) withdraw() { _ = o.write("") }

func (o *owner) release() { _ = o.file.Close() }

// readOwner returns the owner's process number and how to join it, "" when it
// may not be joined.
func readOwner(path string) (pid, dsn string) {
	text, err := os.ReadFile(path) //nolint:gosec // below the data directory
	if err != nil {
		return "", ""
	}
	pid, dsn, _ = strings.Cut(string(text), "\n")
	return pid, dsn
}
