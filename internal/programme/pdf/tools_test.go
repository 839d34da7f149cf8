package pdf_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var pageCount = regexp.MustCompile(`Pages:\s+(\d+)`)

// pages counts with poppler.
func pages(t *testing.T, pdf []byte) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "programme.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfinfo", file).CombinedOutput()
	if err != nil {
		t.Fatalf("pdfinfo: %v\n%s", err, out)
	}
	n, err := strconv.Atoi(pageCount.FindStringSubmatch(string(out))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
