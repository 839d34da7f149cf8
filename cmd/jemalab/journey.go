package main

import (
	"context"
	"strconv"

	"jema/internal/command"
	"jema/internal/journey"
)

// journeyCmd counts what the stories of people take on a demonstration that runs.
type journeyCmd struct {
	Address  string `arg:"" name:"adresse" help:"Où la démonstration répond, par exemple http://127.0.0.1:8080."`
	Artisan  string `default:"etienne.malaval@example.org" help:"Artisan qui a encore un événement de l’an passé à reprendre." placeholder:"ADRESSE"`
	Password string `default:"jema-demonstration" help:"Mot de passe de ses comptes." placeholder:"MOT"`
}

// Run plays the stories in Chromium and prints their figures as JSON.
func (j *journeyCmd) Run(ctx context.Context, c *command.Console) error {
	results, err := journey.Play(ctx, journey.Site{Base: j.Address, Organiser: "organisation@demo.example.org",
		Adviser: "conseil@demo.example.org", Password: j.Password, Returning: j.Artisan,
		Run: strconv.FormatInt(c.Now().UnixMilli(), 36)})
	if err != nil {
		return err
	}
	return writeJSON(c.Out, results)
}
