package page

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
)

// givenBack is how many bytes of text a form may have to be given back with the
// refusal, though more than FormLimit is never accepted.
const givenBack = 4 * FormLimit

// errTooLarge refuses a form with more text than anybody types.
var errTooLarge = &http.MaxBytesError{Limit: FormLimit}

// readBody reads a posted form before any code reads a field. A form that is
// too large or garbled is refused, never read as empty; what could be read of
// it is there for the refusal to give back. Files are read up to fileLimit bytes;
// where that is 0, a form loses its files.
func readBody(c *gin.Context, fileLimit int64) error {
	r := c.Request
	if r.Method != http.MethodPost {
		return nil
	}
	r.Body = http.MaxBytesReader(c.Writer, r.Body, bodyLimit(fileLimit))
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = readMultipart(c, fileLimit)
	}
	if err != nil && !tooLarge(err) {
		return jema.Invalid("form.unreadable")
	}
	if err == nil && sizeOf(r.PostForm) > FormLimit {
		err = errTooLarge
	}
	return err
}

// sizeOf is how many bytes the text of a form has.
func sizeOf(values url.Values) (n int) {
	for name, list := range values {
		for _, value := range list {
			n += len(name) + len(value)
		}
	}
	return n
}

func tooLarge(err error) bool {
	_, is := errors.AsType[*http.MaxBytesError](err)
	return is
}

// uploadBody is how many bytes are read of a request with a file. What exceeds
// the file's own limit is not stored; it is read so that the form can come back
// with what was typed, and a browser shows nothing before it has sent all.
const uploadBody = 256 << 20

// bodyLimit is how many bytes a request may send.
func bodyLimit(fileLimit int64) int64 {
	if fileLimit > 0 {
		return uploadBody
	}
	return givenBack
}

// mostParts is how many fields and files a form may have.
const mostParts = 500

// Upload is a file that was chosen in a form.
type Upload struct {
	Name string // as the browser sent it
	Data []byte // one byte more than its limit where the file is larger
}

// uploadsKey is where a request holds its uploads, by field.
const uploadsKey = "jema.uploads"

// Uploaded returns the file that was sent in a field, nil where none was
// chosen. A chosen file may be empty, or longer than its limit.
func Uploaded(c *gin.Context, field string) *Upload {
	all, _ := c.Value(uploadsKey).(map[string]*Upload)
	return all[field]
}

// readMultipart reads the fields into the request's form and the files beside
// it. Nothing is written to a disk, and a file is held once.
func readMultipart(c *gin.Context, fileLimit int64) error {
	r := c.Request
	reader, err := r.MultipartReader()
	if err != nil {
		return err
	}
	in := multipartForm{values: url.Values{}, files: map[string]*Upload{}, fileLimit: fileLimit, expected: r.ContentLength}
	defer in.into(c) // what was read before an error, too
	for range mostParts {
		part, err := reader.NextPart()
		if err == nil {
			err = in.take(part)
		}
		end := err == io.EOF //nolint:errorlint // a body that ends too early is a wrapped EOF
		if end || tooLarge(err) && in.cut {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return errManyParts
}

var errManyParts = errors.New("web: a form of too many parts")

// multipartForm is a form that is being read.
type multipartForm struct {
	values    url.Values
	typed     int64 // bytes of the values
	files     map[string]*Upload
	fileLimit int64
	expected  int64 // bytes of the whole request, -1 where unknown
	cut       bool  // a file is longer than its limit
}

// take reads one part. As a browser sends it, a field has no type, and a file
// that was not chosen has no name.
func (f *multipartForm) take(part *multipart.Part) error {
	name := part.FormName()
	switch {
	case part.FileName() == "" && part.Header.Get("Content-Type") == "":
		value, err := io.ReadAll(io.LimitReader(part, givenBack-f.typed+1))
		if f.typed += int64(len(value)); f.typed > givenBack {
			return errTooLarge
		}
		f.values.Add(name, string(value))
		return err
	case part.FileName() == "" || f.fileLimit == 0 || f.files[name] != nil:
		_, err := io.Copy(io.Discard, part)
		return err
	}
	file := &Upload{Name: part.FileName()}
	f.files[name] = file
	return f.receive(file, part)
}

// receive stores a file up to its limit and reads past the rest. Its memory is
// taken at once where the request announces its size: growing would take twice
// as much.
func (f *multipartForm) receive(file *Upload, part io.Reader) error {
	most := f.fileLimit + 1
	if f.expected >= 0 {
		most = min(most, f.expected)
	}
	file.Data = make([]byte, most)
	n, err := io.ReadFull(part, file.Data)
	file.Data = file.Data[:n:n]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil // whole; NextPart finds out whether the request is
	}
	if f.cut = int64(n) > f.fileLimit; err != nil || !f.cut {
		return err
	}
	_, err = io.Copy(io.Discard, part)
	return err
}

// into gives a request what was read.
func (f *multipartForm) into(c *gin.Context) {
	r := c.Request
	for name, values := range f.values {
		r.Form[name] = append(values, r.Form[name]...)
	}
	r.PostForm, r.MultipartForm = f.values, &multipart.Form{Value: f.values}
	c.Set(uploadsKey, f.files)
}

// Title is the name of the file, cleaned.
func (u *Upload) Title() string {
	name := text.Line(u.Name)
	if text.Length(name) > NameMax {
		name = string([]rune(name)[:NameMax])
	}
	return name
}

// Alone runs do while no other upload is being read: reading one may take 150
// MB of memory, and that is all that uploads take together.
func (k *Kit) Alone(ctx context.Context, do func() error) error {
	select {
	case k.uploads <- struct{}{}:
		defer func() { <-k.uploads }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return do()
}
