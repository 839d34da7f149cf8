package schedule

// refused are phrases that nobody can be sure of, with the question returned.
var refused = []reading{
	{Free, 0, "le 1er avril de 10h à 12h", "✗ [1er avril] « 1er avril » n’est pas dans l’édition, qui va du mardi 6 " +
		"au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "samedi 24h/24",
		"✗ [24h/24] « 24h/24 » est trop large pour une visite. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi 10h-25h", "✗ [25h] « 25h » n’est pas une heure. Quelle heure faut-il lire ?"},
	{Free, 0, "samedi 10h60-12h", "✗ [10h60] « 10h60 » n’est pas une heure. Quelle heure faut-il lire ?"},
	{Free, 0, "samedi 20h-2h", "✗ [20h-2h] « 20h-2h » : la fin, 2 h, ne vient pas après le début, 20 h. De quelle " +
		"heure à quelle heure, le même jour ?"},
	{Slots, 60, "samedi à 10h, durée 1h30",
		"✗ [durée 1h30] « durée 1h30 » ne s’accorde pas avec la durée déjà donnée, 1 h. Est-ce 1 h 30 ou 1 h ?"},
	{Slots, 60, "samedi 3 départs : 10h, 14h",
		"✗ [3 départs] « 3 départs » : 3 annoncés, 2 lus. Quelles sont toutes les heures de départ ?"},
	{Free, 0, "vendredi 10 avril de 10h à 12h", "✗ [vendredi 10 avril] « vendredi 10 avril » : le 10 avril 2027 est " +
		"un samedi. Faut-il lire « samedi 10 avril, de 10 h à 12 h » ou « vendredi 9 avril, de 10 h à 12 h » ?"},
	{Free, 0, "samedi 10 à 14h",
		"✗ [10] « 10 » peut se lire comme un jour ou comme une heure. Est-ce le 10, ou 10 h ?"},
	{Free, 0, "samedi 10 - 12h",
		"✗ [10] « 10 » peut se lire comme un jour ou comme une heure. Est-ce le 10, ou 10 h ?"},
	{Free, 0, "l'après-midi",
		"✗ [l'après-midi] « l'après-midi » ne dit pas les heures. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi après-midi",
		"✗ [samedi après-midi] « samedi après-midi » : il manque les heures. À quelles heures ?"},
	{Free, 0, "samedi à partir de 14h",
		"✗ [à partir de 14h] « à partir de 14h » commence à 14 h et ne dit pas jusqu’à quand. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi 10h",
		"✗ [10h] « 10h » : l’accueil libre commence à 10 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Slots, 0, "samedi de 14h à 18h", "✗ [de 14h à 18h] « de 14h à 18h » : entre 14 h et 18 h, on ne sait pas quand " +
		"commencent les créneaux. Toutes les combien de minutes part un créneau ?"},
	{Slots, 60, "samedi de 14h à 18h", "✗ [de 14h à 18h] « de 14h à 18h » : entre 14 h et 18 h, on ne sait pas quand " +
		"commencent les créneaux. Toutes les combien de minutes part un créneau ?"},
	{Slots, 0, "samedi 10h", "✗ [10h] « 10h » : on ne sait pas combien dure le créneau de 10 h. Combien de minutes " +
		"dure-t-il ?"},
	{Free, 0, "samedi vers 10h", "✗ [vers] « vers » est trop vague. À quelle heure exactement ?"},
	{Free, 0, "samedi ou dimanche 10h-12h",
		"✗ [ou] « ou » laisse le choix entre deux horaires. Lequel des deux est le bon ?"},
	{Free, 0, "samedi 10h-12h ou 14h-18h",
		"✗ [ou] « ou » laisse le choix entre deux horaires. Lequel des deux est le bon ?"},
	{Free, 0, "bla bla", "✗ [bla bla] « bla bla » ne donne ni jour ni heures. Quels jours et à quelles heures ?"},
	{Free, 0, "", "✗ [] Rien n’est écrit. Quels jours et à quelles heures ?"},
	{Free, 0, "lundi 10h-12h", "✗ [lundi] « lundi » n’est pas dans l’édition, qui va du mardi 6 au dimanche 11 avril " +
		"2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "du lundi au vendredi 10h-12h", "ma06 me07 je08 ve09 10:00-12:00"},
	{Free, 0, "samedi 10h-12h et 11h-14h", "✗ [11h-14h] « 11h-14h » : le samedi 10 avril, de 10 h à 12 h et de 11 h " +
		"à 14 h se chevauchent. Quelles sont les heures du samedi 10 avril ?"},
	{Free, 0, "tous les jours 10h-18h sauf le dimanche 14h-18h",
		"✗ [sauf le dimanche 14h-18h] « sauf le dimanche 14h-18h » : ces heures peuvent remplacer les autres ou en " +
			"être retirées. Faut-il lire « du mardi 6 au samedi 10 avril, de 10 h à 18 h ; dimanche 11 avril, de 14 " +
			"h à 18 h » ou « du mardi 6 au samedi 10 avril, de 10 h à 18 h ; dimanche 11 avril, de 10 h à 14 h » ?"},
	{Free, 0, "vendredi 9:14h-18h",
		"✗ [9:14h] « 9:14h » peut se lire de deux façons. Quelle heure, écrite comme 9 h 05 ou 10 h 30 ?"},
	{Free, 0, "vendredi 9:10h-18h",
		"✗ [9:10h] « 9:10h » peut se lire de deux façons. Quelle heure, écrite comme 9 h 05 ou 10 h 30 ?"},
	{Free, 0, "samedi 10h5-12h",
		"✗ [10h5] « 10h5 » peut se lire de deux façons. Quelle heure, écrite comme 9 h 05 ou 10 h 30 ?"},
	{Free, 0, "samedi 10h-18h, dimanche 10h-17h, pause de 13h à 14h", "✗ [pause de 13h à 14h] « pause de 13h à 14h » " +
		"peut concerner les derniers jours seulement ou tous. Faut-il lire « samedi 10 avril, de 10 h à 18 h ; " +
		"dimanche 11 avril, de 10 h à 13 h et de 14 h à 17 h » ou « samedi 10 avril, de 10 h à 13 h et de 14 h à 18 " +
		"h ; dimanche 11 avril, de 10 h à 13 h et de 14 h à 17 h » ?"},
	{Free, 0, "samedi 10h-18h, fermé de 12h à 14h et de 16h à 17h", "✗ [de 16h à 17h] « de 16h à 17h » suit une " +
		"fermeture : on ne sait pas si c’est ouvert ou fermé. Est-ce ouvert ou fermé à ces heures ?"},
	{Free, 0, "samedi 10h-18h, fermé le midi",
		"✗ [fermé le midi] « fermé le midi » ne dit pas quand. De quelle heure à quelle heure est-ce fermé ?"},
	{Free, 0, "samedi 10h-18h pause déjeuner",
		"✗ [pause déjeuner] « pause déjeuner » ne dit pas quand. De quelle heure à quelle heure est-ce fermé ?"},
	{Free, 0, "samedi 10h-18h, pause d'une heure à 13h", "sa10 10:00-13:00 14:00-18:00"},
	{Free, 0, "du mardi au dimanche 10h-18h, fermé mercredi et jeudi matin", "✗ [mercredi et jeudi matin] « mercredi " +
		"et jeudi matin » : on ne sait pas si tous ces jours sont pris en entier. Faut-il lire « mardi 6 et du " +
		"vendredi 9 au dimanche 11 avril, de 10 h à 18 h ; jeudi 8 avril, de 12 h à 18 h » ou « mardi 6 et du " +
		"vendredi 9 au dimanche 11 avril, de 10 h à 18 h ; mercredi 7 et jeudi 8 avril, de 12 h à 18 h » ?"},
	{Free, 0, "du mardi au dimanche 10h-18h, sauf samedi 31 avril",
		"✗ [samedi 31 avril] « samedi 31 avril » n’existe pas : avril a 30 jours. Quel jour faut-il lire ?"},
	{Free, 0, "du mardi au dimanche 10h-18h, sauf samedi 17 avril", "✗ [samedi 17 avril] « samedi 17 avril » n’est " +
		"pas dans l’édition, qui va du mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "du mardi au dimanche 10h-18h, sauf vendredi 10", "✗ [vendredi 10] « vendredi 10 » : le 10 avril 2027 " +
		"est un samedi. Faut-il lire « du mardi 6 au vendredi 9 et dimanche 11 avril, de 10 h à 18 h » ou « du mardi " +
		"6 au jeudi 8, samedi 10 et dimanche 11 avril, de 10 h à 18 h » ?"},
	{Free, 0, "samedi 10h-12h sauf le samedi", "✗ [sauf le samedi] « sauf le samedi » ne laisse plus aucune heure. " +
		"Quels jours et à quelles heures est-ce ouvert ?"},
	{Free, 0, "samedi 10h-14h, fermé de 10h à 14h", "✗ [fermé de 10h à 14h] « fermé de 10h à 14h » ne laisse plus " +
		"aucune heure. Quels jours et à quelles heures est-ce ouvert ?"},
	{Free, 0, "samedi jusqu'à 18h",
		"✗ [jusqu'à 18h] « jusqu'à 18h » finit à 18 h et ne dit pas depuis quand. À partir de quelle heure ?"},
	{Free, 0, "samedi 9h/12h/14h/18h",
		"✗ [9h] « 9h » : l’accueil libre commence à 9 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi de minuit à 2h", "✗ [de minuit à 2h] « de minuit à 2h » : minuit ne peut être qu’une fin. À " +
		"quelle heure, et quel jour, est-ce que cela commence ?"},
	{Free, 0, "samedi 10h à 10h", "✗ [10h à 10h] « 10h à 10h » : la fin, 10 h, ne vient pas après le début, 10 h. De " +
		"quelle heure à quelle heure, le même jour ?"},
	{Free, 0, "samedi 10 avril 2026 10h-12h", "✗ [samedi 10 avril 2026] « samedi 10 avril 2026 » n’est pas dans " +
		"l’édition, qui va du mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "10 avril 26 10h-12h", "✗ [26] « 26 » n’est pas dans l’édition, qui va du mardi 6 au dimanche 11 avril " +
		"2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "samedi 10 mai 10h-12h", "✗ [samedi 10 mai] « samedi 10 mai » n’est pas dans l’édition, qui va du " +
		"mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "30/02 10h-12h", "✗ [30/02] « 30/02 » n’existe pas : février a 28 jours. Quel jour faut-il lire ?"},
	{Free, 0, "29 février 10h-12h",
		"✗ [29 février] « 29 février » n’existe pas : février a 28 jours. Quel jour faut-il lire ?"},
	{Free, 0, "32 avril 10h-12h",
		"✗ [32 avril] « 32 avril » n’existe pas : avril a 30 jours. Quel jour faut-il lire ?"},
	{Free, 0, "samedi 32 10h-12h",
		"✗ [samedi 32] « samedi 32 » n’existe pas : avril a 30 jours. Quel jour faut-il lire ?"},
	{Free, 0, "10/13 10h-12h", "✗ [10/13] « 10/13 » : il manque le jour. Quels jours ?"},
	{Free, 0, "du dimanche au mardi 10h-12h", "✗ [du dimanche au mardi] « du dimanche au mardi » va du dimanche 11 " +
		"avril au mardi 6 avril, qui vient avant. Quels sont le premier et le dernier jour ?"},
	{Free, 0, "du 11 au 9 avril 10h-12h", "✗ [du 11 au 9 avril] « du 11 au 9 avril » va du dimanche 11 avril au " +
		"vendredi 9 avril, qui vient avant. Quels sont le premier et le dernier jour ?"},
	{Free, 0, "samedi 11 avril 10h-12h", "✗ [samedi 11 avril] « samedi 11 avril » : le 11 avril 2027 est un " +
		"dimanche. Faut-il lire « dimanche 11 avril, de 10 h à 12 h » ou « samedi 10 avril, de 10 h à 12 h » ?"},
	{Free, 0, "mardi 10h-12h, samedi", "✗ [samedi] « samedi » : il manque les heures. À quelles heures ?"},
	{Free, 0, "samedi, dimanche",
		"✗ [samedi, dimanche] « samedi, dimanche » : il manque les heures. À quelles heures ?"},
	{Free, 0, "10h-12h", "✗ [10h-12h] « 10h-12h » : il manque le jour. Quels jours ?"},
	{Free, 0, "10h-12h ; samedi 14h-18h", "✗ [10h-12h] « 10h-12h » : il manque le jour. Quels jours ?"},
	{Free, 0, "samedi 14h-18h le matin", "✗ [le matin] « le matin » : les heures et le moment de la journée ne " +
		"s’accordent pas. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi matin 9h-12h et 14h-18h", "✗ [14h-18h] « 14h-18h » : les heures et le moment de la journée ne " +
		"s’accordent pas. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi matin de 10h à 18h", "✗ [samedi matin] « samedi matin » : les heures et le moment de la " +
		"journée ne s’accordent pas. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi toute la journée",
		"✗ [toute la journée] « toute la journée » ne dit pas les heures. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi en fin de matinée",
		"✗ [en fin de matinée] « en fin de matinée » est trop vague. À quelle heure exactement ?"},
	{Free, 0, "samedi 10h-12h environ", "✗ [environ] « environ » est trop vague. À quelle heure exactement ?"},
	{Free, 0, "samedi 10h-12h sur rendez-vous", "✗ [sur rendez-vous] « sur rendez-vous » ne donne pas d’horaires. " +
		"Quels jours et à quelles heures peut-on venir ?"},
	{Free, 0, "samedi 10h-12h ?", "✗ [?] Le signe « ? » n’est pas compris. Que faut-il lire à la place ?"},
	{Free, 0, "samedi visites toutes les heures de 10h à 18h", "✗ [toutes les heures] « toutes les heures » annonce " +
		"des départs à heure fixe, et non un accueil libre. Faut-il en faire des créneaux sur réservation ?"},
	{Free, 0, "samedi 10h, 11h30 et 14h",
		"✗ [10h] « 10h » : l’accueil libre commence à 10 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi 2pm-6pm", "sa10 14:00-18:00"},
	{Free, 0, "samedi 10am", "✗ [am] « am » ne désigne pas un jour ou une heure de l’édition. Quels jours et à " +
		"quelles heures, écrits en entier ?"},
	{Free, 0, "un samedi sur deux 10h-12h",
		"✗ [sur deux] « sur deux » laisse un doute sur ces horaires. Quels jours et quelles heures sont certains ?"},
	{Free, 0, "v s d 10h-12h", "✗ [d] « d » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "samedi et tous les jours 10h-12h", "✗ [samedi et tous les jours] « samedi et tous les jours » dit les " +
		"jours de deux façons qui ne s’accordent pas. Quels jours exactement ?"},
	{Free, 0, "mêmes horaires le dimanche",
		"✗ [mêmes horaires] « mêmes horaires » : il manque les heures. À quelles heures ?"},
	{Free, 0, "9/11 avril 10h-12h", "✗ [9/11 avril] « 9/11 avril » peut être deux jours, ou tous les jours de l’un à " +
		"l’autre. Faut-il lire « vendredi 9 et dimanche 11 avril, de 10 h à 12 h » ou « du vendredi 9 au dimanche 11 " +
		"avril, de 10 h à 12 h » ?"},
	{Slots, 120, "samedi toutes les heures de 10h à 11h", "✗ [de 10h à 11h] « de 10h à 11h » : une visite de 2 h ne " +
		"tient pas entre 10 h et 11 h. Combien de minutes dure-t-elle ?"},
	{Slots, 30, "samedi toutes les heures à partir de 10h",
		"✗ [à partir de 10h] « à partir de 10h » commence à 10 h et ne dit pas jusqu’à quand. Jusqu’à quelle heure ?"},
	{Slots, 30, "samedi toutes les heures de 10h à 18h, dernier départ à 16h", "✗ [dernier départ à 16h] « dernier " +
		"départ à 16h » ne s’accorde pas avec les horaires lus. Quelle est la bonne heure, 16 h ou 17 h ?"},
	{Slots, 30, "samedi toutes les heures", "✗ [samedi] « samedi » : il manque les heures. À quelles heures ?"},
	{Slots, 0, "samedi toutes les 0 minutes de 10h à 12h",
		"✗ [toutes les 0 minutes] « toutes les 0 minutes » n’est pas une durée possible. Combien de minutes ?"},
	{Slots, 60, "samedi 10h, 12h et 14h, pause de 12h à 14h",
		"✗ [12h] « 12h » : le créneau de 12 h tombe dans la pause. Faut-il garder ce créneau ou la pause ?"},
	{Slots, 60, "samedi 23h30",
		"✗ [23h30] « 23h30 » : le créneau de 23 h 30 finirait après minuit. À quelle heure finit-il ?"},
	{Slots, 0, "samedi 10h (1h), 12h et 14h (2h)",
		"✗ [12h] « 12h » : on ne sait pas combien dure le créneau de 12 h. Combien de minutes dure-t-il ?"},
	{Slots, 60, "samedi matin à 10h et 14h",
		"✗ [14h] « 14h » : les heures et le moment de la journée ne s’accordent pas. De quelle heure à quelle heure ?"},
	{Slots, 60, "samedi 10, 14 et 16h",
		"✗ [14] « 14 » peut se lire comme un jour ou comme une heure. Est-ce le 14, ou 14 h ?"},
	{Slots, 60, "samedi 10h ou 14h", "✗ [ou] « ou » laisse le choix entre deux horaires. Lequel des deux est le bon ?"},
	{Slots, 60, "samedi 10h - 14h - 16h",
		"✗ [-] « - » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Slots, 60, "samedi vers 10h", "✗ [vers] « vers » est trop vague. À quelle heure exactement ?"},
	{Slots, 60, "tous les jours à 10h, dimanche à 14h", "✗ [à 14h] « à 14h » : le dimanche 11 avril a déjà des " +
		"heures, dites avec d’autres jours. Faut-il lire « du mardi 6 au samedi 10 avril, à 10 h ; dimanche 11 " +
		"avril, à 10 h et 14 h » ou « du mardi 6 au samedi 10 avril, à 10 h ; dimanche 11 avril, à 14 h » ?"},
	{Slots, 60, "tous les jours à 10h et 14h, dimanche à 14h", "✗ [à 14h] « à 14h » : le dimanche 11 avril, de 14 h " +
		"à 15 h et de 14 h à 15 h se chevauchent. Faut-il lire « tous les jours, à 10 h et 14 h » ou « du mardi 6 au " +
		"samedi 10 avril, à 10 h et 14 h ; dimanche 11 avril, à 14 h » ?"},
	{Slots, 90, "10h et 14h", "✗ [10h] « 10h » : il manque le jour. Quels jours ?"},
	{Slots, 60, "samedi dès 10h",
		"✗ [dès 10h] « dès 10h » commence à 10 h et ne dit pas jusqu’à quand. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi de 10h à 12h, de 14h à 18h, le dimanche",
		"✗ [le dimanche] « le dimanche » : il manque les heures. À quelles heures ?"},
	{Free, 0, "du mardi au dimanche de 14h à 18h, le samedi de 10h à 12h", "✗ [de 10h à 12h] « de 10h à 12h » : le " +
		"samedi 10 avril a déjà des heures, dites avec d’autres jours. Faut-il lire « du mardi 6 au vendredi 9 et " +
		"dimanche 11 avril, de 14 h à 18 h ; samedi 10 avril, de 10 h à 12 h et de 14 h à 18 h » ou « du mardi 6 au " +
		"vendredi 9 et dimanche 11 avril, de 14 h à 18 h ; samedi 10 avril, de 10 h à 12 h » ?"},
	{Free, 0, "du 6 au 11 avril 10h-18h, fermé de 12h à 14h, le 8 : 9h-12h",
		"✗ [9h-12h] « 9h-12h » : le jeudi 8 avril, de 10 h à 12 h et de 9 h à 12 h se chevauchent. Faut-il lire « " +
			"mardi 6, mercredi 7 et du vendredi 9 au dimanche 11 avril, de 10 h à 12 h et de 14 h à 18 h ; jeudi 8 " +
			"avril, de 9 h à 12 h et de 14 h à 18 h » ou « mardi 6, mercredi 7 et du vendredi 9 au dimanche 11 " +
			"avril, de 10 h à 12 h et de 14 h à 18 h ; jeudi 8 avril, de 9 h à 12 h » ?"},
	{Free, 0, "Samedi\\r", "✗ [Samedi] « Samedi » : il manque les heures. À quelles heures ?"},
	{Free, 0, "samedi 10 avril de 10h à 12h et 14h",
		"✗ [14h] « 14h » : l’accueil libre commence à 14 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi 10h½-12h", "✗ [½] « ½ » ne désigne pas un jour ou une heure de l’édition. " +
		"Quels jours et à quelles heures, écrits en entier ?"},
	{Free, 0, "fermé le lundi",
		"✗ [fermé le lundi] « fermé le lundi » ne donne ni jour ni heures. Quels jours et à quelles heures ?"},
	{Free, 0, "ouvert", "✗ [ouvert] « ouvert » ne donne ni jour ni heures. Quels jours et à quelles heures ?"},
	{Free, 0, "ouvert sauf le dimanche",
		"✗ [sauf le dimanche] « sauf le dimanche » ne donne ni jour ni heures. Quels jours et à quelles heures ?"},
	{Free, 0, "10h-18h sauf dimanche", "✗ [10h-18h] « 10h-18h » : il manque le jour. Quels jours ?"},
	{Free, 0, "week-end", "✗ [week-end] « week-end » : il manque les heures. À quelles heures ?"},
	{Free, 0, "le week-end du 17 avril 10h-12h", "✗ [17 avril] « 17 avril » n’est pas dans l’édition, qui va du " +
		"mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "le premier samedi 10h-12h", "✗ [premier] « premier » ne désigne pas un jour ou une heure de " +
		"l’édition. Quels jours et à quelles heures, écrits en entier ?"},
	{Free, 0, "premier avril 10h-12h", "✗ [premier avril] « premier avril » n’est pas dans l’édition, qui va du " +
		"mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "samedi 10 avril 10h 12",
		"✗ [10h 12] « 10h 12 » : l’accueil libre commence à 10 h 12 et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi 10h000-12h",
		"✗ [10h000] « 10h000 » peut se lire de deux façons. Quelle heure, écrite comme 9 h 05 ou 10 h 30 ?"},
	{Free, 0, "samedi 9999999999999h-12h",
		"✗ [9999999999999h] « 9999999999999h » n’est pas une heure. Quelle heure faut-il lire ?"},
	{Free, 0, "samedi 10 avril 99999 10h-12h",
		"✗ [99999] Le nombre « 99999 » n’est ni un jour ni une heure. Que désigne-t-il ?"},
	{Free, 0, "6.4. 10h-12h", "✗ [6.4] « 6.4 » peut être une heure ou une date. Est-ce une heure, écrite comme 10 h " +
		"30, ou un jour, écrit comme 10/04 ?"},
	{Free, 0, "samedi 10 avril de 10h à 12h, dernière entrée à 17h30", "✗ [dernière entrée à 17h30] « dernière " +
		"entrée à 17h30 » ne s’accorde pas avec les horaires lus. Quelle est la bonne heure ?"},
	{Free, 0, "samedi matin 10h",
		"✗ [10h] « 10h » : l’accueil libre commence à 10 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi après-midi à partir de 14h",
		"✗ [à partir de 14h] « à partir de 14h » commence à 14 h et ne dit pas jusqu’à quand. Jusqu’à quelle heure ?"},
	{Free, 0, "le matin", "✗ [le matin] « le matin » ne dit pas les heures. De quelle heure à quelle heure ?"},
	{Free, 0, "tous les jours", "✗ [tous les jours] « tous les jours » : il manque les heures. À quelles heures ?"},
	{Free, 0, "samedi 10h-12h, vendredi ou dimanche 14h-18h",
		"✗ [ou] « ou » laisse le choix entre deux horaires. Lequel des deux est le bon ?"},
	{Free, 0, "en avril 10h-12h",
		"✗ [avril] « avril » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "avril", "✗ [avril] « avril » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "lundi 5 avril 10h-12h", "✗ [lundi 5 avril] « lundi 5 avril » n’est pas dans l’édition, qui va du " +
		"mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "fermé", "✗ [fermé] « fermé » ne dit pas quand. De quelle heure à quelle heure est-ce fermé ?"},
	{Free, 0, "du vendredi 9 avril à 14h au dimanche 11 avril à 18h",
		"✗ [au] « au » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "lun-ven 10h-12h", "ma06 me07 je08 ve09 10:00-12:00"},
	{Free, 0, "tous les jours 10h - 19h (dimanche 14h)",
		"✗ [14h] « 14h » : l’accueil libre commence à 14 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "du 9 avril au 11 avril, de 10h à 12h ; de 14h à 18h le 10 avril",
		"✗ [de 14h à 18h] « de 14h à 18h » : le samedi 10 avril a déjà des heures, dites avec d’autres jours. " +
			"Faut-il lire « vendredi 9 et dimanche 11 avril, de 10 h à 12 h ; samedi 10 avril, de 10 h à 12 h et de " +
			"14 h à 18 h » ou « vendredi 9 et dimanche 11 avril, de 10 h à 12 h ; samedi 10 avril, de 14 h à 18 h » ?"},
	{Free, 0, "samedi 10 avril: 10h",
		"✗ [10h] « 10h » : l’accueil libre commence à 10 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "samedi-dimanche 10 et 11 avril 10h-18h", "✗ [dimanche 10] « dimanche 10 » : le 10 avril 2027 est un " +
		"samedi. Est-ce le samedi 10 avril ou le dimanche 11 avril ?"},
	{Free, 0, "du samedi 10 au dimanche 11 avril : 10h-12h, 14h-18h (samedi seulement)",
		"✗ [samedi] « samedi » : il manque les heures. À quelles heures ?"},
	{Free, 0, "tous les jours de 10h à 18h sauf dimanche 10h-16h",
		"✗ [sauf dimanche 10h-16h] « sauf dimanche 10h-16h » : ces heures peuvent remplacer les autres ou en être " +
			"retirées. Faut-il lire « du mardi 6 au samedi 10 avril, de 10 h à 18 h ; dimanche 11 avril, de 10 h à " +
			"16 h » ou « du mardi 6 au samedi 10 avril, de 10 h à 18 h ; dimanche 11 avril, de 16 h à 18 h » ?"},
	{Free, 0, "tous les jours de 10h à 18h sauf le dimanche de 10h à 12h", "✗ [sauf le dimanche de 10h à 12h] « sauf " +
		"le dimanche de 10h à 12h » : ces heures peuvent remplacer les autres ou en être retirées. Faut-il lire « du " +
		"mardi 6 au samedi 10 avril, de 10 h à 18 h ; dimanche 11 avril, de 10 h à 12 h » ou « du mardi 6 au samedi " +
		"10 avril, de 10 h à 18 h ; dimanche 11 avril, de 12 h à 18 h » ?"},
	{Slots, 45, "samedi 10h (complet)",
		"✗ [complet] « complet » laisse un doute sur ces horaires. Quels jours et quelles heures sont certains ?"},
	{Slots, 0, "samedi départ chaque heure de 14h à 17h", "✗ [de 14h à 17h] « de 14h à 17h » ne dit pas si un " +
		"créneau part encore à la dernière heure. Faut-il lire « samedi 10 avril, à 14 h, 15 h et 16 h, durée 1 h » " +
		"ou « samedi 10 avril, à 14 h, 15 h, 16 h et 17 h, durée 1 h » ?"},
	{Slots, 60, "créneaux de 14h à 18h samedi", "✗ [de 14h à 18h] « de 14h à 18h » : entre 14 h et 18 h, on ne sait " +
		"pas quand commencent les créneaux. Toutes les combien de minutes part un créneau ?"},
	{Free, 0, "samedi 14h-18h, le matin", "✗ [le matin] « le matin » : les heures et le moment de la journée ne " +
		"s’accordent pas. De quelle heure à quelle heure ?"},
	{Free, 0, "samedi 14h-18h le matin 9h-12h", "✗ [14h-18h] « 14h-18h » : les heures et le moment de la journée ne " +
		"s’accordent pas. De quelle heure à quelle heure ?"},
	{Free, 0, "le week-end du 9 avril de 10h à 18h", "✗ [le week-end du 9 avril] « le week-end du 9 avril » dit les " +
		"jours de deux façons qui ne s’accordent pas. Quels jours exactement ?"},
	{Free, 0, "tous les jours de 10h à 21h sauf vendredi soir", "✗ [sauf vendredi soir] « sauf vendredi soir » coupe " +
		"les horaires à une heure que personne n’a dite. À partir de quelle heure est-ce fermé ?"},
	{Free, 0, "tous les jours de 10h à 21h sauf dimanche après-midi", "✗ [sauf dimanche après-midi] « sauf dimanche " +
		"après-midi » coupe les horaires à une heure que personne n’a dite. À partir de quelle heure est-ce fermé ?"},
	{Slots, 60, "tous les jours à 10h et 17h30 sauf vendredi soir", "✗ [sauf vendredi soir] « sauf vendredi soir » " +
		"coupe les horaires à une heure que personne n’a dite. À partir de quelle heure est-ce fermé ?"},
	{Free, 0, "tous les jours de 10h à 18h sauf vacances", "✗ [vacances] « vacances » ne désigne pas un jour ou une " +
		"heure de l’édition. Quels jours et à quelles heures, écrits en entier ?"},
	{Free, 0, "tous les jours de 10h à 18h sauf",
		"✗ [sauf] « sauf » ne dit pas quoi. Quels jours ou quelles heures faut-il retirer ?"},
	{Free, 0, "tous les jours de 10h à 18h sauf de 14h à 12h", "✗ [sauf de 14h à 12h] « sauf de 14h à 12h » : la " +
		"fin, 12 h, ne vient pas après le début, 14 h. De quelle heure à quelle heure, le même jour ?"},
	{Free, 0, "tous les jours sauf mercredi, samedi 10h-12h", "✗ [mercredi, samedi 10h] « mercredi, samedi 10h » : " +
		"ces heures peuvent remplacer les autres ou en être retirées. À quelles heures est-ce ouvert ces jours-là ?"},
	{Free, 0, "samedi 10h-18h, fermé bientôt", "✗ [bientôt] « bientôt » ne désigne pas un jour ou une heure de " +
		"l’édition. Quels jours et à quelles heures, écrits en entier ?"},
	{Free, 0, "samedi 10h-18h, pause de 13h à 14h et 15h-16h", "✗ [15h-16h] « 15h-16h » suit une fermeture : on ne " +
		"sait pas si c’est ouvert ou fermé. Est-ce ouvert ou fermé à ces heures ?"},
	{Free, 0, "mardi 14h-18h, samedi 10h-12h, sauf le mardi", "✗ [sauf le mardi] « sauf le mardi » ne laisse plus " +
		"aucune heure. Quels jours et à quelles heures est-ce ouvert ?"},
	{Free, 0, "samedi et dimanche 10h-12h, dimanche 14h-18h, sauf le dimanche", "✗ [sauf le dimanche] « sauf le " +
		"dimanche » peut concerner les derniers jours seulement ou tous. Quels jours cela concerne-t-il ?"},
	{Free, 0, "samedi 18h 10/04", "✗ [10/04] « 10/04 » : il manque les heures. À quelles heures ?"},
	{Free, 0, "samedi de 14h à 18h, durée environ 1h",
		"✗ [environ] « environ » est trop vague. À quelle heure exactement ?"},
	{Free, 0, "samedi de 14h à 18h, durée libre",
		"✗ [durée] « durée » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "samedi de 14h à 18h, dernière entrée", "✗ [dernière entrée] « dernière entrée » ne dit rien de clair " +
		"à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "samedi entre 14h",
		"✗ [entre 14h] « entre 14h » ne dit rien de clair à cet endroit. Quels jours et à quelles heures ?"},
	{Free, 0, "samedi 10:75-12:00", "✗ [10:75] « 10:75 » n’est pas une heure. Quelle heure faut-il lire ?"},
	{Free, 0, "samedi 24:30-25:00", "✗ [24:30] « 24:30 » n’est pas une heure. Quelle heure faut-il lire ?"},
	{Free, 0, "00/04 10h-12h", "✗ [00/04] « 00/04 » n’existe pas : avril a 30 jours. Quel jour faut-il lire ?"},
	{Free, 0, "samedi 10/00/2027 10h-12h", "✗ [00] Le nombre « 00 » n’est ni un jour ni une heure. Que désigne-t-il ?"},
	{Free, 0, "11 sept. 10h-12h", "✗ [11 sept.] « 11 sept. » n’est pas dans l’édition, qui va du mardi 6 au dimanche " +
		"11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "tous les jours 10h-12h, les autres jours 14h-18h", "✗ [les autres jours] « les autres jours » n’est " +
		"pas dans l’édition, qui va du mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "du 8 au 10 avril et samedi 10h-12h", "✗ [du 8 au 10 avril et samedi] « du 8 au 10 avril et samedi » " +
		"dit les jours de deux façons qui ne s’accordent pas. Quels jours exactement ?"},
	{Free, 0, "du mercredi 7 au mardi 10h-12h", "✗ [du mercredi 7 au mardi] « du mercredi 7 au mardi » n’est pas " +
		"dans l’édition, qui va du mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "samedi 9 10h-12h", "✗ [samedi 9] « samedi 9 » : le 9 avril 2027 est un vendredi. Faut-il lire « " +
		"vendredi 9 avril, de 10 h à 12 h » ou « samedi 10 avril, de 10 h à 12 h » ?"},
	{Free, 0, "3 personnes", "✗ [3 personnes] « 3 personnes » ne donne ni jour ni heures. Quels jours et à quelles " +
		"heures ?"},
	{Free, 0, "samedi 10h-12h, 13", "✗ [13] « 13 » : il manque les heures. À quelles heures ?"},
	{Free, 0, "le 04 65 71 00 12",
		"✗ [le 04 65 71 00 12] « le 04 65 71 00 12 » ne donne ni jour ni heures. Quels jours et à quelles heures ?"},
	{Free, 0, "samedi vingt-quatre avril de 10h à 12h", "✗ [samedi vingt-quatre avril] « samedi vingt-quatre avril » " +
		"n’est pas dans l’édition, qui va du mardi 6 au dimanche 11 avril 2027. Quel jour de l’édition faut-il lire ?"},
	{Free, 0, "samedi ferme à 18h",
		"✗ [ferme à 18h] « ferme à 18h » finit à 18 h et ne dit pas depuis quand. À partir de quelle heure ?"},
	{Free, 0, "samedi de 10h à 18h ferme à 17h",
		"✗ [ferme à 17h] « ferme à 17h » finit à 17 h et ne dit pas depuis quand. À partir de quelle heure ?"},
	{Free, 0, "samedi 12h-2h", "✗ [12h-2h] « 12h-2h » : la fin, 2 h, ne vient pas après le début, 12 h. De quelle " +
		"heure à quelle heure, le même jour ?"},
	{Slots, 60, "samedi 7 visites par heure de 10h à 12h",
		"✗ [7 visites par heure] « 7 visites par heure » n’est pas une durée possible. Combien de minutes ?"},
	{Slots, 0, "samedi à 10h, durée 0 min",
		"✗ [durée 0 min] « durée 0 min » n’est pas une durée possible. Combien de minutes ?"},
	{Slots, 0, "samedi à 10h, durée 1500 min",
		"✗ [durée 1500 min] « durée 1500 min » n’est pas une durée possible. Combien de minutes ?"},
	{Slots, 0, "samedi 23h30, durée 1h",
		"✗ [23h30] « 23h30 » : le créneau de 23 h 30 finirait après minuit. À quelle heure finit-il ?"},
	{Slots, 0, "samedi toutes les 50 minutes de 22h à minuit", "✗ [de 22h à minuit] « de 22h à minuit » : le créneau " +
		"de 23 h 40 finirait après minuit. À quelle heure finit-il ?"},
	{Slots, 60, "samedi 10/14h", "✗ [10] Le nombre « 10 » n’est ni un jour ni une heure. Que désigne-t-il ?"},
	{Slots, 60, "samedi première visite à 9h : 10h, 11h", "✗ [première visite à 9h] « première visite à 9h » ne " +
		"s’accorde pas avec les horaires lus. Quelle est la bonne heure, 9 h ou 10 h ?"},
	{Slots, 60, "samedi 10 à 12h toutes les 30 minutes", "✗ [10] « 10 » peut se lire comme un jour ou comme une " +
		"heure. Faut-il lire « samedi 10 avril, à 12 h » ou « samedi 10 avril, à 10 h, 10 h 30 et 11 h » ?"},
	{Free, 0, "les 10 et 11 à 14h",
		"✗ [11] « 11 » peut se lire comme un jour ou comme une heure. Est-ce le 11, ou 11 h ?"},
	{Free, 0, "vendredi 9 et samedi 10 à 14h",
		"✗ [10] « 10 » peut se lire comme un jour ou comme une heure. Est-ce le 10, ou 10 h ?"},
	{Free, 0, "vendredi 9 et 10-12h",
		"✗ [10] « 10 » peut se lire comme un jour ou comme une heure. Est-ce le 10, ou 10 h ?"},
	{Free, 0, "du 8 au 10 à 10h",
		"✗ [à 10h] « à 10h » : l’accueil libre commence à 10 h et n’a pas de fin. Jusqu’à quelle heure ?"},
	{Free, 0, "le 10 à 12h",
		"✗ [à 12h] « à 12h » : l’accueil libre commence à 12 h et n’a pas de fin. Jusqu’à quelle heure ?"},
}
