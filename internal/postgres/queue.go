package postgres

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// Values of a filter beside the states of an opening and the slugs of domains.
const (
	QueueWaiting  = "waiting"  // awaits organisers, or has a proposal or a photo that does
	QueueProposed = "proposed" // on the site, with a proposal that awaits organisers
	QueueAll      = "all"
	QueueNobody   = "nobody" // assigned to nobody
	QueueOther    = "other"  // a craft outside the list
	QueueComplete = "complete"
)

// QueuePage is how many events a page of the queue has.
const QueuePage = 50

// QueueFilter chooses among an edition's openings: a zero field excludes nothing;
// State "" means QueueWaiting.
type QueueFilter struct {
	TerritoryID jema.TerritoryID
	EditionID   jema.EditionID
	Words       string // all of them are found in title, workshop, artisan or commune
	State       string // a state, QueueWaiting, QueueProposed or QueueAll
	Commune     string // INSEE code
	Domain      string // slug of a craft domain, or QueueOther
	Age         string // one of jema.QueueAges
	Lack        string // a jema.Lack, or QueueComplete
	Assigned    string // an account's number, or QueueNobody
	Order       jema.QueueOrder
	Page        int // from 1
}

// QueueLine is an opening as the queue shows it.
type QueueLine struct {
	ID                                jema.OpeningID
	WorkshopID                        jema.WorkshopID
	State                             jema.OpeningState
	Version                           int
	Title, Workshop, Artisan, Commune string
	INSEE                             string
	SentAt                            time.Time // when its artisan sent it, or it was imported
	AssignedTo                        int64
	Assignee                          string
	Proposed                          bool
	ToReread                          bool // taken over, and nobody of the workshop has looked at it
	Booked                            int
	Lacks                             []jema.Lack
}

// Complete reports whether the event can be published as it is.
func (l QueueLine) Complete() bool { return jema.Complete(l.Lacks) }

// photoUnread chooses openings o on the site beside which a photo of their workshop waits
// for an organiser.
const photoUnread = `(o.state = 'approved' AND EXISTS (SELECT FROM photo f WHERE f.workshop_id = o.workshop_id
	AND f.waits))`

// queueLacks names what an opening o of a workshop w lacks: an array of
// jema.Lack in their order.
const queueLacks = `array_remove(ARRAY[
	CASE WHEN EXISTS (SELECT FROM defect d WHERE d.opening_id = o.id AND d.blocking) THEN 'answer' END,
	CASE WHEN o.title = '' THEN 'title' END,
	CASE WHEN o.commune_insee IS NULL THEN 'commune' END,
	CASE WHEN NOT EXISTS (SELECT FROM hours h WHERE h.opening_id = o.id)
		AND NOT EXISTS (SELECT FROM slot s WHERE s.opening_id = o.id AND s.state <> 'cancelled') THEN 'times' END,
	CASE WHEN o.description = '' AND o.printed_text = '' THEN 'text' END,
	CASE WHEN o.description <> '' AND o.printed_text = '' THEN 'printed' END,
	CASE WHEN o.printed_text_proposed AND o.printed_text <> '' THEN 'agreed' END,
	CASE WHEN w.address = '' OR NOT w.publish_address AND EXISTS (SELECT FROM hours h WHERE h.opening_id = o.id)
		THEN 'address' END,
	CASE WHEN o.price = '' AND (o.price_kind = 'unknown' OR NOT o.facts_current) THEN 'price' END,
	CASE WHEN w.craft_slug IS NULL AND w.kind = 'artisan' THEN 'craft' END,
	CASE WHEN o.title <> '' AND o.state NOT IN ('refused', 'cancelled') AND EXISTS (SELECT FROM opening b
		WHERE b.title_folded = o.title_folded AND b.edition_id = o.edition_id AND b.id <> o.id
			AND b.state NOT IN ('refused', 'cancelled')
			AND (b.workshop_id = o.workshop_id OR b.commune_insee = o.commune_insee)) THEN 'twin' END,
	CASE WHEN EXISTS (SELECT FROM defect d WHERE d.opening_id = o.id AND NOT d.blocking)
		OR EXISTS (SELECT FROM opening_note n WHERE n.opening_id = o.id) THEN 'doubt' END,
	CASE WHEN NOT EXISTS (SELECT FROM photo f WHERE f.workshop_id = o.workshop_id) THEN 'photo' END,
	CASE WHEN ` + photoUnread + ` THEN 'photo_unread' END,
	CASE WHEN o.state = 'approved' AND NOT EXISTS (SELECT FROM proof r WHERE r.opening_id = o.id
		AND r.version = o.version AND r.workshop_at = w.updated_at) THEN 'proof' END
	], NULL)`

