// Package work starts goroutines that cannot end the program: a panic in one
// becomes an error, or a panic of the goroutine that waits for it. The source
// test of internal/archtest allows no other way to start one.
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// PanicError is a panic as an error. Its message has no stack, which belongs into
// the log alone; see Stack.
type PanicError struct {
	Value any
	Stack []byte // of the goroutine that panicked
}

func (p *PanicError) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Unwrap returns the error that was panicked with, if it was one.
func (p *PanicError) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// caught makes a PanicError of what recover returned; one from another
// goroutine has its own stack.
func caught(v any) *PanicError {
	if p, ok := v.(*PanicError); ok {
		return p
	}
	return &PanicError{v, debug.Stack()}
}

// Stack returns the stack of the panic in err, nothing where there is none.
func Stack(err error) string {
	if p, ok := errors.AsType[*PanicError](err); ok {
		return string(p.Stack)
	}
	return ""
}

// Do calls do and returns its error; a panic is returned as a *PanicError.
func Do(do func() error) (err error) {
	defer Recover(&err)
	return do()
}

// Recover is deferred: a panic of the function becomes the error it returns.
func Recover(err *error) {
	if v := recover(); v != nil {
		*err = caught(v)
	}
}

// Go calls do in a goroutine and returns the channel on which its error
// arrives, once.
func Go(do func() error) <-chan error {
	done := make(chan error, 1)
	go func() { done <- Do(do) }()
	return done
}

// Group waits for goroutines. Its zero value is ready.
type Group struct {
	running sync.WaitGroup
	first   atomic.Pointer[PanicError]
}

// Go calls do in a goroutine.
func (g *Group) Go(do func()) {
	g.running.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				g.first.CompareAndSwap(nil, caught(v))
			}
		}()
		do()
	})
}

// Wait returns when all have ended. If one has panicked, Wait panics in the
// goroutine of its caller, with the first *PanicError.
func (g *Group) Wait() {
	g.running.Wait()
	if p := g.first.Load(); p != nil {
		panic(p)
	}
}

// Each calls do for every number below n, as many at a time as there are cores,
// and returns when all are done. A panic in one ends the others early and is
// a panic of Each.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var all Group
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && all.first.Load() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

// The pause before a task that panicked is begun again.
const (
	firstPause = time.Second
	lastPause  = time.Minute
)

// Steadily calls do, which runs until ctx ends. If it panics, that is logged
// with its stack and do is called again after a pause, which grows from a
// second to a minute while panics recur.
func Steadily(ctx context.Context, log *slog.Logger, task string, do func(context.Context)) {
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, lastPause) {
		begun := time.Now()
		err := Do(func() error { do(ctx); return nil })
		if time.Since(begun) > lastPause {
			pause = firstPause
		}
		if err == nil {
			return
		}
		log.Error("a task panicked and begins again", "task", task, "pause", pause, "error", err, "stack", Stack(err))
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}
