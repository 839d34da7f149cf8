package pgembed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// dieWithParent makes the kernel signal the child when the thread that starts
// it ends: SIGINT, a server's fast shutdown, or SIGKILL.
func dieWithParent(attr *syscall.SysProcAttr, kill bool) {
	attr.Pdeathsig = syscall.SIGINT
	if kill {
		attr.Pdeathsig = syscall.SIGKILL
	}
}

// watch has nothing to do where the kernel watches.
func watch(int) (stop func()) { return func() {} }

// serves reports whether process pid is the server of the cluster in data: a
// server works in its cluster's directory. A number used again by another
// program, or one of the dead, is not.
func serves(pid int, data string) bool {
	cwd, err := os.Stat(fmt.Sprintf("/proc/%d/cwd", pid))
	if errors.Is(err, fs.ErrPermission) {
		return true // somebody else's process: Postgres itself will judge
	}
	here, err2 := os.Stat(data)
	return err == nil && err2 == nil && os.SameFile(cwd, here)
}
