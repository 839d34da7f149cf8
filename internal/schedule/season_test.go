package schedule

// seasons are read in an edition of six weeks over two ends of months.
var seasons = []reading{
	{Free, 0, "samedi et dimanche (10 et 11 avril) de 10h à 18h", "sa10 di11 10:00-18:00"},
	{Free, 0, "samedi de 10h à 18h", "sa27 sa03 sa10 sa17 sa24 sa01 10:00-18:00"},
	{Free, 0, "du jeudi au samedi de 10h à 18h", "je25 ve26 sa27 je01 ve02 sa03 je08 ve09 sa10 je15 ve16 sa17 je22 ve23 sa24 je29 ve30 sa01 10:00-18:00"},
	{Free, 0, "du 30 au 2 avril de 10h à 18h", "ma30 me31 je01 ve02 10:00-18:00"},
	{Free, 0, "du 30 mars au 2 avril de 10h à 18h", "ma30 me31 je01 ve02 10:00-18:00"},
	{Free, 0, "le 24 de 10h à 12h", "✗ [24] « 24 » peut être plusieurs jours de l’édition. Est-ce le mercredi 24 mars ou le samedi 24 avril ?"},
	{Free, 0, "samedi 27 et dimanche 28 mars de 10h à 12h", "sa27 di28 10:00-12:00"},
	{Free, 0, "du 6 au 30 avril, les samedis et dimanches de 10h à 12h", "sa10 di11 sa17 di18 sa24 di25 10:00-12:00"},
}
