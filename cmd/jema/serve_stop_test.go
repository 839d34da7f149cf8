package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/mail"
	"jema/internal/postgres"
)

// served is a territory with an edition, ready for jema serve.
func served(t *testing.T) shell {
	t.Helper()
	s := newShell(t)
	t.Setenv("JEMA_SECRET", strings.Repeat("ab", minSecret))
	s.run(0, "territory", "add", "Valence Romans Agglo", "--base-url", "http://jema.example.org", "--contact-email",
		"contact@example.org")
	s.run(0, "edition", "add", "--from", "2027-04-06", "--to", "2027-04-11")
	return s
}

// requested requests a page on a new connection, or on the client's persistent one.
func requested(client *http.Client, address, path string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return nil, err
	}
	r.Host = "jema.example.org"
	answer, err := client.Do(r)
	if err == nil {
		err = answer.Body.Close()
	}
	return answer, err
}

// fresh is a client that opens a connection for every request.
func fresh() *http.Client {
	return &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{DisableKeepAlives: true}}
}

// burst requests pages, 20 at once, and returns how many were not answered.
func burst(address string, requests int) (dropped int) {
	var failed, next atomic.Int64
	var clients sync.WaitGroup
	for range 20 {
		clients.Go(func() {
			for next.Add(1) <= int64(requests) {
				if answer, err := requested(fresh(), address, "/mentions-legales"); err != nil ||
					answer.StatusCode != http.StatusOK {
					failed.Add(1)
				}
			}
		})
	}
	clients.Wait()
	return int(failed.Load())
}

// stopDuring sends SIGTERM amid 1,000 requests, and returns how many were not
// answered.
func stopDuring(p *program, address string) (dropped int) {
	before := make(chan int)
	go func() { before <- burst(address, 500) }()
	p.terminate()
	return burst(address, 500) + <-before
}

// On SIGTERM /readyz fails first. Requests that come before the drain is over
// are answered, on a fresh connection or a persistent one. The drain is longer
// than a busy machine takes for all of them.
func TestStoppingDropsNobody(t *testing.T) {
	s := served(t)
	p := s.start("serve", "--addr", "127.0.0.1:0", "--drain", "5m")
	address := p.address()
	kept := &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{}}
	if answer, err := requested(kept, address, "/readyz"); err != nil ||
		answer.StatusCode != http.StatusOK || answer.Close {
		t.Fatalf("before the signal: %v, %v", answer, err)
	}
	if dropped := stopDuring(p, address); dropped != 0 {
		t.Errorf("%d of 1000 requests were dropped", dropped)
	}
	if answer, err := requested(kept, address, "/readyz"); err != nil ||
		answer.StatusCode != http.StatusServiceUnavailable ||
		!answer.Close {
		t.Errorf("while stopping: %+v, %v", answer, err)
	}
	if answer, err := requested(fresh(), address, "/"); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("after /readyz failed: %+v, %v", answer, err)
	}
}

// Without a drain the same requests must be dropped, or the test above proves
// nothing.
func TestControlWithoutDrainDrops(t *testing.T) {
	s := served(t)
	p := s.start("serve", "--addr", "127.0.0.1:0", "--drain", "0s")
	address := p.address()
	if dropped := stopDuring(p, address); dropped == 0 {
		t.Error("everybody was answered")
	}
}

// A silent mail server delays stopping by two seconds at most; the letter that
// was under way stays queued and leaves once.
func TestASilentMailServerDoesNotDelayStopping(t *testing.T) {
	s := served(t)
	s.run(0, "user", "add", "artisan@example.org", "--role", "artisan")
	usual := s.start("serve", "--addr", "127.0.0.1:0", "--drain", "0s")
	listening := usual.address()
	usual.until(func() bool {
		answer, err := requested(fresh(), listening, "/healthz")
		return err == nil && answer.StatusCode == http.StatusOK
	})
	without := usual.stop()

	silent, connected := silentServer(t)
	p := s.start("serve", "--addr", "127.0.0.1:0", "--drain", "0s", "--smtp", "smtp://"+silent)
	form := strings.NewReader(url.Values{"email": {"artisan@example.org"}}.Encode())
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+p.address()+"/connexion", form)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "jema.example.org"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if answer, err := fresh().Do(r); err != nil || answer.Body.Close() != nil || answer.StatusCode >= 400 {
		t.Fatalf("asking for a link: %v, %v", answer, err)
	}
	p.until(func() bool { return connected.Load() > 0 })
	if with := p.stop(); with > without+2*time.Second {
		t.Errorf("stopped after %v, without a letter after %v", with, without)
	}
	leavesOnce(t, s)
}

// How many connections there may be to the mail server is checked before
// anything is started.
func TestConnectionsToTheMailServerAreBounded(t *testing.T) {
	s := served(t)
	for _, n := range []string{"0", "-1", "65", "huit"} {
		if _, errOut := s.run(2, "serve", "--addr", "127.0.0.1:0", "--smtp-connections", n); !strings.Contains(errOut,
			"smtp-connections") {
			t.Errorf("%s connections: %q", n, errOut)
		}
	}
}

// silentServer accepts connections and sends nothing.
func silentServer(t *testing.T) (address string, connected *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	connected = new(atomic.Int64)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			connected.Add(1)
			t.Cleanup(func() { _ = conn.Close() })
		}
	}()
	return l.Addr().String(), connected
}

// leavesOnce starts the program again with a mail server that answers, and sees
// the one letter leave once its claim is over.
func leavesOnce(t *testing.T, s shell) {
	t.Helper()
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	count := func(state string) (n int) {
		if err := store.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM message WHERE state = $1`,
			state).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count("queued"); n != 1 {
		t.Fatalf("%d messages are queued", n)
	}
	if _, err := store.DB().ExecContext(t.Context(), `UPDATE message SET due_at = '-infinity'`); err != nil {
		t.Fatal(err)
	}
	box, err := mail.Receive()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	p := s.start("serve", "--addr", "127.0.0.1:0", "--drain", "0s", "--smtp", box.URL())
	p.until(func() bool { return count("sent") == 1 })
	p.stop()
	if n := len(box.Mails()); n != 1 {
		t.Errorf("%d letters", n)
	}
}

// Beside a database that others share, a secret of one's own would break the
// links of all others.
func TestServeNeedsTheSharedSecret(t *testing.T) {
	s := served(t)
	for _, secret := range []string{"", "trop court"} {
		t.Setenv("JEMA_SECRET", secret)
		out, errOut := s.run(2, "serve", "--addr", "127.0.0.1:0", "--data", s.dir)
		if out != "" || strings.Count(errOut, "\n") != 1 || !strings.Contains(errOut, "JEMA_SECRET") {
			t.Errorf("%q: %s%s", secret, out, errOut)
		}
		if left, err := os.ReadDir(s.dir); err != nil || len(left) != 0 {
			t.Errorf("%q: %v was left, %v", secret, left, err)
		}
	}
	if help, _ := s.run(0, "serve", "--help"); !strings.Contains(help, "--drain=5s") {
		t.Errorf("the drain is not five seconds by default:\n%s", help)
	}
	for _, bad := range [][]string{{"serve", "--drain", "-1s"}, {"serve", "--drain", "demain"}} {
		if _, errOut := s.run(2, bad...); strings.Count(errOut, "\n") != 1 {
			t.Errorf("%s: %s", fmt.Sprint(bad), errOut)
		}
	}
}
