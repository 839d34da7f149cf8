package postgres_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"jema/internal/postgres/storetest"
)

var (
	// sqlClock finds the database's own clock in a query or a function.
	sqlClock = regexp.MustCompile(`(?i)\b(now|transaction_timestamp|statement_timestamp|clock_timestamp|timeofday)\s*\(` +
		`|\b(current_(timestamp|date|time)|localtime(stamp)?)\b|'(now|today|tomorrow|yesterday)'`)
	// changeMark is where that clock serves: it dates changes of slots in their
	// order, for programs whose own clocks differ, and is compared with itself
	// alone. Nothing is decided by it and nobody reads it.
	changeMark = regexp.MustCompile(`\bchanged_at = clock_timestamp\(\)|\bclock_timestamp\(\) AS at\b`)
	// dating finds what adds rows of a table whose moment of creation is read.
	dating = regexp.MustCompile(`INSERT INTO (booking|edition|message|opening|workshop) \(([^)]*)\)`)
)

// asksSQLClock is true of SQL that takes the time from the database instead of
// the program.
func asksSQLClock(sql string) bool { return sqlClock.MatchString(changeMark.ReplaceAllString(sql, "")) }

// leavesDate is true of SQL that adds a row and leaves its moment of creation to
// the column's default, which is the database's clock.
func leavesDate(sql string) bool {
	for _, insert := range dating.FindAllStringSubmatch(sql, -1) {
		if !strings.Contains(insert[2], "created_at") {
			return true
		}
	}
	return false
}

func TestTheClockComesFromTheProgram(t *testing.T) {
	w := storetest.New(t)
	var functions []string
	if err := w.DB.Select(&functions, `SELECT pg_get_functiondef(p.oid) FROM pg_proc p
		WHERE p.pronamespace = 'public'::regnamespace AND p.prolang IN (SELECT oid FROM pg_language WHERE lanname IN
			('sql', 'plpgsql'))
		AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
		AND p.proname NOT IN ('book_batch_v1', 'book_batch_v2')`); err != nil { // which only programs before this one call
		t.Fatal(err)
	}
	if len(functions) < 4 {
		t.Errorf("%d functions found", len(functions))
	}
	for _, sql := range slices.Concat(functions, packageQueries(t)) {
		if asksSQLClock(sql) || leavesDate(sql) {
			t.Errorf("this takes the time from the database:\n%s", sql)
		}
	}
}

func TestSQLThatTakesItsOwnTimeIsFound(t *testing.T) {
	for _, sql := range []string{`UPDATE opening SET updated_at = now()`, `SELECT CURRENT_DATE`,
		`SELECT 'now'::timestamptz`,
		`UPDATE slot SET starts_at = clock_timestamp()`, `SELECT 1 WHERE $1 > statement_timestamp ()`} {
		if !asksSQLClock(sql) {
			t.Errorf("this passes: %s", sql)
		}
	}
	for _, sql := range []string{`UPDATE slot SET changed_at = clock_timestamp()`, `SELECT known FROM now_at`} {
		if asksSQLClock(sql) {
			t.Errorf("this is refused: %s", sql)
		}
	}
	if sql := `INSERT INTO message (booking_id, due_at) VALUES ($1, $2)`; !leavesDate(sql) {
		t.Errorf("this passes: %s", sql)
	}
}

// Whoever writes a row without its moment of creation gets the database's: the
// program before this one for some tables, rows whose moment nobody reads for
// the others.
func TestDefaultsOfTheDatabasesClock(t *testing.T) {
	w := storetest.New(t)
	var found []string
	if err := w.DB.Select(&found, `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND column_default ~* '\mnow\M|timestamp\(' ORDER BY 1`); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"account.created_at",       // nobody reads it
		"edition.created_at",       // the program before
		"goose_db_version.tstamp",  // of the library that migrates
		"message.created_at",       // the program before
		"opening.created_at",       // the program before
		"opening.updated_at",       // the program before
		"photo.created_at",         // nobody reads it
		"printing_part.created_at", // nobody reads it
		"slot.changed_at",          // changeMark
		"territory.created_at",     // nobody reads it
		"workshop.created_at",      // the program before
		"workshop.updated_at",      // the program before
	}
	if !slices.Equal(found, want) {
		t.Errorf("the database's clock fills %q, expected %q", found, want)
	}
}

func TestRowsAreDatedByTheProgram(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 2))
	for _, table := range []string{"edition", "workshop", "opening", "booking", "message"} {
		if n := count(t, w, `SELECT count(*) FROM `+table+` WHERE created_at = $1`, storetest.Now); n == 0 {
			t.Errorf("no row of %s is dated by the program", table)
		}
		if n := count(t, w, `SELECT count(*) FROM `+table+` WHERE created_at <> $1`, storetest.Now); n != 0 {
			t.Errorf("%d rows of %s are dated by the database", n, table)
		}
	}
}
