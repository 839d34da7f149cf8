package papers

import (
	"jema/internal/programme/content"
)

var englishOutput = &outputWords{
	LetterNumber: "letter U+%04X", SymbolNumber: "symbol U+%04X",
	Errata: "What has changed", ErrataSince: "Changes since the programme was printed, as of %s.",
	Number:    "no. %s in the programme",
	Cancelled: "Cancelled", Moved: "Place", Hours: "Times", New: "New", Text: "Details",
	IsCancelled: "Cancelled: this event does not take place.", IsElsewhere: "Now takes place in another town: %s.",
	IsNew:      "Added to the programme.",
	AddressNow: "New address: %s (not %s).", AddressIs: "Address: %s.",
	AddressAsked: "The printed address no longer holds: the new one is given when you book.",
	AddressGone:  "The printed address is no longer published.",
	FreeNow:      "Open to all: now %s (not %s).", FreeGone: "The open hours that were announced (%s) do not take place.",
	FreeAdded: "More open hours: %s.", FreeIs: "Open to all: %s.",
	BookedLess: "Sessions withdrawn: %s.", BookedMore: "Sessions added: %s.",
	BookedGone: "The sessions to book do not take place.", BookedNow: "Sessions to book: %s.",
	SchoolsNow: "For classes: now %s.", SchoolsGone: "No more sessions for classes.",
	TitleNow: "Now called “%s”.", NameNow: "The workshop is now called %s.", ArtisanNow: "You will meet %s.",
	CraftNow: "Craft: %s.", KindNow: "What it is: %s.",
	TextNow: "New description: “%s”", TextGone: "The printed description no longer holds.",
	FactsNow: "Now: %s.", FactsGone: "No longer true: %s.", AccessNow: "Accessibility: now %s.",
	AccessGone: "The accessibility that was announced is no longer certain: call before you come.",
	ContactNow: "New contact: %s.", ContactGone: "The printed contact no longer holds.",
	Attendance: "Attendance sheet", Came: "Came", Name: "Name", Party: "Places", Phone: "Telephone", Code: "Code",
	WalkIns: "Without booking",
	Waiting: "Waiting list", WaitingLead: "%s waiting", Rank: "rank\u00a0%s", HeldPlaces: "%s held back",
	HeldLine: "Held back for the workshop or the desk: %s",
	Nobody:   "Nobody has booked yet.", Taken: "Expected: %s, for %s", SchoolsOnly: "for classes only",
	Offered: "place offered, no answer yet", Sheet: "%s (continued)",
	Private: "As of %s, %s. For the reception only: do not put it up, and destroy it after the day.",
	One:     "place", Many: "places",
	Poster: "Poster", BookHere: "Book here:", MoreHere: "Find out more:", SeeAll: "The whole programme:", Arrows: "Arrows",
	Left:  "Arrow to the left",
	Right: "Arrow to the right", Straight: "Arrow straight on",
	Ticket: "Ticket", Where: "Where", Who: "In the name of", People: "How many people", ToPay: "Price",
	Pass: "Door pass, to show at the workshop", AskAddress: "The workshop will give you the address.",
	Accessible: "Accessibility",
	CancelHow: "Cannot come? Open the link you received and cancel, even at the last moment: somebody else will be " +
		"glad of the place. The printed code cancels nothing.",
	CancelPhone: "By telephone: %s.",
	Approve:     "Proof to approve", ApproveLead: "Your event as the programme %s will print it. Check the title, the " +
		"times, the address, the telephone and the price.",
	Warnings: "To check", NoWarning: "Nothing to report.",
	ApproveHow: "Is everything right? Approve this proof on your page. If not, correct your event: you will be offered " +
		"a new proof.",
	Warns: map[string]string{
		content.WarningDropped:  "The sign “%s” cannot be printed: it was left out.",
		content.WarningReplaced: "Our faces lack the sign “%s”: □ stands for it.",
		content.WarningPhoto:    "The photo cannot be read: it is not printed.", content.WarningNoPhoto: "There is no photo.",
		content.WarningCoarse: "The photo is rather small for print (%s dots per inch).",
		content.WarningNoText: "There is no text to print.", content.WarningLongText: "The text is longer than 350 signs.",
		content.WarningProposed:   "The printed text was taken from your long one: read it again.",
		content.WarningNoHours:    "There are no hours.",
		content.WarningIncomplete: "Something is missing: %s.",
	},
	Bulletin: "The whole programme, and how to book: %s",
}
