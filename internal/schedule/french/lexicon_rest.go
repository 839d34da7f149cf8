package french

// unbroken is the value of words for which no break cuts the hours.
const unbroken = 1

// adding is the value of « and » where it leads to something on top of the rest.
const adding = 1

// again is the value of what opens once more, behind a break.
const again = 1

// closing is the value of words that also lead to the hour of closing.
const closing = 1

// negating is the value of the exceptions that nothing can replace.
const negating = 1

func addLittleWords() {
	add(and, 0, "et, puis, ensuite, et puis, et ensuite, et enfin")
	add(and, adding, "ainsi que, plus, puis aussi, et aussi, et egalement, et en plus")
	add(either, 0, "ou, et ou, ou bien, ou encore, soit, voire, voire le, voire meme")
	add(of, 0, "de")
	add(elided, 0, "d")
	add(during, 0, "pendant, durant")
	add(ofThe, 0, "du, des")
	add(at, 0, "a")
	add(atThe, 0, "au, aux")
	add(between, 0, "entre")
	add(since, 0, "a partir de, a partir d, a compter de, a partir du, a compter du, depuis, des que")
	add(until, 0, "jusqu a, jusqu au, jusqu aux, jusque, jusqu, jusqua, jusquau, jsqu a, jusqu a ce, juqu a, jusque a")
	add(article, 0, "le, la, les, l, ce, cet, cette, ces, nos, notre, mon, mes, leur, leurs, ses, son, votre, vos")
	add(each, 0, "toutes les, tous les, chaque, a chaque, ttes les, ts les, toute les")
	add(per, 0, "par")
	add(over, 0, "sur")
	add(except, 0, `sauf, excepte, exceptee, exceptes, exceptees, exepte, exeptee, exeptes, execpte, hors, hormis, a part,
		a l exception de, a l exception du, a l exception des, a l exclusion de, a l exclusion du, a l exclusion des,
		sauf le jour du, exception faite de, exception faite du, exception faite des, a l exception, sauf pour, excepte pour, en dehors de, en dehors du, en dehors des`)
	addShort(except, 0, "sf, exc, excep")
	addShort(closed, closing, "ferm")
	add(except, negating, "pas, et pas, mais pas")
	add(closed, closing, `ferme, fermeture, fermetures, fermons, ferment, fermera, fermeture de l atelier, fermeture des portes, nous fermons,
		on ferme, fermerons, et ferme`)
	add(closed, 0, `fermee, fermes, fermees, relache, mais ferme, fermeture hebdomadaire, jour de fermeture, rien, neant, x, closed, clos, close,
		pas d ouverture, pas de visite, pas de visites, pas d accueil, pas ouvert, pas ouverts, pas ouverte, non ouvert, repos, repos hebdomadaire,
		me repose, nous reposons, c est mort, c mort, ko, off`)
	add(pause, 0, `pause, pauses, coupure, interruption, pause dejeuner, pause repas, pause meridienne, pause le midi, pause a midi, coupure le midi, ferme le midi, fermee le midi, ferme a midi,
		pause du midi, pause pour dejeuner, pause pour le dejeuner, pause casse croute, fermeture meridienne,
		interruption meridienne, coupure meridienne, coupure dejeuner, fermeture pour le dejeuner, fermeture du midi`)
	add(same, 0, `idem, id, ibid, meme horaires, memes horaire, mm horaire, memes horraires, meme horraires, meme horraire, memes horarires, les meme horaires, aux meme horaires, ibidem, pareil, pareillement, ditto, meme chose, memes horaires, meme horaire, memes heures, meme heure,
		aux memes heures, aux memes horaires, a la meme heure, comme la veille, memes creneaux, aux memes creneaux,
		les memes horaires, les memes heures, les memes, de meme, comme le jour precedent, mm horaires, mm chose, mms horaires, mmes horaires,
		mm heures, mms heures, identique, identiques, horaires identiques, rebelote`)
	add(only, 0, `uniquement, seulement, exclusivement, seul, seule, seuls, seules, slmt, seulmt, seulemt, seulment, uniqt, uniqmt,
		uniquemt, uniqument, exclusivemt`)
	add(negation, 0, "ne")
	add(like, 0, "comme, comme le, idem que, idem que le, pareil que, pareil que le, memes horaires que, memes "+
		"horaires que le, memes horaires qu, idem qu")
}

