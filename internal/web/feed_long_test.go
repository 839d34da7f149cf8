//go:build long

package web

import (
	"encoding/json"
	"fmt"
	"jema/internal/jema"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The site's data for other programs, checked by programs that are not ours:
// the types of schema.org as npm's schema-dts has them, and three parsers. It
// needs npm and the network.
func TestOtherProgramsReadWhatTheyAreTold(t *testing.T) {
	f := newFair(t)
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		fatal(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	run := func(name string, args ...string) string {
		t.Helper()
		command := exec.CommandContext(t.Context(), name, args...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	v := f.visitor()
	types := "import type { Event, WithContext } from \"schema-dts\";\n"
	for i, id := range []jema.OpeningID{f.open, f.hidden} {
		data := v.get(f.of(id)).page.Find(`script[type="application/ld+json"]`).Text()
		types += fmt.Sprintf("export const event%d: WithContext<Event> = %s;\n", i, data)
		if i == 0 {
			write("event.json", data)
		}
	}
	write("events.ts", types)
	write("calendar.ics", v.get("/evenements.ics").body)
	write("news.atom", v.get("/nouveautes.atom").body)
	script, err := os.ReadFile("testdata/outside.mjs")
	fatal(t, err)
	write("outside.mjs", string(script))
	run("npm", "install", "--no-audit", "--no-fund", "schema-dts@1", "typescript@5", "jsonld@8",
		"ical.js@2", "rss-parser@3")
	run("npx", "tsc", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "events.ts")
	var found struct {
		Type, Start   string
		Parts         int
		Entries, News []string
	}
	fatal(t, json.Unmarshal([]byte(run("node", "outside.mjs")), &found))
	if found.Type != "https://schema.org/Event" || found.Start != "2027-04-10T10:00:00+02:00" || found.Parts != 2 ||
		len(found.News) != 2 || len(found.Entries) != 3 ||
		!strings.Contains(strings.Join(found.Entries, "\n"), "2027-04-10T13:00:00 Europe/Paris") {
		t.Errorf("other programs read %+v", found)
	}
}
