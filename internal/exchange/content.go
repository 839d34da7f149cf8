package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/text"
)

// class is what a cell looks like, whatever its header; a cell may be of
// several.
type class uint32

// The classes of cells.
const (
	isEmail class = 1 << iota
	isPhone
	isWeb
	isPostal   // 26100
	isTown     // 26100 Romans
	isCommune  // of the territory
	isCraft    // of the list
	isKind     // portes ouvertes
	isFlag     // oui, x
	isSmall    // 1 to 300
	isNumber   // anything counted
	isPeople   // 8 personnes
	isDuration // 45 min
	isPrice    // 18 €, gratuit
	isAge      // dès 8 ans
	isLanguage // français
	isAccess   // plain-pied
	isDate     // 10/04/2027, samedi 10 avril
	isDay      // samedi
	isClock    // 10h
	isRange    // 10h-12h, with or without days
	isClocks   // à 10h et 15h
	isLong     // sentences
	isStreet   // 12 rue du Four
	isPerson   // Marie Dupont
	isShort    // a few words
	isAnswer   // sur réservation, non: whether to book
	classCount = iota
)

var (
	clockAt = lazily(`\b(?:[01]?\d|2[0-4])\s?(?:h\s?(?:[0-5]\d)?|:[0-5]\d)(?:\b|[^a-z0-9]|$)`)
	rangeAt = lazily(`(?:[01]?\d|2[0-4])\s?(?:h\s?(?:[0-5]\d)?|:[0-5]\d)?\s*(?:-|a|/|>|jusqu'a)\s*(?:[01]?\d|2[0-4])\s?(?:h|:)\s?(?:[0-5]\d)?|\bde (?:\d{1,2}) ?(?:h|:)|\bmidi\b`)
	dayAt   = lazily(`\b(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|anche|edi)?s?\b|\bweek-?end\b|\btous les ` +
		`jours\b|\btlj\b`)
	dateAt    = lazily(`\b\d{1,2}(?:er)?\s+(?:jan|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)|\b\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d\d)?\b|\b20\d\d-\d\d-\d\d\b`)
	onlyClock = lazily(`^(?:a |de |des )?(?:\d{1,2} ?(?:h ?(?:\d\d)?|:\d\d(?::00)?)|midi|minuit)$`)
	moneyAt   = lazily(`\d ?€|\beuros?\b|\bgratuit|\bpayant|\bentree libre\b|\bprix libre\b`)
	ageAt     = lazily(`\b(?:des|a partir de|\+)? ?\d{1,2} ans\b|\btout public\b|\badultes?\b`)
	peopleAt  = lazily(`\b\d{1,3} ?(?:personnes?|pers\b|places?|participants?|visiteurs?|max)`)
	streetAt  = lazily(`\b(?:rue|avenue|av\.|boulevard|bd|place|chemin|ch\.|route|rte|impasse|allee|quai|cours|montee|cote|lotissement|zone artisanale|za|zi|lieu-dit|hameau|square|passage|faubourg|grande-?rue)\b`)
	webAt     = lazily(`\b(?:https?://|www\.)\S+|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:fr|com|org|net|eu|art|shop)(?:/\S*)?$`)
	emailAt   = lazily(`[^\s@;,<>()/|]+@[^\s@;,<>()/|]+\.[a-z]{2,}`)
	townAt    = lazily(`^\d{5}[ -]+\p{L}`)
	accessAt  = lazily(`\bpmr\b|plain[ ` +
		`-]pied|\bmarches?\b|\betage|\bfauteuil|\brampe|\bascenseur|\bescalier|accessible|boucle magn|\bhandicap`)
	durationOf = lazily(`^(?:environ )?(?:\d{1,3} ?(?:min|mn|minutes?)|\d ?h(?:eures?)?(?: ?\d\d)?(?: ` +
		`?(?:min|mn))?|une heure.*|1/2 heure|demi-heure)\.?$`)
)

// classes returns what a cell looks like, remembered where the frame remembers.
func (f frame) classes(s string) class {
	if c, known := f.seen[s]; known {
		return c
	}
	c := f.look(s)
	if f.seen != nil {
		f.seen[s] = c
	}
	return c
}

func (f frame) look(s string) (c class) {
	folded := text.Fold(s)
	if folded == "" {
		return 0
	}
	add := func(yes bool, what class) {
		if yes {
			c |= what
		}
	}
	length := utf8.RuneCountInString(folded)
	phone, _ := readPhone(s)
	add(emailAt().MatchString(folded), isEmail)
	add(phone != "", isPhone)
	add(webAt().MatchString(folded) && !strings.Contains(folded, "@"), isWeb)
	add(length == 5 && postalDigits(folded) != "" || length == 4 && onlyDigits(folded) && folded[0] != '0', isPostal)
	add(townAt().MatchString(folded), isTown)
	if _, sure := readFlag(s); sure && folded != "-" && folded != "0" && folded != "1" {
		c |= isFlag
	}
	f.addNumbers(&c, folded)
	f.addTimes(&c, folded)
	f.addWords(&c, s, folded, length)
	return c
}

