package pdf_test

import (
	"regexp"
	"strconv"
	"testing"

	"jema/internal/programme/pdftest"
)

var pageCount = regexp.MustCompile(`Pages:\s+(\d+)`)

// pages counts with poppler.
func pages(t *testing.T, pdf []byte) int {
	t.Helper()
	n, err := strconv.Atoi(pageCount.FindStringSubmatch(pdftest.Tool(t, pdf, "pdfinfo", "FILE"))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
