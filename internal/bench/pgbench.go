package bench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// script is a load that Postgres's own pgbench makes: it needs no HTTP and
// costs next to nothing itself.
type script struct {
	builtin string // one of pgbench's own
	text    string // else this
	rows    int    // bookings a transaction makes; 0 for none
	clients int
}

// simpleUpdate is what Postgres is commonly measured by.
var simpleUpdate = script{builtin: "simple-update", clients: 64}

// bookingCall calls the booking function with rows requests, each for a slot
// drawn from a world's. When a call has several, clients draw from disjoint
// slots, as the engine's lines do, and from disjoint codes: the engine retries
// when two batches draw the same code, pgbench does not.
func bookingCall(slots []int64, rows, clients int) script {
	first, n := slots[0], len(slots)
	draw := fmt.Sprintf("%d + floor(random() * %d)::bigint", first, n)
	if rows > 1 && n >= clients {
		draw = fmt.Sprintf("%d + %d * floor(random() * %d)::bigint + :client_id", first, clients, n/clients)
	}
	text := fmt.Sprintf(`WITH q AS MATERIALIZED (
	SELECT %s AS slot, gen_random_uuid()::text AS key, lpad((%d * floor(random() * %d)::bigint + :client_id)::text, 8,
		'0') AS code, number
		FROM generate_series(1, %d) AS number),
	a AS MATERIALIZED (SELECT array_agg(slot) AS slots, array_agg(key) AS keys, array_agg(sha256(key::bytea)) AS
		hashes, array_agg(1) AS parties,
		array_agg(false) AS waits, array_agg('Visiteuse Inventée'::text) AS names, array_agg(key || '@example.org') AS
			emails, array_agg(''::text) AS phones,
		array_agg('fr'::text) AS languages, array_agg('api'::text) AS origins, array_agg(code) AS codes,
			array_agg(NULL::integer) AS firsts,
		array_agg(number::integer) AS numbers, array_agg(0) AS none, array_agg(hashtextextended(key, 1)) AS clients FROM q)
SELECT cardinality(b.outcomes) FROM a, LATERAL book_batch_v3(timestamptz '%s', (SELECT id FROM territory), true,
	true, slots, keys, hashes, parties, waits,
	names, emails, phones, hashes, languages, origins, codes, hashes, firsts, firsts, firsts, numbers, none, numbers,
		clients, parties, none, none, parties, parties, clients, 1, 1) b;
`, draw, clients, 100_000_000/clients, rows, Now().Format(time.RFC3339))
	return script{text: text, rows: rows, clients: clients}
}

// initialise makes pgbench's own tables.
func (g *Ground) initialise(ctx context.Context, dsn string, scale int) error {
	_, err := g.runPgbench(ctx, "-i", "-q", "-s", strconv.Itoa(scale), dsn)
	return err
}

// longestRun is how long a script runs at most until a first transaction ends.
const longestRun = 30 * time.Second

// run makes a load for a while and returns what it reached. Where a busy machine
// finished no transaction in that time, it runs again for twice as long.
func (g *Ground) run(ctx context.Context, dsn string, s script, lasts time.Duration) (f Figures, err error) {
	for ; ; lasts *= 2 {
		if f, err = g.runOnce(ctx, dsn, s, lasts); !errors.Is(err, errNothingDone) || lasts > longestRun {
			return f, err
		}
	}
}

var errNothingDone = errors.New("pgbench n’a fini aucune transaction")

func (g *Ground) runOnce(ctx context.Context, dsn string, s script, lasts time.Duration) (Figures, error) {
	args := []string{"-n", "-M", "prepared", "-c", strconv.Itoa(s.clients), "-j", strconv.Itoa(min(s.clients, 2)),
		"-T", strconv.Itoa(max(1, int(lasts.Round(time.Second).Seconds())))} // it knows whole seconds only
	if s.builtin != "" {
		args = append(args, "-b", s.builtin)
	} else {
		path := filepath.Join(g.dir, "script.sql")
		if err := os.WriteFile(path, []byte(s.text), 0o600); err != nil {
			return Figures{}, err
		}
		args = append(args, "-f", path)
	}
	said, err := g.runPgbench(ctx, append(args, dsn)...)
	if err != nil {
		return Figures{}, err
	}
	return readPgbench(said, max(1, s.rows))
}

func (g *Ground) runPgbench(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, g.pgbench, args...).CombinedOutput() //nolint:gosec // pgbench, found by us
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("le programme pgbench manque à côté de postgres (%s) : installez le paquet postgresql "+
			"complet, ou donnez PG_BIN", g.pgbench)
	}
	if err != nil {
		return "", fmt.Errorf("pgbench : %w, %s", err, lastLine(string(out)))
	}
	return string(out), nil
}

var (
	pgbenchRate      = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)
	pgbenchLatency   = regexp.MustCompile(`(?m)^latency average = ([0-9.]+) ms`)
	pgbenchProcessed = regexp.MustCompile(`(?m)^number of transactions actually processed: ([0-9]+)`)
	pgbenchFailed    = regexp.MustCompile(`(?m)^number of failed transactions: ([0-9]+)`)
)

// readPgbench finds the figures in what pgbench printed; a transaction counts
// as rows.
func readPgbench(said string, rows int) (f Figures, err error) {
	number := func(pattern *regexp.Regexp) (n float64) {
		found := pattern.FindStringSubmatch(said)
		if found == nil {
			err = fmt.Errorf("pgbench n’a pas dit %s", pattern)
			return 0
		}
		n, _ = strconv.ParseFloat(found[1], 64) // digits and a point
		return n
	}
	if found := pgbenchProcessed.FindStringSubmatch(said); found != nil && found[1] == "0" {
		return f, errNothingDone // it prints no latency then
	}
	f.Rate = number(pgbenchRate) * float64(rows)
	f.MeanMS = number(pgbenchLatency)
	f.Acknowledged = int(number(pgbenchProcessed)) * rows
	if failed := pgbenchFailed.FindStringSubmatch(said); failed != nil && failed[1] != "0" {
		err = fmt.Errorf("pgbench : %s transactions en échec", failed[1])
	}
	return f, err
}
