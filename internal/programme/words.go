package programme

import (
	"slices"
	"strings"

	"jema/internal/text"
)

// words are the sentences of a language that a programme says by itself. %s is
// replaced in the order of the arguments. French spaces are written in.
type words struct {
	Tag                                            string
	Days, Workshops, Index, Practical, Contents    string
	Nearby, NearbyIntro, Notes                     string
	Territory, TerritoryIntro                      string
	Veneers, VeneersIntro                          string
	Continued, Page                                string
	Free, Booked, Schools, Duration, Groups        string
	Price, Age, AgeFrom, Languages, Access         string
	AddressOnBooking, OtherCraft                   string
	NoneOpen, OneOpen, ManyOpen                    string
	HowFreeTitle, HowFree, HowBookTitle, HowBook   string
	HowCancel, HowPay, HowAccessTitle, HowAccess   string
	HowSafeTitle, HowSafe, ContactTitle            string
	ByTelephone, ByMail                            string
	Proof, ProofWhy, Demo                          string
	Publisher, Printer, Deposit, Run, Litter, Sort string
	Photo, Photos, MapCredit, AsOf                 string
	Kinds                                          map[string]string
	WayIn, NoWayIn                                 []string // folded, of what artisans write about access
}

// wheelchair tells whether words about access say that a wheelchair gets in;
// any doubt is a no.
func (w *words) wheelchair(access string) bool {
	access = text.Fold(access)
	says := func(part string) bool { return strings.Contains(access, part) }
	return slices.ContainsFunc(w.WayIn, says) && !slices.ContainsFunc(w.NoWayIn, says)
}

var languages = map[string]*words{"fr": french}

var french = &words{
	Tag:  "fr-FR",
	Days: "Jour par jour", Workshops: "Les ateliers", Index: "Index des métiers",
	Practical: "Informations pratiques", Contents: "Dans ce programme", Nearby: "À deux pas",
	NearbyIntro: "Dans les communes voisines, d’autres ateliers ouvrent leurs portes.",
	Notes:       "Notes", Territory: "Le territoire",
	Free: "Visite libre", Booked: "Sur réservation", Schools: "Pour les classes",
	Duration: "durée\u00a0: %s", Groups: "%s par créneau",
	Price: "Tarif\u00a0: %s", Age: "Âge\u00a0: %s", AgeFrom: "dès %s", Languages: "Langues\u00a0: %s",
	WayIn:            []string{"oui", "plain-pied", "plain pied", "pmr", "accessible", "ascenseur", "fauteuil", "rampe"},
	NoWayIn:          []string{"non", "sans ascenseur", "marche", "escalier", "etage"},
	Access:           "Accessibilité\u00a0: %s",
	AddressOnBooking: "adresse communiquée à la réservation",
	Page:             "page\u00a0%s",
	NoneOpen:         "Cette année, aucun atelier n’ouvre %s.", OneOpen: "Un atelier ouvre ses portes",
	ManyOpen:    "%s ouvrent leurs portes",
	ByTelephone: "Par téléphone\u00a0: %s", ByMail: "Par courriel\u00a0: %s",
	HowFreeTitle: "Visite libre",
	HowFree:      "Poussez la porte aux heures indiquées, sans réservation.",
	HowBookTitle: "Sur réservation",
	HowBook:      "Scannez le code de l’événement, ou saisissez l’adresse imprimée dessous, puis choisissez un créneau. Votre réservation est confirmée aussitôt.",
	HowCancel:    "Un empêchement\u202f? Annulez par le lien reçu\u00a0: votre place servira à quelqu’un d’autre.",
	HowPay:       "Une séance payante est à régler sur place à l’artisan.", HowAccessTitle: "Accessibilité",
	HowAccess:    "Chaque événement dit ce que l’artisan nous a indiqué. Beaucoup d’ateliers sont d’anciennes maisons\u00a0: au moindre doute, appelez avant de venir.",
	HowSafeTitle: "Dans l’atelier",
	HowSafe:      "Un atelier est un lieu de travail, avec des machines et des matières chaudes ou coupantes. Suivez les consignes de l’artisan et gardez les enfants près de vous.",
	ContactTitle: "Une question\u202f?",
	Proof:        "Épreuve", ProofWhy: "Épreuve\u00a0: le nom de l’imprimeur reste à indiquer.",
	Demo:      "Données de démonstration\u00a0: artisans et ateliers inventés",
	Publisher: "Éditeur\u00a0: %s", Printer: "Impression\u00a0: %s", Deposit: "Dépôt légal\u00a0: %s", Run: "Tirage\u00a0: %s",
	Litter: "Ne pas jeter sur la voie publique.", Sort: "Ce papier se trie et se recycle.",
	Photo: "Photo\u00a0: %s", Photos: "Photographies\u00a0: %s",
	MapCredit: "Contours des communes\u00a0: © IGN – Admin Express, Licence Ouverte 2.0.",
	AsOf:      "État des données au %s.", OtherCraft: "Autre métier d’art",
	Veneers:        "Seize familles",
	VeneersIntro:   "Chaque famille de métiers a son placage, une couleur et un geste. La couverture est découpée dans ceux qui ouvrent %s.",
	Continued:      "%s (suite)",
	TerritoryIntro: "%s, parmi les %s de %s.",
	Kinds: map[string]string{
		"open_doors": "Portes ouvertes", "demonstration": "Démonstration", "initiation": "Initiation",
		"exhibition": "Exposition", "guided_visit": "Visite guidée", "talk": "Conférence", "circuit": "Circuit",
		"exceptional": "Rendez-vous d’exception", "collective": "Manifestation collective", "school": "École",
	},
}
