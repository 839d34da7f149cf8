package french

// contactWords lead to a telephone number or an address.
var contactWords = map[string]bool{"renseignement": true, "renseignements": true, "info": true, "infos": true,
	"information":  true,
	"informations": true, "reservation": true, "reservations": true, "inscription": true, "inscriptions": true,
	"reserver": true,
	"contact":  true, "contacts": true, "tel": true, "telephone": true, "appeler": true, "appelez": true,
	"permanence":  true,
	"secretariat": true, "mairie": true, "standard": true}

// longestClause is more lexemes than a remark has.
const longestClause = 30

// hotline looks at the days behind a telephone number or an address. Days of the
// week without hours are those of the telephone: « Renseignements 02 33 61 00 16,
// du lundi au vendredi ». With hours it is unclear whose they are.
func (s *sifter) hotline(i int) int {
	if !s.is(i, other) || s.at(i).text != "" || !s.contacts(i) {
		return i
	}
	j, apart := i+1, false
	for ; s.is(j, comma, colon, open, nothing); j++ {
		apart = apart || s.is(j, comma, open)
	}
	end, ok := s.usualDays(j)
	if !ok {
		return i
	}
	if k := end + 1; s.is(end, except) && s.is(k, weekday, article) {
		for s.is(k, article, weekday, and) {
			k++
		}
		end = k // « tous les jours sauf lundi »
	}
	switch {
	case s.closes(end):
		return end
	case apart && !s.clocksBeside(i):
		return i
	}
	s.in[i].kind, s.in[i].text = doubtful, "" // hours to call, or hours to come
	return i
}

// contacts reports whether the address at i is behind a word of contact, with
// no time between them.
func (s *sifter) contacts(i int) bool {
	for k := i - 1; k >= 0 && k > i-8 && !s.is(k, strong); k-- {
		if s.is(k, temporal...) {
			return false
		}
		if s.is(k, other, unknown, people) && contactWords[s.at(k).text] {
			return true
		}
	}
	return false
}

// usualDays reads « du lundi au vendredi » and « en semaine » at i.
func (s *sifter) usualDays(i int) (int, bool) {
	if s.is(i, workweek, everyDay) {
		return i + 1, true
	}
	if s.is(i, ofThe) && s.is(i+1, weekday) && s.is(i+2, atThe) && s.is(i+3, weekday) && !s.is(i+4, number) {
		return i + 4, true
	}
	return i, false
}

// clocksBeside reports whether other statements than that of i have hours.
func (s *sifter) clocksBeside(i int) bool {
	from, to := i, i
	for from > 0 && i-from < longestClause && !s.is(from-1, strong) {
		from--
	}
	for to < len(s.in) && to-i < longestClause && !s.is(to, strong) {
		to++
	}
	inside := 0
	for k := from; k < to; k++ {
		if s.is(k, clock) {
			inside++
		}
	}
	return inside < s.clocks
}

// usually reads « (habituellement fermé au public) », which speaks of other days.
func (s *sifter) usually(i int) int {
	if !s.is(i, open) || !s.is(i+1, vague) || !usual[s.at(i+1).text] || !s.is(i+2, closed) || !s.is(i+3, atThe) ||
		!s.is(i+4, other) || !s.is(i+5, shut) {
		return i
	}
	return i + 6
}

// usual are words for what happens on other days.
var usual = map[string]bool{"habituellement": true, "habitude": true, "toujours": true}

// placed reads where and how early one meets: « rdv devant le porche 15 min avant ».
func (s *sifter) placed(i int) int {
	if !s.is(i, meeting) || i > 0 && !s.is(i-1, comma, strong, open) {
		return i
	}
	place := s.is(i+1, unknown) && (s.at(i+1).text == "devant" || s.at(i+1).text == "derriere")
	j := i + 1
	for ; j < i+longestClause && s.is(j, unknown, article, of, elided, ofThe, street); j++ {
	}
	if end := s.address(j); end > j {
		for j = end; s.is(j, unknown, of, elided, ofThe, article); j++ {
		}
	}
	if s.is(j, number) && s.is(j+1, minuteUnit) && s.is(j+2, before) {
		place = true
		for j += 3; s.is(j, unknown, other, article, of, elided, ofThe, street) && j < i+longestClause; j++ {
		}
	}
	if !place || !s.closes(j) {
		return i
	}
	return j
}

// desk looks at days right behind a word of contact: with hours it is unclear
// whether they are those to book or those to come, « réservation du mardi au
// jeudi de 9h à 12h ».
func (s *sifter) desk(i int) int {
	if !s.is(i, other, unknown) || !deskWords[s.at(i).text] || s.is(i-1, over) || mine[s.at(i-1).text] {
		return i
	}
	j := i + 1
	for s.is(j, colon, nothing, unknown, article, at) {
		j++
	}
	if !s.is(j, ofThe, weekday, everyDay, workweek) || s.is(j, ofThe) && !s.is(j+1, weekday, number) {
		return i
	}
	for k := j; k < len(s.in) && k < j+longestClause && !s.is(k, strong, comma, open); k++ {
		if s.is(k, clock) {
			s.in[i].kind, s.in[i].text = doubtful, ""
			return i
		}
	}
	return i
}

// mine lead to what somebody sent: « dans mon inscription ».
var mine = map[string]bool{"mon": true, "ma": true, "notre": true, "votre": true, "cette": true}

// deskWords are words for where one books or calls, used alone.
var deskWords = map[string]bool{"reservation": true, "reservations": true, "inscription": true, "inscriptions": true,
	"renseignement": true, "renseignements": true, "secretariat": true, "permanence": true, "permanences": true,
	"standard": true, "billetterie": true,
	"telephone": true, "tel": true, "mairie": true, "bureau": true, "guichet": true, "livraison": true, "livraisons": true}
