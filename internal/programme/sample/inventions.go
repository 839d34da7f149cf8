package sample

import "jema/internal/jema"

var domainNames = []string{"Ameublement et décoration", "Architecture et jardins",
	"Bijouterie, joaillerie, orfèvrerie et horlogerie",
	"Céramique", "Cuir", "Facture instrumentale", "Jeux, jouets et ouvrages mécaniques", "Luminaire", "Métal",
	"Mode et accessoires", "Papier, graphisme et impression", "Restauration", "Spectacle", "Tabletterie", "Textile",
	"Verre et cristal"}

// trade is a craft with what its workshops are called and offer; %s is a
// family's name.
type trade struct {
	craft                string
	domain               int
	names, titles, texts []string
}

var trades = []trade{
	{"Ébéniste", 0, []string{"Atelier %s", "Ébénisterie %s"}, []string{"Une nuit à l’atelier", "Le bois qui se souvient",
		"Tiroirs à secret"},
		[]string{"Une fois par an, je travaille le soir, à la lampe, comme le faisait mon arrière-grand-père. Douze " +
			"personnes, pas une de plus, autour d’un secrétaire à transformations dont je révèle un à un les tiroirs " +
			"secrets. On finit par une part de pogne.",
			"Noyer, merisier, loupe d’orme : chaque planche a son odeur. Venez les reconnaître les yeux fermés."}},
	{"Tailleur de pierre", 1, []string{"Pierre %s", "Taille %s et fils"}, []string{"La pierre a du grain",
		"Un chapiteau en six jours"},
		[]string{"Molasse ou calcaire ? Au son du ciseau, on le sait. Je dégrossis, je dresse, je bouchonne, et je vous " +
			"laisse essayer la gradine sur un bloc tendre. Le chapiteau commencé le mardi sera fini le dimanche, si tout le " +
			"monde s’y met."}},
	{"Horloger", 2, []string{"Horlogerie %s"}, []string{"Le cœur des pendules", "Tic, tac, et parfois plus rien"},
		[]string{"Tic, tac, et parfois plus rien. Je démonte une pendule de Paris de 1870, je montre l’échappement à " +
			"ancre, les pivots « mangés », et comment l’on tourne une pièce qui n’existe plus nulle part. Les visiteurs " +
			"peuvent apporter une montre mécanique : diagnostic offert."}},
	{"Céramiste", 3, []string{"Poterie %s", "Terres de %s"}, []string{"Tourner, tomber, recommencer", "Le bol du matin",
		"Émaux de cendre"},
		[]string{"Le tour pardonne peu et apprend vite. Vous centrez, vous ouvrez, vous montez, la terre retombe, et l’on " +
			"rit. Les pièces réussies sèchent à l’atelier et se retirent après cuisson.",
			"Mes émaux viennent du poêle : cendre de vigne, de noyer, de lavande. Je les prépare devant vous et j’ouvre le " +
				"four à 16 h, encore tiède.",
			"Trois gestes, un bol."}},
	{"Bottier main", 4, []string{"Atelier %s", "%s, bottier"}, []string{"De la forme au soulier", "Deux cents gestes"},
		[]string{"Une paire de souliers, c’est deux cents gestes et quarante heures d’établi. Je vous montre la prise de " +
			"mesures, la forme en charme, le montage de la tige et la couture trépointe, celle que l’on ne voit plus que " +
			"chez les bottiers. Vous pourrez toucher les cuirs et sentir la poix. Et comprendre pourquoi une bonne chaussure " +
			"se répare toute une vie, puis une autre."}},
	{"Luthier", 5, []string{"Lutherie %s"}, []string{"Tendre, barrer, accorder", "À l’oreille"},
		[]string{"Épicéa du Vercors, érable, palissandre de récupération : je choisis mes bois à l’oreille avant de les " +
			"choisir à l’œil. Au programme, le barrage d’une table d’harmonie, le cintrage des éclisses au fer chaud, et " +
			"vers 17 h un petit bœuf entre musiciens."}},
	{"Fabricant de jouets", 6, []string{"Les Joujoux %s", "La Toupie de %s"}, []string{"Engrenages et manivelles",
		"Une toupie pour demain"},
		[]string{"Un automate, c’est une histoire racontée par des cames. On tourne la manivelle, on regarde dessous, et " +
			"l’on comprend. Les enfants repartent avec une toupie de buis qu’ils ont décorée."}},
	{"Abat-jouriste", 7, []string{"Lumières %s"}, []string{"Plisser la lumière"},
		[]string{"Un abat-jour se coud à la main, pli après pli, sur une carcasse que je soude moi-même. Apportez la " +
			"lampe de votre grand-mère : on lui trouvera un habit."}},
	{"Forgeron", 8, []string{"Forge %s", "La Forge de %s"}, []string{"Battre le fer", "Le feu, l’enclume et le clou"},
		[]string{"Rouge cerise, rouge orange, blanc soudant : la couleur dit tout. Chacun forge son clou, puis son " +
			"crochet. Chaussures fermées, pas de synthétique, et de l’eau à boire.",
			"Vingt-cinq kilos de couteaux, de ciseaux et d’outils attendent leur tranchant : apportez les vôtres."}},
	{"Gantier", 9, []string{"Ganterie %s", "Maison %s"}, []string{"Mains précieuses", "À la taille de la main"},
		[]string{"La peau s’étire, se dolle, se fend ; la main de fer fait le reste. Je coupe une paire de gants devant " +
			"vous et vous dis votre pointure : elle se mesure en pouces de roi.", ""}},
	{"Relieur", 10, []string{"Reliure %s", "Au Livre ouvert – %s"}, []string{"Le livre mis à nu", "Coudre un carnet"},
		[]string{"Débrocher, laver, recoudre, arrondir, endosser, couvrir, titrer… Un livre ancien passe entre mes mains " +
			"une vingtaine de fois avant de retrouver sa place sur l’étagère. Apportez le vôtre : je vous dirai ce qu’il a, " +
			"et ce que l’on peut faire sans le trahir.",
			"En une heure, chacun plie, pique et coud son carnet de seize pages. Fil de lin fourni."}},
	{"Restaurateur de tableaux", 11, []string{"Atelier %s"}, []string{"Sous le vernis", "La lacune et le pinceau"},
		[]string{"Sous la lampe rasante, un portrait du XIXe siècle avoue ses repentirs. On retire un vernis jauni, coton " +
			"après coton, et l’on décide ensemble de ce qu’il ne faut surtout pas refaire."}},
	{"Costumier", 12, []string{"Costumes %s"}, []string{"L’envers du costume"},
		[]string{"Un costume de scène se change en quatorze secondes : voyez comment. Corsets, pressions cachées, usures " +
			"peintes à la bombe, et une malle où chacun peut fouiller."}},
	{"Tabletier", 13, []string{"Tabletterie %s"}, []string{"Os, corne et noyer", "Le damier de nacre"},
		[]string{"La corne chauffée s’ouvre comme un livre. Je débite, je presse, je polis : de l’échiquier au peigne, " +
			"tout tient dans la paume."}},
	{"Tisserand", 14, []string{"Tissages %s", "Le Métier de %s"}, []string{"Chaîne et trame",
		"Une écharpe à plusieurs mains"},
		[]string{"Trois mètres de chaîne sont montés ; à vous la trame. Chaque visiteur tisse dix centimètres, signe son " +
			"passage, et l’écharpe sera remise au tirage du dimanche soir.",
			"Laine de brebis de la vallée, filée ici, teinte au réséda et à la garance."}},
	{"Verrier au chalumeau", 15, []string{"Verre %s", "Feu et verre – %s"}, []string{"Une perle de verre",
		"Le verre coule comme du miel"},
		[]string{"Au chalumeau, le verre coule comme du miel. Vous enroulez la baguette fondue sur le mandrin, vous la " +
			"décorez d’un filet de couleur, et la perle part au four de recuit ; vous la récupérez le lendemain. Lunettes " +
			"fournies, cheveux attachés."}},
}

