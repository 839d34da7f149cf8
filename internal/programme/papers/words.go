package papers

import (
	"cmp"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
)

// outputWords are the sentences of the papers beside the programme itself:
// errata, attendance, ticket, poster, arrows, proof. %s is replaced in the
// order of the arguments.
type outputWords struct {
	LetterNumber, SymbolNumber string // of a character that no face has
	// of errata
	Errata, ErrataSince, Number                                            string
	Cancelled, Moved, Hours, New, Text                                     string
	IsCancelled, IsElsewhere, IsNew                                        string
	AddressNow, AddressIs, AddressAsked, AddressGone                       string
	FreeNow, FreeGone, FreeAdded, FreeIs                                   string
	BookedLess, BookedMore, BookedGone, BookedNow, SchoolsNow, SchoolsGone string
	TitleNow, NameNow, ArtisanNow, CraftNow, KindNow, TextNow, TextGone    string
	FactsNow, FactsGone, AccessNow, AccessGone, ContactNow, ContactGone    string
	// of attendance
	Attendance, Came, Name, Party, Phone, Code, WalkIns string
	Waiting, WaitingLead, Rank, HeldPlaces, HeldLine    string
	Nobody, Taken, SchoolsOnly, Private, Offered, Sheet string
	One, Many                                           string
	// of the ticket
	Ticket, Where, Who, People, Pass, CancelHow, CancelPhone string
	ToPay, AskAddress, Accessible                            string
	// of the door
	Poster, BookHere, MoreHere, SeeAll, Arrows, Left, Right, Straight string
	// of the proof
	Approve, ApproveLead, Warnings, NoWarning, ApproveHow string
	Warns                                                 map[string]string

	Bulletin string // of the kit

}

var outputLanguages = map[string]*outputWords{"fr": frenchOutput, "en": englishOutput}

// outputsIn returns the words of a language; none is a refusal.
func outputsIn(language string) (*content.Words, *outputWords, error) {
	language = cmp.Or(language, "fr")
	w, o := content.Languages[language], outputLanguages[language]
	if w == nil || o == nil {
		return nil, nil, jema.Invalid("programme.language.unknown", "language", language)
	}
	return w, o, nil
}

// Speaks reports whether papers are made in a language.
func Speaks(language string) bool {
	return content.Languages[language] != nil && outputLanguages[language] != nil
}

// fill puts words into a sentence, in order.
func fill(pattern string, with ...string) string {
	for _, w := range with {
		pattern = strings.Replace(pattern, "%s", w, 1)
	}
	return pattern
}

