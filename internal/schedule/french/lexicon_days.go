package french

import "jema/internal/schedule/plan"

// shortWeekday are weekdays of two letters, most of which are words besides:
// the lexer accepts them only where nothing but a day can stand.
var shortWeekday = map[string]int{"di": 0, "lu": 1, "ma": 2, "me": 3, "je": 4, "ve": 5, "sa": 6}

func addDays() {
	for i, w := range []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"} {
		add(weekday, i, w+","+w+"s")
		addShort(weekday, i, w[:3])
	}
	addShort(weekday, 3, "merc, mercr")
	addShort(weekday, 4, "jeud")
	addShort(weekday, 5, "vend, vendr")
	for i, m := range []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
		"septembre", "octobre", "novembre", "decembre"} {
		add(month, i+1, m)
	}
	for i, m := range []string{"janv, jan", "fevr, fev", "", "avr", "", "", "juil, juill", "", "sept, sep", "oct", "nov", "dec"} {
		if m != "" {
			addShort(month, i+1, m)
		}
	}
	add(part, int(plan.Morning), "matin, matins, matinee, matinees")
	add(part, int(plan.Afternoon), "apres midi, apres midis, aprem, apresmidi")
	add(part, int(plan.Evening), "soir, soirs, soiree, soirees")
	add(everyDay, 0, `tous les jours, chaque jour, tlj, toute la semaine, tous les jours de la semaine,
		quotidiennement, tous les jours de l edition, pendant toute l edition, toute l edition,
		tous les jours des jema, pendant toutes les jema, pendant toute la duree des jema`)
	add(weekend, 0, "week end, week ends, weekend, weekends, we, w e")
	add(workweek, 0, "en semaine, jours de semaine, jours de la semaine")
	add(otherDays, 0, "autres jours, reste de la semaine, jours restants")
	add(wholeDay, 0, "toute la journee, journee entiere, en journee, toutes les journees, journees entieres")
	add(included, 0, "inclus, incluse, compris, comprise, y compris")
}

func addHours() {
	addShort(hourUnit, 0, "h, hs, hr, hrs")
	add(hourUnit, 0, "heure, heures")
	addShort(minuteUnit, 0, "min, mins, mn, mns")
	add(minuteUnit, 0, "minute, minutes")
	add(clock, 12*60, "midi")
	add(clock, 24*60, "minuit")
	add(half, 0, "demi heure, demi heures, demie heure, demies heures")
	add(quarter, 0, "quart d heure, quarts d heure, quarts d heures")
	add(andHalf, 0, "et demi, et demie")
	add(andQuarter, 0, "et quart")
	add(perHour, 0, "par heure")
	add(perDay, 0, "par jour, par journee")
	add(lasts, 0, `duree, durees, dure, durent, d une duree, duree de la visite, duree de visite,
		duree des visites, duree de chaque visite, duree de l atelier, duree de la seance`)
	add(firstOf, 0, `premier depart, premiers departs, premiere visite, premiere entree, premiere seance,
		premier creneau, premiere demonstration`)
	add(lastOf, 0, `dernier depart, derniers departs, derniere visite, derniere entree, dernieres entrees,
		dernieres visites, derniere seance, dernier creneau, derniere demonstration, dernier acces,
		derniere admission, dernieres admissions`)
	add(ends, 0, "fin")
	add(except, 0, `sauf, excepte, exceptee, exceptes, hors, hormis, a part, mais pas, pas, et pas,
		a l exception de, a l exception du, a l exception des, a l exclusion de, a l exclusion du, sauf le jour du`)
	add(closed, 0, `ferme, fermee, fermes, fermees, fermeture, fermetures, relache, mais ferme, et ferme,
		pas d ouverture, pas de visite, pas de visites, pas d accueil, ferment, fermons`)
	add(pause, 0, `pause, pauses, coupure, interruption, pause dejeuner, pause repas, pause meridienne,
		pause du midi, pause pour dejeuner, pause pour le dejeuner, pause casse croute, fermeture meridienne,
		interruption meridienne, coupure meridienne, coupure dejeuner`)
	for i, w := range []string{"un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
		"treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf", "vingt", "vingt et un",
		"vingt deux", "vingt trois", "vingt quatre", "vingt cinq"} {
		add(number, i+1, w)
	}
	add(number, 1, "une")
	add(number, 21, "vingt et une")
	for n, w := range map[int]string{30: "trente", 40: "quarante", 45: "quarante cinq", 50: "cinquante", 60: "soixante", 90: "quatre vingt dix"} {
		add(number, n, w)
	}
}
