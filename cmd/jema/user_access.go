package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// accountArgs name one account of a territory.
type accountArgs struct {
	databaseFlag
	territoryFlag
	Email string `arg:"" help:"Courriel du compte."`
}

// with opens the store and calls do with the territory and the address, in lower case
// as accounts store it.
func (a accountArgs) with(ctx context.Context, c *command.Console, do func(*postgres.Store, jema.Territory,
	string) error) (err error) {
	store, closeAll, err := a.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := a.find(ctx, store)
	if err != nil {
		return err
	}
	return inFrench(do(store, territory, strings.ToLower(text.Line(a.Email))))
}

type userListCmd struct {
	databaseFlag
	territoryFlag
}

// Run prints every account of the territory on a line: its address, role, name,
// whether it is open, and in how many browsers it is signed in.
func (u *userListCmd) Run(ctx context.Context, c *command.Console) (err error) {
	store, closeAll, err := u.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := u.find(ctx, store)
	if err != nil {
		return err
	}
	list, err := store.Accounts(ctx, territory.ID, c.Now())
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, a := range list {
		state := "ouvert"
		if a.Closed {
			state = "fermé"
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\tsessions : %d\n", a.Email, a.Role, orDash(a.Name), state,
			a.Sessions); err != nil {
			return err
		}
	}
	return w.Flush()
}

type userDisableCmd struct{ accountArgs }

// Run closes the account; what it wrote stays.
func (u *userDisableCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		if err := store.CloseAccount(ctx, territory.ID, email, c.Now()); err != nil {
			return err
		}
		c.Progressf("Le compte est fermé et déconnecté partout. Pour le rouvrir : jema user enable %s", email)
		_, err := fmt.Fprintln(c.Out, email)
		return err
	})
}

type userEnableCmd struct{ accountArgs }

// Run opens a closed account again.
func (u *userEnableCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		if err := store.ReopenAccount(ctx, territory.ID, email); err != nil {
			return err
		}
		_, err := fmt.Fprintln(c.Out, email)
		return err
	})
}

type userSessionsCmd struct{ accountArgs }

// Run prints each session of the account on a line, the newest first: when it
// began, when it ends by itself, and the family of its browser.
func (u *userSessionsCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		account, err := store.AccountByEmail(ctx, territory.ID, email)
		if err != nil {
			return err
		}
		list, err := store.Sessions(ctx, territory.ID, account.ID, c.Now())
		if err != nil {
			return err
		}
		const minute = "2006-01-02 15:04 MST"
		for _, s := range list {
			if _, err := fmt.Fprintf(c.Out, "%s\t%s\t%s\n", s.CreatedAt.UTC().Format(minute), s.ExpiresAt.UTC().Format(minute),
				orDash(s.Device)); err != nil {
				return err
			}
		}
		return nil
	})
}

type userSignOutCmd struct{ accountArgs }

// Run ends every session of the account; it stays open.
func (u *userSignOutCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		account, err := store.AccountByEmail(ctx, territory.ID, email)
		if err == nil {
			err = store.EndSessions(ctx, territory.ID, account.ID)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.Out, email)
		return err
	})
}
