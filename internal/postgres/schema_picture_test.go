package postgres_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const pictureFile = "../../docs/domain.md"

var (
	createdTable = regexp.MustCompile(`(?s)CREATE (?:UNLOGGED )?TABLE public\.(\w+) \((.*?)\n\);`)
	scopeColumn  = regexp.MustCompile(`(?m)^    (territory|edition|account)_id `)
	foreignKey   = regexp.MustCompile(`(?s)ALTER TABLE ONLY public\.(\w+)\s+ADD CONSTRAINT (\w+) ` +
		`FOREIGN KEY .*?REFERENCES public\.(\w+)`)
)

// scopes are the tables that nearly every other one refers to. The drawing leaves their
// bonds out, which would hide the others; the list below the drawing has them.
var scopes = []string{"territory", "edition", "account"}

// schemaPicture returns the page that draws the tables of a schema.
func schemaPicture(schema string) string {
	var page strings.Builder
	page.WriteString(pictureHead)
	drawn := map[string]bool{}
	for _, key := range foreignKey.FindAllStringSubmatch(schema, -1) {
		from, name, to := key[1], key[2], key[3]
		if slices.Contains(scopes, to) {
			continue
		}
		drawn[from], drawn[to] = true, true
		fmt.Fprintf(&page, "    %s ||--o{ %s : %s\n", to, from, bondName(name, from))
	}
	tables := createdTable.FindAllStringSubmatch(schema, -1)
	for _, table := range tables {
		if !drawn[table[1]] {
			fmt.Fprintf(&page, "    %s\n", table[1])
		}
	}
	page.WriteString("```\n\n| table | carries the id of |\n|---|---|\n")
	for _, table := range tables {
		var carried []string
		for _, column := range scopeColumn.FindAllStringSubmatch(table[2], -1) {
			carried = append(carried, column[1])
		}
		fmt.Fprintf(&page, "| `%s` | %s |\n", table[1], strings.Join(carried, ", "))
	}
	return page.String()
}

// bondName returns what the constraint's name adds to the table's: slot_opening_fkey of slot
// is opening.
func bondName(constraint, table string) string {
	return strings.TrimSuffix(strings.TrimPrefix(constraint, table+"_"), "_fkey")
}

const pictureHead = `# The tables and their bonds

Drawn from ` + "`migrations/schema.sql`" + ` by

    go test ./internal/postgres -run Schema -update

Each line is a foreign key, from the table that is referred to (one) to the one that refers
(many), named as its constraint is. The words are those of [design.md](design.md); every
column is in [personal-data.md](personal-data.md). The bonds to territory, edition and
account are left out of the drawing: the list below it has them.

` + "```mermaid\nerDiagram\n"
