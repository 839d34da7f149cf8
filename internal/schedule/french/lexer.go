package french

import (
	"unicode"

	"jema/internal/schedule/plan"
)

// lexer turns tokens into lexemes, always taking the longest entry.
type lexer struct {
	stream
	addresses addressForm
	dates     dateForm
	clocks    clockForm
	letters   letterForm

	out  []lexeme
	days map[int]int // the tokens that are one letter leading a statement, and their weekday
}

func lex(tokens []token) []lexeme {
	s := stream(softBreaks(tokens))
	x := lexer{stream: s, addresses: addressForm{s}, dates: dateForm{s}, clocks: clockForm{s, addressForm{s}},
		letters: letterForm{s, dateForm{s}}}
	if x.days = x.letters.datedLetters(); x.days == nil {
		x.days = x.letters.leadingLetters()
	}
	x.out = make([]lexeme, 0, len(x.stream)+1)
	for i := 0; i < len(x.stream); {
		i = x.next(i)
	}
	x.out = append(x.out, lexeme{kind: unknown, from: len(x.stream)})
	return x.out[:len(x.out)-1]
}

// emit adds a lexeme made of tokens[i:j] and returns j.
func (x *lexer) emit(l lexeme, i, j int) int {
	l.Mark = x.stream[i].Mark.To(x.stream[j-1].Mark)
	l.glued, l.from = x.stream[i].glued, i
	if l.fault != nil {
		l.kind = broken
		l.fault.Mark = l.Mark
	}
	x.out = append(x.out, l)
	return j
}

func (x *lexer) next(i int) int {
	switch t := x.stream[i]; t.kind {
	case numberToken:
		return x.number(i)
	case wordToken:
		return x.word(i)
	default:
		if end := x.addresses.phone(i); end > i {
			return x.emit(lexeme{kind: other}, i, end)
		}
		l := lexeme{kind: signKind(t.text)}
		if x.dotBetweenDays(i) {
			l.kind = comma
		}
		if t.is("+") {
			l.value = adding
		}
		return x.emit(l, i, i+1)
	}
}

// dotBetweenDays reports whether the full stop at token i only is between days:
// « Jeu.8.Ven.9 ».
func (x *lexer) dotBetweenDays(i int) bool {
	return x.at(i).is(".") && x.at(i).glued && x.at(i+1).glued && x.at(i-1).kind == numberToken &&
		words[x.at(i+1).text].kind == weekday
}

func signKind(s string) kind {
	switch s {
	case ";", ".", "\n", "…", "|":
		return strong
	case ",":
		return comma
	case ":":
		return colon
	case "/":
		return slash
	case "-", ">":
		return dash
	case "(":
		return open
	case ")":
		return shut
	case "&", "+":
		return and
	}
	if r := []rune(s); s == "²" || s == "³" || unicode.Is(unicode.So, r[0]) || unicode.Is(unicode.Sm, r[0]) &&
		r[0] > unicode.MaxLatin1 {
		return picture
	}
	return sign
}

func (x *lexer) word(i int) int {
	if end := x.everyDayInitials(i); end > i {
		return x.emit(lexeme{kind: everyDay}, i, end)
	}
	if end := x.addresses.webAddress(i); end > i {
		return x.emit(lexeme{kind: other}, i, end)
	}
	if day, ok := x.days[i]; ok {
		return x.emit(lexeme{kind: weekday, value: day}, i, i+1)
	}
	if end := x.initials(i); end > i {
		return end
	}
	if x.addresses.initialOfName(i) {
		return x.emit(lexeme{kind: title}, i, i+2)
	}
	if x.at(i).is("a") && x.at(i+1).is("-") && x.at(i+1).glued && x.at(i+2).is("m") && x.at(i+2).glued {
		return x.emit(lexeme{kind: part, value: int(plan.Afternoon)}, i, i+3) // « a-m »
	}
	for _, read := range []func(int) (lexeme, int){x.headsHours, x.splitDay, x.notThere} {
		if l, end := read(i); end > i {
			return x.emit(l, i, end)
		}
	}
	if x.at(i).is("slt") {
		return x.emit(x.saluteOrOnly(i), i, i+1)
	}
	if end := x.addresses.position(i); end > i {
		return x.emit(lexeme{kind: other}, i, end)
	}
	if x.at(i).is("premier") {
		if e, _ := x.entry(i + 1); e.kind == month {
			return x.emit(lexeme{kind: number, value: 1, ordinal: true}, i, i+1)
		}
	}
	e, end := x.entry(i)
	if end == i {
		return x.shortWeekday(i)
	}
	if x.at(i).is("ne") && x.at(i).accented && end == i+1 {
		return x.emit(lexeme{kind: unknown, text: "né"}, i, end)
	}
	if e.kind == ofThe && x.at(i).is("des") && x.at(i).marked {
		e.kind = since // « dès »
	}
	if x.at(i).is("vend") && x.at(end).is("des", "les", "ses", "nos", "la", "du") && x.at(end+1).kind == wordToken {
		return x.emit(lexeme{kind: other, text: "vend"}, i, end) // « la boutique vend les pièces »
	}
	if e.kind == clock {
		return x.noon(i, end, e)
	}
	if e.kind == number {
		return x.numberInWords(i, end, e)
	}
	if e.short && x.abbreviated(end, e.kind) {
		return x.emit(lexeme{kind: e.kind, value: e.value}, i, end+1)
	}
	return x.emit(lexeme{kind: e.kind, value: e.value, text: x.at(end - 1).text, accented: x.at(end - 1).accented}, i, end)
}

// everyDayInitials reads « t.l.j. ».
func (x *lexer) everyDayInitials(i int) int {
	for n, s := range []string{"t", ".", "l", ".", "j"} {
		if !x.at(i + n).is(s) {
			return i
		}
	}
	if x.at(i + 5).is(".") {
		return i + 6
	}
	return i + 5
}

// unlisted reads the name of a day or, behind its number, of a month with a
// typing error. Any other word is unknown.
func (x *lexer) unlisted(i int) int {
	t := x.at(i).text
	if e, ok := slip(t, near.days); ok {
		return x.emit(lexeme{kind: weekday, value: e.value}, i, i+1)
	}
	if n := len(x.out); n > 0 && x.out[n-1].kind == number {
		if e, ok := slip(t, near.months); ok {
			return x.emit(lexeme{kind: month, value: e.value}, i, i+1)
		}
	}
	return x.emit(lexeme{kind: unknown, text: t, accented: x.at(i).accented}, i, i+1)
}

// headsHours reads the head of hours, « Heures : 14h-18h », which changes nothing.
func (x *lexer) headsHours(i int) (lexeme, int) {
	heads := x.at(i).is("heures", "heure") && x.at(i+1).is(":") && x.at(i-1).kind != numberToken &&
		!x.at(i-1).is("toutes", "les")
	if !heads {
		return lexeme{}, i
	}
	return lexeme{kind: nothing}, i + 1
}

// notThere reads « dimanche pas là » as closed, unlike « pas la boutique ».
func (x *lexer) notThere(i int) (lexeme, int) {
	if !x.at(i).is("pas") || !x.at(i+1).is("la") || !x.at(i+1).accented {
		return lexeme{}, i
	}
	return lexeme{kind: closed}, i + 2
}

// saluteOrOnly reads « slt », which greets where it opens a text or a line, and
// elsewhere is short for « seulement ».
func (x *lexer) saluteOrOnly(i int) lexeme {
	if i == 0 || x.at(i-1).is("\n") && !x.at(i+1).is("le", "la", "l") {
		return lexeme{kind: other, text: "slt"}
	}
	return lexeme{kind: only}
}
