package schedule

// seasons are read in an edition of six weeks over two ends of months.
var seasons = []reading{
	{Free, 0, "samedi et dimanche (10 et 11 avril) de 10h à 18h", "sa10 di11 10:00-18:00"},
	{Free, 0, "samedi de 10h à 18h", "sa27 sa03 sa10 sa17 sa24 sa01 10:00-18:00"},
	{Free, 0, "du jeudi au samedi de 10h à 18h",
		"je25 ve26 sa27 je01 ve02 sa03 je08 ve09 sa10 je15 ve16 sa17 je22 ve23 sa24 je29 ve30 sa01 10:00-18:00"},
	{Free, 0, "du 30 au 2 avril de 10h à 18h", "ma30 me31 je01 ve02 10:00-18:00"},
	{Free, 0, "du 30 mars au 2 avril de 10h à 18h", "ma30 me31 je01 ve02 10:00-18:00"},
	{Free, 0, "le 24 de 10h à 12h", "✗ [24] « 24 » peut être plusieurs jours de l’édition. Faut-il lire « mercredi 24 " +
		"mars, de 10 h à 12 h » ou « samedi 24 avril, de 10 h à 12 h » ?"},
	{Free, 0, "samedi 27 et dimanche 28 mars de 10h à 12h", "sa27 di28 10:00-12:00"},
	{Free, 0, "du 6 au 30 avril, les samedis et dimanches de 10h à 12h", "sa10 di11 sa17 di18 sa24 di25 10:00-12:00"},
	{Free, 0, "du vendredi au lundi 10h-12h", "lu22 ve26 sa27 di28 lu29 ve02 sa03 di04 lu05 ve09 sa10 di11 lu12 ve16 " +
		"sa17 di18 lu19 ve23 sa24 di25 lu26 ve30 sa01 di02 10:00-12:00"},
	{Free, 0, "le week-end 10h-12h", "sa27 di28 sa03 di04 sa10 di11 sa17 di18 sa24 di25 sa01 di02 10:00-12:00"},
	{Free, 0, "le week-end du 10 avril 10h-12h", "sa10 di11 10:00-12:00"},
	{Free, 0, "samedi 10 avril et samedi 17, 10h-12h", "sa10 sa17 10:00-12:00"},
	{Free, 0, "27, 28 mars, 3 et 4 avril 10h-12h", "sa27 di28 sa03 di04 10:00-12:00"},
	{Free, 0, "31 mars, 1 et 2 10h-12h", "me31 je01 ve02 10:00-12:00"},
	{Free, 0, "31 avril 10h-12h", "✗ [31 avril] « 31 avril » n’existe pas : avril a 30 jours. Quel jour faut-il lire ?"},
	{Free, 0, "samedi 28 10h-12h", "✗ [samedi 28] « samedi 28 » peut être plusieurs jours de l’édition. Est-ce le " +
		"dimanche 28 mars ou le mercredi 28 avril ?"},
	{Free, 0, "dimanche 28 10h-12h", "di28 10:00-12:00"},
	{Free, 0, "samedi 10, 14 et 16h",
		"✗ [14] « 14 » peut se lire comme un jour ou comme une heure. Est-ce le 14, ou 14 h ?"},
	{Free, 0, "vendredi, samedi et dimanche 9, 10 et 11 avril 10h-12h", "ve09 sa10 di11 10:00-12:00"},
	{Free, 0, "du 6 avril au 30 avril et les samedis 10h-12h", "✗ [du 6 avril au 30 avril et les samedis] « du 6 avril " +
		"au 30 avril et les samedis » dit les jours de deux façons qui ne s’accordent pas. Quels jours exactement ?"},
	{Free, 0, "du vendredi au dimanche, du 9 au 11 avril, 10h-12h", "ve09 sa10 di11 10:00-12:00"},
	{Slots, 60, "samedi 10, 10h et 14h", "sa10 10:00-11:00 14:00-15:00"},
}
