package pdf_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// run runs a PDF tool on a file, named FILE; its absence fails the test.
func run(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "programme.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.Replace(a, "FILE", file, 1)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

var pageCount = regexp.MustCompile(`Pages:\s+(\d+)`)

// pages counts with poppler.
func pages(t *testing.T, pdf []byte) int {
	t.Helper()
	n, err := strconv.Atoi(pageCount.FindStringSubmatch(run(t, pdf, "pdfinfo", "FILE"))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
