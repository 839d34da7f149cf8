//go:build !linux

package pgembed

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// dieWithParent: only Linux signals a child at its parent's death; see watch.
func dieWithParent(*syscall.SysProcAttr, bool) {}

// watch starts a shell that waits for the end of its input, which comes when
// we end, however that happens, and then stops the server. A server that was
// stopped before that is left alone: stop ends the shell first.
func watch(pid int) (stop func()) {
	cmd := exec.Command("/bin/sh", "-c", "cat >/dev/null; kill -INT "+strconv.Itoa(pid))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	pipe, err := cmd.StdinPipe()
	if err != nil || cmd.Start() != nil {
		return func() {}
	}
	return func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
		_ = pipe.Close()
	}
}

// serves reports whether process pid is a Postgres server.
func serves(pid int, _ string) bool {
	out, err := exec.Command("ps", "-o", "comm=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(out), "postgres")
}
