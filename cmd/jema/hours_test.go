package main

import (
	"strings"
	"testing"
	"time"

	"jema/internal/command"
)

func TestHours(t *testing.T) {
	for _, c := range []struct {
		cmd  hoursCmd
		want string
	}{
		{hoursCmd{Phrase: "samedi 10 avril, 10h-12h et 14h-18h", Kind: "free"},
			`[["2027-04-10T10:00","2027-04-10T12:00"],["2027-04-10T14:00","2027-04-10T18:00"]]`},
		{hoursCmd{Phrase: "dimanche de 18h à minuit", Kind: "free"}, `[["2027-04-11T18:00","2027-04-12T00:00"]]`},
		{hoursCmd{Phrase: "tous les jours à 15h sauf du mardi au samedi", Kind: "slots", Minutes: 60},
			`[["2027-04-11T15:00","2027-04-11T16:00"]]`},
	} {
		c.cmd.From, c.cmd.To = "2027-04-06", "2027-04-11"
		var out strings.Builder
		if err := c.cmd.Run(&out); err != nil || out.String() != c.want+"\n" {
			t.Errorf("%q: %v\n got %s\nwant %s", c.cmd.Phrase, err, out.String(), c.want)
		}
	}
}

func TestHoursShowsWhatItSetsAside(t *testing.T) {
	for _, c := range []struct{ phrase, want string }{
		{"Bonjour, samedi 10h-12h, parking gratuit",
			`{"periods":[["2027-04-10T10:00","2027-04-10T12:00"]],"set_aside":["Bonjour","parking gratuit"]}`},
		{"samedi 10h-12h", `{"periods":[["2027-04-10T10:00","2027-04-10T12:00"]],"set_aside":[]}`},
	} {
		cmd := hoursCmd{Phrase: c.phrase, From: "2027-04-06", To: "2027-04-11", Kind: "free", JSON: true}
		var out strings.Builder
		if err := cmd.Run(&out); err != nil || out.String() != c.want+"\n" {
			t.Errorf("%q: %v\n got %s\nwant %s", c.phrase, err, out.String(), c.want)
		}
	}
}

func TestHoursNamesBothReadings(t *testing.T) {
	cmd := hoursCmd{Phrase: "vendredi 10 avril 10h-12h", From: "2027-04-06", To: "2027-04-11", Kind: "free"}
	err := cmd.Run(&strings.Builder{})
	for _, part := range []string{"samedi 10 avril, de 10 h", "vendredi 9 avril, de 10 h"} {
		if err == nil || !strings.Contains(plainSpaces(err.Error()), part) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v does not name %q in one line", err, part)
		}
	}
}

func plainSpaces(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

func TestHoursRefusesInOneLine(t *testing.T) {
	good := hoursCmd{Phrase: "samedi 10h-12h", From: "2027-04-06", To: "2027-04-11", Kind: "free"}
	for part, change := range map[string]func(*hoursCmd){
		"« 14h »":          func(c *hoursCmd) { c.Phrase = "samedi 14h" },
		"Rien n’est écrit": func(c *hoursCmd) { c.Phrase = "" },
		"--from":           func(c *hoursCmd) { c.From = "" },
		"\"10/04\"":        func(c *hoursCmd) { c.To = "10/04" },
		"2027-02-30":       func(c *hoursCmd) { c.From = "2027-02-30" },
		"vient avant":      func(c *hoursCmd) { c.To = "2027-04-05" },
		"plus d’un an":     func(c *hoursCmd) { c.To = "2029-04-05" },
		"--kind \"libre\"": func(c *hoursCmd) { c.Kind = "libre" },
		"--minutes -1":     func(c *hoursCmd) { c.Minutes = -1 },
	} {
		cmd := good
		change(&cmd)
		var out strings.Builder
		err := cmd.Run(&out)
		if err == nil || out.Len() > 0 {
			t.Errorf("%+v printed %q", cmd, out.String())
			continue
		}
		said := strings.ReplaceAll(err.Error(), "\u00a0", " ")
		if !strings.Contains(said, part) || strings.Contains(said, "\n") {
			t.Errorf("%+v: %q does not say %q", cmd, said, part)
		}
	}
}

// TestHoursTakesAnyText: a phrase may begin with a dash, as lists do, or come from a file.
func TestHoursTakesAnyText(t *testing.T) {
	want := `[["2027-04-09T14:00","2027-04-09T18:00"]]` + "\n"
	var out, errs strings.Builder
	console := &command.Console{Out: &out, Err: &errs, Now: time.Now}
	args := []string{"hours", "- vendredi 9 : 14h-18h", "--from", "2027-04-06", "--to", "2027-04-11"}
	if status := commandLine().Run(t.Context(), console, args); status != 0 || out.String() != want {
		t.Errorf("status %d, %s%s", status, out.String(), errs.String())
	}
	out.Reset()
	cmd := hoursCmd{Phrase: "-", From: "2027-04-06", To: "2027-04-11", in: strings.NewReader("vendredi 14h-18h\n")}
	if err := cmd.Run(&out); err != nil || out.String() != want {
		t.Errorf("%v %s", err, out.String())
	}
}
