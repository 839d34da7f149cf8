package search

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"jema/internal/jema"
)

// rule takes one kind of fact out of a question. Its pattern matches plainText.
type rule struct {
	pattern func() *regexp.Regexp
	take    func(r *question, groups []string) bool // false leaves the words
}

func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// gated is a rule with how words begin of which its pattern needs one. Most questions
// have none, and no pattern is tried.
type gated struct {
	rule
	begins map[string]bool
	digits bool // a number will do
}

// beginning is how many letters of a word are looked at.
const beginning = 3

var literals = regexp.MustCompile(`[a-z]{3,}`)

func gate(r rule) gated {
	pattern := r.pattern().String()
	g := gated{r, map[string]bool{}, strings.Contains(pattern, `\d`)}
	for _, word := range literals.FindAllString(pattern, -1) {
		g.begins[word[:beginning]] = true
	}
	return g
}

// beginnings are how the words of a question begin, and whether it has digits.
func beginnings(plain string) (begins []string, digits bool) {
	for word := range strings.FieldsSeq(plain) {
		digits = digits || strings.ContainsAny(word, "0123456789")
		if len(word) >= beginning {
			begins = append(begins, word[:beginning])
		}
	}
	return begins, digits
}

func (g gated) mayMatch(begins []string, digits bool) bool {
	return g.digits && digits || slices.ContainsFunc(begins, func(b string) bool { return g.begins[b] })
}

// number and hour are parts of patterns.
const (
	number  = `(\d{1,3}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|one|two|three|four|five|seven|eight|nine|ten)`
	several = `(\d{1,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|two|three|four|five|seven|eight|nine|ten)`
	hour    = `(\d{1,2} ?h(?:eures?|rs?)? ?(?:\d{2})?|\d{1,2}:\d{2}|\d{1,2} ?[ap]m|midi|minuit)`
	teen    = `(?:ados?|adolescente?s?|teenagers?|teens?)`
	kid     = `(?:petits? |petites? |jeunes? ` +
		`)?(?:enfants?|fils|filles?|fillette|garcons?|gamine?s?|gosses?|kids?|child|children|daughter|petit fils|petite ` +
		`fille|neveu|niece)`
)

var numbers = map[string]int{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
	"huit": 8, "neuf": 9, "dix": 10,
	"onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "one": 1,
	"two": 2, "three": 3,
	"four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func numberOf(s string) int {
	if n, known := numbers[s]; known {
		return n
	}
	n, _ := strconv.Atoi(s) // digits
	return n
}

// rules are all of them, in the order in which they are tried: the longest phrases
// first, so that a number is read with its noun.
var rules = sync.OnceValue(func() (list []gated) {
	for _, r := range slices.Concat(accessRules, languageRules, priceRules, bookingRules, timeRules, dayRules,
		peopleRules, kindRules) {
		list = append(list, gate(r))
	}
	return list
})

var accessRules = []rule{
	{lazily(` (?:langue des signes(?: francaise)?|lsf|sign language) `), filterLanguage("fsl")},
	{lazily(` (?:(?:avec |pour |aux? )?(?:les |une? )?(?:personnes? )?(?:sourdes?|sourds?|malentendante?s?|handicap ` +
		`auditif|deficien\w+ auditi\w+|deaf|hard of hearing)|boucles? magnetiques?) `), filterAccess("hi")},
	{lazily(` (?:(?:avec |pour |aux? )?(?:les |une? )?(?:personnes? )?(?:aveugles?|non voyante?s?|mal ` +
		`?voyante?s?|handicap visuel|deficien\w+ visuel\w*|blind|visually impaired)|(?:visites? )?(?:tactiles?|` +
		`(?:en )?braille)|visites? descriptives?) `), filterAccess("vi")},
	{lazily(` (?:handicap (?:mental|intellectuel)|deficien\w+ intellectuel\w*) `), filterAccess("ii")},
	{lazily(` handicap (?:psychique|psychologique) `), filterAccess("pi")},
	{lazily(` (?:est ce )?(?:accessibles?|accessibilite|acces(?:sible)?|adaptee?s?|wheelchair accessible|in a ` +
		`wheelchair)? ?(?:est |en |au |aux |a |pour |avec )?(?:un |une |mon |les |des |personnes? )?(?:en |a ` +
		`)?(?:fauteuils? roulants?|mobilite reduite|pmr|handicap(?:e|es|ee|ees)?(?: moteur)?|wheelchairs?) `),
		filterAccess("mi")},
	{lazily(` (?:accessibles?|acces|venir|entrer|visiter|visite) (?:en|aux?) fauteuils? `), filterAccess("mi")},
	{lazily(` (?:accessibles?|accessibilite|plain pied|de plain pied|sans (?:marches?|escaliers?)|en fauteuil|step ` +
		`free|accessible) `), filterAccess("mi")},
}

