package french

func addHours() {
	addShort(hourUnit, 0, "h, hs, hr, hrs, heur")
	add(hourUnit, 0, "heure, heures, hueres, heurs, heuers")
	addShort(minuteUnit, 0, "min, mins, mn, mns, minut")
	add(minuteUnit, 0, "minute, minutes")
	add(clock, 12*60, "midi")
	add(clock, 24*60, "minuit")
	add(half, 0, "demi heure, demi heures, demie heure, demies heures")
	add(quarter, 0, "quart d heure, quarts d heure, quarts d heures")
	add(andHalf, 0, "et demi, et demie")
	add(andQuarter, 0, "et quart, et un quart")
	add(lessMinutes, 15, "moins le quart, moins un quart, moins quart")
	for n, w := range map[int]string{5: "cinq", 10: "dix", 20: "vingt", 25: "vingt cinq"} {
		add(lessMinutes, n, "moins "+w)
	}
	add(perHour, 0, "par heure, a l heure pile, a l heure juste")
	add(successive, 0, `qui se suivent, qui s enchainent, enchainees, enchaines, a la suite, l une apres l autre, les unes apres les autres, d affilee,
		qui se succedent, successives, successifs, consecutives, consecutifs, dos a dos`)
	add(perDay, 0, "par jour, par journee")
	add(lasts, 0, `duree, durees, dure, durent, d une duree, duree de la visite, duree de visite, duree d une visite, durant chacune,
		duree des visites, duree de chaque visite, duree de l atelier, duree de la seance, duree d un atelier, duree d une seance,
		duree des ateliers, duree des seances, duree de l animation, duree du stage, duree de la demonstration`)
	addBounds()
	addNumbers()
}

// addBounds adds what leads to the first and the last departure.
func addBounds() {
	for _, e := range []string{"depart", "dep", "creneau", "groupe", "passage", "tour"} {
		add(firstOf, 0, "premier "+e+", premiers "+e+"s")
		add(lastOf, 0, "dernier "+e+", derniers "+e+"s")
	}
	for _, e := range []string{"visite", "entree", "seance", "demonstration", "session", "demo", "initiation"} {
		add(firstOf, 0, "premiere "+e+", premieres "+e+"s")
		add(lastOf, 0, "derniere "+e+", dernieres "+e+"s")
	}
	add(lastOf, 0, "dernier accueil, derniere arrivee, dernieres arrivees, derniers acces, dernieres visites du jour, dernier acces, derniere admission, dernieres admissions, dernier billet, dernieres inscriptions")
	add(ends, 0, `fin, s arrete, on s arrete, arretons, nous arretons, termine, se termine, finit, finissons, finissent, finira, finirons, terminons, terminent, terminera, finit plus tot, finit plus tard,
		finissons plus tot, finissons plus tard, fermons plus tot, fermons plus tard, ferme plus tot, ferme plus tard`)
	add(begins, 0, `ouverture, ouvertures, ouvre, ouvrent, ouvrons, debut, debute, debutent, commence, commencent, ouverture des portes,
		ouverture de l atelier, ouverture au public, ouvrira, ouvrirons, ouvriront, commencera, debutera, commencons`)
	add(begins, 0, `heure d arrivee, heure d arrivee du public, arrivee du public, heure d ouverture de l atelier, heure d ouverture au public,
		heure de debut, heure du debut, heure d accueil du public`)
	add(ends, 0, "heure de fin, heure de fermeture, heure de cloture, heure de fermeture au public, heure de la fermeture")
	add(begins, again, `rouvre, rouvrons, rouvrent, rouvrira, rouvrirons, reouverture, reouvre, reouvrons, reprise, reprend, reprenons, reprennent,
		reprise des visites`)
	addShort(begins, 0, "ouv")
	add(before, 0, "avant")
}

var tens = map[int]string{20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}

// addNumbers adds the numbers from one to sixty in letters, and ninety.
func addNumbers() {
	units := []string{"un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
		"treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf"}
	for i, w := range units {
		add(number, i+1, w)
		for n, ten := range tens {
			switch {
			case i == 0:
				add(number, n+1, ten+" et un, "+ten+" et une")
			case i < 9:
				add(number, n+i+1, ten+" "+w)
			}
		}
	}
	for n, ten := range tens {
		add(number, n, ten)
	}
	add(number, 1, "une")
	add(number, 60, "soixante")
	add(number, 90, "quatre vingt dix")
	for i, w := range units {
		add(number, 2001+i, "deux mille "+w)
		add(number, 2021+i, "deux mille vingt "+w)
	}
	add(number, 0, "zero")
	for i, w := range []string{"premiere", "deuxieme", "seconde", "second"} {
		add(relative, i, w)
	}
}
