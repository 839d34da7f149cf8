package web

import "strings"

// families are the names of browsers and systems with the mark of each in a
// User-Agent header. The first found counts: Edge and Opera write Chrome too,
// Chrome writes Safari, and Android writes Linux.
var (
	browserFamilies = [][2]string{{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Edg", "Edge"}, {"OPR/", "Opera"},
		{"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}}
	systemFamilies = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"Macintosh", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}}
)

// deviceOf returns the family of browser and system that a User-Agent header
// names, « Firefox, Android », "" when it names neither. No version: two
// browsers of a family look alike.
func deviceOf(userAgent string) string {
	browser, system := familyIn(userAgent, browserFamilies), familyIn(userAgent, systemFamilies)
	if browser == "" || system == "" {
		return browser + system
	}
	return browser + ", " + system
}

func familyIn(userAgent string, families [][2]string) string {
	for _, f := range families {
		if strings.Contains(userAgent, f[0]) {
			return f[1]
		}
	}
	return ""
}
