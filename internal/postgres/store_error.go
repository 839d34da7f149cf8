package postgres

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// refusals has the message for each named constraint that a person can run
// into. A constraint that is not here guards against the program itself and
// stays an error of the driver.
var refusals = map[string]*jema.Error{
	"booking_idempotency_key":         jema.ErrKeyReused,
	"booking_contact_once":            jema.ErrAlreadyBooked,
	"slot_not_oversold":               jema.Conflict("slot.below_taken"),
	"slot_room_for_held":              jema.ErrSlotBelowHeld,
	"slot_exclusive_no_overlap":       jema.Conflict("slot.overlap"),
	"slot_within_edition":             jema.Invalid("slot.outside_edition"),
	"slot_bookable_within_edition":    jema.Invalid("slot.bookable_outside"),
	"slot_bookable_in_order":          jema.Invalid("slot.bookable_order"),
	"slot_bookable_before_start":      jema.Conflict("slot.bookable_late"),
	"hours_within_edition":            jema.Invalid("hours.outside_edition"),
	"hours_no_overlap":                jema.Conflict("hours.overlap"),
	"opening_approved_is_whole":       jema.Conflict("opening.not_whole"),
	"opening_import_key":              jema.Conflict("opening.imported_twice"),
	"opening_commune_fkey":            jema.Invalid("commune.unknown"),
	"workshop_commune_fkey":           jema.Invalid("commune.unknown"),
	"workshop_craft_fkey":             jema.Invalid("craft.unknown"),
	"account_email_key":               jema.Conflict("account.email_taken"),
	"correspondence_commune_fkey":     jema.Invalid("commune.unknown"),
	"account_commune_fkey":            jema.Invalid("commune.unknown"),
	"territory_sms_url_form":          jema.ErrSMSURL,
	"territory_security_contact_form": jema.ErrSecurityContact,
	"territory_client_bookings_sane":  jema.ErrClientBookings,
	"photo_few":                       jema.Conflict("photo.too_many"),
	"territory_slug_key":              jema.Conflict("territory.slug_taken"),
	"edition_year_key":                jema.Conflict("edition.year_taken"),
	"edition_days_in_order":           jema.Invalid("edition.ends_before_start"),
	"edition_school_in_order":         jema.Invalid("edition.school_order"),
	"school_request_idempotency_key":  jema.ErrKeyReused,
	"school_visit_slot_fkey":          jema.Conflict("school.slot_asked"),
	"school_request_choice_fkey":      jema.Conflict("school.slot_asked"),
	"edition_purged_after_end":        jema.Invalid("edition.purge_early"),
	"edition_booking_in_order":        jema.Invalid("edition.booking_order"),
	"edition_registration_in_order":   jema.Invalid("edition.registration_order"),
}

// domainError turns the refusal of a named constraint into the domain's, with
// the driver's error as its cause.
func domainError(err error) error {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		if refusal, known := refusals[e.Constraint]; known {
			return fmt.Errorf("%w: %w", refusal, err)
		}
	}
	return err
}

// attempted adds to an error what an exported method attempted. Each method
// defers it first, so that every way out is covered, and no other function of
// the package does.
func attempted(err *error, what string) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", what, *err)
	}
}

// passes reports whether the server may do in a moment what it refused now: it
// is starting, ending, short of something, or another transaction was in the
// way.
func passes(e *pq.Error) bool {
	switch e.Code.Class() {
	case "08", "25", "40", "53", "55", "57", "58":
		return true
	}
	return false
}

// Away reports whether an error means that the database cannot answer now, or
// that its answer was lost: the request may have been executed or not, and may
// be sent again.
func Away(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return passes(e)
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	for _, gone := range []error{driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, io.EOF, io.ErrUnexpectedEOF,
		net.ErrClosed} {
		if errors.Is(err, gone) {
			return true
		}
	}
	return false
}
