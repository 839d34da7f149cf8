package organiser

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// fieldNotes is what an organiser writes to an artisan beside the note: on single
// answers, and the ready sentences that are ticked.
type fieldNotes struct {
	On    map[string]string // field → the note on it
	Ready []jema.ReadySentenceID
	notes []jema.FieldNote // both, by field
	plain []string         // ticked sentences about no answer in particular
}

// noteField is an answer that a note may be about.
type noteField struct{ Name, Label, Value string }

// readySentence is a sentence that may be ticked.
type readySentence struct {
	jema.ReadySentence
	Label  string // of its field
	Ticked bool
}

// Fields are the answers that a note may be about.
func (p moderationPage) Fields() (list []noteField) {
	for _, name := range jema.NoteFields {
		list = append(list, noteField{name, answerLabel(p.Layout, name), p.FieldNotes.On[name]})
	}
	return list
}

// ReadySentences are the territory's, those that were ticked still ticked.
func (p moderationPage) ReadySentences() (list []readySentence) {
	for _, r := range p.ready {
		shown := readySentence{ReadySentence: r, Ticked: slices.Contains(p.FieldNotes.Ready, r.ID)}
		if r.Field != "" {
			shown.Label = answerLabel(p.Layout, r.Field)
		}
		list = append(list, shown)
	}
	return list
}

// FieldNotesOpen reports whether something was typed about a single answer.
func (p moderationPage) FieldNotesOpen() bool { return len(p.FieldNotes.On) > 0 }

// answerLabel is the name of an answer.
func answerLabel(l page.Layout, name string) string {
	switch name {
	case "craft", "address", "phone":
		return l.T("workshop.field." + name)
	case "photo":
		return l.T("workshop.photo.title")
	}
	return artisan.FieldLabel(l, name)
}

// readFieldNotes reads what was typed and ticked.
func readFieldNotes(c *gin.Context, problems *jema.Problems) fieldNotes {
	a := fieldNotes{On: map[string]string{}}
	for _, name := range jema.NoteFields {
		if typed := page.Lines(c, problems, "on_"+name, jema.FieldNoteMax); typed != "" {
			a.On[name] = typed
		}
	}
	for _, typed := range c.PostFormArray("ready") {
		id, _ := strconv.ParseInt(typed, 10, 64) // what is no number is no sentence: matched says so
		a.Ready = append(a.Ready, jema.ReadySentenceID(id))
	}
	return a
}

// findReadySentences looks the ticked sentences up; one that is gone since is a problem.
func (h Moderations) findReadySentences(c *gin.Context, a *fieldNotes, problems *jema.Problems) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	known, err := h.Store.ReadySentences(c.Request.Context(), place.Territory.ID)
	if err != nil {
		return err
	}
	on := map[string][]string{}
	for field, note := range a.On {
		on[field] = []string{note}
	}
	for _, id := range a.Ready {
		i := slices.IndexFunc(known, func(r jema.ReadySentence) bool { return r.ID == id })
		switch {
		case i < 0:
			problems.Add("ready", "moderation.ready_gone")
		case known[i].Field == "":
			a.plain = append(a.plain, known[i].Sentence)
		default:
			on[known[i].Field] = append(on[known[i].Field], known[i].Sentence)
		}
	}
	for _, field := range jema.NoteFields {
		if notes := on[field]; len(notes) > 0 {
			a.notes = append(a.notes, jema.FieldNote{Field: field, Note: strings.Join(notes, " ")})
		}
	}
	return nil
}

// letter is the text to the artisan: the note, the ready sentences, and the note on
// each answer with its name.
func letter(p moderationPage) string {
	l := page.Layout{Voice: catalogue.In(catalogue.Languages[0])} // artisans are written to in French
	lines := append(slices.DeleteFunc([]string{p.Note}, func(s string) bool { return s == "" }), p.FieldNotes.plain...)
	for _, n := range p.FieldNotes.notes {
		lines = append(lines, l.T("moderation.on_field", "field", answerLabel(l, n.Field), "note", n.Note))
	}
	return strings.Join(lines, "\n")
}

// storedNotes are the field notes as the store takes them.
func (h Moderations) storedNotes(c *gin.Context, p moderationPage) (a postgres.FieldNotes, err error) {
	account, err := h.Account(c)
	if err != nil {
		return a, err
	}
	return postgres.FieldNotes{AccountID: account.ID, Notes: p.FieldNotes.notes}, nil
}

// sentencesPath is where ready sentences are written.
const sentencesPath = "/organisation/phrases"

// Sentences lets organisers write once what they often request.
type Sentences struct{ *page.Kit }

// sentencesPage is the form of them all: those there are, and empty ones.
type sentencesPage struct {
	page.Layout
	Lines  []sentenceLine
	Fields []page.Option
}

type sentenceLine struct {
	Number int
	jema.ReadySentence
}

// emptyLines is how many sentences may be added at once.
const emptyLines = 3

// show lists the sentences; a territory without any is offered some to begin with.
func (h Sentences) show(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	list, err := h.Store.ReadySentences(c.Request.Context(), place.Territory.ID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		list = offered(page.Layout{Voice: h.Voice(c)})
	}
	return h.page(c, 200, append(list, make([]jema.ReadySentence, emptyLines)...), nil)
}

// offered are the sentences that a territory begins with.
func offered(l page.Layout) (list []jema.ReadySentence) {
	for _, about := range [][2]string{{"hours_text", "hours_text"}, {"description", "text"},
		{"printed_text", "printed_text"}, {"price", "price"}, {"address", "address"}, {"photo", "photo"}} {
		list = append(list, jema.ReadySentence{Field: about[0], Sentence: l.T("moderation.ready." + about[1])})
	}
	return list
}

func (h Sentences) page(c *gin.Context, status int, list []jema.ReadySentence, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("moderation.sentences.title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := sentencesPage{Layout: layout}
	for i, r := range list {
		p.Lines = append(p.Lines, sentenceLine{i + 1, r})
	}
	for _, name := range jema.NoteFields {
		p.Fields = append(p.Fields, page.Option{Value: name, Label: answerLabel(layout, name)})
	}
	return h.Render(c, status, "moderation/sentences", p)
}

// save stores what was typed; a sentence without words is removed.
func (h Sentences) save(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	var list []jema.ReadySentence
	for i := 1; i <= 200; i++ {
		n := strconv.Itoa(i)
		if _, there := c.GetPostForm("sentence_" + n); !there {
			break
		}
		id, _ := strconv.ParseInt(cmp.Or(c.PostForm("id_"+n), "0"), 10, 64) // what is no number is a new one
		r := jema.ReadySentence{ID: jema.ReadySentenceID(id), Field: c.PostForm("field_" + n), Sentence: page.Line(c,
			&problems, "sentence_"+n,
			jema.ReadySentenceMax)}
		if r.Field != "" && !slices.Contains(jema.NoteFields, r.Field) {
			problems.Add("field_"+n, "form.not_a_choice")
		}
		list = append(list, r)
	}
	if problem := page.Refusal(problems.Err()); problem != nil {
		return h.page(c, page.Statuses[problem.Kind], list, problem)
	}
	if err := h.Store.SaveReadySentences(c.Request.Context(), place.Territory.ID, list); err != nil {
		return err
	}
	return page.Redirect(c, sentencesPath, "sentences_saved")
}
