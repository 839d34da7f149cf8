package content

// CachedPrints returns how many photos were scaled for print and are in the cache.
func CachedPrints() int { return prints.results.Len() }
