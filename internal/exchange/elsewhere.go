package exchange

import (
	"strings"

	"jema/internal/text"
)

// contactsElsewhere finds the telephone, the mail and the site that are in a
// cell of another kind of contact: « 06 39 98 01 02 / a@example.org ».
func (r splitReader) contactsElsewhere() {
	for _, field := range []string{"phone", "email", "website", "artisan", "workshop"} {
		for _, column := range r.table.Columns[field] {
			if column >= len(r.cells) || r.cells[column].Broken != "" {
				continue
			}
			d := dissection{r: r.reading, header: r.table.Header[column]}
			whole := r.cells[column].Text
			rest := whole
			for _, c := range []struct {
				field, found string
			}{{"email", emailIn().FindString(rest)}, {"website", webIn().FindString(rest)}, {"phone", phoneIn(rest)}} {
				if c.found == "" || c.field == field {
					continue
				}
				r.mark(c.field, c.found, d.header)
				rest = strings.TrimSpace(contactLabel().ReplaceAllString(strings.Trim(strings.Replace(rest, c.found, " ", 1),
					" ,;/-–\n"), ""))
			}
			if rest != whole {
				r.replace(column, strings.Trim(rest, " ,:;/-–\n"))
			}
		}
	}
}

var whoAt = lazily(`\s+[-–—/|]\s+|\s*,\s+|\s*\n\s*|\s*[()]\s*`)

// whoElsewhere parts « Dupont Marie – potière » and « Atelier X (Marie Dupont) ».
func (r splitReader) whoElsewhere() {
	for _, field := range []string{"artisan", "workshop", "craft"} {
		for _, column := range r.table.Columns[field] {
			if column >= len(r.cells) || r.cells[column].Broken != "" {
				continue
			}
			pieces := whoAt().Split(r.cells[column].Text, -1)
			if len(pieces) < 2 || text.Length(r.cells[column].Text) > 120 {
				continue
			}
			r.partWho(field, column, pieces)
		}
	}
}

// partWho takes a craft or a person out of the pieces of a cell, where the file
// has none of its own.
func (r splitReader) partWho(field string, column int, pieces []string) {
	var left []string
	for i, piece := range pieces {
		piece = strings.TrimSpace(piece)
		to := ""
		switch {
		case piece == "" || i == 0 && field != "craft":
		case field != "craft" && r.missing("craft") && r.frame.crafts.knows(piece):
			to = "craft"
		case field != "artisan" && r.missing("artisan") && r.missing("last_name") && isNameOfPerson(piece):
			to = "artisan"
		}
		if to == "" {
			if piece != "" {
				left = append(left, piece)
			}
			continue
		}
		r.mark(to, piece, r.table.Header[column])
	}
	if len(left) < len(pieces) && len(left) > 0 && len(r.parts) > 0 && (!r.missing("craft") || !r.missing("artisan")) &&
		took(pieces, left) {
		r.replace(column, strings.Join(left, ", "))
	}
}

// took reports whether a piece went to another field, and not only a bracket.
func took(pieces, left []string) bool {
	filled := 0
	for _, p := range pieces {
		if strings.TrimSpace(p) != "" {
			filled++
		}
	}
	return filled > len(left)
}

// placeElsewhere finds the postal code and the commune at the end of an
// address: « 12 rue du Four, 26100 Romans-sur-Isère ».
func (r splitReader) placeElsewhere() {
	for _, column := range r.table.Columns["address"] {
		if column >= len(r.cells) || r.cells[column].Broken != "" {
			continue
		}
		s := r.cells[column].Text
		at := addressTown().FindStringSubmatchIndex(s)
		if at == nil {
			if r.missing("commune") {
				r.lastCommune(column, s)
			}
			continue
		}
		town := s[at[4]:at[5]]
		if !r.missing("commune") && r.frame.communes.find(town, "").INSEE == "" {
			continue
		}
		r.mark("postal_code", s[at[2]:at[3]], r.table.Header[column])
		r.mark("commune", town, r.table.Header[column])
		r.replace(column, strings.Trim(s[:at[0]], " ,-–\n"))
	}
}

var addressTown = lazily(`[\s,–-]*\b(\d{5})[\s,-]+(\p{L}[\p{L}\s'’/.-]+?)(?:\s+cedex)?\s*$`)

// lastCommune takes the commune that an address ends with: « 12 rue du Four,
// Romans-sur-Isère », « 12 rue du Four à Romans ».
func (r splitReader) lastCommune(column int, s string) {
	if rest, town := r.frame.communes.ending(s); town != "" {
		r.mark("commune", town, r.table.Header[column])
		r.replace(column, rest)
	}
}
