package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/text"
)

// piece finds out what a piece is.
func (d *dissection) piece(s string) {
	if s = d.private(d.contacts(s)); strings.TrimSpace(s) == "" {
		return
	}
	parts := strings.Split(s, ", ")
	if c := d.r.frame.classes(s); c&(isRange|isClocks) != 0 && !hasOther(d.r.frame, parts) {
		d.when(s, c)
		return
	}
	town := slices.IndexFunc(parts, townInside().MatchString)
	for i, part := range parts {
		if part = strings.Trim(part, " ,"); part == "" {
			continue
		}
		if i == town-1 && d.r.frame.classes(part)&^(isShort|isPerson) == 0 && d.pieces > 0 { // « La Tour, 26750 Génissieux »
			d.r.mark("address", part, d.header)
			continue
		}
		next := d.after
		if i+1 < len(parts) {
			next = parts[i+1]
		}
		if !d.person(part, next) {
			d.part(part)
		}
		d.craftBefore = d.r.frame.crafts.knows(part)
	}
}

// person takes an unrecognised name for a person where a craft is beside it:
// « Le Merle savant, Anselme Tirecuir, relieur ». What comes first is the workshop.
func (d *dissection) person(s, next string) bool {
	if d.pieces == 0 || d.r.typed("artisan") || !looksLikeName(s) || !d.r.frame.crafts.knows(next) && !d.craftBefore ||
		d.r.frame.classes(s)&(isCommune|isCraft|isKind|isStreet|isTown) != 0 {
		return false
	}
	d.pieces++
	d.r.mark("artisan", s, d.header)
	return true
}

// looksLikeName reports whether a text is two to four words with capitals, small
// words of names aside.
func looksLikeName(s string) bool {
	capitals := 0
	words := strings.Fields(s)
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first) && !strings.ContainsAny(w, "0123456789"):
			capitals++
		case !betweenTrade[w]:
			return false
		}
	}
	return capitals >= 2 && len(words) <= 5 && !noWorkshop().MatchString(text.Fold(s)) &&
		!strings.HasPrefix(text.Fold(s), "atelier")
}

var privateAt = lazily(`\b(?:ne pas|pas a|a ne pas) (?:publier|diffuser|afficher|imprimer|communiquer|mettre)|\bnon ` +
	`(?:communique|publie|diffuse|publiable|diffusable)e?s?\b|\bpas de ` +
	`(?:tel|telephone|portable|mobile|mail|courriel|site|numero)\b|\bconfidentiel|\bliste rouge`)

// private takes away words that are for the organisers alone, « ne pas
// publier », « tél. non communiqué »: they become a remark, and the telephone
// and the mail are not published.
func (d *dissection) private(s string) string {
	if !privateAt().MatchString(text.Fold(s)) || text.Length(s) > 60 {
		return s
	}
	d.notes = append(d.notes, s)
	for _, field := range []string{"publish_phone", "publish_email"} {
		d.r.parts[field] = part{Cell{Text: "non"}, d.header}
	}
	return ""
}

// hasOther reports whether one of several parts is something else than a time.
func hasOther(f frame, parts []string) bool {
	for _, p := range parts {
		if f.classes(p)&(isRange|isClocks|isClock|isDay|isDate|isPeople) == 0 && len(p) > 3 &&
			!dayAt().MatchString(text.Fold(p)) {
			return true
		}
	}
	return false
}

// when takes a piece that specifies when, and what happens then: « démonstration
// samedi 10 avril de 14h à 18h ».
func (d *dissection) when(s string, c class) {
	d.pieces++
	before, when := beforeDay(s)
	if kinds := readKinds(before); len(kinds) > 0 && !d.r.typed("kind") {
		d.kindAndMore(before)
		s = when
	}
	to := &d.times
	switch folded := text.Fold(s); {
	case d.last != nil && !dayAt().MatchString(folded) && !dateAt().MatchString(folded) &&
		!bookWord().MatchString(folded) && !freeWord().MatchString(folded):
		to = d.last // « à 10h, 11h et 15h » goes on
	case visitWord().MatchString(text.Fold(before)) || c&isRange == 0:
		to = &d.booked
	}
	*to = append(*to, withoutLabel(s))
	d.last = to
}

// visitWord is in sentences about bookings, whatever the kind.
var visitWord = lazily(`\b(?:reserv\w*|creneaux?|visites?|seances?|departs?|inscription|rendez-?vous|passages?)\b`)

// beforeDay parts a text at its first day, date or hour.
func beforeDay(s string) (before, when string) {
	at := 0
	for _, w := range strings.SplitAfter(s, " ") {
		folded := strings.Trim(text.Fold(w), " .,:;()")
		if folded != "" && (unicode.IsDigit(rune(folded[0])) || dayName().FindString(folded) == folded || folded == "tous" ||
			folded == "week-end") {
			break
		}
		at += len(w)
	}
	before = strings.TrimRight(s[:at], " ,:")
	for leadsToDay().MatchString(text.Fold(before)) {
		cut := strings.LastIndexByte(before, ' ') + 1
		before = strings.TrimRight(before[:cut], " ,:")
	}
	return before, strings.TrimSpace(s[len(before):])
}

var leadsToDay = lazily(`(?:^|\s)(?:le|les|du|de|des|a|au|aux|entre)$`)

