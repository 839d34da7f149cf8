package jema

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// Kind is the sort of refusal an Error is; the edges turn it into a status.
type Kind int

// The kinds of refusal, with the HTTP status each becomes.
const (
	KindInvalid         Kind = iota + 1 // 422: what was sent cannot be accepted
	KindNotFound                        // 404
	KindConflict                        // 409: true a moment ago, or true of something else
	KindForbidden                       // 403
	KindUnauthenticated                 // 401, or the sign-in page
	KindUnavailable                     // 503: come back in a moment
	KindTooMany                         // 429: done too often, see Pause
)

// Error is a refusal that a person may read. Message is a key of the message
// catalogue and Args its values in pairs (name, value), so that the sentence
// can be written in the reader's language. Fields holds one such message per
// field of a form. Pause is how long a KindTooMany lasts.
type Error struct {
	Kind    Kind
	Message string
	Args    []string
	Fields  []FieldError
	Pause   time.Duration
}

// FieldError is what is wrong with one field.
type FieldError struct {
	Field   string
	Message string
	Args    []string
}

// Error returns the message key, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Message)
	for i := 0; i+1 < len(e.Args); i += 2 {
		b.WriteString(" " + e.Args[i] + "=" + e.Args[i+1])
	}
	for _, f := range e.Fields {
		b.WriteString(" " + f.Field + ":" + f.Message)
	}
	return b.String()
}

// Is makes errors.Is compare kind and message, so that a sentinel matches
// whatever its arguments.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && t.Message == e.Message
}

// Invalid returns an error for wrong input or a wrong request. Its args, and
// those of the functions below, are pairs of name and value.
func Invalid(message string, args ...string) *Error {
	return &Error{Kind: KindInvalid, Message: message, Args: args}
}

// NotFound returns an error: what was requested does not exist, or belongs to
// somebody else.
func NotFound(message string, args ...string) *Error {
	return &Error{Kind: KindNotFound, Message: message, Args: args}
}

// Conflict returns an error: what exists already excludes what was requested.
func Conflict(message string, args ...string) *Error {
	return &Error{Kind: KindConflict, Message: message, Args: args}
}

// Forbidden returns an error: the client may not do this.
func Forbidden(message string, args ...string) *Error {
	return &Error{Kind: KindForbidden, Message: message, Args: args}
}

// Unavailable returns an error: the same request may succeed in a moment.
func Unavailable(message string, args ...string) *Error {
	return &Error{Kind: KindUnavailable, Message: message, Args: args}
}

// KindOf returns the kind of the first Error in err's chain, 0 if there is none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return 0
}

// Problems collects field errors while a form is read.
type Problems []FieldError

// Add notes that a field is wrong; args are pairs of name and value.
func (p *Problems) Add(field, message string, args ...string) {
	*p = append(*p, FieldError{field, message, args})
}

// Has reports whether something was noted of a field.
func (p Problems) Has(field string) bool {
	return slices.ContainsFunc(p, func(f FieldError) bool { return f.Field == field })
}

// Err returns nil when nothing was noted, an Invalid error otherwise.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: KindInvalid, Message: "form.invalid", Fields: p}
}
