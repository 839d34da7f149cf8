package postgres_test

import (
	"regexp"
	"strings"
	"testing"
)

var (
	// guarded finds what opens something: accounts, their sessions, the links
	// mailed to them, and the hash of any link's token.
	guarded = regexp.MustCompile(`\b(FROM|JOIN|UPDATE|INTO) (account|sessions?|sign_in_link)\b|\btoken_hash\b`)
	// territorial finds the territory as a condition, or written into a new row.
	// A territory that is only read guards nothing.
	territorial = regexp.MustCompile(`\bterritory_id = (\$\d+|\w+\.territory_id\b)|\bINSERT INTO \w+ (AS \w+ ` +
		`)?\([^)]*\bterritory_id\b`)
	// clause is where a part of a statement begins, and joined what a join of an
	// account is: its row must be of the territory of what it is joined to.
	clause = regexp.MustCompile(`\b(?:JOIN|WHERE|ORDER BY|GROUP BY)\b`)
	joined = regexp.MustCompile(`^ account (\w+) ON (.*)`)
)

// invariant begins the queries of jema check: they count rows of every
// territory, and return nothing of any.
const invariant = `SELECT count(*) FROM `

func knowsItsTerritory(query string) bool {
	query = strings.Join(strings.Fields(query), " ")
	if !guarded.MatchString(query) || strings.HasPrefix(query, invariant) {
		return true
	}
	for _, part := range clause.Split(query, -1) {
		join := joined.FindStringSubmatch(part)
		if join == nil {
			continue
		}
		if !regexp.MustCompile(`\b`+join[1]+`\.territory_id = `).MatchString(join[2]) &&
			!regexp.MustCompile(`\.territory_id = `+join[1]+`\.`).MatchString(join[2]) {
			return false
		}
	}
	return territorial.MatchString(query)
}

// A session, an account, a link is worth something in its own territory alone.
func TestEveryQueryOfASecretKnowsItsTerritory(t *testing.T) {
	const fewest = 25 // tells a test that finds nothing from one that finds all
	found := 0
	for _, query := range packageQueries(t) {
		if guarded.MatchString(query) {
			found++
		}
		if !knowsItsTerritory(query) {
			t.Errorf("this query reads an account, a session or a token of any territory:\n%s", query)
		}
	}
	if found < fewest {
		t.Errorf("%d such queries found, expected at least %d", found, fewest)
	}
}

// The queries that let a session of one territory into another's site, and
// others of their kind.
func TestQueriesWithoutTerritoryAreFound(t *testing.T) {
	for _, query := range []string{
		`SELECT id, territory_id AS territoryid, email FROM account WHERE id = $1 AND disabled_at IS NULL`,
		`SELECT data FROM sessions WHERE token = $1`,
		`SELECT id FROM booking b WHERE b.token_hash = $1 AND b.purged_at IS NULL`,
		`UPDATE sign_in_link SET used_at = $2 WHERE id = $1`,
		`SELECT a.email FROM version v JOIN account a ON a.id = v.account_id WHERE v.territory_id = $1`,
		`INSERT INTO session (token_hash, account_id) VALUES ($1, $2)`,
	} {
		if knowsItsTerritory(query) {
			t.Errorf("this query passes, and knows no territory:\n%s", query)
		}
	}
}
