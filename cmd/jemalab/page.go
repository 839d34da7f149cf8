package main

import (
	"context"

	"jema/internal/command"
	"jema/internal/journey"
)

// pageCmd measures pages on a slow telephone.
type pageCmd struct {
	Address     string   `arg:"" name:"adresse" help:"Où la démonstration répond, par exemple http://127.0.0.1:8080."`
	Paths       []string `arg:"" optional:"" name:"page" help:"Les pages, par leur chemin : l’accueil et un événement si rien n’est dit."`
	Width       int64    `default:"360" help:"Largeur de la fenêtre en pixels CSS." placeholder:"N"`
	Repetitions int      `default:"9" help:"Nombre de répétitions." placeholder:"N"`
}

// Run loads the pages in Chromium and prints their figures as JSON.
func (p *pageCmd) Run(ctx context.Context, c *command.Console) error {
	if len(p.Paths) == 0 {
		p.Paths = []string{"/", "/evenements/1"}
	}
	figures, err := journey.Pages(ctx, journey.PagePlan{Base: p.Address, Paths: p.Paths, Width: p.Width,
		Repetitions: max(p.Repetitions, 1)})
	if err != nil {
		return err
	}
	return writeJSON(c.Out, figures)
}