// activity is the value of an event that lasts as long as its hours give: a
// workshop from 14 h to 16 h is one, visits from 14 h to 16 h may be several.
const activity = 1

// performance is the value of an activity that one comes to at its beginning:
// beside opening hours it is none of them.
const performance = 2

// addNothing lists what changes no hours and adds nothing beside them. A
// word belongs here only if the phrase with it and without it means the same
// days and hours.
func addNothing() {
	add(event, 0, `visite, visites, depart, departs, creneau, creneaux, demonstration, demonstrations, tours, passage, passages,
		demo, demos, seances, sessions, sceances, rotation, rotations, exposition, expositions, expo, expos, nocturne, nocturnes,
		dep, deps, en nocturne, tranche, tranches, tranches horaires, tranche horaire`)
	add(event, activity, `atelier, ateliers, initiation, initiations, stage, stages, seance, session, sceance,
		rencontre, rencontres, animation, animations, cours, parcours`)
	add(event, performance, `conference, conferences, concert, concerts, spectacle, spectacles, projection, `+
		`projections, vernissage, lecture`)
	add(people, 0, `personne, personnes, pers, participant, participants, visiteur, visiteurs, eleve, eleves,
		enfant, enfants, adulte, adultes, groupe, groupes, classe, classes, place, places, inscrit, inscrits,
		stagiaire, stagiaires, pax, famille, familles`)
	add(years, 0, "ans, an")
	add(also, 0, "on ajoute, nous ajoutons, on rajoute, nous rajoutons, aussi, egalement, en plus, ainsi, en outre, en supplement")
	add(money, 0, "euros, euro, eur")
	addShort(people, 0, "p, pl")
	add(nothing, 0, `ouvert, ouverte, ouverts, ouvertes, portes ouvertes,
		porte ouverte, portes, guidee, guidees, commentee, commentees, libre, libres, accueil, accueils,
		entree, entrees`)
	add(nothing, unbroken, `non stop, nonstop, sans interruption, sans interruptions, sans coupure, sans pause, sans s arreter,
		sans pause dejeuner, pas de pause, pas d interruption, en continu, continu, continue, journee continue, en journee continue,
		sans fermeture, sans fermer, pas de coupure, sans pause le midi, sans pause a midi, sans coupure le midi, sans arret,
		sans interruption le midi, pas de coupure le midi, pas de pause le midi, sans fermer le midi, sans fermeture le midi,
		sans fermer a midi, pas de fermeture le midi, sans pause du midi, pas de pause a midi, pas de coupure a midi,
		sans coupure a midi, sans interruption a midi, sans coupure meridienne, pas de pause dejeuner, sans interruption du midi`)
	add(nothing, 0, `de la semaine, durant la semaine, rien d autre, et rien d autre, c est tout, et c est tout, meme duree, de meme duree,
		la meme duree, horaire, horaires, heures d ouverture, heure d ouverture, horaires d ouverture,
		jours d ouverture, dates d ouverture, date, dates, heure de depart,
		heures de depart, horaires de depart, heures de visite, rythme, heures de debut`)
	add(nothing, 0, `c est a dire, ajout de derniere minute, avec, mais, donc, et bien, est, sont, sommes, sera, seront, serons, serez, suis, a lieu, ont lieu, aura lieu,
		auront lieu, vous, nous, on, il, y aura, il y a, il y aura, tu, elle, ils, elles, c, cela, ca,
		accueille, accueillent, accueillons, accueillera, accueillerons, recoit, recoivent, recevons, attend, attendons,
		travaille, travaillons, travaillent, venons, vient, propose, proposons, proposent, propose s, pour, en, lors, chacun, chacune, tous, tout, toutes, toute, se, s, m, que, qu, qui, ouu,
		l on, reste, restera, restons, exceptionnelle, exceptionnelles, exceptionnellement, exceptionnel, horaires d accueil, jours et horaires`)
}

