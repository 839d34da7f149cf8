package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// rewrite changes strings in one part of a workbook, each of which must be there.
func rewrite(t *testing.T, workbook []byte, part string, change map[string]string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range r.File {
		in, err := file.Open()
		must(t, err)
		content, err := io.ReadAll(in)
		must(t, err)
		must(t, in.Close())
		if file.Name == part {
			for from, to := range change {
				if !strings.Contains(string(content), from) {
					t.Fatalf("%s holds no %s:\n%s", part, from, content)
				}
				content = []byte(strings.Replace(string(content), from, to, 1))
			}
		}
		to, err := w.Create(file.Name)
		must(t, err)
		_, err = to.Write(content)
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}
