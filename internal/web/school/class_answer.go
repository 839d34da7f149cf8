package school

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// classesPage lists the classes that sent a request: of an opening, for its artisan, or
// of the edition, for the organiser.
type classesPage struct {
	page.Layout
	Opening jema.Opening // empty for the organiser
	Action  string
	Classes []*classView
}

// list shows an artisan the classes that request a visit.
func (h Classes) list(c *gin.Context) error {
	return h.showClassesOf(c, http.StatusOK, nil)
}

func (h Classes) showClassesOf(c *gin.Context, status int, problem *jema.Error) error {
	n, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	plan, err := h.Store.Opening(c.Request.Context(), place.Territory.ID, n)
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, h.Voice(c).Say("school.answer_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	p := classesPage{Layout: layout, Opening: plan.Opening, Action: page.MyOpeningPath(plan.Opening.ID) + "/classes"}
	return h.showClasses(c, status, p)
}

func (h Classes) showClasses(c *gin.Context, status int, p classesPage) error {
	list, err := h.Store.Classes(c.Request.Context(), p.Edition, p.Opening.ID, h.Now())
	if err != nil {
		return err
	}
	for _, class := range list {
		p.Classes = append(p.Classes, h.viewOf(p.Layout, class, p.Opening.ID, h.Now()))
	}
	return h.Render(c, status, "school/answer", p)
}

// answer is the artisan's yes or no.
func (h Classes) answer(c *gin.Context) error {
	n, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	done, err := h.answerClass(c, n)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return h.showClassesOf(c, http.StatusConflict, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, page.MyOpeningPath(n)+"/classes", done)
}

// answerClass gives the answer of a form to a visit of an opening, or of any
// for 0, and returns the notice for it.
func (h Classes) answerClass(c *gin.Context, openingID jema.OpeningID) (done string, err error) {
	place, err := h.Place(c)
	if err != nil {
		return "", err
	}
	visit, err := strconv.ParseInt(c.PostForm("visit"), 10, 64)
	accept, decline := c.PostForm("answer") == "accept", c.PostForm("answer") == "decline"
	if err != nil || visit < 1 || !accept && !decline {
		return "", jema.Conflict("school.answer_choose")
	}
	hashOf := func(key string) []byte { return links.Hash(h.Links.ManageToken(key, 1)) }
	booked, err := h.Store.AnswerSchool(c.Request.Context(), postgres.SchoolAnswer{TerritoryID: place.Territory.ID,
		OpeningID: openingID, VisitID: jema.SchoolVisitID(visit), Accept: accept, HashOf: hashOf}, h.Now())
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

// queue shows the organiser every request, the overdue first.
func (h Classes) queue(c *gin.Context) error { return h.showQueue(c, http.StatusOK, nil) }

func (h Classes) showQueue(c *gin.Context, status int, problem *jema.Error) error {
	layout, err := h.Layout(c, h.Voice(c).Say("school.queue_title"))
	if err != nil {
		return err
	}
	layout.Problem = problem
	return h.showClasses(c, status, classesPage{Layout: layout, Action: "/organisation/classes"})
}

// decide is the organiser's answer for an artisan.
func (h Classes) decide(c *gin.Context) error {
	done, err := h.answerClass(c, 0)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return h.showQueue(c, http.StatusConflict, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/organisation/classes", done)
}
