package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
	"time"

	"jema/internal/postgres/storetest"
)

// programArguments names the environment variable that makes this test binary
// the program itself.
const programArguments = "JEMA_TEST_ARGUMENTS"

func TestMain(m *testing.M) {
	given := os.Getenv(programArguments)
	if given == "" {
		code := storetest.Run(m)
		if err := endShared(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
		os.Exit(code)
	}
	var args []string
	if err := json.Unmarshal([]byte(given), &args); err != nil {
		panic(err)
	}
	os.Args = append(os.Args[:1], args...)
	main()
}

// program is a process of its own.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	said  *lines // on its error stream
	ended chan struct{}
}

// start runs a command line as a process of its own; it ends with the test.
func (s shell) start(args ...string) *program {
	s.t.Helper()
	given, err := json.Marshal(args)
	if err != nil {
		s.t.Fatal(err)
	}
	p := &program{s.t, exec.Command(os.Args[0]), &lines{}, make(chan struct{})}
	p.cmd.Env = append(os.Environ(), programArguments+"="+string(given))
	p.cmd.Stderr = p.said
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	s.t.Cleanup(func() { _ = p.cmd.Process.Kill(); <-p.ended })
	return p
}

var servedOn = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// address waits until the program serves, and returns where.
func (p *program) address() string {
	p.t.Helper()
	var found []string
	p.until(func() bool { found = servedOn.FindStringSubmatch(p.said.String()); return found != nil })
	return found[1]
}

// until waits for something that the running program brings about.
func (p *program) until(done func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		select {
		case <-p.ended:
			p.t.Fatalf("the program ended: %s", p.said)
		default:
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("it does not come: %s", p.said)
		}
	}
}

// stop sends SIGTERM, and waits until the program has ended in order.
func (p *program) stop() (took time.Duration) {
	p.t.Helper()
	begun := time.Now()
	p.terminate()
	<-p.ended
	if status := p.cmd.ProcessState.ExitCode(); status != 0 {
		p.t.Errorf("ended with %d: %s", status, p.said)
	}
	return time.Since(begun)
}

func (p *program) terminate() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
}
