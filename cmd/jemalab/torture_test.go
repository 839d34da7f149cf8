package main

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"jema/internal/torture"
)

// The program that is killed is, in the tests, this very binary.
func init() {
	if len(os.Args) > 2 && slices.Equal(os.Args[1:3], []string{"torture", "victim"}) {
		main()
	}
}

func TestTorture(t *testing.T) {
	status, out, said := measure(t, "torture", "--cycles", "1", "--parcours", "une requête à la fois", "--json")
	var list []account
	if err := json.Unmarshal([]byte(out), &list); err != nil || status != 0 || len(list) != 10 {
		t.Fatalf("status %d, %v: %s%s", status, err, out, said)
	}
	for i, a := range list[:5] {
		if !a.Holds() || a.Unanswered != 0 || a.Cycles != 1 || a.Requested < 20 || i < 3 && a.Acknowledged < 100 ||
			i != 3 && a.Faults == 0 {
			t.Errorf("%s: %+v", a.Trial, a)
		}
	}
	for i, harm := range []int{list[5].Lost, list[6].Lost, list[7].Doubled, list[8].Oversold,
		min(list[9].Doubled, list[9].HalfDone)} {
		if harm == 0 {
			t.Errorf("the control did no harm: %+v", list[5+i])
		}
	}
}

// One answer that was false is one too many, and so is an ordeal that could
// not have found it.
func TestTortureIsSevere(t *testing.T) {
	lost := func(v torture.Verdict) bool { return v.Lost > 0 }
	found, missed := control{foundOut: lost}, control{foundOut: lost}
	found.Lost = 3
	fine := &account{Cycles: 1}
	if err := sentence([]*account{fine}, []control{found}); err != nil {
		t.Error(err)
	}
	if sentence([]*account{fine}, []control{found, missed}) == nil {
		t.Error("a control that loses nothing passed")
	}
	for _, spoil := range []func(*account){
		func(a *account) { a.Lost = 1 }, func(a *account) { a.Doubled = 1 }, func(a *account) { a.False = 1 },
		func(a *account) { a.Broken = 1 }, func(a *account) { a.Unanswered = 1 }, func(a *account) { a.Oversold = 1 },
		func(a *account) { a.HalfDone = 1 },
	} {
		a := &account{}
		spoil(a)
		if sentence([]*account{fine, a}, []control{found}) == nil {
			t.Errorf("%+v passed", a)
		}
	}
}