func filterAccess(kind string) func(*question, []string) bool {
	return func(r *question, _ []string) bool {
		if !slices.Contains(r.query.Access, kind) {
			r.query.Access = append(r.query.Access, kind)
		}
		return true
	}
}

// languageNames are the languages that visitors request, folded.
var languageNames = map[string]string{"anglais": "en", "anglaise": "en", "english": "en", "allemand": "de",
	"allemande": "de", "german": "de", "deutsch": "de", "italien": "it", "italienne": "it",
	"italian": "it", "italiano": "it", "espagnol": "es", "espagnole": "es", "spanish": "es", "espanol": "es",
	"portugais": "pt", "portuguese": "pt",
	"neerlandais": "nl", "hollandais": "nl", "dutch": "nl", "arabe": "ar", "japonais": "ja", "japanese": "ja",
	"russe": "ru", "chinois": "zh", "polonais": "pl"}

var languageRules = []rule{
	{lazily(` (?:en |in |auf |parl\w+ |speaks? |speaking |spoken |langue |visites? ` +
		`)*(anglais|anglaise|english|allemand|allemande|german|deutsch|italien|italienne|italian|italiano|espagnol|espagnole|spanish|espanol|portugais|portuguese|neerlandais|hollandais|dutch|arabe|japonais|japanese|russe|chinois|polonais)(?: spoken| speaking| speaker)? `),
		func(r *question, g []string) bool {
			r.query.Lang = languageNames[g[1]]
			return true
		}},
}

func filterLanguage(code string) func(*question, []string) bool {
	return func(r *question, _ []string) bool {
		r.query.Lang = code
		return true
	}
}

var priceRules = []rule{
	{lazily(` (?:entree |acces |visite )?(?:gratuite?s?|gratuitement|gratos|free of charge|for free|free|sans ` +
		`payer|entree libre|0 ?euros?) `), func(r *question, _ []string) bool { return r.most(0) }},
	{lazily(` (?:a |pour )?(?:moins (?:de|que)|maximum|maxi|max|jusqu a|under|less than|up to) (\d{1,3})(?:[.,]\d+)? ` +
		`?(?:euros?|eur|e) `), filterPrice},
	{lazily(` (?:a |pour )?(\d{1,3})(?:[.,]\d+)? ?(?:euros?|eur) (?:au |en )?(?:maximum|maxi|max|ou moins) `), filterPrice},
	{lazily(` (?:a |pour )?(\d{1,3})(?:[.,]\d+)? ?(?:euros?|eur) `), filterPrice},
	{lazily(` (?:pas (?:trop )?chers?|bon marche|petit budget|cheap) `),
		func(r *question, _ []string) bool { return r.most(1000) }},
}

func filterPrice(r *question, g []string) bool { return r.most(numberOf(g[1]) * 100) }

// most sets a price in cents.
func (r *question) most(cents int) bool {
	r.query.PriceMax = &cents
	return true
}

var bookingRules = []rule{
	{lazily(` (?:sans (?:reservation|rendez vous|rdv|reserver|inscription|prendre rendez vous)|visites? libres?|acces ` +
		`libre|without booking|no booking(?: needed)?) `),
		func(r *question, _ []string) bool { r.query.Booking = BookingWithout; return true }},
	{lazily(` (?:(?:sur|avec) (?:reservation|inscription|rendez vous|rdv)|a reserver|reservables?) `),
		func(r *question, _ []string) bool { r.query.Booking = BookingWith; return true }},
	{lazily(` (?:(?:ou |avec |quand )?(?:il )?(?:y a |reste |avec |ayant )?(?:encore )?(?:des |de la |de )?places? ` +
		`(?:libres?|disponibles?|restantes?)|(?:ou )?(?:il )?(?:en )?reste (?:encore )?(?:des|de la|de) places?|encore ` +
		`(?:de la|des) places?|(?:non|pas) complete?s?|disponibles?) `),
		func(r *question, _ []string) bool { r.query.Free = true; return true }},
}

