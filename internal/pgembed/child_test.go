package pgembed

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The test binary also plays the other jema process: with JEMA_TEST_ROLE set it
// opens the database of JEMA_TEST_DATA, prints its DSN, and ends with its
// input.
func TestMain(m *testing.M) {
	role := os.Getenv("JEMA_TEST_ROLE")
	if role == "" {
		os.Exit(m.Run())
	}
	if err := play(role); err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
}

func play(role string) error {
	open := Open
	if role == "serve" {
		open = Serve
	}
	log := func(line string) { fmt.Println("log:", line) }
	dsn, end, err := open(context.Background(), os.Getenv("JEMA_TEST_DATA"), log)
	if err != nil {
		return err
	}
	fmt.Println("ready:", dsn)
	_, _ = io.Copy(io.Discard, os.Stdin)
	return end()
}

// process is another jema process.
type process struct {
	cmd   *exec.Cmd
	input io.Closer
	out   *bufio.Scanner
	said  []string
}

// other starts another process on a data directory, as nobody if asNobody is
// set and we are root; extra are environment variables.
func other(t *testing.T, role, data string, asNobody bool, extra ...string) *process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), program)
	cmd.Env = append(os.Environ(), "JEMA_TEST_ROLE="+role, "JEMA_TEST_DATA="+data)
	cmd.Env = append(cmd.Env, extra...)
	if asNobody && os.Geteuid() == 0 {
		lend(t, cmd, data)
	}
	p := &process{cmd: cmd}
	if p.input, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	p.out = bufio.NewScanner(out)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.input.Close(); _ = cmd.Wait() })
	return p
}

// lend makes the command run as nobody: program and data must be within reach.
func lend(t *testing.T, cmd *exec.Cmd, data string) {
	t.Helper()
	nobody, ok := lookup("nobody")
	if !ok {
		t.Fatal("no account nobody")
	}
	home := place(t)
	program := filepath.Join(home, "program")
	text, err := os.ReadFile(cmd.Path)
	if err == nil {
		err = os.WriteFile(program, text, 0o755)
	}
	if err == nil {
		err = os.Chown(data, nobody.uid, nobody.gid)
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd.Path, cmd.Dir = program, data
	cmd.Env = append(cmd.Env, "HOME="+data, "TMPDIR=/tmp")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(nobody.uid),
		Gid: uint32(nobody.gid)}}
}

// ready reads until the process prints its DSN.
func (p *process) ready(t *testing.T) string {
	t.Helper()
	return p.await(t, "ready: ")
}

// await returns the rest of the first line that begins with start.
func (p *process) await(t *testing.T, start string) string {
	t.Helper()
	for p.out.Scan() {
		p.said = append(p.said, p.out.Text())
		if rest, ok := strings.CutPrefix(p.out.Text(), start); ok {
			return rest
		}
	}
	t.Fatalf("never said %q, but: %s", start, strings.Join(p.said, "\n"))
	return ""
}

// place makes a directory that any account can pass through and whose path is
// short; t.TempDir is neither.
func place(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "jema-embed-")
	if err == nil {
		err = os.Chmod(dir, 0o711)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// postmaster returns the process number of the server of a data directory.
func postmaster(t *testing.T, data string) int {
	t.Helper()
	pid, err := readPID(filepath.Join(data, "postgres", "data", "postmaster.pid"))
	if err != nil || pid == 0 {
		t.Fatalf("no server runs in %s (%v)", data, err)
	}
	return pid
}

// awaitEnd fails unless the server ends soon.
func awaitEnd(t *testing.T, pid int, data string) {
	t.Helper()
	for range 500 {
		if !serves(pid, filepath.Join(data, "postgres", "data")) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("server %d is still running", pid)
}
