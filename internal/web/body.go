package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
)

// withBody reads a posted form before its handler asks for a field: one that
// is too large or garbled is said, never read as empty.
func withBody(do handler) handler {
	return func(c *gin.Context) error {
		if c.Request.Method == http.MethodPost {
			if err := readBody(c.Request); err != nil {
				return err
			}
		}
		return do(c)
	}
}

func readBody(r *http.Request) error {
	err := r.ParseForm()
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(jema.PrintPartMax + formLimit) // bounded: all of it stays in memory
	}
	if err != nil && !tooLarge(err) {
		return jema.Invalid("form.unreadable")
	}
	return err
}

func tooLarge(err error) bool {
	_, is := errors.AsType[*http.MaxBytesError](err)
	return is
}
