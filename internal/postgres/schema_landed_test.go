package postgres_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"jema/migrations"
)

// landedFile lists the migrations that databases may already have applied, as
// sha256sum writes them.
const landedFile = "../../migrations/landed.sha256"

// A migration that has landed is never edited: a database that applied it would
// differ from a new one. -update adds new migrations and changes no line.
func TestLandedMigrationsStay(t *testing.T) {
	listed, made := landed(t), hashes(t)
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if made[name] != listed[name] {
			t.Errorf("%s has landed and was edited or removed; write a new migration instead", name)
		}
	}
	if *update {
		maps.Copy(made, listed)
		writeLanded(t, made)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if listed[name] == "" {
			t.Errorf("%s is not in migrations/landed.sha256: go test ./internal/postgres -run Landed -update", name)
		}
	}
}

func hashes(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "0*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d migrations: %v", len(names), err)
	}
	made := map[string]string{}
	for _, name := range names {
		content, err := migrations.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		made[name] = hex.EncodeToString(sum[:])
	}
	return made
}

func landed(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile(landedFile)
	if err != nil && !(*update && os.IsNotExist(err)) {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(content)) {
		sum, name, found := strings.Cut(strings.TrimSpace(line), "  ")
		if !found {
			t.Fatalf("not a line of sha256sum: %q", line)
		}
		listed[name] = sum
	}
	return listed
}

func writeLanded(t *testing.T, made map[string]string) {
	t.Helper()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(made)) {
		b.WriteString(made[name] + "  " + name + "\n")
	}
	if err := os.WriteFile(landedFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
