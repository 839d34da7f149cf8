package french

// amenities reads what is not to be had, or not needed, and is no opening: « pas de
// parking », « sans ascenseur », « paiement par carte non accepté », « portail fermé à clé ».
// Every noun is one of a closed list, and no day or hour is in its clause: a negation that
// could touch the opening is left alone.
func amenities(r row, i int) int {
	if !r.is(i, except, doubtful, negation, label, unknown, other, closed) {
		return i
	}
	j, ok := r.lacking(i)
	if !ok {
		return i
	}
	c := r.clauseAt(i)
	for k := c.from; k < c.to; k++ {
		refuses := (k < i || k >= j) && !(c.at(k).text == "moins" && c.is(k+1, of) && c.is(k+2, number))
		if c.is(k, temporal...) && !c.countsElse(k) || refuses && c.is(k, except, closed, pause, either, doubtful, vague,
			negation, appointment, only, begins, ends, also, same, like) {
			return i
		}
	}
	return j
}

// lacking returns the end of the words at i that refuse an amenity: a negation and its noun,
// or a noun and its participle.
func (r row) lacking(i int) (int, bool) {
	var j int
	switch text := r.at(i).text; {
	case r.is(i, except) && r.at(i).value == negating, r.is(i, doubtful) && negations[text]:
		if j = i + 1; r.participle(j) && r.is(i-1, unknown, other, event) && !statesOpening(r.at(i-1)) {
			return j + 1, true // « accès non adapté »
		}
	case r.is(i, negation) || r.is(i, label) && text == "n":
		j = r.skip(i+1, nothing, unknown, at, article)
		if !r.is(j, except) || j > i+4 || !r.auxiliary(i+1, j) {
			return i, false
		}
		if j++; r.participle(j) {
			return j + 1, i == 0 || r.is(i-1, unknown, other, people, years)
		}
	case r.is(i, closed):
		return i + 3, r.at(i+1).text == "a" && (r.at(i+2).text == "cle" || r.at(i+2).text == "clef") // « fermé à clé »
	case things[text] && r.is(i+1, doubtful) && forbidden[r.at(i+1).text]:
		return i + 2, true // « stationnement interdit »
	default:
		return i, false
	}
	j = r.skip(j, of, elided, article)
	if !things[r.at(j).text] || !r.is(j, unknown, other, money, label, unit, letter) {
		return i, false
	}
	return j + 1, true
}

// participle reports whether a word at i is what a thing may not be, and no opening.
func (r row) participle(i int) bool {
	return r.is(i, unknown, other, nothing) && participles[r.at(i).text]
}

// statesOpening reports whether a word before « non » may be of the opening itself.
func statesOpening(l lexeme) bool {
	return l.text == "jema" || l.text == "galerie" || l.text == "boutique"
}

// auxiliary reports whether nothing but « il y a », « avons », « sont » is at i to j-1.
func (r row) auxiliary(i, j int) bool {
	for ; i < j; i++ {
		if !auxiliaries[r.at(i).text] {
			return false
		}
	}
	return true
}

// countsElse reports whether the number at i is that of a floor or an age: « 2e étage ».
func (c clause) countsElse(i int) bool {
	return c.is(i, number) && (c.at(i).ordinal && c.at(i+1).text == "etage" || c.is(i+1, years))
}

// groupsCall reads « , sur rendez-vous pour les groupes au 04 75 00 00 00 »: nobody else needs
// an appointment. Days or hours beside it would be theirs.
func groupsCall(r row, i int) int {
	c := r.clauseAt(i)
	if !r.is(i, appointment) || c.from != i || r.at(i+1).text != "pour" || c.has(temporal...) ||
		c.has(except, closed, either, doubtful, only, vague) {
		return i
	}
	if who := r.skip(i+2, article); who >= c.to || !groupWords[r.at(who).text] && !schoolWords[r.at(who).text] {
		return i
	}
	return c.to
}

var (
	negations   = wordSet("sans non aucun aucune ni pas")
	forbidden   = wordSet("interdit interdite interdits interdites")
	auxiliaries = wordSet("a ai avons ont y sont est etes avez il")

	// things are what a workshop may lack and be open.
	things = wordSet(`parking parkings stationnement cb carte cartes cheque cheques tpe terminal wifi internet reseau
		toilettes wc sanitaires ascenseur ascenseurs distributeur distributeurs dab billets chauffage climatisation
		vestiaire vestiaires photos photo flash tabac chien chiens animaux velos poussette poussettes restauration
		buvette snack masque masques rampe bancs`)
	participles = wordSet(`adapte adaptee adaptes adaptees accepte acceptee acceptes acceptees chauffe chauffee chauffes
		chauffees obligatoire obligatoires fourni fournie fournis fournies admis admise admises goudronne goudronnee
		carrossable carrossables eclaire eclairee fumeur fumeurs payant payante payants payantes`)
)
