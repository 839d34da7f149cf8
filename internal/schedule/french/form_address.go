package french

// addressForm recognises telephone numbers, addresses of the web and positions.
type addressForm struct{ stream }

// initialOfName reports whether the letter at token i abbreviates a first name.
func (a addressForm) initialOfName(i int) bool {
	e, _ := a.entry(i + 2)
	return len(a.at(i).text) == 1 && a.at(i).capital && a.at(i+1).is(".") && a.at(i+1).glued && a.at(i+2).capital &&
		len(a.at(i+2).text) > 2 && e.kind == unknown
}

// phone reads a French telephone number, or an international one: figures two
// by two behind a nought, or behind + and the number of the country.
func (a addressForm) phone(i int) int {
	switch t := a.at(i); {
	case t.is("+") && a.at(i+1).kind == numberToken && a.at(i+1).glued && a.at(i+1).value >= 30:
		return a.abroad(i + 1)
	case t.kind != numberToken || t.text[0] != '0':
		return i
	case len(t.text) == 10:
		return i + 1
	case len(t.text) == 4 && t.text[:2] == "00":
		return i
	case len(t.text) != 2 || t.value == 0:
		return i
	}
	j := a.pairs(i+1, 4)
	if j < 0 || a.listsDays(i, j) {
		return i
	}
	return j
}

// abroad reads « 33 4 65 71 00 12 » and « 33 (0)4 65 71 00 12 » at token i,
// behind its plus sign.
func (a addressForm) abroad(i int) int {
	start := i - 1
	if len(a.at(i).text) > 9 {
		return i + 1
	}
	for i++; a.at(i).is("(", ")", ".", "-") || a.at(i).kind == numberToken && a.at(i).value == 0; {
		i++
	}
	if a.at(i).kind != numberToken || len(a.at(i).text) > 2 {
		return start
	}
	if j := a.pairs(i+1, 4); j > 0 {
		return j
	}
	return start
}

// pairs returns the end of n numbers of two figures at token i, with the same
// dot, dash, slash or space before each; -1 if they are not there.
func (a addressForm) pairs(i, n int) int {
	between := a.at(i).text
	if a.at(i).kind == numberToken {
		between = ""
	}
	for ; n > 0; n-- {
		if between != "" {
			if !a.at(i).is(between) || !a.at(i).is(".", "-", "/") || !a.at(i+1).glued {
				return -1
			}
			i++
		}
		if a.at(i).kind != numberToken || len(a.at(i).text) != 2 {
			return -1
		}
		i++
	}
	return i
}

// listsDays reports whether what looks like a telephone number may be days:
// « les 06 07 08 09 10 avril ».
func (a addressForm) listsDays(i, j int) bool {
	for k := i; k < j; k++ {
		if a.at(k).kind == numberToken && (a.at(k).value > 31 || a.at(k).value == 0) {
			return false
		}
	}
	e, _ := a.entry(j)
	led, _ := a.entry(i - 1)
	return e.kind == month || e.kind == hourUnit || led.kind == article || led.kind == weekday || led.kind == ofThe
}

// domains are the ends of web addresses that nobody takes for days or hours.
var domains = []string{"fr", "com", "org", "net", "eu", "info", "bzh", "shop", "paris", "pro", "gouv", "site", "art"}

// webAddress reads an address of the web or of mail: words joined by dots, with
// a listed ending or an @.
func (a addressForm) webAddress(i int) int {
	j, known := i, a.at(i).is("http", "https", "www")
	for j++; j-i < longestAddress && a.inAddress(j); j++ {
		known = known || a.at(j).is("@") || a.at(j-1).is(".") && a.at(j).is(domains...) && len(a.at(i).text) > 2
	}
	for j > i && a.at(j-1).is(".", "?", ":", "-") {
		j--
	}
	if !known || a.at(i).is("h") {
		return i
	}
	return j
}

// inAddress reports whether token i goes on with the address before it.
func (a addressForm) inAddress(i int) bool {
	t := a.at(i)
	return t.glued && (t.kind != signToken || addressSigns[t.text])
}

var addressSigns = map[string]bool{".": true, "-": true, "@": true, "/": true, ":": true, "&": true,
	"+": true, "%": true,
	"?": true, "=": true, "~": true}

// longestAddress is more tokens than an address has.
const longestAddress = 60

// position reads « GPS 47.39, 0.68 ».
func (a addressForm) position(i int) int {
	if !a.at(i).is("gps") {
		return i
	}
	j := i + 1
	for range 2 {
		for a.at(j).is(",", ":", "-", "/", ";") {
			j++
		}
		if len(a.figures(j, ".")) != 2 {
			return i
		}
		j += 3
	}
	return j
}
