// Package templates holds the pages and the mails.
package templates

import "embed"

// Files are layout.html, partial/ and one folder a noun.
//
//go:embed *.html */*.html
var Files embed.FS
