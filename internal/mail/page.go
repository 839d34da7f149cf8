package mail

import (
	"html/template"
	"strings"
	"sync"

	"jema/internal/catalogue"
	"jema/templates"
)

// page is a letter in words, before it is text or HTML.
type page struct {
	Language, Subject string
	colon             string // as the language writes it
	From, Edition     string // who writes: the territory and the public name of its days
	Heading, Lead     string
	Facts             []fact
	Quote             string // what the organiser wrote, "" when nothing
	Link, LinkText    string
	ChoicesTitle      string
	Choices           []choice // one click each
	Note              string
	Foot              []string
}

// fact is a line of a letter. Language is that of its value where it is not the
// letter's own, else "".
type fact struct{ Name, Value, Language string }

type choice struct{ Text, Link string }

// add appends one more fact, unless it is empty.
func (p *page) add(name, value string) {
	if value != "" {
		p.Facts = append(p.Facts, fact{name, value, ""})
	}
}

// addIn is add of a value in a language, which a reader aloud has to change to.
func (p *page) addIn(name string, value catalogue.Words) {
	p.add(name, value.Text)
	if value.Text != "" && value.Language != p.Language {
		p.Facts[len(p.Facts)-1].Language = value.Language
	}
}

var letter = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("letter.html").Funcs(template.FuncMap{"lines": lines}).
		ParseFS(templates.Files, "mail/letter.html"))
})

func lines(s string) []string { return strings.Split(s, "\n") }

func (p page) html() (string, error) {
	var b strings.Builder
	err := letter().Execute(&b, p)
	return b.String(), err
}

// text writes the letter for a program without HTML, or a reader aloud: one
// fact a line, the link on a line of its own so that nothing clings to it.
func (p page) text() string {
	blocks := []string{p.Heading, p.Lead}
	var facts []string
	for _, f := range p.Facts {
		facts = append(facts, f.Name+p.colon+" "+f.Value)
	}
	blocks = append(blocks, strings.Join(facts, "\n"))
	if p.Quote != "" {
		blocks = append(blocks, "> "+strings.ReplaceAll(p.Quote, "\n", "\n> "))
	}
	blocks = append(blocks, p.LinkText+p.colon+"\n"+p.Link)
	if len(p.Choices) > 0 {
		blocks = append(blocks, p.ChoicesTitle)
	}
	for _, c := range p.Choices {
		blocks = append(blocks, c.Text+"\n"+c.Link)
	}
	blocks = append(blocks, p.Note)
	blocks = append(blocks, p.Foot...)
	blocks = append(blocks, "-- \n"+strings.TrimSpace(p.Edition+"\n"+p.From))
	var said []string
	for _, block := range blocks {
		if block != "" {
			said = append(said, block)
		}
	}
	return strings.Join(said, "\n\n") + "\n"
}
