package postgres

// importColumn describes where a field of a spreadsheet is stored. get reads it
// as text, set writes it from the text parameter %s. A quiet one follows from
// another field and is not worth a line of the report.
type importColumn struct {
	field, table, get, set string
	quiet                  bool
}

func textColumn(field, table, column string) importColumn {
	return importColumn{field: field, table: table, get: table + "." + column, set: column + " = %s"}
}

func nullColumn(field, table, column, sqlType string) importColumn {
	return importColumn{field: field, table: table, get: "coalesce(" + table + "." + column + "::text, '')",
		set: column + " = nullif(%s, '')::" + sqlType}
}

func typedColumn(field, table, column, sqlType string) importColumn {
	return importColumn{field: field, table: table, get: table + "." + column + "::text", set: column +
		" = %s::" + sqlType}
}

func (c importColumn) quietly() importColumn { c.quiet = true; return c }

// importColumns are all fields a row may fill besides its times. A craft is
// one field: "slug:…" when it is in the list, "other:…" as typed when not.
var importColumns = []importColumn{
	textColumn("workshop", "workshop", "name"),
	textColumn("workshop_kind", "workshop", "kind").quietly(),
	textColumn("artisan", "workshop", "artisan"),
	{field: "craft", table: "workshop",
		get: `CASE WHEN workshop.craft_slug IS NOT NULL THEN 'slug:' || workshop.craft_slug
			WHEN workshop.craft_other <> '' THEN 'other:' || workshop.craft_other ELSE '' END`,
		set: `craft_slug = substring(%[1]s::text from '^slug:(.*)$'), craft_other = coalesce(substring(%[1]s::text from ` +
			`'^other:(.*)$'), '')`},
	nullColumn("workshop_commune", "workshop", "commune_insee", "text").quietly(),
	textColumn("address", "workshop", "address"),
	textColumn("postal_code", "workshop", "postal_code"),
	nullColumn("lat", "workshop", "lat", "double precision").quietly(),
	nullColumn("lon", "workshop", "lon", "double precision").quietly(),
	textColumn("parking", "workshop", "parking"),
	textColumn("phone", "workshop", "phone"),
	textColumn("email", "workshop", "email"),
	textColumn("website", "workshop", "website"),
	typedColumn("publish_address", "workshop", "publish_address", "boolean"),
	typedColumn("publish_phone", "workshop", "publish_phone", "boolean"),
	typedColumn("publish_email", "workshop", "publish_email", "boolean"),
	nullColumn("commune", "opening", "commune_insee", "text"),
	textColumn("kind", "opening", "kind"),
	textColumn("title", "opening", "title"),
	textColumn("description", "opening", "description"),
	textColumn("printed_text", "opening", "printed_text"),
	typedColumn("printed_text_proposed", "opening", "printed_text_proposed", "boolean").quietly(),
	nullColumn("duration", "opening", "duration", "integer"),
	typedColumn("party_max", "opening", "party_max", "integer").quietly(),
	textColumn("price", "opening", "price"),
	textColumn("minimum_age", "opening", "minimum_age"),
	textColumn("languages", "opening", "languages"),
	textColumn("access", "opening", "access"),
	textColumn("stops", "opening", "stops"),
	textColumn("national_number", "opening", "national_number"),
	textColumn("remarks", "opening", "remarks"),
}

// fieldMerge merges the fields of one row. base becomes what this import
// contained; take are the fields to be written.
type fieldMerge struct {
	base, current, row map[string]string
	fresh              func(importColumn) bool // nobody has written it yet
	take               map[string]string
	result             *ImportResult
}

// unset are the values of a column before anybody sets it.
var unset = map[string]string{"publish_address": "false", "publish_phone": "false", "publish_email": "false",
	"workshop_kind": "artisan", "party_max": "8", "printed_text_proposed": "false"}

func (m *fieldMerge) run() {
	m.take = map[string]string{}
	for _, c := range importColumns {
		said, given := m.row[c.field]
		if !given {
			continue
		}
		now := m.current[c.field]
		before, imported := m.base[c.field]
		switch untouched := imported && now == before || !imported && now == unset[c.field]; {
		case now == said:
			m.base[c.field] = said
		case m.fresh(c):
			m.take[c.field], m.base[c.field] = said, said
		case untouched:
			m.take[c.field], m.base[c.field] = said, said
			m.report(c, &m.result.Changes, now, said)
		case !imported && said == unset[c.field]: // nothing said against what is there
		default:
			m.report(c, &m.result.Retained, now, said)
		}
	}
}

func (m *fieldMerge) report(c importColumn, to *[]FieldChange, was, said string) {
	if !c.quiet {
		*to = append(*to, FieldChange{c.field, was, said})
	}
}
