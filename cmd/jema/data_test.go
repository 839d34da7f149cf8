package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestTheSecretIsMadeOnceHoweverManyAsk(t *testing.T) {
	t.Setenv("JEMA_SECRET", "")
	d := dataFlag{Data: filepath.Join(t.TempDir(), "new", "data")}
	keys := make([][]byte, 8)
	var all sync.WaitGroup
	for i := range keys {
		all.Go(func() {
			key, err := d.secret()
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	all.Wait()
	for _, key := range keys {
		if len(key) != minSecret || !bytes.Equal(key, keys[0]) {
			t.Fatalf("keys %x and %x", keys[0], key)
		}
	}
	info, err := os.Stat(filepath.Join(d.Data, "secret"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v), want 0600", info.Mode(), err)
	}
	left, err := filepath.Glob(filepath.Join(d.Data, "secret-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left lying: %v", left)
	}
}

func TestAGivenSecretIsUsedOrRefused(t *testing.T) {
	t.Setenv("JEMA_SECRET", strings.Repeat("ab", 32))
	if key, err := (dataFlag{}).secret(); err != nil || !bytes.Equal(key, bytes.Repeat([]byte{0xab}, 32)) {
		t.Errorf("hex: %x, %v", key, err)
	}
	t.Setenv("JEMA_SECRET", strings.Repeat("phrase ", 6))
	if key, err := (dataFlag{}).secret(); err != nil || string(key) != strings.TrimSpace(strings.Repeat("phrase ", 6)) {
		t.Errorf("phrase: %q, %v", key, err)
	}
	t.Setenv("JEMA_SECRET", "court")
	if _, err := (dataFlag{}).secret(); err == nil || !strings.Contains(err.Error(), "trop court") {
		t.Errorf("a short secret: %v", err)
	}
}

func TestTheDatabaseURLComesFirst(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres://elsewhere/db?sslmode=disable")
	d := dataFlag{Data: filepath.Join(t.TempDir(), "unused")}
	dsn, release, err := d.openDSN(t.Context(), func(l string) { t.Error(l) })
	if err != nil || dsn != os.Getenv("DATABASE_URL") {
		t.Errorf("%q, %v", dsn, err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(d.Data); err == nil {
		t.Error("a data directory was made although a database was named")
	}
}

func TestTheDefaultDataDirectoryFollowsTheSystem(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", "/somewhere")
	want := "/somewhere/jema"
	if os.Geteuid() == 0 {
		want = "/var/lib/jema"
	}
	if got, err := defaultData(); err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}
