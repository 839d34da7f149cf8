package page

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
)

// fileLimit is the most bytes that the forms of these tests take.
const fileLimit = 15 << 20

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
	if err := readMultipart(c, fileLimit); err != nil {
		t.Fatal(err)
	}
	if file := Uploaded(c, "photo"); len(file.Data) != fileLimit+1 || c.PostForm("alt") != "Deux mains" {
		t.Errorf("%d bytes, %q", len(file.Data), c.PostForm("alt"))
	}
}

// TestUploadIsHeldOnce: reading a form takes no more memory than its file.
func TestUploadIsHeldOnce(t *testing.T) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	file, err := w.CreateFormFile("photo", "p.jpg")
	if err == nil {
		_, err = file.Write(make([]byte, fileLimit))
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
	if err := readMultipart(c, fileLimit); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > fileLimit+FormLimit {
		t.Errorf("%d bytes of memory for a file of %d", taken, fileLimit)
	}
	if got := Uploaded(c, "photo"); len(got.Data) != fileLimit {
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
	if err := readMultipart(multipartContext(t, kind, bytes.NewReader(parts), -1), fileLimit); err == nil {
		t.Error("too many parts are read")
	}
	kind, long := many(11, givenBack/10)
	if err := readMultipart(multipartContext(t, kind, bytes.NewReader(long), -1), fileLimit); !tooLarge(err) {
		t.Errorf("too much text: %v", err)
	}
	kind, whole := many(3, 100)
	for _, cut := range []int{1, 50, len(whole) - 40, len(whole) - 5} {
		if err := readMultipart(multipartContext(t, kind, bytes.NewReader(whole[:cut]), -1), fileLimit); err == nil {
			t.Errorf("%d bytes of %d are read", cut, len(whole))
		}
	}
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
