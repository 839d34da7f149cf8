package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/term"

	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// userCmd opens and closes accounts, and ends their sessions.
type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"Ouvre un compte."`
	Password userPasswordCmd `cmd:"" help:"Change le mot de passe d’un compte et le déconnecte partout."`
	List     userListCmd     `cmd:"" help:"Liste les comptes d’un territoire."`
	Disable  userDisableCmd  `cmd:"" help:"Ferme un compte et le déconnecte partout."`
	Entrust  userEntrustCmd  `cmd:"" help:"Confie des ateliers à un conseiller, des communes à un correspondant."`
	Enable   userEnableCmd   `cmd:"" help:"Rouvre un compte fermé."`
	Sessions userSessionsCmd `cmd:"" help:"Montre où un compte est connecté."`
	SignOut  userSignOutCmd  `cmd:"" help:"Déconnecte un compte partout."`
}

type userAddCmd struct {
	databaseFlag
	territoryFlag
	Email string `arg:"" help:"Courriel du compte."`
	Role  string `default:"organiser" help:"artisan, adviser, desk, organiser, correspondent ou administrator."`
	Name  string `help:"Nom affiché."`
	entrusted
}

// passwordMin is the shortest password accepted, in characters; length is what
// resists guessing (ANSSI, recommandations relatives à l'authentification).
const passwordMin = 12

// Run opens the account. A role that signs in by password reads it from
// standard input, without echo at a terminal, never from the command line,
// where others could see it.
func (u *userAddCmd) Run(ctx context.Context, c *command.Console) (err error) {
	role := jema.Role(u.Role)
	if !slices.Contains(jema.Roles, role) {
		return fmt.Errorf("le rôle %q est inconnu", u.Role)
	}
	email, ok := text.Email(strings.ToLower(u.Email))
	if !ok {
		return fmt.Errorf("%q n’est pas une adresse de courriel", u.Email)
	}
	store, closeAll, err := u.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	territory, err := u.find(ctx, store)
	if err != nil {
		return err
	}
	account := jema.Account{TerritoryID: territory.ID, Email: email, Name: text.Line(u.Name), Role: role}
	if len(u.Commune) > 0 {
		account.CommuneINSEE = u.Commune[0]
	}
	if err := u.check(ctx, store, account); err != nil {
		return err
	}
	if role.SignsInByPassword() {
		if account.PasswordHash, err = promptPassword(c, os.Stdin); err != nil {
			return err
		}
	}
	if account, err = store.CreateAccount(ctx, account); err != nil {
		return inFrench(err)
	}
	if err := u.give(ctx, store, account); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.Out, email)
	return err
}

type userPasswordCmd struct{ accountArgs }

// Run replaces the password of an account that signs in by one; it is read as
// that of a new account is. Its sessions end.
func (u *userPasswordCmd) Run(ctx context.Context, c *command.Console) error {
	return u.with(ctx, c, func(store *postgres.Store, territory jema.Territory, email string) error {
		return u.change(ctx, c, store, territory, email)
	})
}

func (u *userPasswordCmd) change(ctx context.Context, c *command.Console, store *postgres.Store,
	territory jema.Territory, email string) error {
	account, err := store.AccountByEmail(ctx, territory.ID, email)
	if err != nil {
		return inFrench(err)
	}
	if !account.Role.SignsInByPassword() {
		return fmt.Errorf("%s n’a pas de mot de passe : ce compte se connecte par un lien reçu par courriel", account.Email)
	}
	hash, err := promptPassword(c, os.Stdin)
	if err != nil {
		return err
	}
	if err := store.SetPassword(ctx, territory.ID, account.ID, hash); err != nil {
		return inFrench(err)
	}
	_, err = fmt.Fprintln(c.Out, account.Email)
	return err
}

// promptPassword reads a password and returns its argon2id hash.
func promptPassword(c *command.Console, in *os.File) (string, error) {
	typed, err := promptSecret(c, in, fmt.Sprintf("Mot de passe (%d signes au moins) :", passwordMin))
	if err != nil {
		return "", fmt.Errorf("le mot de passe n’a pas pu être lu : %w", err)
	}
	if utf8.RuneCountInString(typed) < passwordMin {
		return "", fmt.Errorf("le mot de passe compte moins de %d signes", passwordMin)
	}
	return argon2id.CreateHash(typed, argon2id.DefaultParams)
}

// promptSecret reads one line, at a terminal after a question and without echo.
func promptSecret(c *command.Console, in *os.File, question string) (string, error) {
	if term.IsTerminal(int(in.Fd())) {
		c.Progressf("%s", question)
		typed, err := term.ReadPassword(int(in.Fd()))
		return string(typed), err
	}
	typed, err := bufio.NewReader(in).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return strings.TrimRight(typed, "\r\n"), err
}
