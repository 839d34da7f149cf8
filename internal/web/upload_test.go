package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// TestTooHeavyComesBack: whatever a file weighs, and wherever it stands in the
// form, what was typed beside it is shown again with a sentence.
func TestTooHeavyComesBack(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	photo := at("/atelier/", shop.ID, "")
	for _, more := range []int{1, formLimit + 1, 40 << 20} {
		file := make([]byte, photoLimit+more)
		a := s.as(account).sendForm(photo, part{"alt", "", []byte("Deux mains")}, part{"photo", "grande.jpg", file}, part{"credit", "", []byte("Ada B.")})
		a.wants(t, http.StatusUnprocessableEntity)
		if got := a.page.Find("#w-photo").Text(); !strings.Contains(got, "15 Mo") {
			t.Errorf("%d bytes more: beside the file %q", more, got)
		}
		if alt, credit := a.page.Find("#f-alt").AttrOr("value", ""), a.page.Find("#f-credit").AttrOr("value", ""); alt != "Deux mains" || credit != "Ada B." {
			t.Errorf("%d bytes more: typed came back as %q, %q", more, alt, credit)
		}
	}
	a := s.as(s.organiser()).sendForm("/organisation/programmes/pieces", part{"file", "couverture.pdf", make([]byte, jema.PrintPartMax+formLimit)},
		part{"kind", "", []byte("logo")}, part{"name", "", []byte("La ville")})
	a.wants(t, http.StatusUnprocessableEntity).says(t, "20 Mo")
	if got := a.page.Find("#f-name").AttrOr("value", ""); got != "La ville" {
		t.Errorf("the name came back as %q", got)
	}
}

// TestMuchTooHeavy: a file beyond what is read at all still gets the form, with
// the fields before it.
func TestMuchTooHeavy(t *testing.T) {
	var head bytes.Buffer
	w := multipart.NewWriter(&head)
	if err := w.WriteField("alt", "Deux mains"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.CreateFormFile("photo", "film.jpg"); err != nil {
		t.Fatal(err)
	}
	body := io.MultiReader(&head, io.LimitReader(zeros{}, uploadBody+1))
	c := multipartContext(t, w.FormDataContentType(), body, -1)
	c.Request.Body = http.MaxBytesReader(nil, c.Request.Body, uploadBody)
	if err := readMultipart(c, photoLimit); err != nil {
		t.Fatal(err)
	}
	if file := uploaded(c, "photo"); len(file.Data) != photoLimit+1 || c.PostForm("alt") != "Deux mains" {
		t.Errorf("%d bytes, %q", len(file.Data), c.PostForm("alt"))
	}
}

// TestUploadIsHeldOnce: reading a form takes no more memory than its file.
func TestUploadIsHeldOnce(t *testing.T) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	file, err := w.CreateFormFile("photo", "p.jpg")
	if err == nil {
		_, err = file.Write(make([]byte, photoLimit))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	c := multipartContext(t, w.FormDataContentType(), &body, int64(body.Len()))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := readMultipart(c, photoLimit); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > photoLimit+formLimit {
		t.Errorf("%d bytes of memory for a file of %d", taken, photoLimit)
	}
	if got := uploaded(c, "photo"); len(got.Data) != photoLimit {
		t.Errorf("%d bytes arrived", len(got.Data))
	}
}

// TestFormsThatAreNone: too many parts, too much text and half a body are
// refused, never read as empty.
func TestFormsThatAreNone(t *testing.T) {
	many := func(n, size int) (string, []byte) {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		for range n {
			if err := w.WriteField("alt", strings.Repeat("x", size)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return w.FormDataContentType(), body.Bytes()
	}
	kind, parts := many(mostParts+1, 1)
	if err := readMultipart(multipartContext(t, kind, bytes.NewReader(parts), -1), photoLimit); err == nil {
		t.Error("too many parts are read")
	}
	kind, long := many(11, givenBack/10)
	if err := readMultipart(multipartContext(t, kind, bytes.NewReader(long), -1), photoLimit); !tooLarge(err) {
		t.Errorf("too much text: %v", err)
	}
	kind, whole := many(3, 100)
	for _, cut := range []int{1, 50, len(whole) - 40, len(whole) - 5} {
		if err := readMultipart(multipartContext(t, kind, bytes.NewReader(whole[:cut]), -1), photoLimit); err == nil {
			t.Errorf("%d bytes of %d are read", cut, len(whole))
		}
	}
}

// TestNothingIsNoPhoto: a file of 0 bytes is refused as such, and is not taken
// for no file.
func TestNothingIsNoPhoto(t *testing.T) {
	s := newTestSite(t)
	account := s.Account("artisane@example.org", jema.RoleArtisan)
	shop := s.Workshop("Atelier", account.ID)
	a := s.as(account).sendForm(at("/atelier/", shop.ID, ""), part{"alt", "", []byte("Deux mains")}, part{"photo", "vide.jpg", nil})
	a.wants(t, http.StatusUnprocessableEntity).says(t, "0 octet")
	s.as(s.organiser()).sendForm("/organisation/programmes/pieces", part{"kind", "", []byte("logo")}, part{"file", "vide.pdf", nil}).
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
		for name, values := range with(filled(v.get(where).page.Find("form[data-workshop], form[enctype]").First()), "alt", "Deux mains") {
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
func (v *visitor) sendForm(path string, parts ...part) answer {
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

func multipartContext(t *testing.T, kind string, body io.Reader, length int64) *gin.Context {
	t.Helper()
	c, _ := gin.CreateTestContext(httptest.NewRecorder())
	c.Request = httptest.NewRequest(http.MethodPost, "/", body)
	c.Request.Header.Set("Content-Type", kind)
	c.Request.ContentLength = length
	if err := c.Request.ParseForm(); err != nil {
		t.Fatal(err)
	}
	return c
}

// zeros is a reader without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }
