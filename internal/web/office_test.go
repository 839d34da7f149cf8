package web

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// filled returns what a browser would send of an unchanged form.
func filled(form *goquery.Selection) url.Values {
	values := url.Values{}
	form.Find("input[name], textarea[name], select[name]").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		kind := s.AttrOr("type", "text")
		_, checked := s.Attr("checked")
		switch {
		case goquery.NodeName(s) == "textarea":
			values.Add(name, strings.TrimPrefix(s.Text(), "\n"))
		case goquery.NodeName(s) == "select":
			values.Add(name, s.Find("option[selected]").AttrOr("value", ""))
		case kind == "checkbox" || kind == "radio":
			if checked {
				values.Add(name, s.AttrOr("value", "on"))
			}
		case kind != "file":
			values.Add(name, s.AttrOr("value", ""))
		}
	})
	return values
}

// with returns a form's values with some of them changed; names and values
// in pairs.
func with(form url.Values, pairs ...string) url.Values {
	out := url.Values{}
	for k, v := range form {
		out[k] = append([]string(nil), v...)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

func (a answer) wants(t testing.TB, status int) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s: %d, want %d: %s", a.Request.Method, a.Request.URL, a.StatusCode, status, a.notices())
	}
	return a
}

// notices is the text of the page's notices.
func (a answer) notices() string {
	return strings.Join(strings.Fields(a.page.Find(".summary, .notice, .wrong-text").Text()), " ")
}

func (a answer) says(t testing.TB, words string) {
	t.Helper()
	if got := strings.Join(strings.Fields(a.page.Find("main").Text()), " "); !strings.Contains(got, words) {
		t.Errorf("%s does not say %q: %s", a.Request.URL.Path, words, got)
	}
}

// follow opens the page that an answer leads to.
func (v *browser) follow(a answer) answer {
	v.t.Helper()
	a.wants(v.t, http.StatusSeeOther)
	return v.get(a.Header.Get("Location")).wants(v.t, http.StatusOK)
}

func (s *testSite) state(id jema.OpeningID) jema.OpeningState {
	s.t.Helper()
	plan, err := s.Store.Opening(s.t.Context(), s.Territory.ID, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return plan.Opening.State
}

func (s *testSite) plan(id jema.OpeningID) postgres.OpeningPlan {
	s.t.Helper()
	plan, err := s.Store.Opening(s.t.Context(), s.Territory.ID, id)
	if err != nil {
		s.t.Fatal(err)
	}
	return plan
}

func at[N ~int64](prefix string, id N, rest string) string {
	return prefix + strconv.FormatInt(int64(id), 10) + rest
}

var aWorkshop = url.Values{"name": {"Terre d’ici"}, "artisan": {"Personne Inventée"}, "craft": {"ceramiste"},
	"commune": {"26281"},
	"address": {"1 rue Inventée"}, "postal_code": {"26100"}, "phone": {"0465710012"}, "email": {"atelier@example.org"},
	"publish_phone": {"1"}}

var anOpening = url.Values{"kind": {"initiation"}, "title": {"Tourner un bol"}, "description": {"On tourne."},
	"printed_text": {"On tourne un bol."},
	"hours_text":   {"samedi et dimanche, 10h-12h"}, "slots_text": {"samedi de 14h à 17h toutes les 45 minutes"},
	"duration": {"45 min"},
	"capacity": {"6"}, "audience": {"public"}, "party_max": {"4"}, "price": {"gratuit"}}

// upload sends a form with a file.
func (v *browser) upload(path string, fields map[string]string, file []byte) answer {
	v.t.Helper()
	return v.uploadAs("photo", path, fields, file)
}

// uploadAs is upload with the name of the form's field.
func (v *browser) uploadAs(field, path string, fields map[string]string, file []byte) answer {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			v.t.Fatal(err)
		}
	}
	name := "photo.jpg"
	if file == nil { // as a browser sends a field in which nothing was chosen
		name = ""
	}
	part, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
	return v.do(http.MethodPost, path, w.FormDataContentType(), &b)
}

func aJPEG(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = 0x80
	}
	m.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// deliver sends a mail to the demonstration's mailbox.
func (s *testSite) deliver(subject, words string) {
	s.t.Helper()
	smtp, err := mail.ParseSMTP(s.box.URL(), "jema@example.org")
	if err == nil {
		err = smtp.Send(s.t.Context(), mail.Mail{ID: "1@example.org", Date: storetest.Now, From: smtp.From,
			To: "quelquun@example.org", Language: "fr",
			Subject: subject, Text: words, HTML: "<p>" + words + "</p>"})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