var (
	surnames = []string{"Malaval", "Vautrin", "Charpenay", "Sauveplane", "Reverdy", "Ribes", "Ozil", "Fayolle",
		"Montségur", "Pouzin", "Chomarat",
		"Bouvat", "Grangeon", "Peyrachon", "Tézier", "Barbier-Roux", "Delhomme", "Escoffier", "Juvenon", "Faravel",
		"Combovin", "Arnoux",
		"Belle-Isle", "Lantheaume", "Morvan", "Serret", "Trouiller", "Valette", "Ycard"}
	firstNames = []string{"Étienne", "Solène", "Odile", "Jonas", "Inès", "Gaspard", "Célia", "Hortense", "Lucien",
		"Marcel", "Anaïs", "Bastien",
		"Clotilde", "Driss", "Élodie", "Fanny", "Gwenaëlle", "Hugo", "Irène", "Joël", "Kenza", "Loïc", "Maëlle"}
	streets = []string{"rue du Gravier", "place du Chapitre", "rue Mathieu-de-la-Drôme", "rue Pêcherie", "avenue Gambetta",
		"chemin des Bœufs",
		"quai de la Presle", "Grande-Rue", "montée des Cordeliers", "impasse du Four",
		"route de Saint-Donat, lieu-dit Les Mûriers"}
	kinds = []jema.OpeningKind{jema.OpenDoors, jema.Initiation, jema.Demonstration, jema.GuidedVisit, jema.Exhibition,
		jema.Demonstration, jema.Talk}
	prices    = []string{"gratuit", "gratuit", "12 €", "gratuit", "8 € le sac", "entrée libre", "18 €"}
	ages      = []string{"", "", "6 ans accompagné", "12 ans", "", "14"}
	languages = []string{"français", "français, anglais", "français", "français, LSF", "français, espagnol"}
	accesses  = []string{"plain-pied", "oui", "", "2 marches", "1er étage sans ascenseur",
		"plain-pied, porte de 80 cm", "non"}
	credits = []string{"Jeanne Montel", "Paul Dervieux", ""}
)
