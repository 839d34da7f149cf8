package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
)

// callPage is the list of calls somebody has to make.
type callPage struct {
	Layout
	Lines    []callLine
	Outcomes []Option
}

// callLine is one call: whom, and what to say sentence by sentence.
type callLine struct {
	postgres.CallLine
	Says []string
}

// callList shows who is to be called, offers first.
func (s *Site) callList(c *gin.Context) error { return s.showCalls(c, http.StatusOK, nil) }

func (s *Site) showCalls(c *gin.Context, status int, problem *jema.Error) error {
	layout, err := s.layout(c, s.voice(c).Say("call_page.title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := callPage{Layout: layout}
	for _, o := range jema.CallOutcomes {
		p.Outcomes = append(p.Outcomes, Option{Value: string(o), Label: layout.T("call.outcome." + string(o))})
	}
	lines, err := s.Store.CallList(c.Request.Context(), layout.Territory.ID, s.Now())
	if err != nil {
		return err
	}
	for _, l := range lines {
		p.Lines = append(p.Lines, callLine{l, mail.Script(l.Letter, s.Now())})
	}
	c.Header("Cache-Control", "no-store") // names and telephones
	return s.render(c, status, "call/list", p)
}

// callRecord notes how a call ended.
func (s *Site) callRecord(c *gin.Context) error {
	n, err := id(c, "message")
	if err != nil {
		return err
	}
	place, account, err := s.acting(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	note := line(c, &problems, "note", jema.CallNoteMax)
	if err = problems.Err(); err == nil {
		err = s.Store.RecordCall(c.Request.Context(), place.Territory.ID, n, account.ID, jema.CallOutcome(c.PostForm("outcome")), note, s.Now())
	}
	if problem := refusal(err); problem != nil && (problem.Kind == jema.KindInvalid || problem.Kind == jema.KindConflict) {
		return s.showCalls(c, statuses[problem.Kind], partyOnly(problem))
	}
	if err != nil {
		return err
	}
	return redirect(c, "/accueil/appels", "appel")
}
