package jema

// FieldNote is an organiser's remark on one answer of an event, for its artisan.
type FieldNote struct{ Field, Note string }

// ReadySentence is a sentence that a territory's organisers have ready for
// artisans. Field is the answer it is about, "" for none in particular.
type ReadySentence struct {
	ID              ReadySentenceID // 0 for a new one
	Field, Sentence string
}

// ReadySentenceMax and FieldNoteMax are the greatest lengths of a ready sentence
// and of a field note, in characters.
const (
	ReadySentenceMax = 300
	FieldNoteMax     = 1000
)

// NoteFields are the answers that a field note may be about, in the order of the
// forms.
var NoteFields = []string{"title", "description", "printed_text", "hours_text", "slots_text", "price", "minimum_age",
	"access", "craft", "address", "phone", "photo"}
