package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// entrusted are the workshops and communes that a command gives to an account.
type entrusted struct {
	Commune []string          `help:"Code INSEE, pour un correspondant de commune ; plusieurs fois pour plusieurs communes."`
	Atelier []jema.WorkshopID `help:"Numéro d’un atelier confié à un conseiller ; plusieurs fois pour plusieurs ateliers."`
}

// check refuses what an account of a role may not be given, or what does not exist.
func (g entrusted) check(ctx context.Context, store *postgres.Store, a jema.Account) error {
	switch {
	case len(g.Atelier) > 0 && a.Role != jema.RoleAdviser:
		return errors.New("des ateliers ne se confient qu’à un conseiller (adviser)")
	case len(g.Commune) > 0 && a.Role != jema.RoleCorrespondent:
		return errors.New("des communes ne se confient qu’à un correspondant (correspondent)")
	}
	for _, id := range g.Atelier {
		if _, err := store.Workshop(ctx, a.TerritoryID, id); err != nil {
			return fmt.Errorf("l’atelier %d n’existe pas", id)
		}
	}
	choices, err := store.Choices(ctx, a.TerritoryID)
	if err != nil {
		return err
	}
	for _, insee := range g.Commune {
		if !slices.ContainsFunc(choices.Communes, func(c jema.Commune) bool { return c.INSEE == insee }) {
			return fmt.Errorf("la commune %s n’est pas une de celles du territoire", insee)
		}
	}
	return nil
}

// give gives them; workshops go to an adviser, communes to a correspondent.
func (g entrusted) give(ctx context.Context, store *postgres.Store, a jema.Account) error {
	if len(g.Atelier) > 0 {
		if _, err := store.Entrust(ctx, a.TerritoryID, a.ID, g.Atelier); err != nil {
			return inFrench(err)
		}
	}
	if len(g.Commune) > 0 {
		if err := store.AddCommunes(ctx, a.TerritoryID, a.ID, g.Commune); err != nil {
			return inFrench(err)
		}
	}
	return nil
}

type userEntrustCmd struct {
	accountArgs
	entrusted
}

// Run gives workshops or communes to an account that there is.
func (u *userEntrustCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		if len(u.Commune)+len(u.Atelier) == 0 {
			return errors.New("donnez --atelier ou --commune")
		}
		account, err := store.AccountByEmail(ctx, territory.ID, email)
		if err != nil {
			return inFrench(err)
		}
		if err := u.check(ctx, store, account); err != nil {
			return err
		}
		if err := u.give(ctx, store, account); err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.Out, account.Email)
		return err
	})
}
