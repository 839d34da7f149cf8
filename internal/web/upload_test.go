package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/picture"
	"jema/internal/web/page"
)

// TestTooHeavyComesBack: whatever a file weighs, and wherever it is in the
// form, what was typed beside it is shown again with a sentence.
func TestTooHeavyComesBack(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	photo := at("/atelier/", shop.ID, "")
	for _, more := range []int{1, page.FormLimit + 1, 40 << 20} {
		file := make([]byte, picture.MaxBytes+more)
		a := s.as(account).sendForm(photo, part{"alt", "", []byte("Deux mains")}, part{"photo", "grande.jpg", file},
			part{"credit", "", []byte("Ada B.")})
		a.wants(t, http.StatusUnprocessableEntity)
		if got := a.page.Find("#w-photo").Text(); !strings.Contains(got, "15 Mo") {
			t.Errorf("%d bytes more: beside the file %q", more, got)
		}
		if alt, credit := a.page.Find("#f-alt").AttrOr("value", ""), a.page.Find("#f-credit").AttrOr("value",
			""); alt != "Deux mains" || credit != "Ada B." {
			t.Errorf("%d bytes more: typed came back as %q, %q", more, alt, credit)
		}
	}
	a := s.as(s.organiser()).sendForm("/organisation/programmes/pieces", part{"file", "couverture.pdf",
		make([]byte, jema.PrintPartMax+page.FormLimit)},
		part{"kind", "", []byte("logo")}, part{"name", "", []byte("La ville")})
	a.wants(t, http.StatusUnprocessableEntity).says(t, "20 Mo")
	if got := a.page.Find("#f-name").AttrOr("value", ""); got != "La ville" {
		t.Errorf("the name came back as %q", got)
	}
}

// TestNothingIsNoPhoto: a file of 0 bytes is refused as such, and is not taken
// for no file.
func TestNothingIsNoPhoto(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	a := s.as(account).sendForm(at("/atelier/", shop.ID, ""), part{"alt", "", []byte("Deux mains")},
		part{"photo", "vide.jpg", nil})
	a.wants(t, http.StatusUnprocessableEntity).says(t, "0 octet")
	s.as(s.organiser()).sendForm("/organisation/programmes/pieces", part{"kind", "", []byte("logo")},
		part{"file", "vide.pdf", nil}).
		wants(t, http.StatusUnprocessableEntity).says(t, "0 octet")
}

// TestSmallPhotoWarns below 800 pixels on the longer side; it is accepted.
func TestSmallPhotoWarns(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	v, where := s.as(account), at("/atelier/", shop.ID, "")
	for _, c := range []struct {
		w, h int
		warn bool
	}{{799, 600, true}, {800, 300, false}, {600, 799, true}, {300, 800, false}} {
		fields := map[string]string{}
		for name, values := range with(filled(v.get(where).page.Find("form[data-workshop], form[enctype]").First()),
			"alt", "Deux mains") {
			fields[name] = values[0]
		}
		a := v.follow(v.upload(where, fields, aJPEG(t, c.w, c.h)))
		if warned := strings.Contains(a.body, fmt.Sprintf("%d × %d pixels", c.w, c.h)); warned != c.warn {
			t.Errorf("%d × %d: warned %t", c.w, c.h, warned)
		}
	}
}

// part is a part of a form: a file where it has a file name.
type part struct {
	field, fileName string
	data            []byte
}

// sendForm posts parts in their order, as a browser does.
func (v *browser) sendForm(path string, parts ...part) answer {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		var to io.Writer
		var err error
		if p.fileName == "" {
			to, err = w.CreateFormField(p.field)
		} else {
			to, err = w.CreateFormFile(p.field, p.fileName)
		}
		if err == nil {
			_, err = to.Write(p.data)
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
