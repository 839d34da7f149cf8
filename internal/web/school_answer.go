package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/page"
)

// classesPage lists the classes that asked: of an opening, for its artisan, or
// of the edition, for the organiser.
type classesPage struct {
	page.Layout
	Opening jema.Opening // empty for the organiser
	Action  string
	Classes []*classView
}

// classList shows an artisan the classes that ask to come.
func (s *Site) classList(c *gin.Context) error {
	return s.showClassesOf(c, http.StatusOK, nil)
}

func (s *Site) showClassesOf(c *gin.Context, status int, problem *jema.Error) error {
	n, err := page.ID(c, "opening")
	if err != nil {
		return err
	}
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	plan, err := s.Store.Opening(c.Request.Context(), place.Territory.ID, n)
	if err != nil {
		return err
	}
	layout, err := s.Layout(c, s.Voice(c).Say("school.answer_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := classesPage{Layout: layout, Opening: plan.Opening, Action: page.MyOpeningPath(plan.Opening.ID) + "/classes"}
	return s.showClasses(c, status, p)
}

func (s *Site) showClasses(c *gin.Context, status int, p classesPage) error {
	list, err := s.Store.Classes(c.Request.Context(), p.Edition, p.Opening.ID, s.Now())
	if err != nil {
		return err
	}
	for _, class := range list {
		p.Classes = append(p.Classes, s.classViewOf(p.Layout, class, p.Opening.ID, s.Now()))
	}
	return s.Render(c, status, "school/answer", p)
}

// classAnswer is the artisan's yes or no.
func (s *Site) classAnswer(c *gin.Context) error {
	n, err := page.ID(c, "opening")
	if err != nil {
		return err
	}
	done, err := s.answerClass(c, n)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return s.showClassesOf(c, http.StatusConflict, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, page.MyOpeningPath(n)+"/classes", done)
}

// answerClass gives the answer of a form to a visit of an opening, or of any
// for 0, and returns the notice that says so.
func (s *Site) answerClass(c *gin.Context, openingID int64) (done string, err error) {
	place, err := s.Place(c)
	if err != nil {
		return "", err
	}
	visit, err := strconv.ParseInt(c.PostForm("visit"), 10, 64)
	accept, decline := c.PostForm("answer") == "accept", c.PostForm("answer") == "decline"
	if err != nil || visit < 1 || !accept && !decline {
		return "", jema.Conflict("school.answer_choose")
	}
	hashOf := func(key string) []byte { return links.Hash(s.Links.ManageToken(key, 1)) }
	booked, err := s.Store.AnswerSchool(c.Request.Context(), place.Territory.ID, openingID, visit, accept, hashOf, s.Now())
	switch {
	case decline:
		done = "classe_refusee"
	case booked:
		done = "classe_acceptee"
	default:
		done = "classe_moitie"
	}
	return done, err
}

// classQueue shows the organiser every request, the overdue first.
func (s *Site) classQueue(c *gin.Context) error { return s.showQueue(c, http.StatusOK, nil) }

func (s *Site) showQueue(c *gin.Context, status int, problem *jema.Error) error {
	layout, err := s.Layout(c, s.Voice(c).Say("school.queue_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	return s.showClasses(c, status, classesPage{Layout: layout, Action: "/organisation/classes"})
}

// classDecide is the organiser's answer for an artisan.
func (s *Site) classDecide(c *gin.Context) error {
	done, err := s.answerClass(c, 0)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return s.showQueue(c, http.StatusConflict, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/organisation/classes", done)
}
