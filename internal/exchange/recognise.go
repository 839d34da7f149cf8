package exchange

import (
	"cmp"
	"maps"
	"slices"
)

// expectation is how the cells of a field look: each class with what it adds to
// the score of a column when all its cells are of it. Strict means that cells
// of none of these classes speak against the field.
type expectation struct {
	classes map[class]float64
	strict  bool
}

var expectations = map[string]expectation{
	"workshop":        {map[class]float64{isShort: 2}, false},
	"artisan":         {map[class]float64{isPerson: 5, isShort: 0.5}, false},
	"first_name":      {map[class]float64{isShort: 1}, false},
	"last_name":       {map[class]float64{isShort: 1, isPerson: 0.5}, false},
	"craft":           {map[class]float64{isCraft: 6}, false},
	"address":         {map[class]float64{isStreet: 5}, false},
	"postal_code":     {map[class]float64{isPostal: 5, isTown: 1}, true},
	"commune":         {map[class]float64{isCommune: 6, isTown: 4}, false},
	"phone":           {map[class]float64{isPhone: 6}, true},
	"email":           {map[class]float64{isEmail: 6}, true},
	"website":         {map[class]float64{isWeb: 6}, true},
	"kind":            {map[class]float64{isKind: 5}, false},
	"title":           {map[class]float64{isShort: 2}, false},
	"description":     {map[class]float64{isLong: 4, isShort: 0.5}, false},
	"printed_text":    {map[class]float64{isLong: 3}, false},
	"hours":           {map[class]float64{isRange: 5, isClocks: 2, isDay: 1, isDate: 1, isClock: 1}, true},
	"slots":           {map[class]float64{isClocks: 5, isRange: 2, isClock: 2, isDay: 1, isDate: 1}, true},
	"date":            {map[class]float64{isDate: 5, isDay: 4}, true},
	"first_day":       {map[class]float64{isDate: 5, isDay: 4, isClocks: 4}, true},
	"last_day":        {map[class]float64{isDate: 5, isDay: 4, isClocks: 4}, true},
	"start":           {map[class]float64{isClock: 5}, true},
	"end":             {map[class]float64{isClock: 5}, true},
	"capacity":        {map[class]float64{isSmall: 3, isPeople: 5, isNumber: 1}, true},
	"duration":        {map[class]float64{isDuration: 5, isSmall: 1}, true},
	"price":           {map[class]float64{isPrice: 5, isSmall: 1, isFlag: 2}, false},
	"minimum_age":     {map[class]float64{isAge: 5, isSmall: 1}, false},
	"languages":       {map[class]float64{isLanguage: 5, isFlag: 3}, false},
	"access":          {map[class]float64{isAccess: 5, isFlag: 1.5}, false},
	"access_hi":       {map[class]float64{isFlag: 3}, true},
	"access_vi":       {map[class]float64{isFlag: 3}, true},
	"access_mi":       {map[class]float64{isFlag: 3}, true},
	"access_ii":       {map[class]float64{isFlag: 3}, true},
	"access_pi":       {map[class]float64{isFlag: 3}, true},
	"publish_contact": {map[class]float64{isFlag: 4}, true},
	"booking":         {map[class]float64{isFlag: 6, isAnswer: 6}, true},
	"publish_address": {map[class]float64{isFlag: 4}, true},
	"publish_phone":   {map[class]float64{isFlag: 4}, true},
	"publish_email":   {map[class]float64{isFlag: 4}, true},
	"answered":        {map[class]float64{isDate: 2, isClocks: 2}, false},
	"national_number": {map[class]float64{isNumber: 1}, false},
}

// distinctClasses has classes so particular that a column of nothing else is
// identified by its cells alone, where its field has no other column.
var distinctClasses = map[string]class{
	"email": isEmail, "phone": isPhone, "website": isWeb, "commune": isCommune | isTown, "craft": isCraft, "kind": isKind,
	"address": isStreet, "hours": isRange, "slots": isClocks, "description": isLong, "artisan": isPerson, "price": isPrice,
}

// The thresholds of a column's whole score: from readScore on the column is
// read, from guessScore on its likely meaning is proposed.
const (
	readScore  = 3.4
	guessScore = 1.5
)

// candidate is a column that may hold a field.
type candidate struct {
	column       int
	field        string
	words, total float64 // the score of the header, and with the cells
}

