package pgembed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"jema/internal/work"
)

// Options select the server to start. Only DataDir is needed.
type Options struct {
	DataDir  string
	Binaries Binaries          // zero: found, or obtained
	Settings map[string]string // on top of ours
	NoSync   bool              // for tests: a new cluster need not outlive the machine
	Log      func(string)      // gets a French line for each slow step; may be nil
}

// Server is a running Postgres that ends with this process. Its methods may be
// called from any goroutine.
type Server struct {
	layout layout
	owner  *owner
	child  *os.Process
	done   chan struct{} // closed when the process has ended
	unwind func()
}

// How long things may take before something is wrong.
const (
	startLimit = 2 * time.Minute // recovery after a power cut reads the log again
	fastLimit  = 30 * time.Second
	quitLimit  = 5 * time.Second
)

// Start makes the cluster if there is none and starts its server, waiting for
// an old one that is still ending. It returns when the database jema answers;
// ctx bounds the start only. ErrBusy means that another process owns DataDir.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = func(string) {}
	}
	l, err := layoutOf(o.DataDir)
	if err != nil {
		return nil, err
	}
	if err := l.makeRoot(); err != nil {
		return nil, err
	}
	own, err := acquire(l.lock)
	if err != nil {
		return nil, err
	}
	s := &Server{layout: l, owner: own, done: make(chan struct{})}
	if err := s.start(ctx, o); err != nil {
		own.release()
		return nil, err
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, o Options) error {
	b, err := need(ctx, o)
	if err != nil {
		return err
	}
	a, err := accountFor(s.layout)
	if err != nil {
		return err
	}
	if err := a.reach(ctx, b, s.layout); err != nil {
		return err
	}
	if err := settle(ctx, s.layout, o.Log); err != nil {
		return err
	}
	if err := initialise(ctx, b, a, s.layout, o.NoSync); err != nil {
		return err
	}
	if err := a.mkdir(s.layout.socket); err != nil {
		return err
	}
	return s.launch(ctx, b, a, o)
}

// launch starts the process and waits until it answers. Backends of a server
// that was killed hold its memory for a moment: then it tries again.
func (s *Server) launch(ctx context.Context, b Binaries, a account, o Options) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		logged, err := s.spawn(b, a, o)
		if err != nil {
			return err
		}
		if err = s.awaitReady(ctx); err == nil {
			return nil
		}
		s.halt()
		text := logged()
		if !strings.Contains(text, "shared memory block") || ctx.Err() != nil {
			return fmt.Errorf("PostgreSQL ne démarre pas (%w) : %s", err, lastLines(text, 4))
		}
		time.Sleep(200 * time.Millisecond)
		s.done = make(chan struct{})
	}
}

// spawn starts the process in a goroutine bound to its thread, because the
// kernel signals the child when that thread ends, not when the program does. logged returns what the server
// has written to its log since.
func (s *Server) spawn(b Binaries, a account, o Options) (logged func() string, err error) {
	log, err := openLog(s.layout.log)
	if err != nil {
		return nil, err
	}
	from, _ := log.Seek(0, 2) // its end; after a failure 0, which only makes the report longer
	cmd := a.command(context.Background(), s.layout.data, filepath.Join(b.Dir, "postgres"), s.arguments(o)...)
	cmd.Stdout, cmd.Stderr = log, log
	dieWithParent(cmd.SysProcAttr, false)
	started, done := make(chan error), s.done
	work.Go(func() error {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // how it ended is in its log
			close(done)
		}
		return err
	})
	err = <-started
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	s.child, s.unwind = cmd.Process, watch(cmd.Process.Pid)
	return func() string { return readFrom(s.layout.log, from) }, log.Close()
}

func (s *Server) arguments(o Options) []string {
	settings := map[string]string{
		"listen_addresses":        "", // no TCP at all
		"port":                    "5432",
		"unix_socket_directories": s.layout.socket,
		"unix_socket_permissions": "0700",
		"max_connections":         "200",
		"timezone":                "UTC",
		"log_timezone":            "UTC",
		"cluster_name":            "jema",
	}
	for name, value := range o.Settings {
		settings[name] = value
	}
	args := []string{"-D", s.layout.data}
	for name, value := range settings {
		args = append(args, "-c", name+"="+value)
	}
	return args
}

// Done is closed when the server has ended, by Stop or of itself.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stop shuts the server down cleanly, open connections notwithstanding, and
// gives up the data directory. Stopping twice is harmless.
func (s *Server) Stop() {
	s.owner.withdraw()
	s.halt()
	_ = os.Remove(s.layout.socket) // empty now; it may lie under /tmp
	s.owner.release()
}

// halt stops the server in growing steps: fast shutdown, immediate, kill.
func (s *Server) halt() {
	for _, step := range []struct {
		signal syscall.Signal
		limit  time.Duration
	}{{syscall.SIGINT, fastLimit}, {syscall.SIGQUIT, quitLimit}, {syscall.SIGKILL, quitLimit}} {
		select {
		case <-s.done:
		default:
			_ = s.child.Signal(step.signal) // no error matters: a closed done shows that it ended
		}
		select {
		case <-s.done:
			s.unwind()
			return
		case <-time.After(step.limit):
		}
	}
}

// maxLog is the size above which the server's log starts anew.
const maxLog = 8 << 20

// openLog opens the log for appending, retaining one older file.
func openLog(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // below the data directory
}

func readFrom(path string, offset int64) string {
	text, err := os.ReadFile(path) //nolint:gosec // below the data directory
	if err != nil || int64(len(text)) < offset {
		return ""
	}
	return string(text[offset:])
}