// publishable chooses, among listed or q, what can be published as it is: as
// jema.Complete does.
const publishable = `lacks <@ ARRAY['` + string(jema.LackPhoto) + `', '` + string(jema.LackPhotoUnread) + `', '` +
	string(jema.LackProof) + `']`

// awaits chooses, among listed or q, what QueueWaiting shows.
const awaits = `(proposed OR photo_unread OR state IN ('incomplete', 'submitted', 'changes_requested'))`

// queueCTE is the edition's openings that the words choose, each with what it
// lacks, and a bit in fails for every filter that it does not pass: so that the
// counts beside a filter are those of all other filters.
const queueCTE = queueUnlisted + queueLacks + queueListed

// queuePlaced is queueCTE for what chooses and sorts alone: what each opening lacks is
// left out where neither the filter nor the order is about it.
const queuePlaced = queueUnlisted + `CASE WHEN :lack <> '' OR :sort = 'complets' THEN ` + queueLacks + ` END` +
	queueListed

const queueUnlisted = `WITH place AS MATERIALIZED (
	SELECT insee, name, sort_name, jema_fold(name) AS folded FROM commune WHERE territory_id = :territory
), listed AS MATERIALIZED (
	SELECT o.id, o.workshop_id, o.state, o.version, o.title, o.title_folded, o.edition_id, o.assigned_to,
		o.to_reread,
		coalesce(o.commune_insee, '') AS insee, coalesce(o.submitted_at, o.created_at) AS sent_at,
		w.name AS workshop, w.artisan, coalesce(c.name, '') AS commune, coalesce(c.sort_name, '') AS sort_name,
		coalesce(k.domain_slug, 'other') AS domain,
		EXISTS (SELECT FROM proposal p WHERE p.opening_id = o.id AND p.state = 'open') AS proposed,
		` + photoUnread + ` AS photo_unread,
		CASE WHEN coalesce(o.submitted_at, o.created_at) > CAST(:now AS timestamptz) - interval '1 day' THEN 'jour'
			WHEN coalesce(o.submitted_at, o.created_at) > CAST(:now AS timestamptz) - interval '7 days' THEN 'semaine'
			WHEN coalesce(o.submitted_at, o.created_at) > CAST(:now AS timestamptz) - interval '30 days' THEN 'mois'
			ELSE 'avant' END AS age,
		`

const queueListed = ` AS lacks
	FROM opening o JOIN workshop w ON w.id = o.workshop_id AND w.territory_id = o.territory_id
	LEFT JOIN place c ON c.insee = o.commune_insee
	LEFT JOIN craft k ON k.territory_id = o.territory_id AND k.slug = w.craft_slug
	WHERE o.territory_id = :territory AND o.edition_id = :edition
	AND NOT EXISTS (SELECT FROM unnest(CAST(:words AS text[])) word
		WHERE position(word IN o.title_folded || ' ' || w.words_folded || ' ' || coalesce(c.folded, '')) = 0)
), q AS MATERIALIZED (
	SELECT l.*,
		CASE WHEN CASE :state WHEN 'all' THEN true WHEN 'proposed' THEN l.proposed
			WHEN 'waiting' THEN ` + awaits + `
			ELSE l.state = :state END THEN 0 ELSE 1 END
		+ CASE WHEN :commune IN ('', l.insee) THEN 0 ELSE 2 END
		+ CASE WHEN :domain IN ('', l.domain) THEN 0 ELSE 4 END
		+ CASE WHEN :age IN ('', l.age) THEN 0 ELSE 8 END
		+ CASE WHEN CASE :lack WHEN '' THEN true WHEN 'complete' THEN ` + publishable + `
			ELSE :lack = ANY (l.lacks) END THEN 0 ELSE 16 END
		+ CASE WHEN :assigned IN ('', coalesce(CAST(l.assigned_to AS text), 'nobody')) THEN 0 ELSE 32 END AS fails
	FROM listed l
) `

