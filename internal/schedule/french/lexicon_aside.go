package french

// addOthers lists words that are not about time. A word that is listed nowhere
// is set aside as well: the words here belong together, or come so near to a
// dangerous word that they would be taken for it with a typing error.
func addOthers() {
	add(other, 0, `gratuit, gratuite, gratuits, gratuites, gratuitement, public, publics, tout public, acces libre,
		tous publics, grand public, scolaire, scolaires, ecole, ecoles, college, colleges, lycee, lycees, individuel,
		individuels, individuelle, individuelles, sur place, en famille, max, maximum, entree libre, libre d acces,
		maxi, artisan, artisans, artisane, boutique, galerie, magasin, showroom, jema, a l etage, en libre acces, sous,
		guide, guides, premier etage, deuxieme etage, 1er etage, premiere fois`)
	add(other, 0, `sur reservation, sur inscription, avec reservation, reservation obligatoire, reservation conseillee,
		sur reservation obligatoire, inscription obligatoire, reservation, reservations, inscription, inscriptions, reservez, reserver,
		reservee, reservees, reserve a, reserve au, reserve aux, reserves a, reserves aux, reserve uniquement aux, sur reservation uniquement,
		uniquement sur reservation, sur inscription uniquement, uniquement sur inscription, reservation prealable, sur reservation prealable,
		telephone, telephoner, tel, appeler, appelez, par telephone, contact, contacts, contacter, consulter`)
	add(other, 0, `bonjour, bonsoir, merci, cordialement, bien cordialement, salut, salutations, madame, monsieur, mesdames, messieurs,
		bonne journee, bonne soiree, bonne reception, bonnes journees, belle journee, a bientot, a tres bientot, bisous, ps,
		bonjour a tous, bonjour a toutes et a tous, merci d avance, a vous, bien a vous, bon week end, bon weekend, bonne semaine,
		bonne fin de journee, bonne apres midi, bel apres midi, bon apres midi, a la semaine prochaine, a demain, belle soiree,
		merci de confirmer, merci de me confirmer, merci de nous confirmer, merci de bien vouloir confirmer, confirmer la reception,
		confirmer la bonne reception, confirmer bonne reception, bonne aprem, bon aprem, bel aprem, bonne ap, bonne continuation,
		pour info, pour information, svp, s il vous plait, s il te plait, stp`)
	add(other, 0, `semaine des metiers d art, la semaine des metiers d art, semaine europeenne des metiers d art, semaine de l artisanat,
		journees europeennes des metiers d art, journees des metiers d art, journees europeennes, journee europeenne`)
	add(other, 0, `forme, formes, femme, femmes, terme, termes, saut, ferronnier, a la ferme, poste, posee, pas a pas, par ailleurs,
		pose, poses, mari, main, mains, maison, maisons, coupe, coupes, autre, autres, vert, verre, verres, soin, soins,
		atelier d art, precises, precise, pile, tapantes, rares, vue, vues, salon, salons, marine, marin, tabac, sol, pot, pots, hote, hotes, plate, temps, dates a retenir`)
	add(other, 0, emptyBox+", accueil telephonique, vente en gros, ventes en gros, en gros et au detail, en gros et en detail")
	addHarmlessNegations()
}

// addHarmlessNegations lists what only sounds like a negation or a condition.
func addHarmlessNegations() {
	add(other, 0, `n hesitez pas, n hesitez pas a, ne manquez pas, ne pas manquer, a ne pas manquer, a ne pas rater,
		dans la limite des places disponibles, dans la limite des places, sans reservation, sans rendez vous, sans rdv,
		sans inscription, sans inscription prealable, sans reservation prealable, nombre de places limite, nombre de places limites,
		places limitees, nombre limite, jauge limitee, limite a, limitee a, limites a, limitees a, sans supplement,
		sans obligation d achat, pas de reservation, pas besoin de reserver, sans obligation, groupes limites, effectif limite`)
	for _, who := range []string{"chien", "chiens", "animal", "animaux", "poussette", "poussettes", "velo", "velos"} {
		for _, not := range []string{"non admis", "non admise", "non admises", "non acceptes", "interdits", "interdit",
			"pas admis", "refuses"} {
			add(other, 0, who+" "+not)
		}
	}
}

// addPlaces lists what leads to a place, a number or a name that is no time.
func addPlaces() {
	addShort(street, 0, "av, bd, bld, boul, imp, pl, chem, ch, rte, fbg")
	add(street, 0, `rue, rues, avenue, boulevard, place du, place de, place des, place d, impasse, allee, allees, chemin, route, quai, montee,
		faubourg, square, ruelle, passage du, passage des, cour des, cour du, lieu dit, lieudit, lotissement, residence, hameau, esplanade,
		rond point, zone artisanale, zone industrielle, zone d activites, za, zi, zae, zac, traverse, venelle, sente, voie, domaine, clos du,
		clos des, mail du, parvis, promenade, cours du, cours des, cours de la, place saint, place notre`)
	addShort(label, 0, "no, num, bat, apt, appt, fax, dept")
	add(label, 0, `n, numero, numeros, salle, salles, stand, batiment, etage, niveau, hall, code, bus, ligne, lignes, tram, metro, siret, bp, cs, lot,
		tarif, tarifs, prix, box, rd, rn, sortie, porte, digicode, hangar, cedex, dossier, parcelle, repere, jauge, capacite, plan, annexe, pavillon, cellule`)
	add(label, 0, "places limitees a, place limitee a, places limites a, nombre de places limite a")
	add(letter, 0, "lettre, message, mail, courriel, courrier, appel, devis, facture, arrete")
	add(occasion, 0, `inauguration, aperitif, apero, verre de l amitie, vin d honneur, gouter, cafe, messe, discours, degustation, buffet, repas,
		remise des prix, cocktail, billetterie, guichet, caisse, collation, pot de l amitie, pique nique, pique niques, barbecue, auberge espagnole, tombola, tirage au sort`)
	add(unit, 0, `m, km, kms, kg, g, cm, mm, ha, metres, metre, kilometres, kilometre, litres, litre, pieces, piece, exposants,
		createurs, creatrices, metiers, oeuvres, etages, marches, kilos, tonnes, degres, pages, communes,
		villages, stands, panneaux, machines, generations, siecles, postes, tables, chaises`)
	add(unit, 0, "demi journee, demi journees")
	addShort(title, 0, "mme, mmes, mlle, mr, mrs, dr, st, ste, ets, cie")
	add(title, 0, "chez, saint, sainte, maitre, prenom, nomme, nommee")
}
