package programme

import (
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// outputWords are the sentences of the papers beside the programme itself:
// errata, attendance, ticket, poster, arrows, proof. %s is replaced in the
// order of the arguments.
type outputWords struct {
	Errata, ErrataLead, ErrataSince, Number                                           string
	Cancelled, Moved, Hours, New, Text                                                string
	IsCancelled, IsElsewhere, IsNew, AddressNow, AddressIs, AddressAsked, AddressGone string
	FreeNow, FreeGone, FreeAdded, FreeIs                                              string
	BookedLess, BookedMore, BookedGone, BookedNow, SchoolsNow, SchoolsGone            string
	TitleNow, NameNow, ArtisanNow, CraftNow, KindNow, TextNow, TextGone               string
	FactsNow, FactsGone, AccessNow, AccessGone, ContactNow, ContactGone               string
	Attendance, AttendanceLead, Came, Name, Party, Phone, Code, WalkIns               string
	Waiting, WaitingLead, Rank, HeldPlaces, HeldLine, Nobody, Taken, Free             string
	SchoolsOnly, Private, Offered, Sheet                                              string
	Ticket, When, Where, Who, People, Manage, CancelHow, CancelPhone                  string
	TicketCalled, AskAddress, TicketWaiting, TicketOffered, TicketCancelled           string
	Artisan, OpenHere, BookHere, NoBooking, Accessible                                string
	Fold                                                                              string
	Approve, ApproveLead, Warnings, NoWarning, ApproveBack, Printed                   string
	WarningSays                                                                       map[string]string
	Bulletin, BulletinLead, BulletinEnd, Empty                                        string
	OtherWelcome                                                                      []welcome
	One, Many                                                                         string
	day                                                                               func(jema.Date) string
	fromTo                                                                            func(from, to jema.Clock) string
}

// welcome is what a door says in one language.
type welcome struct{ Tag, Open, Book string }

var outputLanguages = map[string]*outputWords{"fr": frenchOutput}

// outputsIn returns the words of a language; none is a refusal.
func outputsIn(language string) (*words, *outputWords, error) {
	language = orDefault(language, "fr")
	w, o := languages[language], outputLanguages[language]
	if w == nil || o == nil {
		return nil, nil, jema.Invalid("programme.language.unknown", "language", language)
	}
	return w, o, nil
}

// fill puts words into a sentence, in order.
func fill(pattern string, with ...string) string {
	for _, w := range with {
		pattern = strings.Replace(pattern, "%s", w, 1)
	}
	return pattern
}

var frenchOutput = &outputWords{
	Errata: "Ce qui a changé", ErrataLead: "Depuis l’impression du programme, voici ce qui n’est plus exact.",
	ErrataSince: "Changements depuis le programme imprimé, état au %s.", Number: "n°\u00a0%s du programme",
	Cancelled: "Annulé", Moved: "Autre lieu", Hours: "Horaires", New: "Nouveau", Text: "Précision",
	IsCancelled: "Annulé\u00a0: cet événement n’a plus lieu.", IsElsewhere: "A désormais lieu dans une autre commune\u00a0: %s.",
	IsNew: "S’ajoute au programme.", AddressNow: "Nouvelle adresse\u00a0: %s (et non %s).",
	AddressIs: "Adresse\u00a0: %s.", AddressAsked: "L’adresse imprimée n’est plus valable\u00a0: la nouvelle est communiquée à la réservation.",
	AddressGone: "L’adresse imprimée n’est plus publiée.",
	FreeNow:     "Visite libre\u00a0: désormais %s (et non %s).", FreeGone: "La visite libre annoncée (%s) n’a plus lieu.", FreeAdded: "Visite libre en plus\u00a0: %s.", FreeIs: "Visite libre\u00a0: %s.",
	BookedLess: "Séances supprimées\u00a0: %s.", BookedMore: "Séances ajoutées\u00a0: %s.", BookedGone: "Les séances sur réservation n’ont plus lieu.",
	BookedNow: "Séances sur réservation\u00a0: %s.", SchoolsNow: "Pour les classes\u00a0: désormais %s.", SchoolsGone: "Plus de séance pour les classes.",
	TitleNow: "S’intitule désormais «\u00a0%s\u00a0».", NameNow: "L’atelier se nomme désormais %s.", ArtisanNow: "Vous y rencontrerez %s.", CraftNow: "Métier\u00a0: %s.", KindNow: "Nature de l’événement\u00a0: %s.",
	TextNow: "Nouvelle présentation\u00a0: «\u00a0%s\u00a0»", TextGone: "La présentation imprimée n’est plus valable.",
	FactsNow: "À savoir, désormais\u00a0: %s.", FactsGone: "Ne sont plus valables\u00a0: %s.", AccessNow: "Accessibilité\u00a0: désormais %s.", AccessGone: "L’accessibilité annoncée n’est plus garantie\u00a0: appelez avant de venir.",
	ContactNow: "Nouveau contact\u00a0: %s.", ContactGone: "Le contact imprimé n’est plus valable.",
	Attendance: "Feuille de présence", Came: "Venus", Name: "Nom", Party: "Places", Phone: "Téléphone", Code: "Code",
	WalkIns: "Sans réservation", Waiting: "Liste d’attente", WaitingLead: "%s en attente", Rank: "rang\u00a0%s",
	HeldPlaces: "%s de côté", HeldLine: "De côté, pour l’atelier ou l’accueil\u00a0: %s", Nobody: "Personne n’a encore réservé.",
	Taken: "Attendus\u00a0: %s, pour %s", SchoolsOnly: "réservé aux classes", Offered: "place proposée, réponse attendue", Sheet: "%s (suite)",
	Private: "Liste au %s, %s. Elle ne sert qu’à l’accueil\u00a0: ne l’affichez pas, et détruisez-la après la journée.",
	One:     "place", Many: "places",
	day: text.DayMonth, fromTo: text.FromTo,
}