// queueOrder sorts q; :sort is a jema.QueueOrder.
const queueOrder = ` ORDER BY CASE :sort WHEN 'titre' THEN q.title_folded WHEN 'commune' THEN q.sort_name END
	COLLATE "fr-x-icu",
	CASE WHEN :sort = 'complets' THEN cardinality(q.lacks) END,
	CASE WHEN :sort = 'recents' THEN - EXTRACT(epoch FROM q.sent_at) END, q.sent_at, q.id `

// params are the parameters of a query over the queue.
func (f QueueFilter) params(now time.Time) map[string]any {
	words := strings.Fields(text.Fold(f.Words))
	if words == nil {
		words = []string{}
	}
	state := f.State
	if state == "" {
		state = QueueWaiting
	}
	return map[string]any{"territory": f.TerritoryID, "edition": f.EditionID, "words": pq.Array(words), "now": now,
		"state": state, "commune": f.Commune, "domain": f.Domain, "age": f.Age, "lack": f.Lack, "assigned": f.Assigned,
		"sort": string(f.Order), "limit": QueuePage, "offset": QueuePage * (max(f.Page, 1) - 1)}
}

// queueRow is a QueueLine as the query returns it.
type queueRow struct {
	QueueLine
	LackNames pq.StringArray
}

func queueLines(rows []queueRow) []QueueLine {
	list := make([]QueueLine, len(rows))
	for i, r := range rows {
		list[i] = r.line()
	}
	return list
}

func (r queueRow) line() QueueLine {
	r.Lacks = lacksOf(r.LackNames)
	return r.QueueLine
}

// lacksOf are the lacks that queueLacks names.
func lacksOf(names pq.StringArray) (lacks []jema.Lack) {
	for _, name := range names {
		lacks = append(lacks, jema.Lack(name))
	}
	return lacks
}

const queueLineColumns = `q.id, q.workshop_id AS workshopid, q.state, q.version, q.title, q.workshop, q.artisan,
	q.commune, q.insee, q.sent_at AS sentat, coalesce(q.assigned_to, 0) AS assignedto,
	coalesce(nullif(a.name, ''), a.email, '') AS assignee, q.proposed, q.to_reread AS toreread,
	q.lacks AS lacknames,
	(SELECT coalesce(sum(s.taken), 0) FROM slot s WHERE s.opening_id = q.id) AS booked`

const queueAssignee = `LEFT JOIN account a ON a.id = q.assigned_to AND a.territory_id = :territory`

// readQueue is read for queries over the whole queue: compiling them to machine
// code takes longer than running them.
func (s *Store) readQueue(ctx context.Context, work func(*tx) error) error {
	return s.read(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `SET LOCAL jit = off`); err != nil {
			return err
		}
		return work(tx)
	})
}

// QueueView is a page of the queue, and the counts beside its filter.
type QueueView struct {
	Lines  []QueueLine
	Page   int // from 1; the last one where the filter has a later page than there is
	Counts QueueCounts
}

// queueView reads a page and all counts at once: both need what every opening lacks. The
// counts come with the first line.
const queueView = queueCTE + `, counted AS MATERIALIZED (` + queueFacets + `), chosen AS MATERIALIZED (
	SELECT q.*, row_number() OVER (` + queueOrder + `) AS number, count(*) OVER () AS of FROM q WHERE q.fails = 0
) SELECT ` + queueLineColumns + `, q.number, CASE WHEN q.number % :limit = 1 THEN (
		SELECT jsonb_object_agg(facet, choices) FROM (
			SELECT facet, jsonb_object_agg(choice, n) AS choices FROM counted GROUP BY facet) f) END AS counts
	FROM chosen q ` + queueAssignee + `
	WHERE (q.number - 1) / :limit = least(CAST(:offset AS bigint) / :limit, (q.of - 1) / :limit)
	ORDER BY q.number`

