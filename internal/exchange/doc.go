// Package exchange brings data in and out: the spreadsheets of organisers and
// chambers, and the reference data of a territory. Reading a file and
// understanding its rows are pure; only the last step needs the store.
package exchange
