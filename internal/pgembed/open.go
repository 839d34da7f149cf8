package pgembed

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Open returns how to reach the database stored in dataDir: it joins the server
// of a demo or serve that runs, else starts one for itself alone, waiting for
// another command to finish if need be. close ends what Open began.
func Open(ctx context.Context, dataDir string, log func(string)) (dsn string, close func() error, err error) {
	return attach(ctx, Options{DataDir: dataDir, Log: log}, false)
}

// Serve is Open for commands that go on: others may join the server it starts.
func Serve(ctx context.Context, dataDir string, log func(string)) (dsn string, close func() error, err error) {
	return attach(ctx, Options{DataDir: dataDir, Log: log}, true)
}

func attach(ctx context.Context, o Options, joinable bool) (string, func() error, error) {
	if o.Log == nil {
		o.Log = func(string) {}
	}
	l, err := layoutOf(o.DataDir)
	if err != nil {
		return "", nil, err
	}
	for told := false; ; {
		s, err := Start(ctx, o)
		if err == nil {
			return begin(s, joinable)
		}
		if !errors.Is(err, ErrBusy) {
			return "", nil, err
		}
		pid, dsn := readOwner(l.lock)
		if dsn != "" && answers(ctx, dsn) {
			return dsn, func() error { return nil }, nil
		}
		if !told {
			o.Log(fmt.Sprintf("Une autre commande jema (processus %s) utilise ces données ; j’attends qu’elle ait fini…", pid))
			told = true
		}
		select {
		case <-ctx.Done():
			return "", nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// begin publishes how others can join a server just started, if they may.
func begin(s *Server, joinable bool) (string, func() error, error) {
	dsn := s.DSN(Database)
	if joinable {
		if err := s.owner.write(dsn); err != nil {
			s.Stop()
			return "", nil, err
		}
	}
	return dsn, func() error { s.Stop(); return nil }, nil
}
