package jema

// Ids of what is stored. Each is a type of its own, so that the compiler refuses one in the
// place of another; 0 is none.

// TerritoryID is the id of a territory.
type TerritoryID int64

// AccountID is the id of an account.
type AccountID int64

// SignInLinkID is the id of a link to sign in.
type SignInLinkID int64

// EditionID is the id of an edition.
type EditionID int64

// WorkshopID is the id of a workshop.
type WorkshopID int64

// OpeningID is the id of an opening.
type OpeningID int64

// EditID is the id of an edit in an opening's history.
type EditID int64

// SlotID is the id of a slot.
type SlotID int64

// BookingID is the id of a booking.
type BookingID int64

// HoldID is the id of places held at the desk.
type HoldID int64

// MessageID is the id of a message.
type MessageID int64

// PhotoID is the id of a photo.
type PhotoID int64

// ProposalID is the id of an artisan's proposal.
type ProposalID int64

// ReadySentenceID is the id of a sentence that organisers have ready.
type ReadySentenceID int64

// ParkedFormID is the id of a form whose sender had been signed out.
type ParkedFormID int64

// SchoolRequestID is the id of a class's request.
type SchoolRequestID int64

// SchoolVisitID is the id of the visit of a class to one workshop.
type SchoolVisitID int64

// VersionID is the id of a frozen programme.
type VersionID int64

// FreezeID is the id of one decision to freeze programmes.
type FreezeID int64

// PrintPartID is the id of a supplied piece of a programme.
type PrintPartID int64
