package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"jema/internal/jema"
	"jema/internal/schedule"
)

// hoursCmd reads a phrase of opening hours. It needs no database.
type hoursCmd struct {
	Phrase  string `arg:"" help:"Les horaires, entre guillemets : \"samedi 10 avril, 10h-12h et 14h-18h\" ; - : lus sur l’entrée standard."`
	From    string `placeholder:"AAAA-MM-JJ" help:"Premier jour de l’édition."`
	To      string `placeholder:"AAAA-MM-JJ" help:"Dernier jour de l’édition."`
	Kind    string `placeholder:"free|slots" default:"free" help:"free : accueil libre ; slots : créneaux sur réservation."`
	Minutes int    `placeholder:"N" help:"Durée d’un créneau en minutes, si elle est connue."`
	JSON    bool   `name:"json" help:"Affiche aussi les mots mis de côté : {\"periods\": [[début, fin]…], \"set_aside\": [\"…\"]}."`

	in io.Reader // in place of the standard input
}

// hoursRead is what --json prints: each period's start and end in wall time, and
// the words of the phrase that are not about time.
type hoursRead struct {
	Periods  [][2]string `json:"periods"`
	SetAside []string    `json:"set_aside"`
}

// Run prints a JSON array of pairs, start and end of each period in wall time;
// with --json, an object that holds it. A phrase that cannot be read, or a bad
// flag, is an error of one line.
func (c *hoursCmd) Run(stdout io.Writer) error {
	frame, err := c.frame()
	if err != nil {
		return err
	}
	if c.Phrase == "-" {
		said, err := io.ReadAll(io.LimitReader(c.input(), longestInput))
		if err != nil {
			return err
		}
		c.Phrase = string(said)
	}
	reading, err := schedule.Read(c.Phrase, frame)
	if err != nil {
		return err
	}
	pairs := make([][2]string, len(reading.Spans))
	for i, s := range reading.Spans {
		pairs[i] = [2]string{wallTime(s.Day, s.From), wallTime(s.Day, s.To)}
	}
	out := json.NewEncoder(stdout)
	out.SetEscapeHTML(false)
	if !c.JSON {
		return out.Encode(pairs)
	}
	return out.Encode(hoursRead{Periods: pairs, SetAside: append([]string{}, reading.SetAside...)})
}

// longestInput is more bytes than a phrase may have.
const longestInput = 1 << 20

// input is where the phrase is read from when the argument is « - ».
func (c *hoursCmd) input() io.Reader {
	if c.in != nil {
		return c.in
	}
	return os.Stdin
}

// wallTime writes 2027-04-10T10:00; the end of a day is the next one's 00:00.
func wallTime(d jema.Date, c jema.Clock) string {
	if c == 24*60 {
		d, c = d.AddDays(1), 0
	}
	return d.String() + "T" + c.String()
}

func (c *hoursCmd) frame() (f schedule.Frame, err error) {
	if f.From, err = editionDay("--from", c.From); err != nil {
		return f, err
	}
	if f.To, err = editionDay("--to", c.To); err != nil {
		return f, err
	}
	switch days := f.From.DaysUntil(f.To); {
	case days < 0:
		return f, fmt.Errorf("--to %s vient avant --from %s", f.To, f.From)
	case days >= schedule.LongestEdition:
		return f, fmt.Errorf("de --from %s à --to %s, il y a plus d’un an", f.From, f.To)
	case c.Minutes < 0 || c.Minutes > 24*60:
		return f, fmt.Errorf("--minutes %d : attendu de 1 à 1440, ou 0 si la durée n’est pas connue", c.Minutes)
	}
	f.Minutes = c.Minutes
	switch c.Kind {
	case "", "free":
		f.Kind = schedule.Free
	case "slots":
		f.Kind = schedule.Slots
	default:
		return f, fmt.Errorf("--kind %q : attendu free ou slots", c.Kind)
	}
	return f, nil
}

// editionDay reads the day that a flag gives.
func editionDay(flag, value string) (jema.Date, error) {
	if value == "" {
		return jema.Date{}, fmt.Errorf("il manque %s AAAA-MM-JJ, un jour de l’édition", flag)
	}
	d, err := jema.ParseDate(value)
	if err != nil {
		return d, fmt.Errorf("%s %q : attendu un jour écrit AAAA-MM-JJ", flag, value)
	}
	return d, nil
}
