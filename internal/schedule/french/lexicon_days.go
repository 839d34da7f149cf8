package french

import "jema/internal/schedule/plan"

// shortWeekday are weekdays of two letters, most of which are words besides:
// the lexer accepts them only where nothing but a day can be.
var shortWeekday = map[string]int{"di": 0, "lu": 1, "ma": 2, "me": 3, "je": 4, "ve": 5, "sa": 6}

var weekdayNames = []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

var monthNames = []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
	"septembre", "octobre", "novembre", "decembre"}

func addDays() {
	for i, w := range weekdayNames {
		add(weekday, i, w+","+w+"s")
		addShort(weekday, i, w[:3])
	}
	addShort(weekday, 0, "dimch, dche")
	addShort(weekday, 1, "lund, lndi")
	addShort(weekday, 2, "mard")
	addShort(weekday, 3, "merc, mercr, mecr")
	addShort(weekday, 4, "jeud")
	addShort(weekday, 5, "vend, vendr")
	addShort(weekday, 6, "same, samd")
	for i, m := range monthNames {
		add(month, i+1, m)
	}
	for i, m := range []string{"janv, jan", "fevr, fev", "", "avr, avl", "", "", "juil, juill", "", "sept, sep",
		"oct", "nov", "dec"} {
		if m != "" {
			addShort(month, i+1, m)
		}
	}
	add(part, int(plan.Morning), "matin, matins, matinee, matinees, mat")
	add(part, int(plan.Afternoon),
		"apres midi, apres midis, aprem, aprems, apresmidi, ap midi, apm, ap m, apres m, aprs midi, aprmidi")
	add(part, int(plan.Evening), "soir, soirs, soiree, soirees")
	addEveryDay()
	add(weekend, 0, "week end, week ends, weekend, weekends, we, w e, wk, wkd, wend, w end, week ent, wek end, wekend, "+
		"weekned")
	add(workweek, 0, "en semaine, jours de semaine, jours de la semaine, jours ouvres, jours ouvrables")
	add(otherDays, 0, `autres jours, reste de la semaine, jours restants, reste du temps, autre jours, autres jrs, tous les autres jours,
		chacun des autres jours`)
	add(wholeDay, 0, "toute la journee, journee entiere, en journee, toutes les journees, journees entieres")
	add(included, 0, "inclus, incluse, compris, comprise, y compris, incl")
	add(firstDay, 0, "premier jour, 1er jour")
	add(lastDay, 0, "dernier jour")
	add(firstDay, 1, "premiers jours")
	add(lastDay, 1, "derniers jours")
	add(following, 0, "jours suivants, jours d apres, jours qui suivent, jours suivant, jrs suivants")
	add(following, 1, "lendemain, jour suivant, jour d apres")
	add(preceding, 0, "veille, jour d avant, jour precedent")
	add(dayWord, 0, "jour, jours, jr, jrs, journee, journees")
}

// someDays are which days « tous les jours » means where a word behind it leaves some out.
var someDays = []string{"ouvrables", "ouvres", "ouvrable", "ouvre", "travailles", "scolaires", "d ecole", "de classe",
	"de marche", "de fete", "de foire", "de travail", "de semaine ouvrables", "de beau temps"}

// addEveryDay makes « tous les jours » of every usual way to write either word.
func addEveryDay() {
	add(everyDay, 0, `tlj, t l j, semaine entiere, la semaine entiere, tljs, tlsj, chaque jour, toute la semaine, tte la semaine, tous les jours de la semaine, quotidiennement,
		tous les jours de l edition, pendant toute l edition, toute l edition, tous les jours des jema, pendant toutes les jema,
		pendant toute la duree des jema, tous les jours de l evenement, tous les jours de la manifestation, tous jours,
		toute la duree des jema, tous les jours d ouverture, durant toute l edition, toute l edition des jema,
		tous les jours pendant les jema, toute la semaine des jema, toute la duree de l evenement, pendant toute la semaine`)
	for _, all := range []string{"tous", "ts", "tout", "touts", "ttes", "tt", "tos", "tou"} {
		for _, the := range []string{"les", "ls", "l"} {
			for _, days := range []string{"jours", "jour", "jrs", "jr", "j", "jous", "jorus", "juors", "joursd"} {
				add(everyDay, 0, all+" "+the+" "+days)
			}
			for _, some := range someDays {
				add(relative, 0, all+" "+the+" jours "+some) // Saturday may be one, or not
			}
		}
	}
}
