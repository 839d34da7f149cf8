package web

import (
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
)

// fixedSegments are the parts of the routes' addresses that are the same for
// everybody: all but their parameters, and the languages before them.
func fixedSegments(routes gin.RoutesInfo) map[string]bool {
	fixed := map[string]bool{}
	for _, language := range catalogue.Languages {
		fixed[language] = true
	}
	for _, r := range routes {
		for segment := range strings.SplitSeq(r.Path, "/") {
			if !strings.ContainsAny(segment, ":*") {
				fixed[segment] = true
			}
		}
	}
	return fixed
}

// redact is an address as it may be logged: the fixed segments of the routes,
// and numbers of rows. Every other segment may be a token, in its place or in
// another one, and becomes « … ».
func (s *Site) redact(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if !s.segments[segment] && !isRowNumber(segment) {
			segments[i] = "…"
		}
	}
	return strings.Join(segments, "/")
}

// isRowNumber reports whether a segment is the number of a row: shorter than the
// code of a booking.
func isRowNumber(segment string) bool {
	return len(segment) < 8 && strings.Trim(segment, "0123456789") == ""
}
