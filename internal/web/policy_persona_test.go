package web

import (
	"cmp"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/links"
)

// persona is one kind of client: its session, and its role on the site that is
// requested. A role of "" is a stranger's.
type persona struct {
	name    string
	role    string
	account jema.Account
	token   string
	// entersNothing is true of those whose workshops are not theirs any more. They request
	// the routes of those who enter events alone.
	entersNothing bool
}

// personas are all kinds of clients of a territory's site: those of its own,
// strangers of every kind, and all roles of another territory.
func personas(w, elsewhere *territory) []persona {
	list := []persona{{name: "nobody"}, {name: "a made-up session", token: "made-up"}}
	for role := range roles {
		list = append(list, persona{name: role, role: role, account: w.accounts[role], token: tokenOf("here", role)},
			persona{name: role + " of another territory", account: elsewhere.accounts[role], token: tokenOf("there", role)})
	}
	for _, over := range []string{"account closed", "password changed", "signed out everywhere"} {
		a := w.Account(strings.ReplaceAll(over, " ", "-")+"@example.org", jema.RoleOrganiser)
		list = append(list, persona{name: "organiser, " + over, account: a, token: tokenOf("over", over)})
	}
	for _, p := range w.helpless() {
		p.entersNothing = true
		list = append(list, p)
	}
	for _, p := range list {
		w.session(p)
	}
	w.DB.MustExec(`UPDATE account SET disabled_at = now() WHERE email LIKE 'account-closed%'`)
	w.DB.MustExec(`UPDATE account SET password_hash = 'autre' WHERE email = 'password-changed@example.org'`)
	for _, p := range list {
		if p.token == tokenOf("over", "signed out everywhere") {
			fatal(w.t, w.Store.EndSessions(w.t.Context(), w.Territory.ID, p.account.ID))
		}
	}
	slices.SortFunc(list, func(a, b persona) int { return cmp.Compare(a.name, b.name) })
	return list
}

// unentrusted is the role here of those who act for others and have no workshop of the
// owners': an adviser it was taken back from, a correspondent of another commune.
const unentrusted = "unentrusted"

// helpless are artisans and those who act for them who can no longer enter anything of
// the owner's: their account is closed, or the workshop is not theirs.
func (w *territory) helpless() (list []persona) {
	w.t.Helper()
	for _, role := range []jema.Role{jema.RoleArtisan, jema.RoleAdviser, jema.RoleCorrespondent} {
		a := w.acting("account-closed-"+string(role), role, "26281")
		if role == jema.RoleAdviser {
			_, err := w.Store.Entrust(w.t.Context(), w.Territory.ID, a.ID, []jema.WorkshopID{w.owner.workshop})
			fatal(w.t, err)
		}
		list = append(list, persona{name: string(role) + ", account closed", account: a,
			token: tokenOf("closed", string(role))})
	}
	before := w.acting("adviser-before", jema.RoleAdviser, "")
	_, err := w.Store.Entrust(w.t.Context(), w.Territory.ID, before.ID, []jema.WorkshopID{w.owner.workshop})
	fatal(w.t, err)
	fatal(w.t, w.Store.TakeBack(w.t.Context(), w.Territory.ID, before.ID, w.owner.workshop))
	nearby := w.acting("correspondent-nearby", jema.RoleCorrespondent, "26034")
	return append(list,
		persona{name: "adviser, taken back", role: unentrusted, account: before, token: tokenOf("here", "before")},
		persona{name: "correspondent of another commune", role: unentrusted, account: nearby,
			token: tokenOf("here", "nearby")})
}

// enters reports whether an audience of the policy enters events.
func enters(who string) bool {
	return slices.Contains([]string{"artisan", "owner", "entrant", "entrusted", "acting", "typist"}, who)
}

// acting adds an account; insee is the commune of a correspondent.
func (w *territory) acting(name string, role jema.Role, insee string) jema.Account {
	w.t.Helper()
	a := jema.Account{TerritoryID: w.Territory.ID, Email: name + "@example.org", Role: role}
	if role == jema.RoleCorrespondent {
		a.CommuneINSEE = insee
	}
	a, err := w.Store.CreateAccount(w.t.Context(), a)
	fatal(w.t, err)
	return a
}

func tokenOf(where, who string) string { return where + "-" + strings.ReplaceAll(who, " ", "-") }

// session makes the session of a persona valid, whatever ended it.
func (w *territory) session(p persona) {
	w.t.Helper()
	if p.account.ID == 0 {
		return
	}
	w.DB.MustExec(`INSERT INTO session (token_hash, territory_id, account_id, generation, device, created_at, expires_at)
		VALUES ($1, $2, $3, $4, '', $5, $6) ON CONFLICT DO NOTHING`, links.Hash(p.token), p.account.TerritoryID, p.account.ID,
		p.account.SessionGeneration, w.site.Now(), w.site.Now().Add(jema.SessionLasts))
	if p.role != "" {
		w.DB.MustExec(`UPDATE account SET session_generation = $2 WHERE id = $1`, p.account.ID, p.account.SessionGeneration)
	}
}
