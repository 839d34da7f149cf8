// Package reading turns typed text into values: prices, ages, languages,
// access. Forms, imports and migrations read with the same functions, so that
// the same words always mean the same.
package reading
