// Package schedule reads opening hours as people write them, and writes them
// back: « du vendredi 9 au dimanche 11 avril, de 10h à 12h et de 14h à 18h, sauf
// le dimanche matin » becomes spans of the edition's days.
//
// It has three parts. This package is the entrance. The package plan depends on no
// language: it turns items (these days, these hours, except that) into spans,
// or finds a fault. A package such as french turns words into items, faults into
// sentences and spans into words. Another language is another such package.
//
// A phrase goes through these steps:
//
//	french/fold*.go, mend.go   text → characters: case, accents, letters typed for digits
//	french/english.go          English words → French ones, each at its place
//	french/table*.go           characters → tokens; tables become one line for each day
//	french/mail.go, ticks.go   letters without header and quotes; forms without empty boxes
//	french/lexer*.go, form*.go tokens → lexemes: words of the lexicon, hours, dates, misspelt days
//	french/sift*.go            sets aside what is not about time
//	french/parser.go, clause*  lexemes → items, one type for each kind of clause (read.go calls each step)
//	plan                       items → spans, or a fault
//
// Sifting is what lets a longer text be read, and what must never hide anything:
// what is set aside is taken out before the grammar looks, so that it cannot
// change a reading; the words of doubt are in the lexicon, and a word that is one
// slip away from one of them, or from a day, is refused instead of set aside.
//
// # What is read
//
// A phrase is a sequence of items, in any order that leaves one meaning:
//
//	phrase     = statement { (";" | "." | line break | "/") statement }
//	statement  = item { ["," | ":" | "et" | "-" | "(" | ")"] item }
//	item       = days | hours | part | step | duration | away | remark | nothing
//	days       = element { ("," | "et" | "/") element }
//	element    = day [("au" | "à" | "-") day] [part] | « tous les jours » |
//	             « le week-end » | « en semaine » | « les autres jours » |
//	             « les jours suivants » | « le lendemain » | « à partir de » day | « les deux derniers jours »
//	day        = [weekday] [number [month [year]]] | 10/04[/2027] | 2027-04-10
//	hours      = [« de » | « entre » | « dès »] clock (« à » | "-" | « jusqu'à ») clock | [« à »] clock
//	clock      = 10h | 10 h 30 | 10:30 | 10 heures | dix heures | midi | minuit
//	part       = « le matin » | « l'après-midi » | « le soir »
//	step       = « toutes les 45 minutes » | « chaque heure » | « une visite par heure »
//	duration   = « durée 1h30 » | "(" 1h30 ")" | « visite de 45 min »
//	again      = « idem » | « comme » day | « aussi »
//	end        = « jusqu'à » clock | « dès » clock, of hours given elsewhere
//	only       = « seulement »
//	unbroken   = « sans interruption » days, of hours given elsewhere
//	away       = « sauf » (days | part | hours) | (« fermé » | « pause ») hours [days]
//	remark     = « 30 élèves » | « dès 8 ans » | « 3 départs » | « dernière entrée à 17h »
//
// Case, accents, kinds of spaces, dashes, quotes and apostrophes do not matter.
//
// # What it means
//
//   - Days and hours pair off, days first or hours first, the same throughout a
//     statement. A statement of hours alone adds to the days before it; one of
//     days alone waits for its hours. In an edition of one day the day may be
//     left out.
//   - A weekday names every such day of the edition. A number without month
//     takes that of its list, else the edition must have one such day.
//   - Free hours need a start and an end; « matin » ends at 12 h. Ranges that
//     touch stay two. The same hours given twice count once. Hours given for
//     several groups add up while they do not overlap; where they do, longer
//     hours given for fewer days replace those they all meet, and all else is refused.
//   - A slot is a start with a duration (of the frame, or given in the phrase; one
//     in brackets right behind a start wins), or a departure within a range: it
//     starts before the end; with a fixed duration it ends by the end, without one it
//     lasts until the next would start. Where that is an hour or more and the range ends
//     on a start, it is unclear whether one starts there: the phrase is refused
//     with a question. A break cuts a range in two, and departures begin anew
//     behind it.
//   - « sauf » and breaks concern the days they are behind; in a statement of
//     their own, all days before. Given last, behind several groups that they
//     could all concern, they are refused.
//   - A day is closed by « fermé », a cross or « : - » beside it. Where such a word may be
//     of the days before it or of those behind it, or hours behind several closed days may
//     be those of the last, the phrase is refused; so is a break on a day without hours.
//   - « idem » repeats the hours given last. « Jusqu'à 19h » and « dès 9h » move
//     one end of hours that their days have from elsewhere; of days that have
//     none they move those given just before, if these are one stretch.
//   - Half a day taken away leaves the other half as it is: hours that end by
//     14 h are of the morning to their end. Only hours of the whole day are cut
//     at noon. Taken from every day that has it, it contradicts the hours.
//   - A range is a slot of its own where it is as long as one, where as many are
//     announced, where several are short, or where a workshop or one short visit
//     is spoken of. Departures « de 14h à 17h inclus » include one at 17h.
//   - Whatever has two meanings is refused: a ProblemError points at the words, puts
//     the one question that would settle it, and offers the readings.
package schedule
