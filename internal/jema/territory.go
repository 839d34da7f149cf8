package jema

// Territory is the agglomeration that runs an instance. Its contact and its
// imprint are printed on every programme.
type Territory struct {
	ID           int64
	Slug, Name   string
	BaseURL      string // where visitors reach it, without a final slash; printed in QR codes
	ContactEmail string
	ContactPhone string
	Publisher    string // imprint: who publishes
	Printer      string // imprint: the printer's name and address
	LegalDeposit string // imprint: dépôt légal
	PrintRun     string // imprint: tirage
	SMSURL       string // of its SMS gateway, "" when it has none
	IsDemo       bool   // its artisans are invented, and it says so
}
