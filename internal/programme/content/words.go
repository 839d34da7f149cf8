package content

import (
	"strings"
)

// Said joins the lines of a timetable into one sentence.
func (w *Words) Said(lines []TimeLine) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.Days + " " + l.Hours
	}
	if strings.HasPrefix(w.Tag, "fr") {
		return strings.Join(parts, "\u202f; ")
	}
	return strings.Join(parts, "; ")
}

// Words are the sentences of a language that a programme adds to what was
// typed. %s is replaced in the order of the arguments. French spaces are
// written in.
type Words struct {
	Tag string
	Say Speech
	// before a commune's name; "" where the language's grammar is in the data
	At, Of                                      string
	Days, Workshops, Index, Practical, Contents string
	Away, AwayLittle, AwayNote                  string // how far a neighbour is
	Nearby, NearbyIntro, Notes                  string
	Territory, TerritoryIntro                   string
	// All: of a programme without a commune of its own
	Veneers, VeneersIntro, VeneersIntroAll                                      string
	Map, MapAlt, MapPlain, Station, Railway, Unplaced, LocatorAlt, TerritoryAlt string
	CodeAlt, MosaicAlt, NoCraft, NotBooked                                      string
	Cancelled, CancelledWhy, Stops, Foreword, Supplied                          string
	Partners, Communes, ByCraft, ByDay, NoneIn                                  string
	Workshop, WorkshopMany, Commune, CommuneMany                                string
	Place, PlaceMany, Years, PhotoOf, Quoted                                    string
	Continued, NothingThatDay, NoDay, North, SeeAll, Page, PageShort            string
	Free, Booked, Schools, Duration, Groups                                     string
	// AgeRest is what follows an age, by its folded French.
	AgeRest map[string]string

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
	FreePrice, No                                  string
	AccessKinds                                    map[string]string // of jema.AccessKinds
}

// Languages are the words of each language, by its BCP 47 code.
var Languages = map[string]*Words{"fr": French, "en": english}
