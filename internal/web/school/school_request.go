package school

import (
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/text"
	"jema/internal/web/page"
)

// readSchoolForm reads what was typed; only what no slot could accept is a
// problem here.
func readSchoolForm(c *gin.Context, p *jema.Problems) (schoolForm, jema.SchoolRequest) {
	f := schoolForm{
		Slot: text.Line(c.PostForm("slot")), Second: text.Line(c.PostForm("second")), Way: text.Line(c.PostForm("way")),
		School: page.Line(c, p, "school", page.NameMax), Town: page.Line(c, p, "town", page.NameMax), PostalCode: page.Line(c,
			p, "postal_code", 10),
		Teacher: page.Line(c, p, "teacher", page.NameMax), Email: page.Line(c, p, "email", 254),
		Phone:  page.Line(c, p, "phone", 40),
		Pupils: text.Line(c.PostForm("pupils")), Adults: text.Line(c.PostForm("adults")),
		Level: text.Line(c.PostForm("level")),
		Key:   c.PostForm("key"), Coach: page.Ticked(c, "coach"),
	}
	if !page.KeyForm.MatchString(f.Key) {
		f.Key = page.NewKey()
	}
	r := jema.SchoolRequest{Key: f.Key, School: f.School, Town: f.Town, PostalCode: f.PostalCode, Teacher: f.Teacher,
		Level: f.Level, Coach: f.Coach,
		Language: page.Language(c.Request)}
	r.Pupils, r.Adults = page.Number(c, p, "pupils"), page.Number(c, p, "adults")
	r.Email = page.Contact(p, "email", f.Email, "booking.email.invalid", text.Email)
	r.Phone = page.Contact(p, "phone", f.Phone, "booking.phone.invalid", text.Phone)
	first, second := slotNumber(f.Slot), slotNumber(f.Second)
	switch f.Way {
	case "rotation":
		r.Rotation, r.Slots = true, []jema.SlotID{first, second}
	case "whole":
		r.Slots, r.Choice = []jema.SlotID{first}, second
	default:
		r.Slots = []jema.SlotID{first}
		p.Add("way", "school.way_choose")
	}
	return f, r
}

// slotNumber reads the number of a slot, 0 for what is none.
func slotNumber(typed string) jema.SlotID {
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 1 {
		return 0
	}
	return jema.SlotID(n)
}

// request sends a class's request to its artisans.
func (h Schools) request(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	var p jema.Problems
	form, request := readSchoolForm(c, &p)
	if refused := page.Refusal(request.Check()); refused != nil {
		for _, f := range refused.Fields {
			if !p.Has(f.Field) {
				p = append(p, f)
			}
		}
	}
	if err = p.Err(); err == nil {
		token := h.Links.SchoolToken(request.Key, 1)
		err = h.Store.RequestSchool(c.Request.Context(), place.Edition, request, links.Hash(token), h.Now())
		if err == nil {
			return page.Redirect(c, "/classe/"+token, "classe_demandee")
		}
	}
	return h.refuseSchool(c, form, err)
}

// refuseSchool shows the form again, with what was typed. A key that has
// served gets a successor.
func (h Schools) refuseSchool(c *gin.Context, form schoolForm, err error) error {
	problem := page.Refusal(err)
	if problem == nil || problem.Kind == jema.KindUnavailable {
		return err
	}
	switch {
	case errors.Is(err, jema.ErrKeyReused):
		form.Key, problem = page.NewKey(), jema.Conflict("school.key_reused")
	case errors.Is(err, jema.ErrSchoolNoRoom), errors.Is(err, jema.ErrSchoolSlotGone), errors.Is(err, jema.ErrSchoolTwice):
		problem = &jema.Error{Kind: problem.Kind, Message: "form.invalid",
			Fields: []jema.FieldError{{Field: "slot", Message: problem.Message}}}
	}
	return h.showForm(c, page.Statuses[problem.Kind], form, problem)
}
