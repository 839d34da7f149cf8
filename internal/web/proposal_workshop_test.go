package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// send sends a form with files, with a picture as its photo where there is one.
func (v *browser) send(path string, form url.Values, photo []byte) answer {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range form {
		for _, value := range values {
			if err := w.WriteField(name, value); err != nil {
				v.t.Fatal(err)
			}
		}
	}
	if photo != nil {
		part, err := w.CreateFormFile("photo", "photo.jpg")
		if err == nil {
			_, err = part.Write(photo)
		}
		if err != nil {
			v.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.t.Fatal(err)
	}
	return v.do(http.MethodPost, path, w.FormDataContentType(), &b)
}

func (s *testSite) shop(id jema.WorkshopID) jema.Workshop {
	s.t.Helper()
	w, err := s.Store.Workshop(s.t.Context(), s.Territory.ID, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return w
}

// What visitors read of a workshop whose event is on the site changes once an
// organiser has accepted it; what is nobody's to see, and what is taken back,
// changes at once.
func TestAWorkshopOnTheSiteChangesThroughModeration(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID) // its address is published, its telephone is not
	o := s.OpeningIn(shop, "Tournage", jema.Approved)
	o.Slot("2027-04-10", 600, 660, 8)
	v, organiser, where := s.as(account), s.as(s.organiser()), at("/atelier/", shop.ID, "")
	form := func() url.Values { return filled(v.get(where).wants(t, http.StatusOK).page.Find("main form[enctype]")) }

	v.follow(v.send(where, with(form(), "name", "Autre nom", "phone", "04 65 71 00 34", "alt", "Deux mains", "website",
		"www.exemple.fr", "parking", "Place du Four", "parking_english", "By the oven"), aJPEG(t, 300, 200))).
		says(t, "attendent l’organisation")
	if w := s.shop(shop.ID); w.Name != "Atelier" || w.Website != "" || w.Phone != "04 65 71 00 34" {
		t.Errorf("before it is accepted the workshop is %+v", w)
	}
	if f := form(); f.Get("name") != "Autre nom" || f.Get("alt") != "Deux mains" {
		t.Errorf("the form does not go on with what waits: %v", f)
	}
	v.follow(v.send(where, with(form(), "alt", "Deux mains et un bol"), nil)) // the picture that waits keeps its words
	v.follow(v.post(at("/mon-evenement/", o.ID, ""), with(v.form(at("/mon-evenement/", o.ID, "")), "title",
		"Tournage et cuisson")))

	shown := organiser.get(page.ModerationPath(o.ID)).wants(t, http.StatusOK)
	compared := shown.page.Find(".compare").Text()
	for _, words := range []string{"Autre nom", "exemple.fr", "Place du Four", "By the oven", "Deux mains et un bol",
		"Tournage et cuisson"} {
		if !strings.Contains(compared, words) {
			t.Errorf("the organiser does not compare %q: %s", words, compared)
		}
	}
	if got := organiser.get(page.ModerationPath(o.ID)+"/proposition/photo").wants(t,
		http.StatusOK).Header.Get("Content-Type"); got != "image/jpeg" {
		t.Errorf("the photo that waits is %s", got)
	}
	organiser.decideProposal(o.ID, "accept", "", "name", "Nom de l’organisation").wants(t, http.StatusConflict)
	organiser.follow(organiser.decideProposal(o.ID, "accept", "", "take_workshop_name", "proposed"))
	photo, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID)
	if w := s.shop(shop.ID); err != nil || w.Name != "Autre nom" || w.Website != "https://www.exemple.fr" ||
		w.Parking != "Place du Four" ||
		photo == nil || photo.Alt != "Deux mains et un bol" {
		t.Errorf("accepted it is %+v with %+v, %v", w, photo, err)
	}
	if s.plan(o.ID).Opening.Title != "Tournage et cuisson" || s.state(o.ID) != jema.Approved {
		t.Error("the event's part was not accepted with it")
	}

	hidden := form()
	hidden.Del("publish_address")
	v.follow(v.send(where, with(hidden, "remove_photo", "1"), nil))
	if w := s.shop(shop.ID); w.PublishAddress {
		t.Error("an address that is to be withheld is still shown")
	}
	if p, err := s.Store.WorkshopPhoto(t.Context(), s.Territory.ID, shop.ID); err != nil || p != nil {
		t.Errorf("a photo that was taken back is still shown, %v", err)
	}
	s.visitor().get(at("/evenements/", o.ID, "")).wants(t, http.StatusOK)
	s.Holds()
}
