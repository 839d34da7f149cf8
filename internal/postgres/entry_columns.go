package postgres

// entryColumns reads openings by id into entryRow; sqlx fills nested structs
// from names with a dot.
const entryColumns = `SELECT ` + entryFactColumns + `, o.id AS "o.id", o.territory_id AS "o.territoryid",
	o.edition_id AS "o.editionid", o.workshop_id AS "o.workshopid",
	coalesce(o.commune_insee, '') AS "o.communeinsee", o.kind AS "o.kind", o.state AS "o.state", o.title AS "o.title",
	o.description AS "o.description", o.title_en AS "o.titleenglish", o.description_en AS "o.descriptionenglish",
	o.printed_text AS "o.printedtext", o.printed_text_proposed AS
	"o.printedtextproposed", o.hours_text AS "o.hourstext", o.slots_text AS "o.slotstext", coalesce(o.duration, 0) AS
	"o.duration", o.party_max AS "o.partymax", o.counted AS "o.counted", o.price AS "o.price", o.minimum_age AS
		"o.minimumage", o.languages AS
	"o.languages", o.access AS "o.access", o.remarks AS "o.remarks", o.moderation_note AS "o.moderationnote",
	o.national_number AS "o.nationalnumber", o.version AS "o.version", o.updated_at AS "o.updatedat",
	o.stops AS "o.stops", o.photo_weight AS "o.photoweight",
	coalesce(CASE WHEN p.version = o.version AND p.workshop_at = w.updated_at THEN p.version END, 0) AS "proofapproved",
	coalesce(w.lat, 0) AS "w.lat", coalesce(w.lon, 0) AS "w.lon", w.id AS "w.id", w.territory_id AS "w.territoryid",
		coalesce(w.owner_id, 0) AS "w.ownerid", w.kind AS "w.kind", w.name
	AS "w.name", w.artisan AS "w.artisan", coalesce(w.craft_slug, '') AS "w.craftslug", w.craft_other AS "w.craftother",
	coalesce(w.commune_insee, '') AS "w.communeinsee", w.address AS "w.address", w.postal_code AS "w.postalcode", w.phone
	AS "w.phone", w.email AS "w.email", w.website AS "w.website", w.publish_address AS "w.publishaddress",
	w.parking AS "w.parking", w.parking_en AS "w.parkingenglish",
	w.publish_phone AS "w.publishphone", w.publish_email AS "w.publishemail", w.one_visit_at_a_time AS
	"w.onevisitatatime", w.updated_at AS "w.updatedat",
	c.insee AS "c.insee", c.name AS "c.name", c.sort_name AS "c.sortname", c.at_name AS "c.atname", c.of_name AS
	"c.ofname", c.lat AS "c.lat", c.lon AS "c.lon",
	coalesce(k.slug, '') AS "k.slug", coalesce(k.name, '') AS "k.name", coalesce(k.feminine, '') AS "k.feminine",
	coalesce(k.specialty_of, '') AS "k.specialtyof", coalesce(k.domain_slug, '') AS "k.domainslug", coalesce(d.name, '')
	AS "k.domainname", coalesce(d.position, 0) AS "k.domainposition"
	FROM opening o JOIN workshop w ON w.id = o.workshop_id
	JOIN commune c ON c.territory_id = o.territory_id AND c.insee = o.commune_insee
	LEFT JOIN proof p ON p.opening_id = o.id
	LEFT JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug
	LEFT JOIN craft_domain d ON d.slug = k.domain_slug
	WHERE o.id = ANY ($1) ORDER BY o.id`