// addRefused lists words that make hours doubtful: they are never set aside,
// and the question is to the point.
func addRefused() {
	add(meeting, 0, "rendez vous, rdv, rv, rdvs")
	add(appointment, 0, `sur rendez vous, sur rdv, prendre rendez vous, prendre rdv, uniquement sur rendez vous, sur demande, demande,
		a la demande, nous contacter, nous consulter, nous appeler, me contacter, me consulter, m appeler,
		sur appel, a definir, a confirmer, confirmer, definir, determiner, prise de rendez vous, prise de rdv, sur simple demande, sur simple appel,
		a preciser, preciser, a determiner, a venir, a valider, en attente, en attente de, en attente de validation, sous validation, a reconfirmer, a fixer, a arreter, on verra, nous verrons, non communique, non defini, non precise, voir site, voir le site, sur simple rendez vous`)
	add(vague, 0, `vers, environ, environs, env, a peu pres, approximativement, approximatif, approximative, approximatifs, autour de, autour,
		aux alentours de, alentours, variable, variables,
		fin de matinee, en fin de matinee, debut de matinee, en debut de matinee, fin d apres midi, en fin d apres midi,
		debut d apres midi, en debut d apres midi, fin de journee, en fin de journee, debut de soiree, en debut de soiree,
		apres, aux heures d ouverture, heures habituelles, horaires habituels, aux horaires habituels, habituel, habituels, habituelles,
		habituelle, habituellement, d habitude,
		aux heures habituelles, comme d habitude, a partir, partir, tard, tardivement,
		tot, parfois, souvent, regulierement, en permanence, une partie de, une partie, presque, quasi, quasiment, plus ou moins,
		peu pres, approx, grosso modo, a priori, apriori, en gros, provisoirement, en theorie, theorique, theoriques, voir plus, voire plus, et plus si affinites,
		au plus tot, au plus tard, toujours, rarement, quelquefois, occasionnellement, ponctuellement`)
	add(earlier, 0, "plus tot")
	add(later, 0, "plus tard")
	addDoubtful()
	addRelative()
}

// addDoubtful lists negations and conditions.
func addDoubtful() {
	add(doubtful, 0, `complet, complete, complets, completes, sous reserve, sous reserve de, reserve, reserves, annule, annulee, annules,
		annulees, annulation, reporte, reportee, reportes, reportees, report, deplace, deplacee, decale, decalee, modifie, modifiee,
		supprime, supprimee, suspendu, suspendue, interdit, interdite, impossible, indisponible, indisponibles, absent, absente, absents,
		absence, conge, conges, si, selon, suivant les, suivant l, suivant la, possible, possibles, possiblement, possibilite, eventuel,
		eventuelle, eventuels, eventuelles, eventuellement, peut etre, probable, probablement, sans doute, normalement,
		en principe, theoriquement, provisoire, provisoires, previsionnel, previsionnels, susceptible, susceptibles, sauf imprevu,
		sauf exception, en cas de, en cas d, cas, a condition, condition, conditions, sinon, plutot, au lieu, remplace, remplacee, sans, jamais,
		aucun, aucune, non, ni, nul, nulle, moins, inaccessible, quand, lorsque, lorsqu, tant que, autrement, 
		sur deux, dans la mesure, changement, changements, modification, modifications, hesitez, incertain, incertaine, uniquement si, a defaut, faute de,
		tbc, tbd, nc, demonte, expire, terminee, passe, meteo, beau temps, plus de, hors service, a moins, defaut, sur sans, moitie, limite, limites,
		limitee, limitees, restreint, restreints, sauf si, excepte si, ne pas, pas encore, pas sur`)
}

// addRelative lists words that speak of days or hours which the phrase does
// not date.
func addRelative() {
	add(relative, 0, `demi, demie, quart, quarts, demain, hier, aujourd hui, aujourdhui, surlendemain, prochain, prochaine, prochains, prochaines, suivant,
		suivante, suivants, suivantes, precedent, precedente, precedents, dernier, derniere, derniers, dernieres, premier, premiers,
		premieres, troisieme, quatrieme, cinquieme, pair, paire, pairs, impair, impaire, impairs, ferie, feries, vacances, semaine, semaines,
		mois, quinzaine, trimestre, bientot, week, end, am, pm, nuit, nuits, aube, crepuscule, mi, milieu, mi journee, dejeuner,
		heure locale, maintenant, actuellement, deuxiemes, paques, pentecote, ascension`)
}