var kindRules = []rule{
	{lazily(` (?:portes ouvertes|journees? portes ouvertes|open doors?|open days?) `), filterKind(jema.OpenDoors)},
	{lazily(` (?:ateliers? d initiation|initiations?|stages?|ateliers? participatifs?) `), filterKind(jema.Initiation)},
	{lazily(` (?:(?:a )?(?:fabriquer|faire|creer|realiser|essayer|pratiquer) (?:quelque chose |un objet |des objets )?` +
		`(?:(?:par )?(?:soi|moi|nous|vous|toi) memes?|de (?:ses|mes|nos|vos) (?:propres )?mains)|mettre la main a la pate|` +
		`hands on|diy|do it yourself) `), filterKind(jema.Initiation)},
	{lazily(` (?:demonstrations?|demos?) `), filterKind(jema.Demonstration)},
	{lazily(` (?:expositions?|expos?|exhibitions?) `), filterKind(jema.Exhibition)},
	{lazily(` (?:visites? guidees?|guided (?:tours?|visits?)) `), filterKind(jema.GuidedVisit)},
	{lazily(` (?:conferences?|talks?|causeries?) `), filterKind(jema.Talk)},
	{lazily(` (?:circuits?|parcours|balades?) `), filterKind(jema.Circuit)},
	{lazily(` rendez vous d exceptions? `), filterKind(jema.Exceptional)},
	{lazily(` manifestations? collectives? `), filterKind(jema.Collective)},
}

// filterKind sets a kind; its word still makes an opening fit better.
func filterKind(kind jema.OpeningKind) func(*question, []string) bool {
	return func(r *question, _ []string) bool {
		if r.query.Kind != "" {
			return false
		}
		r.query.Kind = kind
		return true
	}
}

