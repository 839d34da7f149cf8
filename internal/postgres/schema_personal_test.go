package postgres_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"jema/internal/postgres/storetest"
)

// classified is where every column is classified.
const classified = "../../docs/personal-data.md"

// Every column of the schema is classified as personal, pseudonymous or none.
// For each personal one, how long it is stored and which job erases it is
// documented.
func TestEveryColumnIsClassified(t *testing.T) {
	page, err := os.ReadFile(classified)
	if err != nil {
		t.Fatal(err)
	}
	w := storetest.New(t)
	var columns []string
	if err := w.DB.Select(&columns, `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`); err != nil || len(columns) < 100 {
		t.Fatal(len(columns), err)
	}
	kinds := columnKinds(t, string(page))
	for _, column := range columns {
		if kinds[column] == "" {
			table, name, _ := strings.Cut(column, ".")
			t.Errorf("%s is not classified. Add it to a line of its table in docs/personal-data.md, or add one of these "+
				"lines:\n"+
				"| `%[2]s` | %[3]s | none | | |\n| `%[2]s` | %[3]s | personal | day of erasure | `EraseDue`, own link |\n"+
				"| `%[2]s` | %[3]s | pseudonymous | until when | who erases it |", column, table, name)
		}
		delete(kinds, column)
	}
	for gone := range kinds {
		t.Errorf("docs/personal-data.md classifies %s, which is no column any more: remove it there", gone)
	}
}

// columnKinds reads the table of the page: the kind of each column.
func columnKinds(t *testing.T, page string) map[string]string {
	t.Helper()
	kinds := map[string]string{}
	for line := range strings.SplitSeq(page, "\n") {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.Trim(cells[i], " `")
		}
		if len(cells) != 5 || !slices.Contains([]string{"personal", "pseudonymous", "none"}, cells[2]) {
			t.Errorf("docs/personal-data.md: five cells and a known kind are needed: %s", line)
			continue
		}
		if (cells[2] == "none") != (cells[3] == "") {
			t.Errorf("docs/personal-data.md: what leads to a person says until when it is kept, and nothing else does: %s", line)
		}
		for name := range strings.SplitSeq(cells[1], ", ") {
			column := fmt.Sprintf("%s.%s", cells[0], name)
			if kinds[column] != "" {
				t.Errorf("docs/personal-data.md classifies %s twice", column)
			}
			kinds[column] = cells[2]
		}
	}
	return kinds
}
