package jema

import "time"

// MadeFor is what a file of a programme is made for.
type MadeFor string

// The editions of a file.
const (
	ForScreen  MadeFor = "screen"
	ForPress   MadeFor = "press"
	ForBooklet MadeFor = "booklet"
)

// MadeForAll are all of them, in the order in which they are shown.
var MadeForAll = []MadeFor{ForScreen, ForPress, ForBooklet}

// Version is a programme as it was frozen for the printer.
type Version struct {
	ID        VersionID
	EditionID EditionID
	INSEE     string   // of the commune, "" for the territory's book
	Commune   string   // its name
	Number    int      // counts from 1 for each commune
	FreezeID  FreezeID // of the decision that froze several, 0 for none
	Format    string
	Language  string
	Pages     int
	FrozenAt  time.Time
	By        string // the account's address
}

// VersionFile is one of its files.
type VersionFile struct {
	For    MadeFor
	PDF    []byte
	SHA256 [32]byte
}

// Freeze is a decision to freeze the programmes of several communes.
type Freeze struct {
	ID        FreezeID
	EditionID EditionID
	Total     int // communes to freeze
	Done      int // frozen so far
	AccountID AccountID
	StartedAt time.Time
	EndedAt   *time.Time // nil while it goes on, or when it stopped halfway
}
