package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/command"
)

// The measured site runs in a process of its own, which in the tests is this
// very binary.
func init() {
	if len(os.Args) > 2 && slices.Equal(os.Args[1:3], []string{"bench", "site"}) {
		main()
	}
}

// measure runs a command line and returns its status and both streams.
func measure(t *testing.T, args ...string) (status int, out, said string) {
	t.Helper()
	var o, e bytes.Buffer
	status = commandLine().Run(t.Context(), &command.Console{Out: &o, Err: &e, Now: time.Now}, args)
	return status, o.String(), e.String()
}

// figures reads the numbers at the top of what a measure gives to machines.
func figures(t *testing.T, args ...string) map[string]float64 {
	t.Helper()
	status, out, said := measure(t, args...)
	if status != 0 {
		t.Fatalf("%v ended with %d: %s", args, status, said)
	}
	var all map[string]any
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	numbers := map[string]float64{}
	for name, value := range all {
		if n, ok := value.(float64); ok {
			numbers[name] = n
		}
	}
	return numbers
}

// The test checks that every figure is present under its stable name, whatever
// its size.
func TestBenchBooking(t *testing.T) {
	found := figures(t, "bench", "booking", "--quick", "--json", "--in-flight", "64")
	for _, name := range []string{"spread_vs_simple_update", "spread_vs_for_update", "hot_vs_one_row", "scale_flatness",
		"spread_vs_simple_update_64"} {
		if found[name] <= 0 {
			t.Errorf("%s is %v in %v", name, found[name], found)
		}
	}
}

func TestBenchMail(t *testing.T) {
	found := figures(t, "bench", "mail", "--quick", "--json")
	for _, name := range []string{"letters_per_second", "letters_vs_bare", "confirmations", "wait_p99_ms"} {
		if found[name] <= 0 {
			t.Errorf("%s is %v in %v", name, found[name], found)
		}
	}
}

func TestBenchPages(t *testing.T) {
	found := figures(t, "bench", "pages", "--quick", "--json")
	for _, page := range []string{"home", "commune", "list", "list_filtered", "event", "api_list", "unseen",
		"confirmation"} {
		for _, figure := range []string{"_per_second", "_vs_bare"} {
			if found[page+figure] <= 0 {
				t.Errorf("%s is %v in %v", page+figure, found[page+figure], found)
			}
		}
	}
	_, err := exec.LookPath("nginx")
	if installed := err == nil; installed != (found["event_vs_nginx"] > 0) {
		t.Errorf("nginx is installed: %t; %v", installed, found)
	}
}

func TestBenchSearch(t *testing.T) {
	found := figures(t, "bench", "search", "--quick", "--json")
	for _, name := range []string{"search_p99_ms", "search_per_second", "search_p99_vs_bare"} {
		if found[name] <= 0 {
			t.Errorf("%s is %v in %v", name, found[name], found)
		}
	}
}

// Every visitor books once at least, and the database agrees with the answers they got.
func TestBenchVisit(t *testing.T) {
	if found := figures(t, "bench", "visit", "--quick", "--json"); found["booked"] < 8 {
		t.Errorf("%v visits ended on the page of their booking", found["booked"])
	}
}

func TestBenchRush(t *testing.T) {
	found := figures(t, "bench", "rush", "--quick", "--json", "--only", "rush60,rush6,rush6_for_update")
	for _, name := range []string{"rush60_p99_ms", "rush6_p99_ms", "rush_rss_mb", "rush6_vs_for_update"} {
		if found[name] <= 0 {
			t.Errorf("%s is %v in %v", name, found[name], found)
		}
	}
	if n, isThere := found["rush_5xx"]; !isThere || n != 0 {
		t.Errorf("rush_5xx is %v", n)
	}
}

func TestBenchLock(t *testing.T) {
	found := figures(t, "bench", "lock", "--quick", "--json")
	for _, name := range []string{"held_p99_vs_free", "programs_vs_one"} {
		if found[name] <= 0 {
			t.Errorf("%s is %v in %v", name, found[name], found)
		}
	}
	for _, name := range []string{"held_5xx", "deadlocks"} {
		if n, isThere := found[name]; !isThere || n != 0 {
			t.Errorf("%s is %v", name, n)
		}
	}
}

// A figure beside a broken invariant is worth nothing.
func TestBenchEndsWithOneWhenAnInvariantBreaks(t *testing.T) {
	for _, args := range [][]string{
		{"bench", "booking", "--quick", "--in-flight", "64", "--control"},
		{"bench", "rush", "--quick", "--only", "rush6", "--control"},
		{"bench", "lock", "--quick", "--control"},
	} {
		status, out, said := measure(t, args...)
		if status != 1 || !strings.Contains(said, "invariant rompu 1 fois") || out != "" {
			t.Errorf("%v: status %d, %q, %q", args, status, out, said)
		}
	}
}
