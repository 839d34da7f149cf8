package flow

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/torture"
)

const password = "une phrase pour l'épreuve" //nolint:gosec // a password of invented accounts

// furnish makes what outlasts every flow: territory, edition, two workshops,
// and who works here.
func (w *world) furnish(ctx context.Context) error {
	if _, err := torture.Furnish(ctx, w.store, "ordeal", 1, 1); err != nil {
		return err
	}
	err := w.look.QueryRowContext(ctx, `SELECT territory_id, id FROM edition`).Scan(&w.territory, &w.edition)
	if err != nil {
		return err
	}
	quick := *argon2id.DefaultParams // nobody is to guess it
	quick.Memory, quick.Iterations, quick.Parallelism = 8<<10, 1, 1
	hash, err := argon2id.CreateHash(password, &quick)
	if err != nil {
		return err
	}
	for role, id := range map[jema.Role]*jema.AccountID{jema.RoleArtisan: &w.artisanID, jema.RoleOrganiser: &w.organiserID,
		jema.RoleDesk: &w.deskID} {
		a, err := w.store.CreateAccount(ctx, jema.Account{TerritoryID: w.territory, Email: string(role) + "@ordeal.test",
			Name: "Compte", Role: role})
		if err == nil {
			err = w.store.SetPassword(ctx, w.territory, a.ID, hash)
		}
		if *id = a.ID; err != nil {
			return err
		}
	}
	return w.inOrder(
		`DELETE FROM slot`, `DELETE FROM opening`, `DELETE FROM workshop`,
		`UPDATE edition SET time_zone = 'Europe/Paris', school_opens_at = booking_opens_at, school_closes_at =
			booking_closes_at`,
		fmt.Sprintf(`INSERT INTO workshop (territory_id, owner_id, name, commune_insee, email)
			SELECT %d, %d, 'Atelier ' || i, '26281', 'atelier@ordeal.test' FROM generate_series(1, 2) i`,
			w.territory, w.artisanID))
}

// write changes something behind the program's back.
func (w *world) write(query string, args ...any) error {
	_, err := w.look.ExecContext(context.Background(), query, args...)
	return err
}

func (w *world) inOrder(statements ...string) error {
	for _, s := range statements {
		if err := w.write(s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// signIn opens a session for each who works here, at the same doors as they:
// an artisan by a mailed link, the others by a password.
func (w *world) signIn() error {
	for role, cookie := range map[string]*http.Cookie{"artisan": &w.artisan, "organiser": &w.organiser, "desk": &w.desk} {
		typed := url.Values{"email": {role + "@ordeal.test"}}
		if role != "artisan" {
			typed.Set("password", password)
		}
		a := w.send(w.batch, nil, "/connexion", typed)
		if link, err := get[jema.SignInLinkID](w, `SELECT max(id) FROM sign_in_link`); role == "artisan" && err == nil {
			a = w.send(w.batch, nil, "/connexion/"+w.links.SignInToken(link), nil)
		}
		for _, c := range a.cookies {
			if c.Name == "jema" { // beside it comes what marks a known browser
				*cookie = *c
			}
		}
		if a.status != http.StatusSeeOther || cookie.Value == "" {
			return fmt.Errorf("signing in as %s: %d, %s", role, a.status, a.body)
		}
	}
	return nil
}

const slotOf = `INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at,
	edition_closes_at, starts_at, ends_at, capacity, audience)
	SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, $2::timestamptz,
		$2::timestamptz + interval '50 minutes', $3, $4
	FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id WHERE o.id = $1
		RETURNING id`

// tidy takes away what the last flow left and sets the place anew.
func (w *world) tidy() (err error) {
	w.now = torture.Now
	w.typed = map[string]string{}
	w.lettersBefore = letters(w.inbox)
	w.sms.forget()
	err = w.inOrder(`DELETE FROM call`, `DELETE FROM message`, `DELETE FROM school_visit`, `DELETE FROM school_request`,
		`DELETE FROM booking`,
		`DELETE FROM hold`, `DELETE FROM slot`, `DELETE FROM hours`, `DELETE FROM opening`, `DELETE FROM attempt`,
		`DELETE FROM booking_client`, `UPDATE territory SET sms_url = ''`)
	if err != nil {
		return err
	}
	t, err := w.look.Beginx()
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // says ErrTxDone after a commit
	if err := w.open(t); err != nil {
		return err
	}
	return t.Commit()
}

func (w *world) open(t *sqlx.Tx) error {
	var shops []int64
	if err := t.Select(&shops, `SELECT id FROM workshop ORDER BY id`); err != nil {
		return err
	}
	w.shops = [2]int64(shops)
	for i := range w.openings {
		err := t.Get(&w.openings[i], `INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind,
			title, printed_text, description, price, state)
			VALUES ($1, $2, $3, '26281', 'demonstration', $4, 'Un texte imprimé.', 'Un texte.', 'gratuit', 'approved')
				RETURNING id`,
			w.territory, w.edition, w.shops[i], fmt.Sprint("Événement ", i))
		if err != nil {
			return err
		}
		if err := t.Get(&w.schools[i], slotOf, w.openings[i], visitDay.Add(-24*time.Hour), 35, "schools"); err != nil {
			return err
		}
	}
	for i := range w.slots {
		if err := t.Get(&w.slots[i], slotOf, w.openings[i/3], visitDay.Add(time.Duration(i)*time.Hour), 4,
			"public"); err != nil {
			return err
		}
	}
	return nil
}

// visitDay is when the first visit begins: ten o'clock in Romans.
var visitDay = time.Date(2027, 4, 10, 8, 0, 0, 0, time.UTC)

// letters is how many letters ever arrived.
func letters(r *mail.Receiver) int {
	if all := r.Mails(); len(all) > 0 {
		return all[0].Number
	}
	return 0
}

// form is url.Values from pairs.
func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// key32 is the key that a form would carry: 32 hexadecimal digits.
func key32(name string) string { return (fmt.Sprintf("%x", name) + strings.Repeat("0", 32))[:32] }
