package entry

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// saved is what a script that saves by itself is answered.
type saved struct {
	At      string              `json:"at"`      // where the entry is now saved
	Notice  string              `json:"said"`    // « Enregistré à 14 h 05 »
	Was     map[string]string   `json:"was"`     // fingerprints of what is stored
	Values  map[string][]string `json:"values"`  // the fields as they are stored
	Wrong   map[string]string   `json:"wrong"`   // what is wrong, by field
	Clashes []savedClash        `json:"clashes"` // fields that somebody else changed
	Parts   map[string]string   `json:"parts"`   // parts of the page that changed with it, by id
}

type savedClash struct {
	Field   string `json:"field"`
	Message string `json:"message"`
	There   string `json:"there"`
	Print   string `json:"print"`
}

// byScript reports whether a script sent the form and reads JSON.
func byScript(c *gin.Context) bool {
	return strings.HasPrefix(c.GetHeader("Accept"), "application/json")
}

// answer returns to a script what was stored.
func (h Entries) answer(c *gin.Context, out outcome, s step) error {
	p, err := h.pageOf(c, out, s)
	if err != nil {
		return err
	}
	p.setProblem(out.wrong, s, nil)
	shown := out.entry.shown()
	now := h.Now()
	a := saved{At: p.Voice.Prefix() + p.Action, Notice: p.T("entry.saved", "clock", p.Voice.ClockIn(now, p.Edition.Zone)),
		Was: map[string]string{}, Values: map[string][]string{}, Wrong: map[string]string{}, Parts: map[string]string{}}
	for field, print := range p.prints(shown, s) {
		a.Was[field] = print[0]
	}
	for _, field := range s.fields {
		a.Values[field] = append([]string{}, shown[field]...)
		if wrong := p.Wrong(field); wrong != "" {
			a.Wrong[field] = wrong
		}
	}
	for _, x := range out.clashes {
		a.Clashes = append(a.Clashes, savedClash{x.Field, p.T("entry.clash", "there", x.There), x.There, a.Was[x.Field]})
		delete(a.Was, x.Field)
		delete(a.Values, x.Field)
	}
	if err := h.parts(&p, s, &a); err != nil {
		return err
	}
	c.Header("Cache-Control", "no-store")
	status := http.StatusOK
	if len(out.clashes) > 0 {
		status = http.StatusConflict
	}
	c.JSON(status, a)
	return nil
}

// parts renders what of the page follows from its fields.
func (h Entries) parts(p *stepPage, s step, a *saved) error {
	wanted := map[string]string{"etat": "entry-state"}
	if s.Name == "horaires" {
		for _, x := range p.Halves {
			if x.Ticked {
				a.Values[halfField] = append(a.Values[halfField], x.Value)
			}
		}
		wanted["r-hours_text"], wanted["r-slots_text"] = "entry-hours-reading", "entry-slots-reading"
		wanted["hours-periods"], wanted["slots-periods"] = "entry-hours-periods", "entry-slots-periods"
	}
	for id, name := range wanted {
		html, err := h.Execute(p.Voice, "entry/"+s.Name, name, p)
		if err != nil {
			return err
		}
		a.Parts[id] = string(html)
	}
	return nil
}
