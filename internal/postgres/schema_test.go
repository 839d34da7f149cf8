package postgres_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/pgembed"
	"jema/internal/pgembed/pgtest"
)

var update = flag.Bool("update", false, "write migrations/schema.sql anew")

const schemaFile = "../../migrations/schema.sql"

// schema.sql is what the migrations make, and docs/domain.md the picture of it; go test
// ./internal/postgres -run Schema -update writes both.
func TestSchemaFilesAreTrue(t *testing.T) {
	schema := dump(t)
	for file, got := range map[string]string{schemaFile: schema, pictureFile: schemaPicture(schema)} {
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s is not what the migrations make (- file, + made):\n%s", file, diff)
		}
	}
}

// dump is pg_dump's schema without what varies: its versions, its random
// token, comments and settings.
func dump(t *testing.T) string {
	t.Helper()
	b, err := pgembed.Find(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), filepath.Join(b.Dir, "pg_dump"), "--schema-only", "--no-owner",
		"--no-privileges",
		"--exclude-table=goose_db_version*", "--dbname="+pgtest.DSN(t)).Output()
	if err != nil {
		t.Fatalf("pg_dump: %v", err)
	}
	noise := regexp.MustCompile(`(?m)^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)$\n?`)
	return strings.TrimSpace(regexp.MustCompile(`\n{3,}`).ReplaceAllString(noise.ReplaceAllString(string(out),
		""), "\n\n")) + "\n"
}
