package french

func addLittleWords() {
	add(and, 0, "et, puis, ensuite, et puis, ainsi que, plus, puis aussi, et aussi, et ensuite")
	add(either, 0, "ou, et ou, ou bien, ou encore")
	add(of, 0, "de")
	add(elided, 0, "d")
	add(during, 0, "pendant, durant")
	add(ofThe, 0, "du, des")
	add(at, 0, "a")
	add(atThe, 0, "au, aux")
	add(between, 0, "entre")
	add(since, 0, "a partir de, a partir d, a compter de, depuis")
	add(until, 0, "jusqu a, jusqu au, jusqu aux, jusque, jusqu")
	add(article, 0, "le, la, les, l, ce, cet, cette, ces, nos, notre, mon, mes, leur, leurs")
	add(each, 0, "toutes les, tous les, chaque, a chaque")
	add(per, 0, "par")
}

// addNothing lists what changes no hours. A word belongs here only if the
// phrase with it and without it means the same days and hours.
func addNothing() {
	add(event, 0, `visite, visites, depart, departs, creneau, creneaux, demonstration, demonstrations,
		demo, demos, atelier, ateliers, initiation, initiations, stage, stages, seance, seances, session, sessions,
		rendez vous, rdv, conference, conferences, rencontre, rencontres, animation, animations, rotation, rotations,
		exposition, expositions, expo, expos, cours`)
	add(people, 0, `personne, personnes, pers, participant, participants, visiteur, visiteurs, eleve, eleves,
		enfant, enfants, adulte, adultes, groupe, groupes, classe, classes, place, places, inscrit, inscrits,
		stagiaire, stagiaires, pax, famille, familles`)
	add(years, 0, "ans, an")
	add(also, 0, "aussi, egalement, en plus, ainsi")
	add(money, 0, "euros, euro")
	add(nothing, 0, `ouvert, ouverte, ouverts, ouvertes, ouverture, ouvertures, ouvre, ouvrent, ouvrons, portes ouvertes,
		porte ouverte, portes, guidee, guidees, guide, guides, commentee, commentees, libre, libres, accueil, accueils,
		entree, entrees, gratuit, gratuite, gratuits, gratuites, gratuitement, public, publics, tout public,
		tous publics, grand public, scolaire, scolaires, ecole, ecoles, college, colleges, lycee, lycees, individuel,
		individuels, individuelle, individuelles`)
	add(nothing, 0, `non stop, nonstop, sans interruption, sans interruptions, sans coupure, sans pause,
		sans pause dejeuner, pas de pause, pas d interruption, en continu, continu, journee continue, en journee continue, sans fermeture, sans fermer,
		sans interruption le midi, horaire, horaires, heures d ouverture, heure d ouverture, horaires d ouverture,
		jours d ouverture, dates d ouverture, date, dates, jour, jours, journee, journees, heure de depart,
		heures de depart, horaires de depart, heures de visite, debut, debute, debutent, commence, commencent`)
	add(nothing, 0, `sur reservation, sur inscription, avec reservation, sans reservation, sans rendez vous,
		reservation obligatoire, reservation conseillee, sur reservation obligatoire, inscription obligatoire,
		reservation, reservations, inscription, inscriptions, uniquement, seulement, exclusivement,
		avec, mais, donc, et bien, est, sont, sommes, sera, seront, a lieu, ont lieu, aura lieu, auront lieu, vous, nous, on, il, y aura,
		il y a, accueille, accueillent, accueillons, accueillera, recoit, recoivent, recevons, attend, attendons,
		propose, proposons, proposent, propose s, sur place, en famille, pour, en, lors, max, limite, limitee, limites, limitees, maximum,
		maxi, chacun, chacune, artisan, artisans, artisane, boutique, galerie, magasin, showroom, jema, exceptionnelle,
		exceptionnelles, exceptionnellement, horaires d accueil, jours et horaires, tous, tout, toutes, toute`)
}

// addRefused lists words that are known to say no hours, so that the question
// can be to the point.
func addRefused() {
	add(appointment, 0, `sur rendez vous, sur rdv, prendre rendez vous, prendre rdv, uniquement sur rendez vous, sur demande,
		a la demande, nous contacter, nous consulter, nous appeler, me contacter, me consulter, m appeler,
		contacter, consulter, telephoner, appeler, par telephone, telephone, tel, sur appel, a definir, a confirmer,
		a preciser, a determiner, a venir, non communique, non defini, non precise, voir site, voir le site`)
	add(vague, 0, `vers, environ, env, a peu pres, approximativement, autour de, aux alentours de, selon, variable, variables,
		fin de matinee, en fin de matinee, debut de matinee, en debut de matinee, fin d apres midi, en fin d apres midi,
		debut d apres midi, en debut d apres midi, fin de journee, en fin de journee, debut de soiree, en debut de soiree,
		apres, avant, aux heures d ouverture, heures habituelles, horaires habituels, aux horaires habituels,
		aux heures habituelles, comme d habitude, a partir du, a compter du, a partir, nocturne, en nocturne, tard,
		tot, possible, possiblement, eventuellement, parfois, souvent, regulierement, en permanence, une partie de`)
}
