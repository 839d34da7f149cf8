// Package memorytest measures, for tests, by how much a piece of work makes a
// process larger. The work runs in a process of its own: a test of the same
// package, built without the race detector, whose own memory would hide what is
// measured.
package memorytest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Program is a test binary on disk.
type Program string

// Build builds the tests of the package in the current directory, which is that
// of the test that calls it.
func Build(t *testing.T) Program {
	t.Helper()
	program := filepath.Join(t.TempDir(), "tests")
	//nolint:gosec // a path below t.TempDir
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the tests: %v\n%s", err, out)
	}
	return Program(program)
}

// Grown runs one test of the program in a process of its own, with additional
// environment variables, and returns the number of bytes that the test's call of
// Report printed. It fails with what the test printed when there is no number.
func (p Program) Grown(t *testing.T, test string, env ...string) (bytes int, err error) {
	t.Helper()
	//nolint:gosec // a program that Build made
	child := exec.CommandContext(t.Context(), string(p), "-test.run=^"+test+"$")
	child.Env = append(os.Environ(), env...)
	out, err := child.Output()
	if err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	if bytes, err = strconv.Atoi(strings.TrimSpace(first)); err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	return bytes, nil
}

// Report prints by how many bytes this process has grown at most since its peak
// was before, for Grown to read.
func Report(t *testing.T, before int) {
	t.Helper()
	fmt.Println(Peak(t) - before)
}

// Peak returns the most bytes of memory that this process has had.
func Peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(status), "VmHWM:")
	if !found {
		t.Fatal("the system reports no peak of memory")
	}
	kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes * 1024
}
