package french

// phone reads a French telephone number, or an international one: figures two
// by two behind a nought, or behind + and the number of the country.
func (x *lexer) phone(i int) int {
	switch t := x.at(i); {
	case t.is("+") && x.at(i+1).kind == numberToken && x.at(i+1).glued && x.at(i+1).value >= 30:
		return x.abroad(i + 1)
	case t.kind != numberToken || t.text[0] != '0':
		return i
	case len(t.text) == 10:
		return i + 1
	case len(t.text) == 4 && t.text[:2] == "00":
		return i
	case len(t.text) != 2 || t.value == 0:
		return i
	}
	j := x.pairs(i+1, 4)
	if j < 0 || x.listsDays(i, j) {
		return i
	}
	return j
}

// abroad reads « 33 4 65 71 00 12 » and « 33 (0)4 65 71 00 12 » at token i,
// behind its plus sign.
func (x *lexer) abroad(i int) int {
	start := i - 1
	if len(x.at(i).text) > 9 {
		return i + 1
	}
	for i++; x.at(i).is("(", ")", ".", "-") || x.at(i).kind == numberToken && x.at(i).value == 0; {
		i++
	}
	if x.at(i).kind != numberToken || len(x.at(i).text) > 2 {
		return start
	}
	if j := x.pairs(i+1, 4); j > 0 {
		return j
	}
	return start
}

// pairs returns the end of n numbers of two figures at token i, with the same
// dot, dash, slash or space before each; -1 if they are not there.
func (x *lexer) pairs(i, n int) int {
	between := x.at(i).text
	if x.at(i).kind == numberToken {
		between = ""
	}
	for ; n > 0; n-- {
		if between != "" {
			if !x.at(i).is(between) || !x.at(i).is(".", "-", "/") || !x.at(i+1).glued {
				return -1
			}
			i++
		}
		if x.at(i).kind != numberToken || len(x.at(i).text) != 2 {
			return -1
		}
		i++
	}
	return i
}

// listsDays reports whether what looks like a telephone number may be days:
// « les 06 07 08 09 10 avril ».
func (x *lexer) listsDays(i, j int) bool {
	for k := i; k < j; k++ {
		if x.at(k).kind == numberToken && (x.at(k).value > 31 || x.at(k).value == 0) {
			return false
		}
	}
	e, _ := x.entry(j)
	led, _ := x.entry(i - 1)
	return e.kind == month || e.kind == hourUnit || led.kind == article || led.kind == weekday || led.kind == ofThe
}

// domains are the ends of web addresses that nobody takes for days or hours.
var domains = []string{"fr", "com", "org", "net", "eu", "info", "bzh", "shop", "paris", "pro", "gouv", "site", "art"}

// webAddress reads an address of the web or of mail: words joined by dots, with
// a listed ending or an @.
func (x *lexer) webAddress(i int) int {
	j, known := i, x.at(i).is("http", "https", "www")
	for j++; j-i < longestAddress && x.inAddress(j); j++ {
		known = known || x.at(j).is("@") || x.at(j-1).is(".") && x.at(j).is(domains...) && len(x.at(i).text) > 2
	}
	for j > i && x.at(j-1).is(".", "?", ":", "-") {
		j--
	}
	if !known || x.at(i).is("h") {
		return i
	}
	return j
}

// inAddress reports whether token i goes on with the address before it.
func (x *lexer) inAddress(i int) bool {
	t := x.at(i)
	return t.glued && (t.kind != signToken || addressSigns[t.text])
}

var addressSigns = map[string]bool{".": true, "-": true, "@": true, "/": true, ":": true, "&": true,
	"+": true, "%": true,
	"?": true, "=": true, "~": true}

// longestAddress is more tokens than an address has.
const longestAddress = 60