var frenchOutput = &outputWords{
	LetterNumber: "lettre U+%04X", SymbolNumber: "symbole U+%04X",
	Errata:      "Ce qui a changé",
	ErrataSince: "Changements depuis le programme imprimé, état au %s.", Number: "n°\u00a0%s du programme",
	Cancelled: "Annulé", Moved: "Autre lieu", Hours: "Horaires", New: "Nouveau", Text: "Précision",
	IsCancelled: "Annulé\u00a0: cet événement n’a plus lieu.",
	IsElsewhere: "A désormais lieu dans une autre commune\u00a0: %s.",
	IsNew:       "S’ajoute au programme.", AddressNow: "Nouvelle adresse\u00a0: %s (et non %s).",
	AddressIs:    "Adresse\u00a0: %s.",
	AddressAsked: "L’adresse imprimée n’est plus valable\u00a0: la nouvelle est communiquée à la réservation.",
	AddressGone:  "L’adresse imprimée n’est plus publiée.",
	FreeNow:      "Visite libre\u00a0: désormais %s (et non %s).",
	FreeGone:     "La visite libre annoncée (%s) n’a plus lieu.", FreeAdded: "Visite libre en plus\u00a0: %s.",
	FreeIs:     "Visite libre\u00a0: %s.",
	BookedLess: "Séances supprimées\u00a0: %s.", BookedMore: "Séances ajoutées\u00a0: %s.",
	BookedGone: "Les séances sur réservation n’ont plus lieu.",
	BookedNow:  "Séances sur réservation\u00a0: %s.", SchoolsNow: "Pour les classes\u00a0: désormais %s.",
	SchoolsGone: "Plus de séance pour les classes.",
	TitleNow:    "S’intitule désormais «\u00a0%s\u00a0».", NameNow: "L’atelier se nomme désormais %s.",
	ArtisanNow: "Vous y rencontrerez %s.", CraftNow: "Métier\u00a0: %s.", KindNow: "Nature de l’événement\u00a0: %s.",
	TextNow: "Nouvelle présentation\u00a0: «\u00a0%s\u00a0»", TextGone: "La présentation imprimée n’est plus valable.",
	FactsNow: "À savoir, désormais\u00a0: %s.", FactsGone: "Ne sont plus valables\u00a0: %s.",
	AccessNow:  "Accessibilité\u00a0: désormais %s.",
	AccessGone: "L’accessibilité annoncée n’est plus garantie\u00a0: appelez avant de venir.",
	ContactNow: "Nouveau contact\u00a0: %s.", ContactGone: "Le contact imprimé n’est plus valable.",
	Attendance: "Feuille de présence", Came: "Venus", Name: "Nom", Party: "Places", Phone: "Téléphone", Code: "Code",
	WalkIns: "Sans réservation", Waiting: "Liste d’attente", WaitingLead: "%s en attente", Rank: "rang\u00a0%s",
	HeldPlaces: "%s de côté", HeldLine: "De côté, pour l’atelier ou l’accueil\u00a0: %s",
	Nobody: "Personne n’a encore réservé.",
	Taken:  "Attendus\u00a0: %s, pour %s", SchoolsOnly: "réservé aux classes", Offered: "place proposée, réponse attendue",
	Sheet:   "%s (suite)",
	Private: "Liste au %s, %s. Elle ne sert qu’à l’accueil\u00a0: ne l’affichez pas, et détruisez-la après la journée.",
	One:     "place", Many: "places",
	Poster: "Affiche", BookHere: "Réservez ici\u00a0:", MoreHere: "En savoir plus\u00a0:",
	SeeAll: "Tout le programme\u00a0:", Arrows: "Flèches",
	Left: "Flèche vers la gauche", Right: "Flèche vers la droite", Straight: "Flèche tout droit",
	Ticket: "Billet", Where: "Où", Who: "Au nom de", People: "Combien de personnes", ToPay: "Tarif",
	Pass: "Contremarque, à présenter à l’atelier", AskAddress: "L’atelier vous donnera l’adresse.",
	Accessible: "Accessibilité",
	CancelHow: "Un empêchement\u202f? Ouvrez le lien reçu et annulez, même au dernier moment\u00a0: la place servira " +
		"à quelqu’un d’autre. Le code imprimé n’annule rien.",
	CancelPhone: "Par téléphone\u00a0: %s.",
	Approve:     "Épreuve à valider", ApproveLead: "Votre événement, tel que le programme %s l’imprimera. Relisez le " +
		"titre, les heures, l’adresse, le téléphone et le prix.",
	Warnings: "À vérifier", NoWarning: "Rien à signaler.",
	ApproveHow: "Tout est juste\u202f? Validez cette épreuve sur votre page. Sinon, corrigez votre événement\u00a0: " +
		"une nouvelle épreuve vous sera proposée.",
	Warns: map[string]string{
		content.WarningDropped:  "Le signe «\u00a0%s\u00a0» ne s’imprime pas\u00a0: il a été retiré.",
		content.WarningReplaced: "Le signe «\u00a0%s\u00a0» n’existe pas dans nos caractères\u00a0: il est remplacé par □.",
		content.WarningPhoto:    "La photo ne peut pas être lue\u00a0: elle n’est pas imprimée.",
		content.WarningNoPhoto:  "Il n’y a pas de photo.",
		content.WarningCoarse:   "La photo est un peu petite pour l’impression (%s points par pouce).",
		content.WarningNoText:   "Il n’y a pas de texte à imprimer.", content.WarningLongText: "Le texte dépasse 350 signes.",
		content.WarningProposed:   "Le texte imprimé a été tiré de votre texte long\u00a0: relisez-le.",
		content.WarningNoHours:    "Aucune heure n’est indiquée.",
		content.WarningIncomplete: "Il manque une indication\u00a0: %s.",
	},
	Bulletin: "Tout le programme et les réservations\u00a0: %s",
}