func (f frame) addNumbers(c *class, folded string) {
	if digits := withDigits(folded); digits != folded {
		if _, problem := readCapacity(digits); problem == "" {
			*c |= isPeople
		}
	}
	if onlyDigits(folded) {
		*c |= isNumber
		if n := number(folded); len(folded) <= 3 && n >= 1 && n <= 300 {
			*c |= isSmall
		}
	}
	if m := peopleAt().FindString(folded); m != "" && len(folded) < 60 && !(strings.HasSuffix(m, "place") &&
		streetAt().MatchString(folded)) {
		*c |= isPeople
	}
	if durationOf().MatchString(folded) {
		*c |= isDuration
	}
	if moneyAt().MatchString(folded) && len(folded) < 80 {
		*c |= isPrice
	}
	if ageAt().MatchString(folded) && len(folded) < 40 {
		*c |= isAge
	}
}

func (f frame) addTimes(c *class, folded string) {
	clocks := len(clockAt().FindAllString(folded, -1))
	day, date := dayAt().MatchString(folded), dateAt().MatchString(folded)
	switch {
	case onlyClock().MatchString(folded):
		*c |= isClock
	case rangeAt().MatchString(folded) && clocks > 0 && len(folded) < 300:
		*c |= isRange
	case clocks > 0 && (clocks > 1 || day || date) && len(folded) < 300:
		*c |= isClocks
	}
	if clocks == 0 && date && len(folded) < 40 {
		*c |= isDate
	}
	if clocks == 0 && day && len(folded) < 60 {
		*c |= isDay
	}
}

func (f frame) addWords(c *class, s, folded string, length int) {
	if length < 60 {
		if kind, sure := readKind(s); kind != "" && (sure || length < 40) {
			*c |= isKind
		}
		if found := f.crafts.exactly(s); found.Slug != "" && !onlyDigits(folded) {
			*c |= isCraft
		}
		if found := f.communes.find(s, ""); found.sure() && !streetAt().MatchString(folded) {
			*c |= isCommune
		}
		if isNameOfPerson(s) && *c&(isCommune|isCraft|isKind) == 0 {
			*c |= isPerson
		}
	}
	if length < 80 && readBooking(s) != unanswered {
		*c |= isAnswer
	}
	if length < 60 && speaks(folded) {
		*c |= isLanguage
	}
	if accessAt().MatchString(folded) && length < 150 {
		*c |= isAccess
	}
	if streetAt().MatchString(folded) && length < 150 && *c&isRange == 0 {
		*c |= isStreet
	}
	if length > 80 && *c&(isRange|isClocks) == 0 {
		*c |= isLong
	}
	if length < 80 && *c&(isEmail|isPhone|isWeb|isPostal|isNumber|isFlag|isRange|isClocks|isClock|isDate) == 0 {
		*c |= isShort
	}
}

func onlyDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// isNameOfPerson reports whether a text is two to four capitalised words, one of
// them a first name.
func isNameOfPerson(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '&' })
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	named := false
	for _, w := range words {
		folded := text.Fold(w)
		switch first := []rune(w)[0]; {
		case civil[strings.TrimSuffix(folded, ".")]:
			named = true
		case folded == "et" || folded == "de" || folded == "du" || folded == "la" || folded == "le":
		case !unicode.IsUpper(first):
			return false
		}
		named = named || isFirstName(folded)
	}
	return named
}

var civil = map[string]bool{"m": true, "mme": true, "mr": true, "mlle": true, "monsieur": true, "madame": true}

// profile is how the cells of a column look: for each class the share of the
// filled cells that are of it.
type profile struct {
	filled int
	cells  []class
	share  [classCount]float64
}

// profiled is how many filled cells of a column are looked at.
const profiled = 200

func (f frame) profile(t *Table, column int) (p profile) {
	for _, r := range t.Rows {
		if column >= len(r.Cells) || r.Cells[column].blank() {
			continue
		}
		c := f.classes(r.Cells[column].Text)
		p.cells = append(p.cells, c)
		for i := range p.share {
			if c&(1<<i) != 0 {
				p.share[i]++
			}
		}
		if p.filled++; p.filled == profiled {
			break
		}
	}
	for i := range p.share {
		p.share[i] /= float64(max(p.filled, 1))
	}
	return p
}

// any returns the share of the cells that are of at least one of the classes.
func (p profile) any(classes class) float64 {
	n := 0
	for _, c := range p.cells {
		if c&classes != 0 {
			n++
		}
	}
	return float64(n) / float64(max(p.filled, 1))
}

// of returns the largest share of any of the classes.
func (p profile) of(classes class) (most float64) {
	for i, share := range p.share {
		if classes&(1<<i) != 0 {
			most = max(most, share)
		}
	}
	return most
}