func (d *dissection) part(s string) {
	c := d.r.frame.classes(s)
	first := d.pieces == 0
	d.pieces++
	var field string
	switch kind, sure := readKind(s); {
	case openTimes().MatchString(text.Fold(s)):
		d.times = append(d.times, s)
		return
	case durationLabel().MatchString(text.Fold(s)):
		d.r.mark("duration", s[strings.IndexAny(s, "0123456789"):], d.header)
		return
	case c&(isRange|isClocks|isDate|isDay|isClock) != 0:
		d.pieces--
		d.when(s, c|isRange)
		return
	case c&isTown != 0, townInside().MatchString(s):
		d.town(s)
		return
	case c&isAnswer != 0 && c&(isFlag|isPrice) == 0 && text.Length(s) <= 40: // « sur inscription »
		field = "booking"
	case c&isPrice != 0:
		field = "price"
	case c&isStreet != 0:
		field, s = "address", d.street(s)
	case c&isPeople != 0:
		field = "capacity"
	case c&isAge != 0:
		field = "minimum_age"
	case c&isDuration != 0:
		field = "duration"
	case kind != "" && (sure || !first || byWhom().MatchString(s) || d.r.typed("workshop") && beginsWithKind(s)):
		field = "kind"
		if !sure {
			d.kindAndMore(s)
			return
		}
	case (c&isCraft != 0 || c&isPerson == 0 && len(d.r.frame.crafts.find(s).candidates) > 0) &&
		!(first && strings.HasPrefix(text.Fold(s), "atelier")):
		field = "craft"
	case c&isCommune != 0:
		field = "commune"
	case c&isPerson != 0:
		field = "artisan"
	case c&isLanguage != 0:
		field = "languages"
	case c&isAccess != 0:
		field = "access"
	default:
		if !noName().MatchString(text.Fold(s)) {
			d.words = append(d.words, s)
		}
		return
	}
	if c, _, _ := d.r.raw(field); !c.blank() { // said already: these are words like any other
		d.words = append(d.words, s)
		return
	}
	d.r.mark(field, s, d.header)
}

// street returns an address without the commune at its end, which it notes.
func (d *dissection) street(s string) string {
	rest, town := d.r.frame.communes.ending(s)
	if town == "" || d.r.typed("commune") {
		return s
	}
	d.r.mark("commune", town, d.header)
	return rest
}

// kindAndMore reads « conférence « Le fer et le feu » par Paul Martin », « portes
// ouvertes chez Terre d'ici ».
func (d *dissection) kindAndMore(s string) {
	kind := s
	if m := byWhom().FindStringSubmatchIndex(s); m != nil {
		field := "artisan"
		if at := strings.ToLower(s[m[2]:m[3]]); strings.HasPrefix(at, "chez") || strings.Contains(at, "atelier") {
			field = "workshop"
		}
		name := s[m[4]:m[5]]
		if strings.HasSuffix(strings.ToLower(s[m[2]:m[3]]), "atelier") {
			name = "Atelier " + name
		}
		if field == "workshop" || isNameOfPerson(name) || looksLikeName(name) {
			d.r.mark(field, name, d.header)
			if field == "artisan" {
				s = s[:m[0]]
			}
		}
	}
	switch m := quotedAt().FindStringSubmatch(s); {
	case m != nil:
		d.r.mark("title", m[1], d.header)
	default:
		d.r.mark("title", upper(s), d.header)
	}
	d.r.mark("kind", kind, d.header)
}

// byWhom leads to the person or the workshop behind what happens.
var byWhom = lazily(`\s+([Pp]ar|[Aa]vec|[Cc]hez|(?:à|dans) l[’']atelier)\s+(\p{Lu}.{2,60})$`)

var (
	// openTimes replaces hours: a finding requests them.
	openTimes = lazily(`^(?:complet|(?:les ` +
		`)?(?:horaires?|heures?|jours?|dates?)\b.*\b(?:confirmer|preciser|definir|venir|voir|communiques?)\b.*)$`)

	durationLabel = lazily(`^duree?\b[^\d]{0,12}\d`)
)

var quotedAt = lazily(`[«“"]\s*([^»”"]{3,100}?)\s*[»”"]`)

// town reads « 12 rue du Four 26100 Romans-sur-Isère ».
func (d *dissection) town(s string) {
	at := townInside().FindStringIndex(s)
	if at == nil {
		at = []int{0, 0}
	}
	d.r.mark("address", strings.Trim(s[:at[0]], " ,-"), d.header)
	d.r.mark("postal_code", s[at[0]:at[0]+5], d.header)
	d.r.mark("commune", s[at[0]+5:], d.header)
}

var (
	// noName is what is left of a cell and names nothing.
	noName = lazily(`^(?:mm?|mr|mmes?|mlles?|monsieur|madame|(?:(?:tel|telephone|port|portable|mobile|mail|courriel|numero)\.? )?(?:perso(?:nnel)?|prive|pro(?:fessionnel)?|domicile|fixe)|tel(?:ephone)?|port(?:able)?|mob(?:ile)?|mail|e-?mail|courriel|site|web|contact|renseignements?|infos?|informations?|reservations?|inscriptions?|horaires?|tarifs?|adresse|ouvert|ouverture|a partir)\.?$`)
	// noWorkshop begins what is a place or an advice, and no workshop.
	noWorkshop = lazily(`^(?:salle|gymnase|parking|mairie|place|eglise|ecole|halle|parc|cour|entree|acces|pres|derriere|face|venez|prevoir|sur|avec|par|pour|au|aux|a|en|le|la|les|un|une|des|du)\b`)
)

// isName reports whether a text may be the name of a workshop.
func isName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	folded := text.Fold(s)
	return unicode.IsUpper(first) && text.Length(s) >= 3 && text.Length(s) <= 80 &&
		(!noWorkshop().MatchString(folded) || articleName().MatchString(folded))
}

// articleName is a name that begins with an article: « La Forge des Monts ».
var articleName = lazily(`^(?:le|la|les|un|une|au|aux|l') ?\S+`)