// Queue lists a page of an edition's openings that a filter chooses, with what
// each lacks, and counts the openings of each choice of the filter. now dates
// the ages of the filter.
func (s *Store) Queue(ctx context.Context, f QueueFilter, now time.Time) (v QueueView, err error) {
	defer attempted(&err, "listing the queue")
	var rows []struct {
		queueRow
		Number int
		Counts []byte
	}
	err = s.readQueue(ctx, func(tx *tx) error {
		err := selectNamed(ctx, tx, &rows, queueView, f.params(now))
		if err == nil && len(rows) == 0 { // no line brings the counts
			v.Counts, err = countQueue(ctx, tx, f, now)
		}
		return err
	})
	if err != nil || len(rows) == 0 {
		v.Page = 1
		return v, err
	}
	v.Page = (rows[0].Number-1)/QueuePage + 1
	for _, r := range rows {
		v.Lines = append(v.Lines, r.line())
	}
	return v, json.Unmarshal(rows[0].Counts, &v.Counts)
}

// QueuePlace is the position of an opening among those that a filter chooses: its
// number from 1 (0 when it is not among them), of how many, and its neighbours,
// 0 for none. What somebody else reads is passed over. Of an opening that is not
// among them, Next is the first.
type QueuePlace struct {
	Number, Of     int
	Previous, Next jema.OpeningID
}

const queuePlace = queuePlaced + `, placed AS (
	SELECT q.id, row_number() OVER (` + queueOrder + `) AS number, NOT EXISTS (SELECT FROM opening_reading r
		WHERE r.opening_id = q.id AND r.until > :now AND r.account_id <> :account) AS free
	FROM q WHERE q.fails = 0
), here AS (SELECT coalesce(max(number) FILTER (WHERE id = :opening), 0) AS number, count(*) AS of FROM placed)
	SELECT here.number, here.of,
		coalesce((SELECT id FROM placed p WHERE p.number < here.number ORDER BY p.number DESC LIMIT 1), 0) AS previous,
		coalesce((SELECT id FROM placed p WHERE p.number > here.number AND p.free ORDER BY p.number LIMIT 1), 0) AS next
	FROM here`

// QueuePlace finds an opening in the queue of the account that reads it.
func (s *Store) QueuePlace(ctx context.Context, f QueueFilter, r OpeningReading,
	now time.Time) (p QueuePlace, err error) {
	defer attempted(&err, "finding an opening in the queue")
	params := f.params(now)
	params["opening"], params["account"] = r.OpeningID, r.AccountID
	err = s.readQueue(ctx, func(tx *tx) error { return getNamed(ctx, tx, &p, queuePlace, params) })
	return p, err
}

// OpeningCare is what an opening lacks, and who looks after it.
type OpeningCare struct {
	Lacks      []jema.Lack
	AssignedTo jema.AccountID // 0 for nobody
	Assignee   string
}

// OpeningCare returns what an opening of a territory lacks, as the queue lists
// it, and who looks after it.
func (s *Store) OpeningCare(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID) (_ OpeningCare,
	err error) {
	defer attempted(&err, "reading what an opening lacks")
	var row struct {
		OpeningCare
		Names pq.StringArray
	}
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, errOpeningMissing, &row, `SELECT coalesce(o.assigned_to, 0) AS assignedto,
			coalesce(nullif(a.name, ''), a.email, '') AS assignee, `+queueLacks+` AS names FROM opening o
			JOIN workshop w ON w.id = o.workshop_id
			LEFT JOIN account a ON a.id = o.assigned_to AND a.territory_id = o.territory_id
			WHERE o.territory_id = $1 AND o.id = $2`, territoryID, openingID)
	})
	row.Lacks = lacksOf(row.Names)
	return row.OpeningCare, err
}

// QueueWords lists the words of an edition's titles, workshops, artisans and
// communes, folded, for a search that finds nothing to be read forgivingly.
func (s *Store) QueueWords(ctx context.Context, territoryID jema.TerritoryID, editionID jema.EditionID) (words []string,
	err error) {
	defer attempted(&err, "listing the words of the queue")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &words, `SELECT DISTINCT word FROM opening o
			JOIN workshop w ON w.id = o.workshop_id LEFT JOIN commune c ON c.territory_id = o.territory_id AND
				c.insee = o.commune_insee,
			regexp_split_to_table(o.title_folded || ' ' || w.words_folded || ' ' || coalesce(jema_fold(c.name), ''),
				'\W+') word
			WHERE o.territory_id = $1 AND o.edition_id = $2 AND length(word) > 2 ORDER BY word`, territoryID, editionID)
	})
	return words, err
}
