package content

import ()

// english are the words of the programme; what artisans wrote stays as it is.
var english = &Words{
	Tag: "en-GB", Say: englishSpeech, At: "in ", Of: "of ",
	Days: "Day by day", Workshops: "The workshops", Index: "Index of crafts",
	Practical: "Practical information", Contents: "In this programme", Nearby: "Close by",
	NearbyIntro: "In the neighbouring communes, other workshops open their doors.",
	Notes:       "Notes", Territory: "The territory",
	Free: "Just walk in", Booked: "Booking required", Schools: "For school classes",
	Duration: "%s each", Groups: "%s per session",
	Price: "Price: %s", Age: "Age: %s", AgeFrom: "from %s", Languages: "Languages: %s",
	FreePrice: "free", Yes: "%s: yes", No: "%s: no",
	AccessKinds: map[string]string{"mi": "mobility", "hi": "hearing", "vi": "sight", "ii": "learning disability",
		"pi": "mental health"},
	Access:           "Access: %s",
	AddressOnBooking: "address given when you book",
	Page:             "page\u00a0%s",
	NoneOpen:         "This year no workshop opens %s.", OneOpen: "One workshop opens its doors",
	ManyOpen:    "%s open their doors",
	ByTelephone: "By telephone: %s", ByMail: "By e-mail: %s",
	HowFreeTitle: "Just walk in",
	HowFree:      "Push the door at the times given; no booking is needed.",
	HowBookTitle: "Booking required",
	HowBook: "Scan the code beside the event, or type the address printed below it, then choose a session. Your " +
		"booking is confirmed at once.",
	HowCancel: "Cannot come after all? Cancel with the link you received: somebody else will be glad of your place.",
	HowPay:    "Where a session is paid for, you pay the artisan on the day.", HowAccessTitle: "Access",
	HowAccess: "Each event says what the artisan has told us. Many workshops are old houses: if in doubt, telephone " +
		"before you come.",
	HowSafeTitle: "In the workshop",
	HowSafe: "A workshop is a place of work, with machines and with things that are hot or sharp. Do as the " +
		"artisan says and keep children close to you.",
	ContactTitle: "Any questions?",
	Proof:        "Proof", ProofWhy: "Proof: the printer is still to be named.",
	Demo:      "Demonstration data: artisans and workshops are invented",
	Publisher: "Publisher: %s", Printer: "Printed by: %s", Deposit: "Legal deposit: %s", Run: "Print run: %s",
	Litter: "Please do not litter.", Sort: "This paper can be sorted and recycled.",
	Photo: "Photo: %s", Photos: "Photographs: %s",
	MapCredit: "Commune boundaries: © IGN – Admin Express, Licence Ouverte 2.0.",
	AsOf:      "Information as of %s.", OtherCraft: "Another craft",
	Veneers: "Sixteen families",
	VeneersIntro: "Each family of crafts has a veneer of its own, a colour and a gesture. The cover is cut from " +
		"those that open %s.",
	VeneersIntroAll: "Each family of crafts has a veneer of its own, a colour and a gesture. The cover is cut from " +
		"those that open.",
	Continued:      "%s (continued)",
	TerritoryIntro: "%s, one of the %s of %s.",
	Map:            "The map",
	MapAlt:         "Map %s and the neighbouring communes; workshops bear the numbers of the list that follows.",
	MapPlain:       "Map %s and the neighbouring communes.",
	Unplaced:       "Not on the map, as their address is not published: %s.", TerritoryAlt: "Map of%s. Workshops open in:",
	LocatorAlt: "%s on the map of the territory %s.",
	CodeAlt:    "QR code to book: %s", MosaicAlt: "Marquetry of the crafts that open: %s.", NoCraft: "Marquetry.",
	NotBooked: "no booking", Cancelled: "Cancelled", CancelledWhy: "This event will not take place.", Stops: "The stops",
	Foreword: "Welcome", Supplied: "Page %d supplied by the organisers.", Partners: "With the support of",
	Communes: "The communes", ByCraft: "Index of crafts", ByDay: "Index of days",
	NoneIn:   "This year nothing opens in these communes: %s.",
	Workshop: "workshop", WorkshopMany: "workshops", Commune: "commune", CommuneMany: "communes", Place: "place",
	PlaceMany: "places",
	Years:     "age %s", PhotoOf: "Photo of %s", Quoted: "‘%s’",
	Kinds: map[string]string{
		"open_doors": "Open doors", "demonstration": "Demonstration", "initiation": "Taster workshop",
		"exhibition": "Exhibition", "guided_visit": "Guided visit", "talk": "Talk", "circuit": "Trail",
		"exceptional": "Special event", "collective": "Collective event", "school": "School",
	},
}