// contentScore returns what a column's cells add to its score for a field,
// -4 to 6.
func contentScore(field string, p profile) float64 {
	e, known := expectations[field]
	if !known || p.filled == 0 {
		return 0
	}
	score, any := 0.0, class(0)
	for c, weight := range e.classes {
		score = max(score, weight*p.of(c))
		any |= c
	}
	if (field == "hours" || field == "slots") && p.of(isNumber) >= 0.8 || field == "booking" && p.of(isAnswer) < 0.5 {
		return -exactScore // a count of sessions; words that answer no question of yes and no
	}
	if field == "slots" && p.any(isClocks|isRange|isClock) == 0 && p.any(isDate|isDay) >= 0.5 {
		return -hintScore // « Départ » above days
	}
	if e.strict && p.any(any) < 0.3 {
		score -= 4 * (1 - p.any(any))
	}
	if field == "title" || field == "workshop" {
		score -= 3 * p.any(isEmail|isPhone|isWeb|isRange|isClocks|isFlag|isStreet|isCommune|isNumber|isPrice)
	}
	if field == "description" || field == "remarks" {
		score -= 2 * p.any(isEmail|isPhone|isWeb|isNumber|isCommune|isCraft)
	}
	return score
}

// recognise finds what the columns of a table hold, by the words of the headers
// and by what is in the cells; what somebody declared of a header comes first.
func (f frame) recognise(t Table, v vocabulary) Table {
	t.Columns, t.Guesses, t.Days, t.ByCells = map[string][]int{}, nil, nil, nil
	taken := map[int]bool{}
	for i := range t.Header {
		if field, said := t.Assigned[meaningKey(t.head(i))]; said {
			taken[i] = true
			if field != "" {
				t.Columns[field] = append(t.Columns[field], i)
			}
		}
	}
	t.Days = f.timeColumns(t, taken)
	for _, d := range t.Days {
		taken[d.column] = true
	}
	candidates := f.candidates(t, v, taken)
	f.assign(&t, candidates, taken)
	f.second(&t, candidates, taken)
	for field, columns := range t.Columns {
		t.Columns[field] = inOrder(columns, candidates, field)
	}
	f.mend(&t)
	f.guess(&t, candidates, taken)
	return t
}

// candidates are all fields that the columns may hold, the likeliest first.
func (f frame) candidates(t Table, v vocabulary, taken map[int]bool) (list []candidate) {
	for i, h := range t.Header {
		if taken[i] {
			continue
		}
		scores, p := headerScores(v, h), f.profile(&t, i)
		share := f.mixedShare(&t, i)
		mixed := p.filled > 0 && share >= 0.5
		for field, words := range scores {
			total := words + contentScore(field, p)
			if mixed && !mayMix[field] || p.of(isFlag) >= 0.8 && !mayAnswer[field] {
				total -= 6
			}
			list = append(list, candidate{i, field, words, total})
		}
		if scores[unread] > 0 {
			continue
		}
		for field, c := range distinctClasses {
			if _, named := scores[field]; !named && !mixed && p.of(c) >= 0.6 && p.filled > 0 {
				list = append(list, candidate{i, field, 0, contentScore(field, p) * p.of(c)})
			}
		}
		if mixed && !slices.Contains([]string{"description", "remarks"}, best(scores)) {
			list = append(list, candidate{i, "everything", scores["everything"], 5 + 4*share + scores["everything"]})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.total, a.total), a.column-b.column, cmp.Compare(a.field, b.field))
	})
	return list
}

// mayMix are the fields whose cells may hold several things, mayAnswer those
// whose cells may be yes and no.
var (
	mayMix = map[string]bool{"everything": true, "description": true, "remarks": true, "printed_text": true, unread: true,
		"address": true,
		"artisan": true, "phone": true, "hours": true, "slots": true}
	mayAnswer = map[string]bool{"booking": true, "publish_contact": true, "publish_address": true, "publish_phone": true,
		"publish_email": true, "price": true, "access": true,
		"access_hi": true, "access_vi": true, "access_mi": true, "access_ii": true, "access_pi": true, unread: true,
		"minimum_age": true, "languages": true, "parking": true}
)

func best(scores map[string]float64) (field string) {
	for _, name := range slices.Sorted(maps.Keys(scores)) {
		if field == "" || scores[name] > scores[field] {
			field = name
		}
	}
	return field
}

// assign gives each field the column that suits it best, and each column one
// field.
func (f frame) assign(t *Table, candidates []candidate, taken map[int]bool) {
	for _, c := range candidates {
		if taken[c.column] || len(t.Columns[c.field]) > 0 || c.total < readScore {
			continue
		}
		if c.field == "everything" && c.words == 0 && len(t.Columns) > 8 {
			continue
		}
		taken[c.column] = true
		if c.field == unread {
			continue
		}
		t.Columns[c.field] = append(t.Columns[c.field], c.column)
		if c.words < hintScore && c.field != "everything" {
			t.ByCells = append(t.ByCells, c.column)
		}
	}
}

