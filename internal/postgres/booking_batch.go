package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// PreparedRequest is a request with what the program adds before it is stored.
type PreparedRequest struct {
	jema.BookingRequest
	Code      string // the code it would like; the database moves on if it is in use
	TokenHash []byte // SHA-256 of its link's token
	// NearBusy and WideBusy are the other requests of its Client that are in
	// the database at this moment, and may still become bookings.
	NearBusy, WideBusy Busy
}

// Busy are requests of a network whose outcome is not yet determined.
type Busy struct {
	Bookings int // they may become
	Places   int // they ask for
}

// BookingOutcome is what the database answered to one request of a batch.
// Fields that a refusal leaves undetermined are zero.
type BookingOutcome struct {
	Outcome    string
	ID         jema.BookingID
	Code       string
	Status     jema.BookingStatus
	Generation int
	Pause      time.Duration // of OutcomeTooMany: when it may be asked again
}

// Outcomes that the engine acts on. OutcomeLocked means that another
// transaction holds the slot or the contact: the request was not decided.
const (
	OutcomeCreated  = "created"
	OutcomeRepeated = "repeated"
	OutcomeLocked   = "locked"
	OutcomeTooMany  = "too_many"
)

// argument is a value of a parameter of book_batch_v3.
type argument struct {
	name  string
	value any
}

// bookBatch calls the function with arguments in the order of batch.arguments.
var bookBatch = func() string {
	var call []string
	for i, a := range (batch{}).arguments() {
		call = append(call, fmt.Sprintf("%s => $%d", a.name, i+1))
	}
	return `SELECT outcomes, ids, codes, statuses, generations, pauses FROM book_batch_v3(` +
		strings.Join(call, ", ") + `)`
}()

// batch is one call of the function: what time it is, whose slots may be booked
// and are counted (0: anybody's, uncounted), and which locks are waited for.
type batch struct {
	now          time.Time
	territoryID  jema.TerritoryID
	waitSlots    bool
	waitContacts bool
	requests     []PreparedRequest
}

// BookBatch answers requests in their order of arrival, in one transaction:
// either every answer holds or none. A key already stored gets its first answer
// again, so that repeating a batch whose outcome is unknown is safe. It waits
// for every lock, and counts nothing against anybody's limit; BookingPool has
// what the engine needs.
func (s *Store) BookBatch(ctx context.Context, now time.Time, requests []PreparedRequest) (outcomes []BookingOutcome,
	err error) {
	defer attempted(&err, "booking a batch")
	err = s.inTx(ctx, func(tx *tx) error {
		outcomes, err = bookInTx(ctx, tx, now, requests)
		return err
	})
	return outcomes, err
}

// bookInTx is BookBatch as a part of a transaction.
func bookInTx(ctx context.Context, tx *tx, now time.Time, requests []PreparedRequest) ([]BookingOutcome, error) {
	b := batch{now: now, waitSlots: true, waitContacts: true, requests: requests}
	return batchAnswers(tx.QueryRowContext(ctx, bookBatch, b.values()...), len(requests))
}

// batchAnswers turns the function's columns into rows; it refuses a reply that
// is not one answer for each of n requests.
func batchAnswers(row *sql.Row, n int) ([]BookingOutcome, error) {
	var kinds, codes, statuses []string
	var ids, generations, pauses []int64
	err := row.Scan(pq.Array(&kinds), pq.Array(&ids), pq.Array(&codes), pq.Array(&statuses), pq.Array(&generations),
		pq.Array(&pauses))
	if err != nil {
		return nil, err
	}
	if len(kinds) != n || len(ids) != n || len(codes) != n || len(statuses) != n || len(generations) != n {
		return nil, fmt.Errorf("booking: %d answers to %d requests", len(kinds), n)
	}
	outcomes := make([]BookingOutcome, n)
	for i, kind := range kinds {
		outcomes[i].Outcome = kind
		if ids[i] != 0 {
			outcomes[i] = BookingOutcome{Outcome: kind, ID: jema.BookingID(ids[i]), Code: codes[i],
				Status:     jema.BookingStatus(statuses[i]),
				Generation: int(generations[i])}
		}
		if kind == OutcomeTooMany && i < len(pauses) {
			outcomes[i].Pause = time.Duration(pauses[i]) * time.Second
		}
	}
	return outcomes, nil
}

