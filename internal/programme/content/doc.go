// Package content turns a jema.Programme into what is printed of it: texts set
// in the typography of their language, sorted, numbered and timed, with what the
// organiser should know. Nothing of it knows pages.
package content
