//go:build long

package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/programme"
	"jema/internal/programme/pdf"
)

// TestAccessible has veraPDF look for faults against PDF/UA-1. It needs Java
// and Maven, so it is one of the long checks (-tags long).
func TestAccessible(t *testing.T) {
	tools, err := filepath.Abs("../../../tools/verapdf")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	jars := filepath.Join(cache, "jema", "verapdf")
	command(t, "mvn", "-q", "-B", "-f", filepath.Join(tools, "pom.xml"), "dependency:copy-dependencies",
		"-DoutputDirectory="+jars)
	args := []string{"-cp", jars + "/*", filepath.Join(tools, "Accessible.java")}
	folder := t.TempDir()
	for name, d := range map[string]struct {
		events int
		spec   programme.Spec
	}{
		"sheet": {1, programme.Spec{}}, "folded": {3, programme.Spec{}}, "brochure": {25, programme.Spec{}},
		"empty": {0, programme.Spec{}},
		"large": {6, programme.Spec{Format: programme.Large}}, "english": {7, programme.Spec{Language: "en"}},
		"days": {9, programme.Spec{Order: programme.ByDay}},
	} {
		var b bytes.Buffer
		if err := pdf.Write(&b, composed(t, d.events, d.spec), pdf.Options{}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, name+".pdf")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	said := command(t, "java", args...)
	if n := strings.Count(said, " contrôles, 0 défaut\n"); n != 7 {
		t.Errorf("%d of 7 files are without a fault:\n%s", n, said)
	}
	t.Log(said)
}

func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
