// Package content turns a jema.Programme into what is printed of it: texts set
// in the typography of their language, sorted, numbered and timed, with
// warnings for the organiser. Nothing in it depends on pages.
package content