var peopleRules = []rule{
	{lazily(` (?:dans un rayon de|a moins de|a|within) (\d{1,3}) ?(?:km|kilometres?) (?:autour )?(?:de |d |du |of |a ` +
		`la ronde )?`), func(r *question, g []string) bool {
		r.query.Radius = float64(min(max(1, numberOf(g[1])), RadiusMost))
		return true
	}},
	{lazily(` (?:avec |pour |with |for |et )?(?:un |une |mon |ma |mes |des |d |a |my |our |notre |nos |` + number + ` )?` +
		kid + `? ?(?:de |d |des |ages? de |agee? de |ages? d |a partir de |a partir d |aged )?(?:l age de )?` + number +
		`(?: ou | et | a )?` + number + `? ?(?:ans?|years? old|year olds?|yo) `), filterAge},
	{lazily(` (?:avec |pour |with |for |et |and )?(?:un |une |mon |ma |a |my |our |notre )?` + kid +
		` (?:de |d |of |age |agee? de |aged )` + number + ` `), func(r *question, g []string) bool {
		return r.young(numberOf(g[1]))
	}},
	{lazily(` (?:avec |pour |with |for |a |de )?` + number + ` adult(?:e)?s? (?:et |avec |and )?` + number + ` ` + kid + ` `),
		func(r *question, g []string) bool { return r.party(numberOf(g[1])+numberOf(g[2]), childAge) }},
	{lazily(` (?:avec |pour |with |for |a |de )?` + number + ` adult(?:e)?s? (?:et |avec |and )?` + number + ` ` + teen + ` `),
		func(r *question, g []string) bool { return r.party(numberOf(g[1])+numberOf(g[2]), teenAge) }},
	{lazily(` (?:en |un |une |a |pour un )?couples? (?:avec |et |with |and )` + number + ` ` + kid + ` `),
		func(r *question, g []string) bool { return r.party(2+numberOf(g[1]), childAge) }},
	{lazily(` (?:en |une |pour une |a |for a )?(?:famille de|famille a|family of) ` + several + ` `),
		func(r *question, g []string) bool {
			r.soft = append(r.soft, "enfants", "famille")
			return r.party(numberOf(g[1]), childAge)
		}},
	{lazily(` (?:avec |pour |with |for )?(?:un |une |mon |ma |mes |des |les |d |a |my |our |notre |nos )?(?:` + number +
		` )?` + kid + ` `), func(r *question, _ []string) bool {
		r.soft = append(r.soft, "enfants")
		return r.young(childAge)
	}},
	{lazily(` (?:en famille|familles?|family|familiale?s?) `), func(r *question, _ []string) bool {
		r.soft = append(r.soft, "enfants", "famille")
		return r.young(childAge)
	}},
	{lazily(` (?:avec |pour |with |for )?(?:un |une |mon |ma |mes |des |les |d |a |my |our )?(?:` + number + ` )?` + teen + ` `),
		func(r *question, _ []string) bool { return r.young(teenAge) }},
	{lazily(` (?:avec |pour )?(?:un |une |mon |ma |mes |des |les |d )?(?:bebes?|tout petits?|toddlers?) `),
		func(r *question, _ []string) bool { return r.young(3) }},
	{lazily(` (?:(?:nous|on) (?:sommes|est|serons|sera|vient|venons|viendra)|we are|we re|groupe de|group of|famille ` +
		`de|pour|for|a|avec) (?:un groupe de )?` + several +
		` (?:personnes?|people|places?|adultes?|amie?s|visiteurs?|participants?|copains|copines)?`), filterParty},
	{lazily(` (?:party of ` + several + `|(?:there (?:are|will be) )?(?:the )?` + several + ` of us) `), filterPartyOf},
	{lazily(` ` + several + ` (?:personnes?|people|places?|adultes?|amie?s|visiteurs?|participants?) `), filterParty},
	{lazily(` (?:en couple|en amoureux|en duo) `), func(r *question, _ []string) bool { r.query.Places = 2; return true }},
	{lazily(` (?:tout seul|toute seule|en solo) `),
		func(r *question, _ []string) bool { r.query.Places = 1; return true }},
}

// childAge and teenAge are the ages of somebody of whom nothing else is given.
const (
	childAge = 10
	teenAge  = 14
)

// party notes how many people come, and the age of the youngest of them.
func (r *question) party(people, youngest int) bool {
	if people > PlacesMost {
		return false
	}
	r.query.Places = people
	return r.young(youngest)
}

func (r *question) young(years int) bool {
	if r.query.Age == nil || years < *r.query.Age {
		r.query.Age = &years
	}
	return true
}

func filterAge(r *question, g []string) bool {
	years := numberOf(g[2])
	if g[3] != "" {
		years = min(years, numberOf(g[3]))
	}
	if years > jema.AgeMax {
		return false
	}
	return r.young(years)
}

// filterPartyOf is filterParty for a pattern that has its number in one of two places.
func filterPartyOf(r *question, g []string) bool { return filterParty(r, []string{"", g[1] + g[2]}) }

func filterParty(r *question, g []string) bool {
	n := numberOf(g[1])
	if n < 1 || n > PlacesMost || r.query.Places > 0 {
		return false
	}
	r.query.Places = n
	return true
}

var nowWords = lazily(` (?:maintenant|en ce moment|tout de suite|right now|open now|tout a l heure) `)

// clockOf reads « 14h », « 14 h 30 », « 9:30 », « midi », « 3 pm ».
func clockOf(s string) (jema.Clock, bool) {
	switch s {
	case "midi":
		return 12 * 60, true
	case "minuit":
		return 24 * 60, true
	}
	afternoon := strings.HasSuffix(s, "pm")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 0 || len(parts) > 2 {
		return 0, false
	}
	h, m := numberOf(parts[0]), 0
	if len(parts) == 2 {
		m = numberOf(parts[1])
	}
	if afternoon && h < 12 {
		h += 12
	}
	return jema.NewClock(h, m), h <= 24 && m < 60 && h*60+m <= 24*60
}
