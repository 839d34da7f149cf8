package exchange

// openingHeaders are the words under which organisers and chambers record
// the data of an opening. Accents, case, plurals, punctuation and small words
// do not matter; a header that only contains one of these is recognised too,
// by the longest.
var openingHeaders = hintedVocabulary("Atelier, Commune, Titre, Horaires, Créneaux, Places…", `
workshop: atelier, nom de l'atelier, raison sociale, enseigne, entreprise, nom de l'entreprise, nom commercial, structure, nom de la structure, établissement, société, dénomination, organisme
craft: métier, métier d'art, activité, profession, spécialité, savoir-faire, métiers
artisan: artisan, qui, qui accueille, nom de l'artisan, nom et prénom, prénom et nom, artisan d'art, contact, nom du contact, responsable, animateur, animatrice, animé par, intervenant, exposant, nom prénom
first_name: prénom, prénom de l'artisan, prénom du contact
last_name: nom, nom de famille
address: adresse, rue, adresse postale, adresse de l'atelier, adresse du lieu, adresse 1, voie, numéro et rue
postal_code: code postal, cp, c.p., code post
commune: commune, ville, localité, commune de l'atelier, nom de la commune
phone: téléphone, tél, portable, mobile, téléphone portable, tél portable, gsm, numéro de téléphone, tel fixe, téléphone fixe, numéro de portable
email: courriel, e-mail, email, mail, adresse mail, adresse e-mail, adresse électronique, mél, adresse courriel, adresse de courriel
website: site, site internet, site web, url, lien, web, page internet, adresse du site, adresse internet
parking: stationnement, parking, se garer, où se garer, parc de stationnement, places de parking, parkings
kind: type, quoi, type d'événement, nature, catégorie, format, type d'animation, forme, genre, type d'action, type de manifestation
title: titre, intitulé, titre de l'événement, nom de l'événement, événement, manifestation, animation, intitulé de l'événement, intitulé de l'action, libellé, nom de l'animation
description: descriptif, description, texte, présentation, résumé, contenu, détail, texte de présentation, descriptif de l'événement, programme
printed_text: texte imprimé, texte court, texte pour le programme, texte papier, accroche
hours: quand, horaires d'accueil libre, horaires, horaire, heures d'ouverture, horaires d'ouverture, ouverture, visite libre, accueil libre, jours et horaires, dates et horaires, dates et heures, horaires de visite libre, entrée libre
slots: créneaux sur réservation, créneaux, créneau, sur réservation, réservations, séances, horaires des créneaux, horaires sur réservation, séance, visites sur réservation, départs
date: date, jour, date de l'événement
first_day: du, date de début, premier jour, 1er jour, jour de début, à partir du, date début, date d'arrivée, date d'ouverture
last_day: au, date de fin, dernier jour, jour de fin, jusqu'au, date fin, date de départ, date de fermeture, date de clôture
start: heure de début, début, de, heure début, ouverture à, heure d'arrivée
end: heure de fin, à, fin, heure fin, fermeture à
capacity: places par créneau, places, nb max, nombre de places, jauge, capacité, nb de places, nombre max, nombre maximum, nombre maximum de personnes, nb max de personnes, effectif, nb personnes, nombre de personnes, nb pers, nombre de participants, nb participants, participants max, max
duration: durée, durée de la visite, durée en minutes, durée du créneau, durée d'une séance, temps
lat: latitude, lat
lon: longitude, lon, lng
stops: étapes, arrêts, étapes du circuit, parcours du circuit
price: tarif, €, prix, coût, participation, tarifs, gratuit ou payant, participation demandée, entrée, droit d'entrée
minimum_age: âge minimum, âge, âge mini, âge minimal, âge requis, dès, public, à partir de quel âge
languages: langues, langue, langues parlées
access: accès, accessibilité, accès pmr, pmr, accès handicapés, accessibilité pmr, accessible, handicap
publish_address: publier l'adresse, adresse publique, adresse publiable, diffuser l'adresse, adresse visible, adresse visible sur le site, adresse sur le site, adresse dans le programme, afficher l'adresse, publication de l'adresse
publish_contact: diffusion coordonnées, publier les coordonnées, publication des coordonnées, diffusion des coordonnées, coordonnées publiables, coordonnées publiques
publish_phone: publier le téléphone, publier le tél, téléphone public, téléphone publiable, diffuser le téléphone, afficher le téléphone, téléphone visible, tél visible, téléphone visible sur le site, tél visible sur le site, téléphone sur le site, téléphone dans le programme, numéro publiable, numéro visible, publication du téléphone
publish_email: publier le courriel, publier le mail, publier l'e-mail, mail public, mail visible, mail visible sur le site, mail sur le site, courriel visible, courriel sur le site, courriel publiable, diffuser le mail, afficher le mail, publication du courriel
national_number: numéro national, n° national, numéro d'inscription, id national, identifiant national, référence nationale, n° jema, numéro
answered: horodateur, timestamp, horodatage, date de réponse, répondu le, soumis le, date de soumission, submitted at, date d'envoi, date de saisie, date de la réponse, reçu le
remarks: remarques, remarque, obs, commentaire, commentaires, observations, notes, note, divers, informations complémentaires
`)

// The headers of reference data.
var (
	communeHeaders = vocabularyOf("insee, name, postal_codes, lat, lon, population", `
insee: insee, code insee, code commune, com
name: name, nom, commune, libellé, nom de la commune
postal_codes: postal_codes, codes postaux, code postal, cp
lat: lat, latitude
lon: lon, lng, longitude
population: population, population municipale, pmun, habitants
former_names: former_names, anciens noms, ancien nom, communes déléguées
`)
	craftHeaders = vocabularyOf("domaine, metier, specialite_of, feminin, synonymes", `
domain: domaine, domain, domaine d'activité
name: métier, craft, nom, métier d'art
specialty_of: specialite_of, spécialité de, métier parent
feminine: féminin, forme féminine
synonyms: synonymes, autres noms, synonyme
`)
)