// arguments turns rows into the function's columns, always in the same order.
func (b batch) arguments() []argument {
	requests, contacts := b.requests, contactsOf(b.requests)
	column := func(value func(*PreparedRequest) string) []byte { return textArray(requests, value) }
	hash := func(value func(*PreparedRequest) [sha256.Size]byte) []byte {
		return column(func(r *PreparedRequest) string {
			h := value(r)
			return `\x` + hex.EncodeToString(h[:])
		})
	}
	arguments := []argument{
		{"now_at", b.now}, {"territory", sql.NullInt64{Int64: int64(b.territoryID), Valid: b.territoryID != 0}},
		{"wait_slots", b.waitSlots}, {"wait_contacts", b.waitContacts},
		{"slots", column(func(r *PreparedRequest) string { return strconv.FormatInt(int64(r.SlotID), 10) })},
		{"keys", column(func(r *PreparedRequest) string { return r.Key })},
		{"contents", hash(func(r *PreparedRequest) [sha256.Size]byte { return r.Content() })},
		{"parties", column(func(r *PreparedRequest) string { return strconv.Itoa(r.PartySize) })},
		{"waits", column(func(r *PreparedRequest) string { return strconv.FormatBool(r.Wait) })},
		{"names", column(func(r *PreparedRequest) string { return r.Name })},
		{"emails", column(func(r *PreparedRequest) string { return r.Email })},
		{"phones", column(func(r *PreparedRequest) string { return r.Phone })},
		{"contacts", hashArray(contacts)},
		{"languages", column(func(r *PreparedRequest) string { return r.Language })},
		{"origins", column(func(r *PreparedRequest) string { return r.Origin })},
		{"codes", column(func(r *PreparedRequest) string { return r.Code })},
		{"token_hashes", column(func(r *PreparedRequest) string { return `\x` + hex.EncodeToString(r.TokenHash) })},
	}
	return append(append(arguments, alike(requests, contacts)...), countedOf(requests, contacts).arguments()...)
}

// values are those of arguments, for bookBatch.
func (b batch) values() []any {
	arguments := b.arguments()
	values := make([]any, len(arguments))
	for i, a := range arguments {
		values[i] = a.value
	}
	return values
}

// contactsOf are the contacts of requests, each hashed once.
func contactsOf(requests []PreparedRequest) [][sha256.Size]byte {
	contacts := make([][sha256.Size]byte, len(requests))
	for i := range requests {
		contacts[i] = requests[i].Contact()
	}
	return contacts
}

// hashArray writes hashes as Postgres reads an array of bytea.
func hashArray(hashes [][sha256.Size]byte) []byte {
	b := append(make([]byte, 0, 2+len(hashes)*(len(`"\\x",`)+2*sha256.Size)), '{')
	for i := range hashes {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(hex.AppendEncode(append(b, `"\\x`...), hashes[i][:]), '"')
	}
	return append(b, '}')
}

// alike returns which requests of a batch share something with an earlier one,
// numbered from 1: for each the first with its key, the first with its code,
// and the last before it, if any, with its slot and contact.
func alike(requests []PreparedRequest, contacts [][sha256.Size]byte) []argument {
	type visit struct {
		slot    jema.SlotID
		contact [sha256.Size]byte
	}
	n := len(requests)
	keys, codes, visits := make(map[string]int, n), make(map[string]int, n), make(map[visit]int, n)
	var firstKey, firstCode, lastVisit intArray
	for i := range requests {
		r := &requests[i]
		v := visit{r.SlotID, contacts[i]}
		firstKey.add(firstOf(keys, r.Key, i+1))
		firstCode.add(firstOf(codes, r.Code, i+1))
		lastVisit.addOrNull(visits[v])
		visits[v] = i + 1
	}
	if len(keys) == n && len(codes) == n && len(visits) == n {
		firstKey, firstCode, lastVisit = nil, nil, nil // as most batches are; the function reads what is missing as NULL
	}
	return []argument{{"key_firsts", firstKey.text()}, {"code_firsts", firstCode.text()},
		{"contact_lasts", lastVisit.text()}}
}

// firstOf returns the number at which a value was first seen; for a new value
// that is n.
func firstOf[T comparable](seen map[T]int, value T, n int) int {
	if first, known := seen[value]; known {
		return first
	}
	seen[value] = n
	return n
}

// intArray writes numbers as Postgres reads an array.
type intArray []byte

func (a *intArray) add(n int) { a.add64(int64(n)) }

func (a *intArray) add64(n int64) { *a = strconv.AppendInt(append(*a, ','), n, 10) }

func (a *intArray) addOrNull(n int) {
	if n == 0 {
		*a = append(*a, ",NULL"...)
		return
	}
	a.add(n)
}

func (a intArray) text() []byte {
	if len(a) == 0 {
		return []byte("{}")
	}
	a[0] = '{'
	return append(a, '}')
}

// textArray writes an array as Postgres reads it, every element in quotes. (It
// is what pq.Array does, in one piece of memory: a rush spends a tenth of its
// time on these.)
func textArray(requests []PreparedRequest, value func(*PreparedRequest) string) []byte {
	b := append(make([]byte, 0, 2+24*len(requests)), '{')
	for i := range requests {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		for _, c := range []byte(value(&requests[i])) {
			if c == '"' || c == '\\' {
				b = append(b, '\\')
			}
			b = append(b, c)
		}
		b = append(b, '"')
	}
	return append(b, '}')
}
