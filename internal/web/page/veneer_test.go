package page

import (
	"bytes"
	"strings"
	"testing"

	"jema/internal/marquetry"
)

func TestEachVeneerHasItsOwnNames(t *testing.T) {
	sheet := string(veneers(marquetry.Domains()))
	for _, domain := range marquetry.Domains() {
		if strings.Count(sheet, `id="veneer-`+domain+`"`) != 1 {
			t.Errorf("%s is not on the sheet once", domain)
		}
	}
	seen := map[string]bool{}
	for _, part := range strings.Split(sheet, `id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if seen[id] {
			t.Errorf("two pieces are called %s", id)
		}
		seen[id] = true
	}
	if !bytes.Contains([]byte(swatch("no-such-domain")), []byte("#veneer-"+marquetry.Other)) {
		t.Error("an unknown domain has no veneer")
	}
}
