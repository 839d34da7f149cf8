package main

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The program that is killed is, in the tests, this very binary.
func init() {
	if len(os.Args) > 2 && slices.Equal(os.Args[1:3], []string{"torture", "victim"}) {
		main()
	}
}

func TestTorture(t *testing.T) {
	status, out, said := measure(t, "torture", "--cycles", "1", "--json")
	var list []account
	if err := json.Unmarshal([]byte(out), &list); err != nil || status != 0 || len(list) != 4 {
		t.Fatalf("status %d, %v: %s%s", status, err, out, said)
	}
	for _, a := range list[:3] {
		if !a.Holds() || a.Unanswered != 0 || a.Acknowledged < 100 || a.Faults == 0 {
			t.Errorf("%s: %+v", a.Trial, a)
		}
	}
	if list[3].Lost == 0 {
		t.Errorf("the control lost nothing: %+v", list[3])
	}
}

// One answer that was false is one too many, and so is an ordeal that could
// not have found it.
func TestTortureIsSevere(t *testing.T) {
	fine, control := &account{Cycles: 1}, &account{}
	control.Lost = 3
	if err := sentence([]*account{fine}, control); err != nil {
		t.Error(err)
	}
	if sentence([]*account{fine}, &account{}) == nil {
		t.Error("a control that loses nothing passed")
	}
	for _, spoil := range []func(*account){
		func(a *account) { a.Lost = 1 }, func(a *account) { a.Doubled = 1 }, func(a *account) { a.False = 1 },
		func(a *account) { a.Broken = 1 }, func(a *account) { a.Unanswered = 1 },
	} {
		a := &account{}
		spoil(a)
		if sentence([]*account{fine, a}, control) == nil {
			t.Errorf("%+v passed", a)
		}
	}
}
