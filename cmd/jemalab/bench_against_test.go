package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// A program is measured beside itself: every subject is listed and has a pace.
func TestBenchAgainst(t *testing.T) {
	program := filepath.Join(t.TempDir(), "jema")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program,
		"jema/cmd/jema").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	found := figures(t, "bench", "against", program, program, "--quick", "--json")
	for _, name := range []string{"booking_spread", "booking_hot", "booking_beside_letters", "page_home", "page_list",
		"page_commune", "page_event", "print_all", "start"} {
		if ratio := found[name+"_after_vs_before"]; ratio <= 0 {
			t.Errorf("%s is %v in %v", name, ratio, found)
		}
	}
}

func TestBenchAgainstNothing(t *testing.T) {
	status, _, said := measure(t, "bench", "against", filepath.Join(t.TempDir(), "absent"), "absent", "--quick")
	if status == 0 || said == "" {
		t.Errorf("a program that is not there: %d, %q", status, said)
	}
}
