package entry

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// A page holds, beside each field, a fingerprint of the value that it was loaded
// with. What differs from it was typed here; what is stored and differs from it was
// changed elsewhere. So two devices may fill in one entry at once: only a field that
// both have changed is a conflict, and nobody's words are overwritten unseen.

// clash is a field that was changed here and elsewhere.
type clash struct{ Field, Here, There string }

// fingerprint of the values of a field.
func fingerprint(values []string) string {
	sum := sha256.Sum256([]byte(joined(values)))
	return hex.EncodeToString(sum[:6])
}

// joined is how the values of a field are compared: lines end alike, and a box that
// is not ticked is as one that was not sent.
func joined(values []string) string {
	var kept []string
	for _, v := range values {
		if v = strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n")); v != "" {
			kept = append(kept, v)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "\x00")
}

// loaded are the fingerprints of some fields, as a page holds them.
func loaded(v url.Values, fields []string) url.Values {
	prints := url.Values{}
	for _, f := range fields {
		prints.Set(f, fingerprint(v[f]))
	}
	return prints
}

// merge lays what was sent over what is shown now. Fields of which the page held no
// fingerprint are taken where they were sent.
func merge(shown, sent url.Values, fields []string) (merged url.Values, clashes []clash) {
	merged = maps.Clone(shown)
	was, err := url.ParseQuery(sent.Get("was"))
	if err != nil {
		was = url.Values{}
	}
	for _, f := range fields {
		now, isSent := sent[f]
		print, known := was[f]
		switch {
		case !known && !isSent:
		case known && fingerprint(now) == print[0], joined(now) == joined(shown[f]):
		case known && fingerprint(shown[f]) != print[0]:
			clashes = append(clashes, clash{f, strings.Join(now, ", "), strings.Join(shown[f], ", ")})
		default:
			merged[f] = slices.Clone(now)
		}
	}
	return merged, clashes
}
