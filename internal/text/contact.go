package text

import (
	"net/mail"
	"strings"
)

// Phone reads a telephone number as people type it and returns it as France
// prints it, 04 65 71 00 12, or +41 22 345 67 89 run together after the plus
// when it is foreign. false means that it cannot be a number.
func Phone(s string) (string, bool) {
	s = strings.NewReplacer("(0)", "", " ", "", ".", "", "-", "", "/", "", NoBreak, "", NarrowNoBreak, "", "(", "", ")",
		"", "‑", "", "–", "").
		Replace(Line(s))
	if rest, found := strings.CutPrefix(s, "00"); found {
		s = "+" + rest
	}
	if rest, found := strings.CutPrefix(s, "+33"); found {
		s = "0" + strings.TrimPrefix(rest, "0")
	}
	digits := strings.TrimPrefix(s, "+")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	switch {
	case strings.HasPrefix(s, "+") && digits[0] != '0' && len(digits) >= 7 && len(digits) <= 15:
		return s, true
	case len(s) == 10 && s[0] == '0' && s[1] != '0':
		return s[:2] + " " + s[2:4] + " " + s[4:6] + " " + s[6:8] + " " + s[8:], true
	}
	return "", false
}

// Email reads an address of electronic mail and returns it without a name or
// a space. false means that no mail can be sent there. It is stricter than
// RFC 5322 (no quotes, a dot in the domain), as every provider is.
func Email(s string) (string, bool) {
	s = Line(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" || len(s) > 254 {
		return "", false
	}
	local, domain, _ := strings.Cut(s, "@")
	if local == "" || len(local) > 64 || strings.ContainsAny(local, "\" ") || !strings.Contains(strings.Trim(domain, "."),
		".") || strings.Contains(domain, "[") {
		return "", false
	}
	return s, true
}
