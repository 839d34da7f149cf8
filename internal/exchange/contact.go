package exchange

import (
	"net/mail"
	"net/url"
	"strings"
	"unicode"

	"jema/internal/text"
)

// none are the ways to write that there is nothing.
var none = map[string]bool{
	"-": true, "/": true, "aucun": true, "aucune": true, "neant": true, "sans": true, "non": true, "nc": true,
	"n/a": true, "pas de mail": true, "pas de site": true, "x": true, "?": true, "0": true, "pas de telephone": true,
	"non communique": true, "non communiquee": true, "non renseigne": true, "ne pas communiquer": true, "pas de portable": true, "nsp": true,
	"tel non communique": true, "tel. non communique": true, "je ne sais pas": true,
}

func saysNone(s string) bool { return none[text.Fold(s)] }

var phoneRun = lazily(`\+?(?:[\d(][\d\s.()\x{00a0}\x{202f}–-]{6,}\d)`)

// readPhone returns a telephone number as it is printed, 04 65 71 00 12, a
// foreign one with its country code. When a cell holds several, the first is
// taken and more tells so. It is "" when there is no number to be read.
func readPhone(s string) (phone string, more bool) {
	runs := phoneRun().FindAllString(s, -1)
	for _, run := range runs {
		if phone := onePhone(run); phone != "" {
			return phone, len(runs) > 1
		}
	}
	return "", false
}

func onePhone(s string) string {
	international := strings.HasPrefix(s, "+")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ReplaceAll(s, "(0)", ""))
	if rest, found := strings.CutPrefix(digits, "00"); found && !international {
		digits, international = rest, true
	}
	if international && !strings.HasPrefix(digits, "33") {
		if len(digits) < 8 || len(digits) > 15 || digits[0] == '0' {
			return ""
		}
		return "+" + digits
	}
	if international {
		digits = strings.TrimPrefix(strings.TrimPrefix(digits, "33"), "0")
	}
	if len(digits) == 9 && digits[0] != '0' { // a number cell loses its first zero
		digits = "0" + digits
	}
	if len(digits) != 10 || digits[0] != '0' || digits[1] == '0' {
		return ""
	}
	return strings.Join([]string{digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:]}, " ")
}

// readEmail returns an address of mail in lower case, "" when s is none.
func readEmail(s string) string {
	s = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "mailto:")
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 {
		return ""
	}
	_, domain, _ := strings.Cut(s, "@")
	if !strings.Contains(domain, ".") || strings.HasSuffix(domain, ".") || strings.ContainsFunc(s, unicode.IsSpace) {
		return ""
	}
	return s
}

// readWebsite returns an address of the web with its scheme, "" when s is none.
func readWebsite(s string) string {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.ContainsFunc(s, unicode.IsSpace) {
		return ""
	}
	name := u.Hostname()
	if !strings.Contains(name, ".") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || len(s) > 500 {
		return ""
	}
	return s
}
