// Package static holds what browsers fetch beside the pages, under names that
// carry a fingerprint of their content, so that they may be cached for ever.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

//go:embed css js fonts img
var files embed.FS

type shelf struct {
	printed map[string]string // name → fingerprinted name
	content map[string][]byte // fingerprinted name → bytes
}

// load fingerprints every file once. Style sheets come last: the addresses in
// them are replaced by fingerprinted ones.
var load = sync.OnceValue(func() shelf {
	s := shelf{map[string]string{}, map[string][]byte{}}
	var sheets []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if path.Ext(name) == ".css" {
			sheets = append(sheets, name)
			return nil
		}
		data, err := files.ReadFile(name)
		s.add(name, data)
		return err
	})
	for _, name := range sheets {
		data, readErr := files.ReadFile(name)
		if err == nil {
			err = readErr
		}
		s.add(name, s.resolve(data))
	}
	if err != nil {
		panic(err) // embedded: a fault of the build, seen by every test
	}
	return s
})

func (s shelf) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	printed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	s.printed[name], s.content[printed] = printed, data
}

var reference = regexp.MustCompile(`url\(/static/([^)]+)\)`)

func (s shelf) resolve(sheet []byte) []byte {
	return reference.ReplaceAllFunc(sheet, func(match []byte) []byte {
		name := string(reference.FindSubmatch(match)[1])
		return []byte("url(/static/" + s.mustPrint(name) + ")")
	})
}

func (s shelf) mustPrint(name string) string {
	printed, ok := s.printed[name]
	if !ok {
		panic("static: no file " + name)
	}
	return printed
}

// URL returns the address of a file, such as /static/css/main.0a1b2c3d4e5f.css.
// It panics for a file that is not there: templates name files that exist.
func URL(name string) string { return "/static/" + load().mustPrint(name) }

// Open returns the content of the file with a fingerprinted name.
func Open(printed string) ([]byte, bool) {
	data, ok := load().content[printed]
	return data, ok
}
