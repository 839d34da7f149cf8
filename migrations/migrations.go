// Package migrations holds the schema's history: forward only, never edited
// once pushed, and such that the program before it still runs after it.
// schema.sql is the committed dump of what they make.
package migrations

import "embed"

// Files are the migrations, NNNN_name.sql, in goose's format.
//
//go:embed 0*.sql
var Files embed.FS
