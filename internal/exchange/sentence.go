package exchange

import "jema/internal/catalogue"

// sentence returns the French text of a key, filled with args. Reports of imports are in
// French alone: they are stored once, and every organiser reads the same text.
func sentence(key string, args ...any) string { return catalogue.In("fr").Say(key, args...) }