// severalColumns are the fields that a file may have in more than one column.
var severalColumns = map[string]bool{"phone": true, "email": true, "hours": true, "slots": true, "description": true,
	"address": true,
	"access":  true, "remarks": true, "date": true, "first_day": true, "last_day": true, "start": true, "end": true,
	"craft": true, "artisan": true,
	"price": true, "website": true,
	"kind": true, "workshop": true, "title": true, "capacity": true, "commune": true, "everything": true,
	"languages": true}

// second gives the columns that are left to a field that has one already, where
// the header states it.
func (f frame) second(t *Table, candidates []candidate, taken map[int]bool) {
	for _, c := range candidates {
		firm := c.words >= exactScore || c.words >= hintScore && c.total >= c.words+1 || c.words >= hintScore+1 &&
			c.total >= c.words
		if c.field == "workshop" && c.words < exactScore {
			continue // « Lieu » beside « Atelier » is where it takes place
		}
		if !taken[c.column] && c.total >= readScore && firm && severalColumns[c.field] {
			taken[c.column] = true
			t.Columns[c.field] = append(t.Columns[c.field], c.column)
		}
	}
}

// inOrder puts the columns of a field best first: those whose header names it
// exactly, then from left to right.
func inOrder(columns []int, candidates []candidate, field string) []int {
	exact := func(column int) int {
		for _, c := range candidates {
			if c.column == column && c.field == field && c.words >= exactScore {
				return 0
			}
		}
		return 1
	}
	out := slices.Clone(columns)
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Or(exact(a)-exact(b), a-b) })
	return out
}

// mend settles what only the whole table shows.
func (f frame) mend(t *Table) {
	move := func(from, to string) {
		t.Columns[to] = t.Columns[from]
		delete(t.Columns, from)
	}
	has := func(field string) bool { return len(t.Columns[field]) > 0 }
	for from, to := range map[string]string{"start": "first_day", "end": "last_day"} { // « de », « à » below « Dates »
		if has(from) && !has(to) && f.profile(t, t.Columns[from][0]).any(isDate|isDay) >= 0.5 {
			move(from, to)
		}
	}
	t.pairDays()
	if has("last_name") && !has("first_name") { // « Nom » alone
		switch p := f.profile(t, t.Columns["last_name"][0]); {
		case !has("artisan") && (has("workshop") || p.of(isPerson) >= 0.6):
			move("last_name", "artisan")
		case !has("workshop"):
			move("last_name", "workshop")
		}
	}
	if !has("hours") && !has("slots") && !has("date") && !has("everything") && len(t.Days) == 0 {
		for _, column := range slices.Concat(t.Columns["description"], t.Columns["remarks"]) { // the text says when, and more
			if f.mixed(t, column) || f.profile(t, column).any(isRange|isClocks) >= 0.5 {
				t.Columns["everything"] = append(t.Columns["everything"], column)
			}
		}
	}
	for _, column := range t.Columns["title"] { // « Animation » : portes ouvertes
		if !has("kind") && f.onlyKinds(t, column) {
			t.Columns["kind"] = []int{column}
			t.Columns["title"] = slices.DeleteFunc(slices.Clone(t.Columns["title"]), func(c int) bool { return c == column })
			if !has("title") {
				delete(t.Columns, "title")
			}
		}
	}
	if has("date") && !has("hours") && !has("slots") && !has("start") { // « Date » : samedi 10h-12h
		switch p := f.profile(t, t.Columns["date"][0]); {
		case p.of(isRange) >= 0.5:
			move("date", "hours")
		case p.of(isClocks) >= 0.5:
			move("date", "slots")
		}
	}
}

// onlyKinds reports whether most cells of a column name kinds and nothing else.
func (f frame) onlyKinds(t *Table, column int) bool {
	filled, kinds := 0, 0
	for _, r := range t.Rows {
		if column >= len(r.Cells) || r.Cells[column].blank() {
			continue
		}
		if filled++; onlyKind(r.Cells[column].Text) {
			kinds++
		}
	}
	return filled > 0 && kinds*2 > filled
}

// Guess is a column that is not read, with the field that it may hold.
type Guess struct {
	Column int
	Field  string
}

// guess proposes a meaning for the columns that are left: a field that the file
// does not have yet, or one that several columns may share.
func (f frame) guess(t *Table, candidates []candidate, taken map[int]bool) {
	for _, c := range candidates {
		known := slices.ContainsFunc(t.Guesses, func(g Guess) bool { return g.Column == c.column })
		free := len(t.Columns[c.field]) == 0 || severalColumns[c.field] && !slices.Contains(oneColumn, c.field) &&
			(c.words >= hintScore || c.field == "hours" || c.field == "slots")
		if !taken[c.column] && !known && free && c.total >= guessScore && c.field != unread && c.field != "everything" {
			t.Guesses = append(t.Guesses, Guess{c.column, c.field})
		}
	}
}
