package jema

// FieldNote is what an organiser asks about one answer of an event.
type FieldNote struct{ Field, Note string }

// ReadySentence is a sentence that a territory's organisers have ready for
// artisans. Field is the answer it is about, "" for none in particular.
type ReadySentence struct {
	ID              ReadySentenceID // 0 for a new one
	Field, Sentence string
}

// ReadySentenceMax and FieldNoteMax are how long a ready sentence, and what is
// asked about one answer, may be, in signs.
const (
	ReadySentenceMax = 300
	FieldNoteMax     = 1000
)

// AskedFields are the answers about which something can be asked, in the order
// of the forms.
var AskedFields = []string{"title", "description", "printed_text", "hours_text", "slots_text", "price", "minimum_age",
	"access", "craft", "address", "phone", "photo"}
