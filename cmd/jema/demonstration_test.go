package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"sync"
	"testing"
	"time"

	"jema/internal/command"
)

// lines collects a command's output, line by line, while it runs.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// demo is a demonstration that runs as its user runs it, in a directory of its own.
type demo struct {
	dir, base string // base is its address
	out       lines
	stop      context.CancelFunc
	ended     chan int // receives its status
}

// shared is the demonstration that all stories of a test binary play on, nil before the
// first one. No story may change what another one looks at.
var shared *demo

// demonstration returns the shared demonstration. The first call starts it; TestMain ends it.
func demonstration(t *testing.T) *demo {
	t.Helper()
	if shared == nil {
		d, err := startDemo()
		if err != nil {
			t.Fatal(err)
		}
		shared = d
	}
	return shared
}

func startDemo() (*demo, error) {
	dir, err := os.MkdirTemp("/tmp", "jema-story-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o711); err != nil { // Postgres passes through under another account
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	d := &demo{dir: dir, stop: stop, ended: make(chan int, 1)}
	go func() {
		d.ended <- commandLine().Run(ctx, &command.Console{Out: &d.out, Err: &d.out, Now: time.Now}, []string{"demo",
			"--addr", "127.0.0.1:0", "--data", dir})
	}()
	if err := d.comesUp(); err != nil {
		return nil, errors.Join(err, d.end())
	}
	return d, nil
}

// comesUp waits until the demonstration prints its address.
func (d *demo) comesUp() error {
	address := regexp.MustCompile(`Le site +(http://\S+)/`)
	for begun := time.Now(); time.Since(begun) < patience; {
		if m := address.FindStringSubmatch(d.out.String()); m != nil {
			d.base = m[1]
			return nil
		}
		select {
		case status := <-d.ended:
			d.ended <- status
			return fmt.Errorf("the demonstration ended with %d:\n%s", status, &d.out)
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("the demonstration does not come up:\n%s", &d.out)
}

// end ends the demonstration as Ctrl-C does, and removes its directory.
func (d *demo) end() error {
	d.stop()
	select {
	case status := <-d.ended:
		if status != 0 {
			return fmt.Errorf("the demonstration ended with %d:\n%s", status, &d.out)
		}
		return os.RemoveAll(d.dir)
	case <-time.After(patience):
		return errors.New("the demonstration did not stop")
	}
}

// endShared ends what the stories of this test binary shared.
func endShared() error {
	if chromium.stop != nil {
		chromium.stop()
	}
	if shared == nil {
		return nil
	}
	return shared.end()
}
