package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// settle deals with what a killed owner left: a server still ending is waited
// for, one still running (its kernel sent no signal) is signalled to end, and a
// pid file whose number now belongs to nobody or another program is removed.
func settle(ctx context.Context, l layout, log func(string)) error {
	file := filepath.Join(l.data, "postmaster.pid")
	pid, err := readPID(file)
	if err != nil || pid == 0 {
		return err
	}
	if !serves(pid, l.data) {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil // it ended just now
	}
	log("La base d’une session précédente se ferme encore ; j’attends…")
	return outlast(ctx, pid, l.data)
}

// outlast waits until the server has ended, signalling it to, fast at first.
func outlast(ctx context.Context, pid int, data string) error {
	start, signal := time.Now(), syscall.SIGINT
	_ = syscall.Kill(pid, signal) // to one that is ending already this says nothing new
	for serves(pid, data) {
		if time.Since(start) > fastLimit && signal == syscall.SIGINT {
			signal = syscall.SIGQUIT
			_ = syscall.Kill(pid, signal)
		}
		if time.Since(start) > fastLimit+quitLimit {
			return fmt.Errorf("la base d’une session précédente (processus %d) ne s’arrête pas", pid)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// readPID returns the number in the first line of a pid file, 0 if none.
func readPID(file string) (int, error) {
	text, err := os.ReadFile(file) //nolint:gosec // below the data directory
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var pid int
	if _, err := fmt.Sscan(string(text), &pid); err != nil {
		return 0, os.Remove(file) // cut short by a power cut
	}
	return pid, nil
}
